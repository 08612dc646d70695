"""A list that comes after the last day is of who came, and leads to certificates."""

import io
import json
from datetime import date

import geothai
import pytest
from django.core.management import call_command

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon, make_area
from asa.training.actions import NewSigner, set_signer, start_cohort
from asa.training.actions.programme import make_programme
from asa.training.actions.roll import call_one
from asa.training.codes import AttendanceWay, CohortState, WorkshopState
from asa.training.importers import import_workshop
from asa.training.loader import load_lists
from asa.training.models import Attendance, Cohort
from asa.training.queries.programme import sessions_called
from asa.training.queries.roll import roll_of
from asa.training.tests.test_import import FILE, make_file, someone

BEFORE, AFTER = date(2018, 3, 1), date(2018, 4, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def country():
    load_lists()
    for province in geothai.provinces():
        make_area(province.code)


def bring_in(on):
    with FILE.open("rb") as file:
        return import_workshop(file, by=system_user(), on=on)


def test_after_the_last_day_everybody_of_the_list_came_to_each_part_and_it_is_said_once():
    report = bring_in(AFTER)

    cohort = Cohort.objects.get()
    parts = sessions_called(cohort).count()
    came = Attendance.objects.filter(is_present=True, way=AttendanceWay.LIST)
    assert parts > 0
    assert came.count() == 205 * parts
    assert any("205" in note and "หน้าเช็กชื่อ" in note for note in report.notes)
    assert (cohort.state, cohort.workshop.state) == (CohortState.DONE, WorkshopState.DONE)
    lines = JournalEntry.objects.count()
    again = bring_in(AFTER)
    assert (again.created, again.unchanged, again.refused) == (0, 205, 0)
    assert not any("หน้าเช็กชื่อ" in note for note in again.notes)
    assert JournalEntry.objects.count() == lines


def test_before_the_last_day_nobody_came_yet():
    bring_in(BEFORE)

    assert not Attendance.objects.exists()
    assert not Cohort.objects.get().sessions.exists()


def test_a_cohort_that_is_being_held_is_left_to_its_roll():
    bring_in(BEFORE)
    keeper = make_user(Role.DEPARTMENT_OFFICER, "TH")
    cohort = Cohort.objects.get()
    make_programme(cohort, by=keeper, on=BEFORE)
    cohort = start_cohort(cohort, by=keeper, on=cohort.starts_on)
    part, one = sessions_called(cohort).first(), roll_of(cohort).first()
    at = Attendance._meta.get_field("said_at").to_python("2018-03-21T09:00:00+07:00")
    call_one(part, enrolment=one, is_present=True, way=AttendanceWay.TAP, by=keeper, at=at)

    with pytest.raises(DomainError, match="กำลังจัด"):
        bring_in(AFTER)
    assert Attendance.objects.count() == 1


def test_the_list_of_an_event_that_is_over_leads_to_its_certificates(tmp_path):
    by = make_user(Role.DEPARTMENT_OFFICER, "TH")
    signer = NewSigner(title="อธิบดีกรมพัฒนาสังคมและสวัสดิการ", name="นายตัวอย่าง ลงนามดี")
    start = date(2017, 10, 2)
    set_signer(Area.objects.get(pk="TH"), given=signer, started_on=start, by=by, on=start)
    said, out = io.StringIO(), tmp_path / "all.pdf"
    call_command("import_workshop", str(FILE), json=True, stdout=said)
    cohort = json.loads(said.getvalue())["cohort"]

    told = io.StringIO()
    call_command("certificates", cohort=cohort, out=str(out), json=True, stdout=told)

    assert json.loads(told.getvalue())["certificates"] == 205
    assert out.read_bytes().startswith(b"%PDF")


def test_while_rows_are_to_be_mended_the_cohort_stays_open_for_them():
    load_chumphon()
    seats = (["ปากน้ำ", "เมืองชุมพร", "ชุมพร", 2],)
    one, other = someone("นางมะลิ รักถิ่น"), someone("นายแก้ว รักถิ่น", tambon="ไม่มีตำบลนี้")

    def take(*rows):
        file = make_file(rows, seats=seats)
        return import_workshop(file, by=system_user(), province="86", on=date(2025, 3, 1))

    first = take(one, other)
    assert (first.created, first.refused) == (1, 1)
    assert Cohort.objects.get().state == CohortState.CONFIRMED
    assert not Attendance.objects.exists()

    mended = take(one, someone("นายแก้ว รักถิ่น"))
    assert (mended.created, mended.refused) == (1, 0)
    assert Cohort.objects.get().state == CohortState.DONE


def test_who_has_a_seat_and_does_not_stand_on_the_list_did_not_come():
    load_chumphon()
    seats = (["ปากน้ำ", "เมืองชุมพร", "ชุมพร", 2],)
    one, other = someone("นางมะลิ รักถิ่น"), someone("นายแก้ว รักถิ่น")
    before, after = date(2025, 1, 20), date(2025, 3, 1)
    for rows, on in [([one, other], before), ([one], after)]:
        import_workshop(make_file(rows, seats=seats), by=system_user(), province="86", on=on)

    came = {said.enrolment.person.given_name for said in Attendance.objects.all()}
    assert came == {"มะลิ"}


def test_of_a_cohort_that_was_held_a_new_name_is_refused_by_its_row(tmp_path):
    chumphon = (["ปากน้ำ", "เมืองชุมพร", "ชุมพร", 2],)
    load_chumphon()
    one, other = someone("นางมะลิ รักถิ่น"), someone("นายแก้ว รักถิ่น")
    for rows, created, refused in [([one], 1, 0), ([one, other], 0, 1)]:
        report = import_workshop(
            make_file(rows, seats=chumphon), by=system_user(), province="86", on=date(2025, 3, 1)
        )
        assert (report.created, report.refused) == (created, refused)
    assert report.unchanged == 1
    assert "จัดแล้ว" in report.problems[0].reason
