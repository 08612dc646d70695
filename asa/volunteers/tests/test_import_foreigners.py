"""A list may hold people with a passport, with a card of 0, 6, 7 or 8, or without any number."""

import pytest

from asa.common import crypto
from asa.common.imports import Report
from asa.common.models import JournalEntry
from asa.people.actions import system_user
from asa.people.models import Person, PossibleDuplicate
from asa.people.tests.factories import make_person
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_changes, import_volunteers
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import HEADINGS, make_cells, make_file, make_volunteer
from asa.volunteers.tests.test_import_samples import DAY

pytestmark = pytest.mark.django_db
MORE = HEADINGS | {"nationality": "สัญชาติ", "why": "กรณีไม่มีเลขประจำตัว เนื่องจาก"}
ROHINGYA = "ไม่มี เพราะอยู่ระหว่างพิสูจน์สัญชาติ"


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def bring_in(*rows, **options):
    return import_volunteers(
        make_file(rows, headings=MORE), by=system_user(), province="86", on=DAY, **options
    )


def problem_of(report):
    (problem,) = report.problems
    return problem.column, problem.reason, problem.remedy


@pytest.mark.parametrize(
    ("cell", "number", "kind"),
    [
        ("0860199123457", "0860199123457", "non_registered"),
        ("6-8601-99123-45-9", "6860199123459", "pink_card"),
        ("7860199123458", "7860199123458", "pink_card"),
        ("8860199123457", "8860199123457", "pink_card"),
        ("MA 123456", "MA123456", "passport"),
        ("ma-๑๒๓๔๕๖", "MA123456", "passport"),
        ("หนังสือเดินทางเลขที่ AA1234567", "AA1234567", "passport"),
        ("Passport No. 12AB34567", "12AB34567", "passport"),
    ],
)
def test_the_kind_of_a_number_is_as_it_says(cell, number, kind):
    from asa.common import citizenid  # noqa: PLC0415 - the check digits of made-up numbers

    if len(number) == 13:
        number = number[:12] + citizenid.check_digit(number[:12])
        cell = number
    report = bring_in(make_cells(citizen_id=cell, nationality="เมียนมา"))

    assert (report.created, report.problems) == (1, [])
    person = Person.objects.get()
    assert (person.citizen_id, person.id_kind, person.nationality) == (number, kind, "เมียนมา")
    assert person.citizen_id_index == crypto.blind_index("citizen_id", number)
    kept = {field.name: getattr(person, field.name) for field in Person._meta.fields}
    person.save()
    assert kept == {field.name: getattr(person, field.name) for field in Person._meta.fields}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"citizen_id": ROHINGYA}, "อยู่ระหว่างพิสูจน์สัญชาติ"),
        ({"citizen_id": "ไม่มีเลขประจำตัวประชาชน เนื่องจาก ตกหล่นทางทะเบียน"}, "ตกหล่นทางทะเบียน"),
        ({"citizen_id": "ไม่มีสถานะทางทะเบียน"}, "ไม่มีสถานะทางทะเบียน"),
        ({"citizen_id": "รอพิสูจน์สัญชาติ"}, "รอพิสูจน์สัญชาติ"),
        ({"citizen_id": "none, because stateless"}, "stateless"),
        ({"citizen_id": "ไม่มี", "why": "ไม่ได้แจ้งเกิด"}, "ไม่ได้แจ้งเกิด"),
        ({"citizen_id": "-", "why": "ไม่ได้แจ้งเกิด"}, "ไม่ได้แจ้งเกิด"),
    ],
)
def test_somebody_without_a_number_comes_in_with_the_reason(cells, reason):
    report = bring_in(make_cells(**cells))

    assert (report.created, report.problems) == (1, [])
    person = Person.objects.get()
    assert (person.citizen_id, person.citizen_id_index) == (None, None)
    assert (person.id_kind, person.no_id_reason) == ("none", reason)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "ไม่มี",
        "3860691848848",
        "386069184884O",
        "386-069-1848-8O",
        "สมใจ ใจดี",
        "ลืมเอาบัตรมา",
        "UNKNOWN",
        "A1",
        "ไม่มี เพราะบัตรเดิม 3860691848847 หาย",
        "3.86070E+12",
        386069184884,
        "ไม่มี เพราะ" + "ก" * 121,
    ],
)
def test_what_is_no_number_and_no_reason_stays_a_fault_of_its_cell(cell):
    report = bring_in(make_cells(citizen_id=cell))

    assert (report.created, report.refused) == (0, 1)
    column, reason, remedy = problem_of(report)
    assert column == "E"
    assert reason
    assert remedy
    assert "60691848847" not in report.problems[0].value
    assert not Person.objects.exists()


def rows_of_all_kinds():
    return [
        make_cells(),
        make_cells(1, number="", citizen_id="MA123456", nationality="เมียนมา"),
        make_cells(2, citizen_id=ROHINGYA),
        make_cells(3, number="", citizen_id=ROHINGYA, birth="พ.ศ. 2508"),
        make_cells(3, number="", citizen_id=ROHINGYA, birth="พ.ศ. 2508", tambon="บางลึก"),
        make_cells(3, citizen_id=ROHINGYA, birth="พ.ศ. 2508"),
    ]


def test_the_same_file_again_changes_nothing():
    rows = rows_of_all_kinds()
    assert bring_in(*rows).created == 6
    lines = JournalEntry.objects.count()

    assert bring_in(*rows) == Report(unchanged=6, written=True)
    assert JournalEntry.objects.count() == lines
    assert Volunteer.objects.count() == Person.objects.count() == 6


def test_who_has_no_number_is_known_again_by_the_registration_number():
    bring_in(make_cells(citizen_id=ROHINGYA))

    report = bring_in(make_cells(citizen_id="MA123456", given="มะลิลา"))

    assert report.updated == 1
    person = Person.objects.get()
    assert (person.given_name, person.citizen_id, person.id_kind) == (
        "มะลิลา", "MA123456", "passport",
    )  # fmt: skip
    assert person.no_id_reason == ""
    bring_in(make_cells())
    person.refresh_from_db()
    assert (person.id_kind, person.given_name) == ("citizen", "มะลิ")


def test_a_list_that_is_behind_takes_no_number_away():
    bring_in(make_cells())

    assert bring_in(make_cells(citizen_id=ROHINGYA)).unchanged == 1
    person = Person.objects.get()
    assert (person.id_kind, person.no_id_reason) == ("citizen", "")


def test_a_renewed_passport_is_that_of_the_same_person():
    foreigner = {"number": "", "nationality": "ลาว"}
    bring_in(make_cells(citizen_id="P1234567", **foreigner))

    assert bring_in(make_cells(citizen_id="P7654321", **foreigner)).updated == 1
    assert Person.objects.get().citizen_id == "P7654321"


@pytest.mark.parametrize("cells", [{"birth": "27/02/2508"}, {"given": "จำปา"}, {"tambon": "บางลึก"}])
def test_another_name_birth_or_place_is_another_person(cells):
    nobody = {"number": "", "citizen_id": ROHINGYA}
    bring_in(make_cells(**nobody))

    assert bring_in(make_cells(**nobody, **cells)).created == 1
    assert Volunteer.objects.count() == 2


def test_who_has_a_citizen_id_is_not_taken_for_somebody_without_one():
    bring_in(make_cells(number=""))

    report = bring_in(make_cells(number="", citizen_id=ROHINGYA))

    assert report.created == 1
    assert len(report.notes) == 1
    assert PossibleDuplicate.objects.count() == 1


def test_where_two_may_be_meant_the_row_is_refused():
    for _ in range(2):
        person = make_person("มะลิ", "ทดสอบ0", birth_on="1965-02-26", no_id_reason="ไร้สัญชาติ")
        make_volunteer("86010104", person=person, registration_no="")

    report = bring_in(make_cells(number="", citizen_id=ROHINGYA))

    assert (report.refused, problem_of(report)[0]) == (1, "E")
    assert Volunteer.objects.count() == 2


def test_who_nothing_tells_from_others_is_refused():
    report = bring_in(make_cells(number="", citizen_id=ROHINGYA, birth=""))

    assert (report.refused, problem_of(report)[0]) == (1, "F")


def test_the_same_person_without_number_on_two_rows_is_taken_once():
    row = make_cells(number="", citizen_id=ROHINGYA)

    report = bring_in(row, row)

    assert (report.created, report.refused) == (1, 1)
    assert problem_of(report)[0] == "E"


def test_a_taken_back_list_gives_back_that_there_was_no_number():
    from asa.common.models import ImportBatch  # noqa: PLC0415
    from asa.volunteers.importers import take_back_import  # noqa: PLC0415

    bring_in(make_cells(citizen_id=ROHINGYA))
    report = bring_in(make_cells(citizen_id="MA123456"))
    batch = ImportBatch.objects.get(pk=report.batch)

    take_back_import(batch, by=system_user(), on=DAY, reason="ผิดแฟ้ม")

    person = Person.objects.get()
    assert (person.citizen_id, person.citizen_id_index, person.id_kind) == (None, None, "none")
    assert person.no_id_reason == "อยู่ระหว่างพิสูจน์สัญชาติ"


def test_a_list_of_endings_names_a_foreigner_by_the_passport():
    bring_in(make_cells(citizen_id="MA123456"), make_cells(1, citizen_id=ROHINGYA))
    headings = {"id": "เลขประจำตัวประชาชน", "no": "เลขทะเบียน", "what": "การเปลี่ยนแปลง", "on": "วันที่"}
    ends = [
        {"id": "ma 123456", "what": "ลาออก", "on": "1/2/2568"},
        {"id": ROHINGYA, "no": make_cells(1)["number"], "what": "ลาออก", "on": "1/2/2568"},
        {"id": "MA654321", "what": "ลาออก", "on": "1/2/2568"},
    ]

    report = import_changes(
        make_file(ends, headings=headings), by=system_user(), province="86", on=DAY
    )

    assert (report.updated, report.refused) == (2, 1)
    assert [(p.row, p.column) for p in report.problems] == [(4, "A")]
    assert set(Volunteer.objects.values_list("state", flat=True)) == {"ended"}
