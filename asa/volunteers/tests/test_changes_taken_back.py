"""A list of moves and endings is taken back step by step, where each still is the last one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.models import ImportBatch, ImportPart
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.actions import Order, reinstate_volunteer, take_step_back
from asa.volunteers.codes import Position
from asa.volunteers.importers import take_back_changes
from asa.volunteers.models import VolunteerStep
from asa.volunteers.tests.factories import (
    CITIZEN_IDS,
    make_centre,
    make_file,
    make_office,
    make_volunteer,
)
from asa.volunteers.tests.test_import_moves import DAY, HEADINGS, bring_in, row
from asa.volunteers.tests.test_import_pages import page_of, work

pytestmark = pytest.mark.django_db
MOVE = {"event": "ย้าย", "reason": "", "to": "ม.2 ต.วังไผ่ อ.เมืองชุมพร จ.ชุมพร"}


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


@pytest.fixture
def mali():
    return make_volunteer(
        "86010104", given_name="มะลิ", family_name="ริมน้ำ", citizen_id=CITIZEN_IDS[0],
        registration_no="868600022", registration_year_be=2560,
    )  # fmt: skip


def batch_of(*rows, **options):
    return ImportBatch.objects.get(pk=bring_in(*rows, **options).batch)


def take_back(batch, *, by=None, reason="ผิดไฟล์", **options):
    with translation.override("en"):
        return take_back_changes(batch, by=by or system_user(), on=DAY, reason=reason, **options)


def state(volunteer):
    volunteer.refresh_from_db()
    return volunteer.state, volunteer.area_id, volunteer.ended_on, volunteer.end_reason


def test_ends_and_moves_are_as_if_they_had_not_been(mali):
    dao = make_volunteer("86010104", citizen_id=CITIZEN_IDS[1])
    before = state(mali), state(dao)
    batch = batch_of(row(), row(citizen_id=CITIZEN_IDS[1], **MOVE))
    assert (batch.created, batch.updated) == (0, 2)

    done = take_back(batch)

    assert (done.removed, done.returned, done.kept, done.written) == (0, 2, [], True)
    assert (state(mali), state(dao)) == before
    for volunteer in (mali, dao):
        assert volunteer.assignments.get(ended_on__isnull=True).area_id == "86010104"
        line = journal.history_of(volunteer)[0]
        assert (line.verb, line.text) == ("volunteer.taken_back", "ผิดไฟล์")
    assert not ImportPart.objects.exists()
    (line,) = journal.history_of(batch)
    assert (line.verb, line.data["returned"]) == ("import.taken_back", 2)
    assert bring_in(row()).updated == 1


def test_two_steps_of_one_volunteer_go_the_last_first(mali):
    batch = batch_of(
        row(event="พักการปฏิบัติหน้าที่", reason="รอสอบสวน", on="01/02/2568"), row(reason="ลาออก")
    )
    assert state(mali)[0] == "ended"

    assert take_back(batch).returned == 2
    assert state(mali) == ("registered", "86010104", None, "")


def test_an_office_that_ended_is_held_again(mali):
    office = make_office(mali, make_centre("860101", "tambon"), Position.CHAIR)
    batch = batch_of(row())

    take_back(batch)

    office.refresh_from_db()
    assert office.ended_on is None


def test_a_step_stays_whole_where_somebody_else_holds_the_office_by_now(mali):
    centre = make_centre("860101", "tambon")
    make_office(mali, centre, Position.CHAIR)
    batch = batch_of(row())
    make_office(make_volunteer("86010104"), centre, Position.CHAIR)

    done = take_back(batch)

    assert (done.returned, [one.key for one in done.kept]) == (0, [str(mali.pk)])
    assert "cannot be given again" in done.kept[0].reason
    assert state(mali)[0] == "ended"
    assert not VolunteerStep.objects.filter(kind="taken_back").exists()


def test_who_took_another_step_since_stays_and_is_named_with_it(mali):
    batch = batch_of(row())
    mali.refresh_from_db()
    officer, order = make_user(Role.PROVINCE_OFFICER, "86"), Order("กลับมาช่วยงาน")
    reinstate_volunteer(mali, order=order, by=officer, on=date(2025, 5, 1))

    done = take_back(batch)

    assert [one.reason for one in done.kept] == ["Changed since: Reinstated, on 1 May 2025."]
    assert state(mali)[0] == "registered"


def test_a_step_taken_back_on_the_page_is_not_taken_back_twice(mali):
    batch = batch_of(row())
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    take_step_back(mali, reason="คีย์ผิด", by=officer, on=DAY)

    done = take_back(batch)

    assert [one.reason for one in done.kept] == ["This step was taken back already."]
    assert mali.steps.filter(kind="taken_back").count() == 1


def test_a_trial_says_the_same_and_lets_nothing_stay(mali):
    batch = batch_of(row())
    lines = len(journal.history_of(mali))

    done = take_back(batch, trial=True, reason="")

    assert (done.returned, done.written) == (1, False)
    assert state(mali)[0] == "ended"
    assert len(journal.history_of(mali)) == lines
    batch.refresh_from_db()
    assert batch.state == "written"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.PROVINCE_OFFICER, "8601"),
        (Role.TAMBON_LEAD, "860101"),
        (Role.AUDITOR, "TH"),
    ],
)
def test_nobody_takes_back_the_list_of_another_place_or_office(mali, role, area):
    batch = batch_of(row())
    with pytest.raises(PermissionDenied):
        take_back(batch, by=make_user(role, area))
    assert state(mali)[0] == "ended"


def test_who_is_oneself_on_the_list_leaves_that_row_to_another(mali):
    batch = batch_of(row())
    officer = make_user(Role.PROVINCE_OFFICER, "86", person=mali.person)

    done = take_back(batch, by=officer)

    assert "nobody changes one's own" in done.kept[0].reason
    assert state(mali)[0] == "ended"


def test_a_reason_is_asked_and_the_second_is_told(mali):
    batch = batch_of(row())
    second = ImportBatch.objects.get(pk=batch.pk)
    with translation.override("en"), pytest.raises(DomainError, match="Write why"):
        take_back(batch, reason=" ")
    take_back(batch)
    with pytest.raises(DomainError, match="taken back already"):
        take_back(second)
    assert mali.steps.filter(kind="taken_back").count() == 1


def test_a_list_that_changed_nothing_leaves_nothing_to_take_back(mali):
    bring_in(row())
    assert bring_in(row()).batch == ""
    assert bring_in(row(), trial=True).batch == ""
    assert ImportBatch.objects.count() == 1


def test_the_pages_look_first_and_take_back_with_a_reason(client, mali):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    upload = reverse("volunteers:import_changes")
    file = make_file([row()], headings=HEADINGS)
    file.name = "moves.xlsx"
    client.post(upload, {"province": "86", "file": file, "rows": "good"})
    client.post(page_of(work(), "import_changes_result"))
    done = work()
    batch = ImportBatch.objects.get()
    page = reverse("volunteers:import_changes_batch", args=[batch.pk])
    assert page in client.get(page_of(done, "import_changes_result")).content.decode()
    lists = reverse("volunteers:import_changes_batches")
    assert page in client.get(lists).content.decode()
    assert lists in client.get(upload).content.decode()

    client.post(page)
    look = work()
    back = reverse("volunteers:import_changes_back", args=[look.pk])
    assert "ยังไม่ได้บันทึกข้อมูลใด" in client.get(back).content.decode()
    assert state(mali)[0] == "ended"

    client.post(back, {"reason": "ผิดไฟล์"})
    assert work().state == "done"
    assert state(mali)[0] == "registered"
