import io
import re
from datetime import date

import pytest
from django.urls import reverse

from asa.common.ids import uuid7
from asa.households.codes import PhotoKind
from asa.households.models import Household
from asa.households.tests.browsing import address, jpeg, open_as, seen
from asa.households.tests.factories import (
    make_household,
    make_member,
    make_notice,
    make_round,
    put_on_team,
)
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db

LONG_AGO = date(2021, 1, 1)
OF_HOUSEHOLD = [
    "detail",
    "history",
    "edit",
    "visit",
    "assess",
    "photo_add",
    "consent",
    "caretaker",
    "member_add",
]
READ_ONLY = ("detail", "history")
OF_MEMBER = ["member_edit", "member_leave", "member_head", "citizen_id"]


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["asa_language"] = "en"


# --- who gets in -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OF_HOUSEHOLD + OF_MEMBER)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "stranger",
    [
        {"role": "volunteer", "area": "86010104"},
        {"role": "volunteer", "area": "860101"},
        {"role": "tambon_lead", "area": "860102"},
        {"role": "district_lead", "area": "8602"},
        {"role": "province_officer", "area": "85"},
        {"role": "province_officer", "area": "86", "ended_on": LONG_AGO},
        {"role": "finance", "area": "86"},
        {"role": "department_officer", "area": "TH"},
        {"role": "auditor", "area": "TH"},
        {"role": "analyst", "area": "TH"},
        {"role": "admin", "area": "TH"},
        {"role": "partner_desk", "area": "86"},
    ],
    ids=lambda found: " ".join(map(str, found.values())),
)
def test_a_household_outside_is_answered_as_one_that_is_not_there(client, name, method, stranger):
    make_notice()
    household = make_household(caretaker=make_user("volunteer", "86010104"))
    member = make_member(household) if name in OF_MEMBER else None
    user = make_user(**stranger)
    answer = open_as(client, user, name, household, member, method)
    household.pk = uuid7()
    absent = open_as(client, user, name, household, member, method)
    # A page that only shows takes no POST of anybody; one without a post is not told even that.
    wanted = {404, 405} if method == "post" and name in READ_ONLY else {404}
    assert answer.status_code in wanted
    assert answer.status_code == absent.status_code
    assert strip(answer) == strip(absent)


def strip(answer):
    return re.sub(r"[0-9a-f-]{36}|value=\"\w{64}\"", "", answer.text)


@pytest.mark.parametrize("name", OF_HOUSEHOLD + OF_MEMBER)
@pytest.mark.parametrize("role", ["province_head", "province_officer", "social_worker"])
def test_a_sealed_household_is_not_there_for_the_office_that_is_not_on_its_team(client, name, role):
    household = make_household(is_sealed=True)
    member = make_member(household) if name in OF_MEMBER else None
    assert open_as(client, make_user(role, "86"), name, household, member).status_code == 404


YES, NO = 200, 403


@pytest.mark.parametrize(
    ("role", "area", "own", "answers"),
    [
        ("volunteer", "86010104", True, {"caretaker": NO, "citizen_id": NO, "member_head": 302}),
        (
            "tambon_lead",
            "860101",
            False,
            dict.fromkeys(("edit", "consent", "member_add", *OF_MEMBER), NO),
        ),
        ("social_worker", "86", False, {"member_head": 302}),
        ("province_officer", "86", False, {"member_head": 302}),
        (
            "province_head",
            "86",
            False,
            dict.fromkeys(
                (
                    "edit",
                    "visit",
                    "assess",
                    "photo_add",
                    "consent",
                    "caretaker",
                    "member_add",
                    "member_edit",
                    "member_leave",
                    "member_head",
                ),
                NO,
            ),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_in_ones_own_area_each_role_opens_the_pages_of_its_work(client, role, area, own, answers):
    make_notice()
    user = make_user(role, area)
    household = make_household(caretaker=user if own else None)
    member = make_member(household, person={"citizen_id": "3860590650634"})
    make_round(household)
    found = {
        name: open_as(
            client, user, name, household, member if name in OF_MEMBER else None
        ).status_code
        for name in OF_HOUSEHOLD + OF_MEMBER
    }
    assert found == dict.fromkeys(OF_HOUSEHOLD + OF_MEMBER, YES) | answers


# --- photos ---------------------------------------------------------------------------------------------


def test_photos_are_kept_and_seen_by_who_reads_the_household_in_full(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    client.force_login(mali)
    sent = {"kind": PhotoKind.HOUSE_OUTSIDE, "photos": [jpeg(), jpeg("2.jpg")]}
    assert client.post(address("photo_add", household), sent).status_code == 302
    photo = household.photos.first()
    answer = client.get(reverse("households:photo_file", args=[photo.pk, 320]))
    assert answer.content.startswith(b"\xff\xd8")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    (line,) = seen("photo.seen")
    assert (line.actor_id, line.data["size"]) == (mali.pk, 320)
    assert client.get(reverse("households:photo", args=[photo.pk])).status_code == 200
    assert client.get(reverse("households:photo_file", args=[photo.pk, 5])).status_code == 404


@pytest.mark.parametrize(
    ("role", "area", "fields"),
    [
        ("volunteer", "86010104", {}),
        ("tambon_lead", "860101", {}),
        ("province_officer", "85", {}),
        ("province_officer", "86", {"ended_on": LONG_AGO}),
        ("finance", "86", {}),
        ("admin", "TH", {}),
    ],
)
def test_a_photo_of_others_is_not_there(client, role, area, fields):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    client.force_login(mali)
    client.post(address("photo_add", household), {"kind": "other", "photos": [jpeg()]})
    photo = household.photos.get()
    client.force_login(make_user(role, area, **fields))
    for size in (320, 1920):
        answer = client.get(reverse("households:photo_file", args=[photo.pk, size]))
        assert answer.status_code == 404
    assert client.get(reverse("households:photo", args=[photo.pk])).status_code == 404
    assert not seen("photo.seen").exists()


def test_a_photo_of_a_sealed_household_is_for_its_team(client):
    worker, other = make_user("social_worker", "86"), make_user("province_officer", "86")
    household = make_household(is_sealed=True)
    put_on_team(household, worker)
    client.force_login(worker)
    client.post(address("photo_add", household), {"kind": "other", "photos": [jpeg()]})
    url = reverse("households:photo_file", args=[household.photos.get().pk, 320])
    assert client.get(url).status_code == 200
    client.force_login(other)
    assert client.get(url).status_code == 404


def test_photos_that_cannot_be_kept_are_refused_together_with_a_sentence(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    client.force_login(mali)
    none = client.post(address("photo_add", household), {"kind": "other"})
    assert "Please attach" in none.text
    wrong = client.post(
        address("photo_add", household),
        {"kind": "other", "photos": [jpeg(), io.BytesIO(b"not a photo")]},
    )
    assert wrong.status_code == 200
    assert wrong.context["form"].errors["photos"]
    assert not household.photos.exists()


def test_nothing_is_asked_of_a_household_that_is_not_there(client):
    client.force_login(make_user("province_officer", "86"))
    assert client.get(reverse("households:detail", args=[uuid7()])).status_code == 404
    assert Household.objects.count() == 0
