import csv
import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from asa.common import chains, citizenid, journal
from asa.common.imports import Report
from asa.common.models import JournalEntry
from asa.households.importers import import_households
from asa.households.importers.columns import TENURES
from asa.households.models import Household, HouseholdMember
from asa.households.tests.factories import make_household
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.models import Person
from asa.people.tests.factories import make_person, make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_volunteers

SAMPLES = Path(settings.BASE_DIR) / "samples"
FILE = SAMPLES / "households_chumphon.xlsx"
DAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def bring_in(file=FILE, *, by=None, **options):
    return import_households(
        file, by=by or system_user(), **({"province": "86", "on": DAY} | options)
    )


def truth(name):
    path = SAMPLES / f"households_chumphon.{name}.truth.csv"
    with path.open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def test_every_household_and_member_is_taken_with_its_true_values():
    volunteers = SAMPLES / "volunteers_chumphon.xlsx"
    import_volunteers(volunteers, by=system_user(), province="86", on=DAY)
    told = json.loads((SAMPLES / "households_chumphon.expected.json").read_text(encoding="utf-8"))

    report = bring_in()

    assert report == Report(created=told["accepted_in_all"], written=True)
    homes = {one.reference: one for one in Household.objects.select_related("surveyor")}
    for row in truth("households"):
        home = homes[row["household_no"]]
        surveyor = home.surveyor
        assert home.house_code == row["house_code"]
        assert home.area_id == f"{row['tambon_code']}{int(row['moo']):02d}"
        assert TENURES[row["housing"]] == home.tenure
        assert home.income_per_month == int(row["monthly_income"])
        assert home.surveyed_on.isoformat() == row["surveyed_on"]
        number = f"{surveyor.registration_no}/{surveyor.registration_year_be}"
        assert number == row["surveyor_registration_no"]
    members = HouseholdMember.objects.select_related("person", "household")
    found = {(one.household.reference, one.number): one for one in members}
    for row in truth("members"):
        member = found.pop((row["household_no"], int(row["person_no"])))
        person = member.person
        born = person.birth_on.isoformat()
        size = {"year": 4, "month": 7, "day": 10}[person.birth_precision]
        assert {
            "prefix": person.prefix,
            "given": person.given_name,
            "family": person.family_name,
            "citizen_id": person.citizen_id or "",
            "no_id_reason": person.no_id_reason,
            "birth": born[:size],
            "sex": {"male": "ชาย", "female": "หญิง"}[person.sex],
            "nationality": person.nationality,
            "relation": member.relation,
            "disability": member.disability,
            "bedridden": str(int(member.self_care == "ติดเตียง")),
            "monthly_income": str(int(member.income_per_month)),
        } == {key: row[key] for key in row.keys() - {"household_no", "person_no", "row"}}
    assert found == {}
    codes = Household.objects.values_list("area_id", flat=True)
    by_district = {name[:4]: count for name, count in told["by_district"].items()}
    assert Counter(code[:4] for code in codes) == by_district
    assert HouseholdMember.objects.filter(is_head=True).count() == 1200
    assert chains.verify(JournalEntry, journal.LOG)[1] == []

    lines = JournalEntry.objects.count()
    assert bring_in() == Report(unchanged=4800, written=True)
    assert JournalEntry.objects.count() == lines


def test_an_unknown_surveyor_is_kept_as_text_and_noted():
    report = bring_in(limit=20)

    assert report.refused == 0
    assert len(report.notes) == Household.objects.count() == 20
    home = Household.objects.get(reference="ชพ-0001")
    assert home.surveyor is None
    assert "868604329/2568" in home.surveyor_text


def test_so_many_households_come_with_their_members_alone():
    report = bring_in(limit=5)

    assert Household.objects.count() == 5
    assert report.created == 5 + HouseholdMember.objects.count()


def test_a_trial_writes_nothing():
    assert bring_in(trial=True).created == 4800
    assert not Household.objects.exists()
    assert not Person.objects.exists()


HOME = {
    "เลขที่ครัวเรือน": "ชพ-1",
    "รหัสประจำบ้าน": "86019336034",
    "บ้านเลขที่": "15",
    "หมู่ที่": "ม.4",
    "ตำบล": "ท่าตะเภา",
    "อำเภอ": "เมือง",
    "จังหวัด": "ชุมพร",
    "รายได้ครัวเรือนต่อเดือน": "12,500",
    "ลักษณะที่อยู่อาศัย": "บ้านเช่า",
    "จำนวนสมาชิก": 1,
}
MEMBER = {
    "เลขที่ครัวเรือน": "ชพ-1",
    "คนที่": 1,
    "คำนำหน้า": "นาง",
    "ชื่อ": "มะลิ",
    "นามสกุล": "ทดสอบ",
    "เลขประจำตัวประชาชน": "3860691848847",
    "กรณีไม่มีเลขประจำตัว เนื่องจาก": "",
    "วันเดือนปีเกิด": "พ.ศ. 2490",
    "ความสัมพันธ์กับหัวหน้าครัวเรือน": "หัวหน้าครัวเรือน",
    "รายได้ต่อเดือน": 600,
    "สุขภาพ": "เจ็บป่วย",
}


def make_file(homes, members):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    for name, headings, rows in (("ครัวเรือน", HOME, homes), ("สมาชิก", MEMBER, members)):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, list(headings))
        for line, row in enumerate(rows, 1):
            sheet.write_row(line, 0, [row[heading] for heading in headings])
    book.close()
    file.seek(0)
    return file


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"รหัสประจำบ้าน": "123"}, "B"),
        ({"ตำบล": "ไม่มีจริง"}, "E"),
        ({"จังหวัด": "ระนอง"}, "G"),
        ({"รายได้ครัวเรือนต่อเดือน": "มาก"}, "H"),
        ({"ลักษณะที่อยู่อาศัย": "ปราสาท"}, "I"),
        ({"เลขที่ครัวเรือน": ""}, "A"),
    ],
)
def test_a_faulty_household_is_refused_at_its_cell_and_so_are_its_members(cells, column):
    report = bring_in(make_file([HOME | cells], [MEMBER]))

    assert report.refused == report.read == 2
    assert [(p.sheet, p.row, p.column) for p in report.problems] == [
        ("ครัวเรือน", 2, column),
        ("สมาชิก", 2, "A"),
    ]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"เลขประจำตัวประชาชน": "3860691848848"}, "F"),
        ({"เลขประจำตัวประชาชน": "-"}, "F"),
        ({"เลขที่ครัวเรือน": "ชพ-9"}, "A"),
        ({"ชื่อ": ""}, "D"),
        ({"วันเดือนปีเกิด": "31/02/2490"}, "H"),
        ({"รายได้ต่อเดือน": "-5"}, "J"),
        ({"สุขภาพ": "ดีเลิศ"}, "K"),
    ],
)
def test_a_faulty_member_is_refused_at_its_cell(cells, column):
    report = bring_in(make_file([HOME], [MEMBER | cells]))

    assert (report.created, report.refused) == (1, 1)
    assert [(p.sheet, p.column) for p in report.problems] == [("สมาชิก", column)]
    assert "60691848" not in report.problems[0].value


def test_a_changed_cell_updates_household_or_member():
    bring_in(make_file([HOME], [MEMBER]))

    report = bring_in(make_file([HOME | {"บ้านเลขที่": "16"}], [MEMBER | {"สุขภาพ": "แข็งแรง"}]))

    assert report == Report(updated=2, written=True)
    assert Household.objects.get().house_no == "16"
    assert HouseholdMember.objects.get().health == "healthy"
    line = journal.history_of(Household.objects.get())[1]
    assert (line.verb, line.data) == ("household.edited", {"fields": ["house_no"]})


def test_a_person_known_under_another_role_is_the_same_person():
    mali = make_person("มะลิ", "ทดสอบ", citizen_id="3860691848847")
    make_user("volunteer", "860101", person=mali)
    other = make_person("กุหลาบ", "ทดสอบ", citizen_id="3860292881841")

    bring_in(
        make_file(
            [HOME],
            [MEMBER, MEMBER | {"คนที่": 2, "ชื่อ": "จำปา", "เลขประจำตัวประชาชน": "3860292881841"}],
        )
    )

    lived = {one.person_id for one in HouseholdMember.objects.all()}
    assert mali.pk in lived
    assert other.pk not in lived


@pytest.mark.parametrize("where", ["next door", "nowhere", "sealed"])
def test_nobody_is_linked_who_stands_elsewhere_or_is_hidden_by_a_sealed_household(where):
    known = make_person("มะลิ", "ทดสอบ", citizen_id="3860691848847")
    if where != "nowhere":
        make_user("volunteer", "860101" if where == "sealed" else "850101", person=known)
    if where == "sealed":
        home = make_household(is_sealed=True)
        HouseholdMember.objects.create(household=home, person=known, number=1)

    report = bring_in(make_file([HOME], [MEMBER]), by=make_user(Role.PROVINCE_OFFICER, "86"))

    assert (report.created, report.possible_duplicates) == (2, [])
    assert Person.objects.filter(name_key=known.name_key).count() == 2
    assert not known.memberships.filter(household__is_sealed=False).exists()


def test_rows_that_may_be_one_person_are_taken_and_shown_as_a_pair():
    second = HOME | {"เลขที่ครัวเรือน": "ชพ-2"}

    report = bring_in(make_file([HOME, second], [MEMBER, MEMBER | {"เลขที่ครัวเรือน": "ชพ-2"}]))

    assert report.created == 4
    assert [[(one.sheet, one.row) for one in pair] for pair in report.possible_duplicates] == [
        [("สมาชิก", 2), ("สมาชิก", 3)]
    ]
    assert Person.objects.count() == 1


def test_a_sealed_household_is_neither_changed_nor_given_away():
    bring_in(make_file([HOME], [MEMBER]))
    Household.objects.update(is_sealed=True)

    report = bring_in(make_file([HOME | {"บ้านเลขที่": "99"}], [MEMBER | {"สุขภาพ": "แข็งแรง"}]))

    assert (report.unchanged, report.updated) == (2, 0)
    assert Household.objects.get().house_no == "15"


def test_a_number_of_members_that_does_not_agree_is_noted():
    report = bring_in(make_file([HOME | {"จำนวนสมาชิก": 3}], [MEMBER]))

    assert report.created == 2
    assert len(report.notes) == 1


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.DEPARTMENT_OFFICER, "TH"),
        (Role.SOCIAL_WORKER, "86"),
        (Role.VOLUNTEER, "86010104"),
    ],
)
def test_who_may_not_import_gets_nothing(role, area):
    with pytest.raises(PermissionDenied):
        bring_in(make_file([HOME], [MEMBER]), by=make_user(role, area))
    assert not Household.objects.exists()


def test_the_command_tells_json_alone(tmp_path, capsys):
    path = tmp_path / "households.xlsx"
    path.write_bytes(make_file([HOME], [MEMBER]).getvalue())

    call_command("import_households", str(path), "--province", "86", "--json")

    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["created"], told["written"]) == (2, 2, True)


def people(count, home="ชพ-1"):
    """Members whose made-up citizen ids differ from each other."""
    digits = [f"38606918{n:04d}" for n in range(count)]
    return [
        MEMBER
        | {
            "เลขที่ครัวเรือน": home,
            "คนที่": n + 1,
            "ชื่อ": f"มะลิ{n}",
            "เลขประจำตัวประชาชน": start + citizenid.check_digit(start),
            "ความสัมพันธ์กับหัวหน้าครัวเรือน": "ญาติ" if n else "หัวหน้าครัวเรือน",
        }
        for n, start in enumerate(digits)
    ]


def test_a_list_of_people_who_live_elsewhere_on_record_is_stopped_until_somebody_looked():
    bring_in(make_file([HOME], people(4)))
    other = HOME | {"เลขที่ครัวเรือน": "ชพ-2"}
    typed_anew = [other], people(8, "ชพ-2")

    report = bring_in(make_file(*typed_anew))

    assert (bool(report.stopped), report.written, len(report.notes)) == (True, False, 4 + 1)
    assert Household.objects.count() == 1
    report = bring_in(make_file(*typed_anew), despite_duplicates=True)
    assert (report.stopped, report.written) == ("", True)
    line = JournalEntry.objects.get(verb="import.taken_despite_doubts")
    assert line.data == {"kind": "households.import", "rows": 9, "doubtful": 4}
    assert bring_in(make_file(*typed_anew)).unchanged == 9


def test_fewer_than_half_who_live_elsewhere_are_only_noted():
    bring_in(make_file([HOME], people(4)))
    other = HOME | {"เลขที่ครัวเรือน": "ชพ-2", "จำนวนสมาชิก": ""}

    report = bring_in(make_file([other], people(9, "ชพ-2")))

    assert (report.stopped, report.created, len(report.notes)) == ("", 10, 4)
