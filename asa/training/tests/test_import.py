"""A list of participants with its seats becomes a cohort that balances to zero."""

import io
import json
from datetime import date
from pathlib import Path

import geothai
import pytest
import xlsxwriter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from asa.common import chains, journal
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.spreadsheets import UnreadableFile, read_sheets
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.models import Person
from asa.people.tests.factories import make_person, make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.training.actions import finish_cohort, start_cohort
from asa.training.codes import CohortState, EnrolmentState, WorkshopState
from asa.training.importers import import_workshop
from asa.training.importers.heading import heading_of
from asa.training.loader import load_lists
from asa.training.models import Cohort, Enrolment, Quota, Workshop
from asa.training.tests.factories import make_enrolment, make_workshop
from asa.volunteers.tests.factories import make_volunteer

SAMPLES = Path(settings.BASE_DIR) / "samples"
FILE = SAMPLES / "workshop_2561_participants.xlsx"
DAY = date(2018, 3, 1)
ABOVE = (
    "รายชื่อผู้เข้าร่วมประชุมเชิงปฏิบัติการ อพม. ตำบล รุ่นที่ 3",
    "ระหว่างวันที่ 30 มกราคม - 1 กุมภาพันธ์ 2568 ณ ศาลากลางจังหวัด ชุมพร",
)
HEADINGS = ("ลำดับที่", "ชื่อ-สกุล", "ตำบล", "อำเภอ", "จังหวัด", "เลขทะเบียน อพม.", "โทรศัพท์", "บทบาท")
SEATS = ("ตำบล", "อำเภอ", "จังหวัด", "จำนวนที่นั่ง")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    load_lists()


@pytest.fixture
def provinces():
    for province in geothai.provinces():
        make_area(province.code)


@pytest.fixture
def chumphon():
    load_chumphon()


def bring_in(file=FILE, *, by=None, **options):
    return import_workshop(file, by=by or system_user(), **({"on": DAY} | options))


def make_file(people, seats=(), *, above=ABOVE, headings=HEADINGS):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("รายชื่อ")
        for number, line in enumerate(above):
            sheet.write(number, 0, line)
        for number, row in enumerate([headings, *people], len(above)):
            sheet.write_row(number, 0, row)
        if seats:
            sheet = book.add_worksheet("โควตา")
            for number, row in enumerate([SEATS, *seats]):
                sheet.write_row(number, 0, row)
    file.seek(0)
    return file


def someone(name, tambon="ปากน้ำ", district="เมืองชุมพร", number="", part="ผู้เข้าร่วมประชุม"):
    return [1, name, tambon, district, "ชุมพร", number, "081-000-1234", part]


def tambon(seats, name="ปากน้ำ", district="เมืองชุมพร"):
    return [name, district, "ชุมพร", seats]


def test_the_real_list_balances_to_zero_and_tells_nothing_new_the_second_time(provinces):
    told = json.loads((SAMPLES / "workshop_2561_participants.expected.json").read_text("utf-8"))

    report = bring_in()

    assert (report.read, report.created, report.refused) == (205, told["accepted"], 0)
    workshop, cohort = Workshop.objects.get(), Cohort.objects.get()
    assert workshop.name.startswith("ประชุมเชิงปฏิบัติการส่งเสริมและพัฒนาศักยภาพ")
    assert (workshop.fiscal_year_be, workshop.owner_id) == (2561, "TH")
    assert (cohort.number, cohort.seats, cohort.state) == (2, 205, CohortState.CONFIRMED)
    assert (cohort.starts_on, cohort.ends_on) == (date(2018, 3, 21), date(2018, 3, 23))
    assert cohort.venue == "โรงแรมเดอะทวิน ทาวเวอร์ กรุงเทพมหานคร"
    assert cohort.place_id == "10"
    seats = {f"{quota.area_id} {quota.area.name_th}": quota.seats for quota in Quota.objects.all()}
    assert seats == told["seats"]
    assert all(quota.left == 0 for quota in Quota.objects.all())
    assert report.as_json()["quotas"][0] == {"area": "30", "seats": 6, "nominated": 6}
    assert chains.verify(JournalEntry, journal.LOG)[1] == []

    lines, people = JournalEntry.objects.count(), Person.objects.count()
    again = bring_in()
    assert (again.created, again.updated, again.unchanged) == (0, 0, 205)
    assert (JournalEntry.objects.count(), Person.objects.count()) == (lines, people)
    assert again.cohort == report.cohort == str(cohort.pk)


def test_a_trial_writes_nothing_and_says_what_would_be(provinces):
    report = bring_in(trial=True)

    assert (report.created, report.written, report.seats) == (205, False, 205)
    assert report.workshop == report.cohort == ""
    assert not Workshop.objects.exists()
    assert not Person.objects.exists()
    assert not JournalEntry.objects.exists()


def test_the_command_tells_json_alone_in_the_promised_shape(provinces, capsys):
    call_command("import_workshop", str(FILE), trial=True, json=True)

    told = json.loads(capsys.readouterr().out)
    assert told.keys() >= {
        "workshop", "cohort", "seats", "quotas", "read", "created", "updated", "unchanged",
        "refused", "problems",
    }  # fmt: skip
    assert (told["seats"], told["read"], told["problems"]) == (205, 205, [])
    assert sum(quota["nominated"] for quota in told["quotas"]) == 205


def test_a_list_by_sub_district_says_each_fault_by_its_cell(chumphon):
    people = [
        someone("นางมะลิ รักถิ่น"),
        someone("นายคำ ริมคลอง", tambon="ท่ายาง"),
        someone("นางมะลิ รักถิ่น"),
        someone("นายเพิ่ม ทะเลงาม"),
        someone("นายเกิน ทะเลงาม"),
        someone("นายใจ ดอนเมือง", tambon="ไม่มีที่นี่"),
        someone("นางสาวพร วังไผ่", tambon="วังไผ่"),
    ]
    file = make_file(people, [tambon(2), tambon(2, "ท่ายาง"), ["", "", "รวม", 4]])

    report = bring_in(file, province="86")

    assert (report.created, report.refused) == (3, 4)
    assert [(one.row, one.column) for one in report.problems] == [
        (6, "B"),
        (8, "E"),
        (9, "C"),
        (10, "E"),
    ]
    assert all(one.reason and one.remedy for one in report.problems)
    quotas = {quota.area.name_th: (quota.seats, quota.taken) for quota in Quota.objects.all()}
    assert quotas == {"ปากน้ำ": (2, 2), "ท่ายาง": (2, 1)}
    cohort = Cohort.objects.get()
    assert (cohort.number, cohort.starts_on) == (3, date(2025, 1, 30))
    assert (cohort.ends_on, cohort.place_id) == (date(2025, 2, 1), "86")


def test_all_or_nothing_leaves_nothing_behind(chumphon):
    file = make_file([someone("นางมะลิ รักถิ่น"), someone("นายใจ ดอน", tambon="ไม่มีที่นี่")])

    report = bring_in(file, province="86", all_or_nothing=True)

    assert (report.refused, report.written) == (1, False)
    assert not Enrolment.objects.exists()


def test_without_a_sheet_of_seats_each_place_has_as_many_as_people(chumphon):
    people = [someone("นางมะลิ รักถิ่น"), someone("นายคำ ริมคลอง"), someone("นายดี งามใจ", "ท่ายาง")]

    bring_in(make_file(people), province="86")

    assert sorted(Quota.objects.values_list("seats", "taken")) == [(1, 1), (2, 2)]
    assert Cohort.objects.get().seats == 3


def test_a_list_without_its_sheet_of_seats_takes_no_seat_from_a_place(chumphon):
    one, other = someone("นางมะลิ รักถิ่น"), someone("นายคำ ริมคลอง")
    bring_in(make_file([one, other], [tambon(5)]), province="86")

    again = bring_in(make_file([other]), province="86")

    assert (again.stopped, again.unchanged) == ("", 1)
    assert (Quota.objects.get().seats, Cohort.objects.get().seats) == (5, 5)


def test_a_total_that_is_not_the_sum_stops_the_list(chumphon):
    file = make_file([someone("นางมะลิ รักถิ่น")], [tambon(2), ["", "", "รวม", 5]])

    report = bring_in(file, province="86")

    assert not report.written
    assert "5" in report.stopped
    assert "2" in report.stopped
    assert not Workshop.objects.exists()


def test_who_stands_in_the_register_is_found_by_the_number_and_never_by_the_name(chumphon):
    known = make_volunteer(
        "86010104", person=make_person("มะลิ", "รักถิ่น"), registration_no="868600417",
        registration_year_be=2559, registration_province="86",
    )  # fmt: skip
    people = [
        someone("นางมะลิ รักถิ่น", number="868600417/2559"),
        someone("นางมะลิ รักถิ่น"),
        someone("นายคำ ริมคลอง", number="868600417/2559"),
    ]

    report = bring_in(make_file(people, [tambon(3)]), province="86")

    assert (report.created, report.refused) == (2, 1)
    assert report.problems[0].column == "F"
    enrolled = Enrolment.objects.get(volunteer=known)
    assert (enrolled.person_id, enrolled.area_id) == (known.person_id, "86010104")
    other = Enrolment.objects.get(volunteer=None)
    assert other.person_id != known.person_id
    assert any("1" in note for note in report.notes)


def test_who_was_proposed_and_stands_on_the_list_has_her_seat(chumphon):
    bring_in(make_file([someone("นายคำ ริมคลอง")], [tambon(2)]), province="86")
    known = make_volunteer(
        "86010104", person=make_person("มะลิ", "รักถิ่น"), registration_no="868600417",
        registration_year_be=2559, registration_province="86",
    )  # fmt: skip
    line = make_enrolment(Quota.objects.get(), known, state=EnrolmentState.PROPOSED, rank=0)

    people = [someone("นายคำ ริมคลอง"), someone("นางมะลิ รักถิ่น", number="868600417/2559")]
    report = bring_in(make_file(people, [tambon(2)]), province="86")

    line.refresh_from_db()
    assert (line.state, line.rank) == (EnrolmentState.CONFIRMED, 2)
    assert (report.created, report.updated, report.refused) == (0, 1, 0)
    assert Quota.objects.get().taken == 2


def test_a_province_does_not_enrol_the_volunteer_of_another_by_her_number(chumphon):
    known = make_volunteer(
        "85010104", person=make_person("มะลิ", "รักถิ่น"), registration_no="858500417",
        registration_year_be=2559, registration_province="85",
    )  # fmt: skip
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    people = [
        someone("นางมะลิ รักถิ่น", number="858500417/2559"),
        someone("นายคำ ริมคลอง", number="858500417/2559"),
    ]

    report = bring_in(make_file(people, [tambon(2)]), province="86", by=officer)

    # Neither is told that there is such a number: both are as unknown as any.
    assert (report.created, report.refused, report.problems) == (2, 0, [])
    assert not Enrolment.objects.filter(person=known.person).exists()
    assert not Enrolment.objects.filter(volunteer=known).exists()


def test_the_department_enrols_the_volunteer_of_any_province(chumphon):
    known = make_volunteer(
        "85010104", person=make_person("มะลิ", "รักถิ่น"), registration_no="858500417",
        registration_year_be=2559, registration_province="85",
    )  # fmt: skip
    department = make_user(Role.DEPARTMENT_OFFICER, "TH")
    people = [someone("นางมะลิ รักถิ่น", number="858500417/2559")]

    bring_in(make_file(people, [tambon(1)]), province="86", by=department)

    assert Enrolment.objects.get().volunteer == known


def test_the_list_of_a_province_seats_nobody_of_another_place(chumphon):
    stray = someone("นางมะลิ รักถิ่น")
    stray[2:5] = ["เขานิเวศน์", "เมืองระนอง", "ระนอง"]
    seats = ["เขานิเวศน์", "เมืองระนอง", "ระนอง", 1]

    report = bring_in(
        make_file([someone("นายคำ ริมคลอง"), stray], [tambon(1), seats]), province="86"
    )

    assert (report.created, report.refused) == (1, 1)
    assert {one.column for one in report.problems} == {"C", "E"}
    assert [quota.area_id[:2] for quota in Quota.objects.all()] == ["86"]


def test_a_changed_part_is_taken_over_and_a_seat_given_up_stays_given_up(chumphon):
    bring_in(make_file([someone("นางมะลิ รักถิ่น"), someone("นายคำ ริมคลอง")]), province="86")
    gone = Enrolment.objects.get(person__given_name="คำ")
    gone.move_to(EnrolmentState.DECLINED)
    people = [someone("นางมะลิ รักถิ่น", part="ประธาน อพม. ตำบล"), someone("นายคำ ริมคลอง")]

    report = bring_in(make_file(people, [tambon(2)]), province="86")

    assert (report.updated, report.refused) == (1, 1)
    assert Enrolment.objects.get(person__given_name="มะลิ").part == "ประธาน อพม. ตำบล"
    gone.refresh_from_db()
    assert gone.state == EnrolmentState.DECLINED


def test_fewer_seats_than_people_who_hold_one_stop_the_list(chumphon):
    people = [someone("นางมะลิ รักถิ่น"), someone("นายคำ ริมคลอง")]
    bring_in(make_file(people, [tambon(2)]), province="86")

    report = bring_in(make_file(people, [tambon(1)]), province="86")

    assert "ปากน้ำ" in report.stopped
    assert Quota.objects.get().seats == 2


def test_a_cohort_that_was_held_takes_no_names(chumphon):
    file = make_file([someone("นางมะลิ รักถิ่น")])
    bring_in(file, province="86")
    Cohort.objects.get().move_to(CohortState.RUNNING)

    with pytest.raises(DomainError, match="กำลังจัด"):
        bring_in(make_file([someone("นางมะลิ รักถิ่น")]), province="86")


def plan_of_the_list(state):
    name = heading_of(read_sheets(FILE)).name
    return make_workshop(name=name, fiscal_year_be=2561, state=state)


def test_the_list_of_an_approved_project_opens_it_and_can_be_held_to_its_end(provinces):
    workshop, by = (
        plan_of_the_list(WorkshopState.APPROVED),
        make_user(Role.DEPARTMENT_OFFICER, "TH"),
    )

    bring_in(by=by)

    cohort = Cohort.objects.get(workshop=workshop)
    start_cohort(cohort, by=by, on=cohort.starts_on)
    finish_cohort(cohort, by=by, on=cohort.ends_on)
    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.DONE


def test_the_list_of_a_draft_waits_for_its_approval(provinces):
    workshop = plan_of_the_list(WorkshopState.DRAFTED)

    with pytest.raises(DomainError):
        bring_in()

    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.DRAFTED
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("above", [ABOVE[:1], ABOVE[1:], (ABOVE[0], "วันที่ 3 มกราคม 2568")])
def test_a_list_that_does_not_say_which_workshop_is_refused_in_a_sentence(chumphon, above):
    with pytest.raises(DomainError, match=r"เหนือหัวตาราง|ต่อท้ายวัน"):
        bring_in(make_file([someone("นางมะลิ รักถิ่น")], above=above), province="86")


def test_what_the_list_does_not_tell_can_be_said(chumphon):
    said = {
        "name": "อบรม อพม.", "cohort": 7, "starts_on": DAY, "ends_on": DAY,
        "venue": "ศาลาประชาคม ชุมพร", "course": "basic",
    }  # fmt: skip

    bring_in(make_file([someone("นางมะลิ รักถิ่น")], above=()), province="86", said=said)

    workshop = Workshop.objects.get()
    assert (workshop.name, workshop.course_id) == ("อบรม อพม.", "basic")
    assert Cohort.objects.get().number == 7


def test_a_file_of_something_else_is_refused(chumphon):
    with pytest.raises(UnreadableFile):
        bring_in(make_file([["x"]], headings=("อื่น",)), province="86")


@pytest.mark.parametrize(
    ("role", "area", "province"),
    [
        (Role.PROVINCE_OFFICER, "86", None),
        (Role.PROVINCE_OFFICER, "85", "86"),
        (Role.TAMBON_LEAD, "860101", "86"),
        (Role.AUDITOR, "TH", "86"),
    ],
)
def test_only_who_keeps_the_workshops_of_the_area_brings_a_list_in(chumphon, role, area, province):
    with pytest.raises(PermissionDenied):
        bring_in(by=make_user(role, area), province=province)
    assert not Workshop.objects.exists()


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("ระหว่างวันที่ 21 - 23 มีนาคม 2561 ณ ที่หนึ่ง", (date(2018, 3, 21), date(2018, 3, 23))),
        ("วันที่ ๓ มกราคม ๒๕๖๘ ณ ที่หนึ่ง", (date(2025, 1, 3), date(2025, 1, 3))),
        ("ระหว่างวันที่ 30 ธ.ค. 2567 ถึง 2 ม.ค. 2568 ณ ที่หนึ่ง", (date(2024, 12, 30), date(2025, 1, 2))),
        ("ระหว่างวันที่ 30–31 กุมภาพันธ์ 2568 ณ ที่หนึ่ง", (None, None)),
    ],
)
def test_days_are_read_from_the_line_above_and_an_impossible_one_is_not_guessed(line, days):
    class Above:
        rows = [[line, ""]]

    told = heading_of([Above])
    assert (told.starts_on, told.ends_on) == days
