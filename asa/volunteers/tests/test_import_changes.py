"""What a file changes in a register that is not empty, and what it leaves alone."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from asa.common import journal
from asa.common.imports import Report
from asa.common.spreadsheets import UnreadableFile
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.models import Person, PossibleDuplicate
from asa.people.tests.factories import make_person, make_post, make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.actions import end_volunteer
from asa.volunteers.codes import EndReason
from asa.volunteers.importers import import_volunteers
from asa.volunteers.models import Assignment, Office, Volunteer
from asa.volunteers.signals import volunteer_stepped
from asa.volunteers.tests.factories import CITIZEN_IDS, HEADINGS, make_cells, make_file

DAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def bring_in(*rows, by=None, **options):
    layout = {
        name: options.pop(name) for name in ("headings", "above", "sheets") if name in options
    }
    file = options.pop("file", None) or make_file(rows, **layout)
    return import_volunteers(
        file, by=by or system_user(), **({"province": "86", "on": DAY} | options)
    )


@pytest.mark.parametrize(
    ("cell", "value", "field"),
    [
        ("family", "ใจดี", "family_name"),
        ("phones", "0890001234", "phone"),
        ("house_no", "99/1", "address"),
        ("postcode", "86120", "postcode"),
        ("registered_on", "3/5/2560", "registered_on"),
        ("note", "เป็น อสม. ด้วย", "note"),
        ("citizen_id", CITIZEN_IDS[1], "citizen_id_index"),
        ("position", "เลขานุการ", "office"),
        ("level", "ตำบล", "responsibility"),
    ],
)
def test_a_changed_cell_updates_the_volunteer_and_the_journal_says_which(cell, value, field):
    bring_in(make_cells())

    assert bring_in(make_cells(**{cell: value})) == Report(updated=1, written=True)
    line = journal.history_of(Volunteer.objects.get())[0]
    assert (line.verb, line.data) == ("volunteer.updated", {"fields": [field]})
    assert bring_in(make_cells(**{cell: value})) == Report(unchanged=1, written=True)


def test_a_new_area_ends_the_assignment_and_begins_another():
    bring_in(make_cells())

    assert bring_in(make_cells(tambon="วังไผ่", moo="2")).updated == 1
    old, new = Assignment.objects.order_by("pk")
    assert (old.area_id, old.ended_on) == ("86010104", DAY)
    assert (new.area_id, new.ended_on) == (Volunteer.objects.get().area_id, None)
    assert new.area_id.endswith("02")


def test_with_a_new_area_the_post_of_the_old_one_ends():
    bring_in(make_cells())
    user = make_user(Role.VOLUNTEER, "86010104", person=Volunteer.objects.get().person)

    bring_in(make_cells(tambon="วังไผ่", moo="2"))

    held = {post.area_id: post.ended_on for post in user.posts.all()}
    assert held == {"86010104": DAY, Volunteer.objects.get().area_id: None}


def test_an_office_in_the_centre_is_replaced():
    bring_in(make_cells(level="อำเภอ", position="ประธาน"))
    bring_in(make_cells(level="อำเภอ", position="ที่ปรึกษา"))

    assert list(Office.objects.order_by("pk").values_list("position", "ended_on")) == [
        ("chair", DAY),
        ("adviser", None),
    ]


CHAIR = {"level": "อำเภอ", "position": "ประธาน"}


def chairs():
    """Who chairs a centre now, by their numbers in the order of the file."""
    held = Office.objects.filter(position="chair", ended_on__isnull=True)
    return [office.volunteer.person.citizen_id for office in held.select_related("volunteer")]


@pytest.mark.parametrize("trial", [True, False])
def test_of_two_rows_that_chair_one_centre_the_second_is_noted_and_taken_without(trial):
    report = bring_in(make_cells(**CHAIR), make_cells(1, **CHAIR), trial=trial)

    assert (report.created, report.refused, len(report.notes)) == (2, 0, 1)
    assert "ผู้อื่น" in str(report.notes)
    assert chairs() == ([] if trial else [make_cells()["citizen_id"]])


def test_a_chair_of_the_register_is_not_unseated_by_a_list():
    bring_in(make_cells(**CHAIR))

    report = bring_in(make_cells(1, **CHAIR), make_cells(2, **CHAIR | {"level": "ตำบล"}))

    assert (report.created, len(report.notes)) == (2, 1)
    assert len(chairs()) == 2
    assert chairs()[0] == make_cells()["citizen_id"]
    assert bring_in(make_cells(**CHAIR)) == Report(unchanged=1, written=True)


@pytest.mark.parametrize("trial", [True, False])
def test_a_chair_that_becomes_adviser_in_the_same_list_makes_room(trial):
    bring_in(make_cells(**CHAIR), make_cells(1))

    rows = (make_cells(**CHAIR | {"position": "ที่ปรึกษา"}), make_cells(1, **CHAIR))
    report = bring_in(*rows, trial=trial)

    assert (report.updated, report.notes) == (2, [])
    assert chairs() == [make_cells(0 if trial else 1)["citizen_id"]]


def test_who_was_ended_gets_no_office_and_no_area_of_work_from_a_list():
    bring_in(make_cells())
    volunteer = Volunteer.objects.get()
    end_volunteer(volunteer, reason=EndReason.RESIGNED, by=system_user(), on=DAY)

    report = bring_in(make_cells(tambon="วังไผ่", moo="2", **CHAIR))

    assert len(report.notes) == 1
    assert not Office.objects.exists()
    assert not Assignment.objects.filter(ended_on__isnull=True).exists()


def test_a_move_by_a_list_ends_offices_there_and_hands_over_what_was_in_hand():
    bring_in(make_cells(position="ประธาน"))
    volunteer = Volunteer.objects.get()
    heard = []

    def hear(sender, *, step, **_more):
        heard.append((step.kind, step.details))

    volunteer_stepped.connect(hear)
    try:
        bring_in(make_cells(tambon="วังไผ่", moo="2", position=""))
    finally:
        volunteer_stepped.disconnect(hear)

    volunteer.refresh_from_db()
    office = Office.objects.get()
    left = {"before": "86010104", "after": volunteer.area_id, "offices": [str(office.pk)]}
    assert heard == [("moved", left)]
    assert office.ended_on == DAY


def test_an_empty_cell_takes_nothing_away():
    bring_in(make_cells(level="อำเภอ", position="ประธาน", note="เดิม"))
    silent = dict.fromkeys(("phones", "house_no", "postcode", "position", "note", "birth"), "")

    report = bring_in(make_cells(level="อำเภอ", **silent))

    assert report == Report(unchanged=1, written=True)
    assert Volunteer.objects.get().note == "เดิม"


def test_what_was_ended_on_a_page_stays_ended():
    bring_in(make_cells())
    Volunteer.objects.get().move_to("ended", ended_on=DAY, end_reason="resigned")

    assert bring_in(make_cells()).unchanged == 1
    assert Volunteer.objects.get().state == "ended"


def test_a_person_known_under_another_role_becomes_the_volunteer():
    mali = make_person("มะลิ", "ทดสอบ0", citizen_id=CITIZEN_IDS[0])
    make_user("finance", "86", person=mali)

    assert bring_in(make_cells()).created == 1
    assert Volunteer.objects.get().person == mali
    assert Person.objects.get(pk=mali.pk).phone == "+66810002345"
    assert bring_in(make_cells()).unchanged == 1


def test_a_person_of_another_province_is_not_linked_to():
    there = make_person("มะลิ", "ทดสอบ0", citizen_id=CITIZEN_IDS[0])
    make_user("finance", "85", person=there)

    officer = make_user(Role.PROVINCE_OFFICER, "86")
    assert bring_in(make_cells(), by=officer).created == 1
    assert Volunteer.objects.get().person != there


def test_the_same_number_alone_never_merges_two_people():
    other = make_person("สมชาย", "อื่น", citizen_id=CITIZEN_IDS[0])

    assert bring_in(make_cells()).created == 1
    assert Volunteer.objects.get().person != other


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"number": "868699999/2560", "given": "สมชาย", "family": "อื่น", "birth": "1/1/2520"}, "E"),
        (
            {"citizen_id": CITIZEN_IDS[2], "given": "สมชาย", "family": "อื่น", "birth": "1/1/2520"},
            "A",
        ),
    ],
)
def test_a_number_of_another_volunteer_of_the_register_is_refused(cells, column):
    bring_in(make_cells())

    report = bring_in(make_cells(**cells))

    assert (report.refused, [p.column for p in report.problems]) == (1, [column])
    assert Volunteer.objects.count() == 1


def test_a_volunteer_of_another_province_is_left_to_it():
    bring_in(make_cells(province="ระนอง", district="เมืองระนอง", tambon="เขานิเวศน์"), province="85")

    report = bring_in(make_cells(number="868600009/2561"))

    assert (report.refused, report.problems[0].column) == (1, "E")


def test_who_may_be_somebody_on_record_is_noted_to_be_judged():
    known = make_person("มะลิ", "ริมน้ำ", birth_on=date(1970, 5, 17))
    make_post(make_user(person=known), "volunteer", "86010104")
    bring_in(make_cells(given="มะลิ", family="ริมน้ำ", birth="17/5/2513"))
    pair = PossibleDuplicate.objects.get()
    assert (pair.first, pair.likeness, pair.state) == (known, "same_name", "open")
    assert pair.second == Volunteer.objects.get().person
    bring_in(make_cells(given="มะลิ", family="ริมน้ำ", birth="17/5/2513"))
    assert PossibleDuplicate.objects.count() == 1


def test_a_row_again_is_one_person_and_namesakes_are_shown_as_a_pair():
    twin = make_cells(1, given="มะลิ", family="ทดสอบ0")

    report = bring_in(make_cells(), make_cells(), twin)

    assert (report.created, report.refused) == (2, 1)
    assert [(p.row, p.column) for p in report.problems] == [(3, "E")]
    assert [[(one.sheet, one.row) for one in pair] for pair in report.possible_duplicates] == [
        [("ทะเบียน", 2), ("ทะเบียน", 4)]
    ]


def test_a_list_of_the_whole_country_needs_no_province():
    report = bring_in(
        make_cells(),
        make_cells(1, province="ระนอง", district="เมืองระนอง", tambon="เขานิเวศน์"),
        province=None,
    )

    assert report == Report(created=2, written=True)
    assert set(Volunteer.objects.values_list("registration_province", flat=True)) == {"85", "86"}


def test_all_faults_of_a_row_are_told_at_once():
    report = bring_in(make_cells(citizen_id="123", birth="31/02/2508", given=""))

    assert report.refused == 1
    assert sorted(p.column for p in report.problems) == ["C", "E", "F"]


def test_an_unknown_office_and_a_remark_of_an_end_are_noted():
    report = bring_in(make_cells(position="หัวหน้าใหญ่", note="เสียชีวิต 2567"))

    assert report.created == 1
    assert len(report.notes) == 2


def test_a_sheet_for_each_district_is_read_and_an_explanation_passed_over():
    rows = [make_cells(), make_cells(1)]
    report = bring_in(*rows, sheets=("ก", "ข"))

    assert (report.created, report.refused) == (2, 2)
    assert {(p.sheet, p.row) for p in report.problems} == {("ข", 2), ("ข", 3)}


def test_headings_may_be_called_otherwise_and_stand_lower():
    headings = HEADINGS | {
        "citizen_id": "เลขบัตรประชาชน",
        "birth": "วันเกิด",
        "phones": "เบอร์โทร",
        "tambon": "ตำบล/แขวง",
    }

    assert bring_in(make_cells(), headings=headings, above=5).created == 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04 not a book", b"a,b\n1,2\n"])
def test_a_file_without_a_register_is_unreadable(content):
    with pytest.raises(UnreadableFile):
        bring_in(file=io.BytesIO(content), name="x.csv")


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.VOLUNTEER, "86010104"),
        (Role.TAMBON_LEAD, "860101"),
        (Role.SOCIAL_WORKER, "86"),
        (Role.FINANCE, "86"),
        (Role.ADMIN, "TH"),
    ],
)
def test_who_may_not_import_gets_nothing(role, area):
    user = make_user(role, area)

    with pytest.raises(PermissionDenied):
        bring_in(make_cells(), by=user)
    assert not Volunteer.objects.exists()


def test_an_officer_imports_for_the_own_province_only():
    officer = make_user(Role.PROVINCE_OFFICER, "86")

    assert bring_in(make_cells(), by=officer).created == 1
    with pytest.raises(PermissionDenied):
        bring_in(make_cells(1), by=officer, province=None)
    line = journal.history_of(Volunteer.objects.get())[0]
    assert (line.actor_id, line.post_id) == (officer.pk, officer.posts.get().pk)


CELLS = st.one_of(
    st.text(max_size=40),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(date(1900, 1, 2), date(2600, 1, 1)),
    st.sampled_from(["#REF!", "-", " ", "๑๒", "3.86E+12", "ชุมพร", "หมู่ 5", "26/02/2568"]),
)


@settings(max_examples=60)
@given(
    cells=st.dictionaries(st.sampled_from(sorted(HEADINGS)), CELLS, min_size=1, max_size=6),
    order=st.permutations(sorted(HEADINGS)),
)
def test_no_cell_ever_breaks_an_import_and_every_row_is_accounted_for(cells, order):
    headings = {key: HEADINGS[key] for key in order}
    rows = [make_cells(), make_cells(1, **cells), make_cells(2)]

    report = bring_in(*rows, headings=headings, trial=True)

    assert report.read == 3
    assert report.accepted >= 1
    assert (report.refused > 0) == bool(report.problems)
    letters = {heading: column for column, heading in enumerate(headings.values())}
    for problem in report.problems:
        assert ord(problem.column) - ord("A") == letters[problem.heading]


def test_a_move_by_a_list_is_told_in_the_story():
    bring_in(make_cells())
    bring_in(make_cells(moo="5"))

    step = Volunteer.objects.get().steps.get()
    assert (step.kind, step.details) == ("moved", {"before": "86010104", "after": "86010105"})
