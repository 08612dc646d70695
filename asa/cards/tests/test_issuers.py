"""The seal goes on from one issuer to the next, a signature only with its name."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from PIL import Image

from asa.cards.actions import IssuerPictures, NewIssuer, change_issuer
from asa.cards.models import CardIssuer
from asa.common import photos
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
GIVEN = NewIssuer("นายตัวอย่าง ลงนามดี", "อธิบดี")


def drawn():
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(file, "PNG")
    file.seek(0)
    file.name = "seal.png"
    return file


@pytest.fixture
def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def change(by, *, given=GIVEN, days=0, **pictures):
    return change_issuer(
        CardIssuer.objects.first(), given=given, started_on=today() + timedelta(days=days),
        by=by, on=today(), pictures=IssuerPictures(**pictures),
    )  # fmt: skip


def test_pictures_are_kept_and_go_on_as_far_as_they_belong(department):
    first = change(department, seal=drawn(), signature=drawn())
    assert photos.open_photo(first.seal)
    assert photos.open_photo(first.signature)

    same = change(department, given=replace(GIVEN, title_en="Director-General"), days=1)
    assert (same.seal, same.signature) == (first.seal, first.signature)
    other = change(department, given=replace(GIVEN, name_th="นางคนใหม่ รับตำแหน่ง"), days=2)
    assert (other.seal, other.signature) == (first.seal, None)
    bare = change(department, given=replace(GIVEN, name_th="นางคนใหม่ รับตำแหน่ง"), days=3,
                  without_seal=True)  # fmt: skip
    assert bare.seal is None
    first.refresh_from_db()
    assert first.seal is not None


def test_a_new_seal_alone_is_a_change(department):
    first = change(department)
    second = change(department, days=1, seal=drawn())
    assert (first.seal, second.signature) == (None, None)
    assert second.seal is not None
    with pytest.raises(DomainError):
        change(department, days=2)


def kept():
    return {path for path in (Path(settings.ASA_DATA_DIR) / "media").rglob("*") if path.is_file()}


def test_what_is_no_picture_is_refused_and_nothing_stays(department):
    before = kept()
    with pytest.raises(DomainError):
        change(department, seal=drawn(), signature=io.BytesIO(b"no picture"))
    assert CardIssuer.objects.count() == 1
    assert kept() == before


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.PROVINCE_HEAD, "86"), (Role.PROVINCE_OFFICER, "86"), (Role.ADMIN, "TH"),
     (Role.AUDITOR, "TH")],
)  # fmt: skip
def test_nobody_but_the_department_gives_them(role, area):
    with pytest.raises(PermissionDenied):
        change(make_user(role, area), seal=drawn())


def test_the_department_gives_them_on_the_page_and_everybody_reads_that_they_are_there(
    client, department
):
    client.force_login(department)
    told = {
        "started_on": f"{today():%d/%m/%Y}", "name_th": "นายตัวอย่าง ลงนามดี", "title_th": "อธิบดี",
        "seal": drawn(), "signature": drawn(),
    }  # fmt: skip
    answer = client.post("/cards/issuers/change/", told)
    assert answer.headers.get("Location") == "/cards/issuers/"
    newest = CardIssuer.objects.last()
    assert newest.seal
    assert newest.signature
    said = client.get("/cards/issuers/").content.decode()
    assert "พิมพ์ลงบนบัตร" in said
    assert str(newest.signature) not in said
