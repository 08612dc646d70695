"""An officer says once what a heading means, and the lists of the province are read so."""

import io
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import chains, journal
from asa.common.errors import DomainError
from asa.common.imports.meanings import keep_meanings, known_meanings
from asa.common.models import JournalEntry, KnownHeading
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_volunteers
from asa.volunteers.importers.columns import KIND
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import CITIZEN_IDS
from asa.volunteers.tests.test_import_pages import page_of, send, work
from asa.volunteers.views.imports import PAGES

pytestmark = pytest.mark.django_db
ROWS = "ผู้สมัคร,ครอบครัว,บัตร,ถิ่น,อำเภอ,อื่น\nสมใจ,ใจดี,{},บางลึก,เมือง,ก\n"
SAID = {
    "ผู้สมัคร": "given",
    "ครอบครัว": "family",
    "บัตร": "citizen_id",
    "ถิ่น": "tambon",
    "อำเภอ": "district",
    "อื่น": "",
}


@pytest.fixture
def officer(client):
    load_chumphon()
    user = make_user(Role.PROVINCE_OFFICER, "86")
    client.force_login(user)
    return user


def strange_file():
    return io.BytesIO(ROWS.format(CITIZEN_IDS[0]).encode())


def answers(said):
    return {f"heading_{number}": column for number, column in enumerate(said.values())}


def test_a_list_with_headings_of_its_own_is_taken_after_the_officer_said_what_they_mean(
    client, officer
):
    send(client, file=strange_file())
    failed = work()
    assert failed.state == "failed"
    page = page_of(failed, "import_headings")
    assert page in client.get(reverse("common:job", args=[failed.pk])).content.decode()

    shown = client.get(page)
    assert [one.written for one in shown.context["found"]] == list(SAID)
    answer = client.post(page, answers(SAID))
    trial = work()
    assert answer.headers["Location"] == reverse("common:job", args=[trial.pk])
    assert (trial.state, trial.result["report"]["created"]) == ("done", 1)
    assert page_of(trial, "import_headings") in client.get(page_of(trial)).content.decode()

    client.post(page_of(trial))
    work()
    assert Volunteer.objects.get().person.family_name == "ใจดี"
    entry = JournalEntry.objects.get(verb="import.headings_kept")
    assert (entry.area, entry.actor_id) == ("86", officer.pk)
    assert entry.data["columns"] == ["citizen_id", "district", "family", "given", "tambon"]


def test_what_was_said_holds_for_the_next_list_of_the_province_and_for_no_other(officer):
    keep_meanings(PAGES, area="86", said=SAID, by=officer)

    report = import_volunteers(
        strange_file(), by=system_user(), province="86", on=today(), name="a.csv"
    )

    assert report.created == 1
    assert known_meanings(KIND, "85") == {}
    assert known_meanings("households.import", "86") == {}


def test_what_is_said_anew_replaces_what_was_said(officer):
    keep_meanings(PAGES, area="86", said={"ผู้ สมัคร": "family"}, by=officer)
    keep_meanings(PAGES, area="86", said={"ผู้สมัคร": "given"}, by=officer)

    kept = KnownHeading.objects.get()
    assert (kept.column, kept.written, kept.said_by_id) == ("given", "ผู้สมัคร", officer.pk)
    assert chains.verify(JournalEntry, journal.LOG)[1] == []


def test_a_column_that_is_not_to_be_read_is_not(officer):
    keep_meanings(PAGES, area="86", said={**SAID, "โทรศัพท์": ""}, by=officer)
    row = f"ผู้สมัคร,บัตร,ถิ่น,อำเภอ,โทรศัพท์\nสมใจ,{CITIZEN_IDS[0]},บางลึก,เมือง,ไม่ใช่เบอร์\n"

    report = import_volunteers(
        io.BytesIO(row.encode()), by=system_user(), province="86", on=today(), name="a.csv"
    )

    assert (report.created, report.refused) == (1, 0)


def test_two_columns_cannot_mean_the_same(client, officer):
    send(client, file=strange_file())
    page = page_of(work(), "import_headings")

    answer = client.post(page, answers(SAID | {"ครอบครัว": "given"}))

    assert "ผู้สมัคร" in str(answer.context["form"].errors["heading_1"])
    assert not KnownHeading.objects.exists()


def test_the_file_of_somebody_else_is_absent(client, officer):
    send(client, file=strange_file())
    page = page_of(work(), "import_headings")
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))

    assert client.get(page).status_code == 404
    assert client.post(page, answers(SAID)).status_code == 404


def test_a_file_that_was_taken_in_has_no_such_page(client, officer):
    keep_meanings(PAGES, area="86", said=SAID, by=officer)
    send(client, file=strange_file())
    trial = work()
    client.post(page_of(trial))
    work()

    assert client.get(page_of(trial, "import_headings")).status_code == 404


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.DISTRICT_LEAD, "8601"),
        (Role.AUDITOR, "TH"),
        (Role.SOCIAL_WORKER, "86"),
    ],
)
def test_only_who_brings_lists_in_says_what_their_headings_mean(role, area):
    load_chumphon()
    with pytest.raises(PermissionDenied):
        keep_meanings(PAGES, area="86", said=SAID, by=make_user(role, area))
    assert not KnownHeading.objects.exists()


def test_a_list_whose_columns_nobody_may_name_keeps_no_meanings(officer):
    with pytest.raises(PermissionDenied):
        keep_meanings(replace(PAGES, fields=None), area="86", said=SAID, by=officer)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"ผู้สมัคร": "surname_of_the_cat"}, "no such column"),
        ({"ผู้สมัคร": "given", "ชื่อตัว": "given"}, "means this already"),
        ({"ก" * 121: "given"}, "at most 120"),
        ({" ": ""}, "letters or digits"),
    ],
)
def test_a_heading_means_one_column_that_the_list_has(officer, in_english, said, says):
    with pytest.raises(DomainError, match=says):
        keep_meanings(PAGES, area="86", said=said, by=officer)
    assert not KnownHeading.objects.exists()


def test_a_remark_as_long_as_a_paragraph_is_offered_as_no_heading(client, officer):
    remark = "หมายเหตุ" * 20
    send(client, file=io.BytesIO(f"{remark},{ROWS}".encode()))
    shown = client.get(page_of(work(), "import_headings"))
    assert [one.written for one in shown.context["found"]] == list(SAID)
