"""A list of moves and endings: who is meant is never guessed, and each row ends in an act."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from asa.common import journal
from asa.common.imports import Report
from asa.common.spreadsheets import UnreadableFile
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_changes
from asa.volunteers.models import Volunteer, VolunteerStep
from asa.volunteers.tests.factories import CITIZEN_IDS, make_file, make_volunteer
from asa.volunteers.tests.test_import_pages import work

DAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db

HEADINGS = {
    "citizen_id": "เลขประจำตัวประชาชน",
    "number": "เลขทะเบียน",
    "given": "ชื่อ",
    "family": "นามสกุล",
    "tambon": "ตำบล",
    "event": "การเปลี่ยนแปลง",
    "reason": "เหตุผล",
    "on": "วันที่มีผล",
    "order_no": "คำสั่งที่",
    "note": "หมายเหตุ",
    "to": "ย้ายไป",
}


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


@pytest.fixture
def mali():
    return make_volunteer(
        "86010104", given_name="มะลิ", family_name="ริมน้ำ", citizen_id=CITIZEN_IDS[0],
        registration_no="868600022", registration_year_be=2560,
    )  # fmt: skip


def row(**cells):
    return {
        "citizen_id": CITIZEN_IDS[0],
        "event": "พ้นสภาพ",
        "reason": "ลาออก",
        "on": "26/02/2568",
        "order_no": "12/2568",
    } | cells


def bring_in(*rows, by=None, headings=HEADINGS, sheets=("ตาราง",), **options):
    file = make_file(rows, headings=headings, sheets=sheets)
    options = {"province": "86", "on": DAY} | options
    return import_changes(file, by=by or system_user(), **options)


def told(report):
    return [(p.row, p.column, p.reason) for p in report.problems]


# --- what happened --------------------------------------------------------------------------------


def test_an_end_has_its_day_its_reason_and_its_order(mali):
    report = bring_in(row(note="หนังสือลาออก"))

    assert report == Report(updated=1, written=True)
    mali.refresh_from_db()
    assert (mali.state, mali.ended_on, mali.end_reason) == ("ended", date(2025, 2, 26), "resigned")
    step = mali.steps.get()
    assert (step.kind, step.order_no, step.text) == ("ended", "12/2568", "หนังสือลาออก")
    assert mali.assignments.get().ended_on == date(2025, 2, 26)
    assert journal.history_of(mali)[0].verb == "volunteer.ended"


@pytest.mark.parametrize(
    ("event", "reason", "kept"),
    [
        ("เสียชีวิต", "", "deceased"),
        ("จำหน่าย", "ถึงแก่กรรม", "deceased"),
        ("ลาออก", "ติดภารกิจครอบครัว", "resigned"),
        ("พ้นสภาพ", "อื่น ๆ", "other"),
    ],
)
def test_the_reason_stands_in_either_cell(mali, event, reason, kept):
    assert bring_in(row(event=event, reason=reason)).updated == 1
    mali.refresh_from_db()
    assert mali.end_reason == kept


def test_a_move_leads_to_the_village_with_its_order_and_note(mali):
    report = bring_in(row(event="ย้าย", reason="ตามสามี", to="ม.2 ต.วังไผ่ อ.เมืองชุมพร จ.ชุมพร"))

    assert report == Report(updated=1, written=True)
    mali.refresh_from_db()
    assert mali.area_id.endswith("02")
    assert len(mali.area_id) == 8
    step = mali.steps.get()
    assert (step.kind, step.order_no, step.text) == ("moved", "12/2568", "ตามสามี")
    line = next(one for one in journal.history_of(mali) if one.verb == "volunteer.moved")
    assert line.text == "ตามสามี"


def test_a_move_may_be_told_in_columns_of_its_own(mali):
    headings = {**HEADINGS, "to": "ตำบลใหม่", "to_district": "อำเภอใหม่", "to_moo": "หมู่ที่ใหม่"}

    report = bring_in(
        row(event="ย้าย", to="วังไผ่", to_district="เมืองชุมพร", to_moo="3"), headings=headings
    )

    assert report.updated == 1
    mali.refresh_from_db()
    assert mali.area_id.endswith("03")


def test_rest_and_return_are_taken_in_the_order_of_their_days(mali):
    report = bring_in(
        row(event="กลับเข้าปฏิบัติหน้าที่", reason="", on="1/5/2568"),
        row(event="พักการปฏิบัติหน้าที่", reason="สอบสวน", on="1/3/2568"),
    )

    assert report == Report(updated=2, written=True)
    mali.refresh_from_db()
    assert mali.state == "registered"
    assert [(s.kind, s.text) for s in mali.steps.order_by("on")] == [
        ("suspended", "สอบสวน"),
        ("reinstated", None),
    ]


def test_the_same_file_again_changes_nothing(mali):
    other = make_volunteer("86010104", citizen_id=CITIZEN_IDS[1])
    third = make_volunteer("86010104", citizen_id=CITIZEN_IDS[2])
    rows = [
        row(),
        row(citizen_id=CITIZEN_IDS[1], event="ย้าย", reason="", to="ต.วังไผ่ อ.เมืองชุมพร"),
        row(citizen_id=CITIZEN_IDS[2], event="พัก", reason="อยู่ระหว่างตรวจสอบ", on="1/3/2568"),
        row(citizen_id=CITIZEN_IDS[2], event="กลับเข้า", reason="", on="1/5/2568"),
    ]
    assert bring_in(*rows) == Report(updated=4, written=True)

    assert bring_in(*rows) == Report(unchanged=4, written=True)
    assert VolunteerStep.objects.count() == 4
    assert {other.steps.count(), third.steps.count()} == {1, 2}


def test_a_trial_says_the_same_and_writes_nothing(mali):
    rows = [
        row(event="พัก", reason="อยู่ระหว่างตรวจสอบ", on="1/3/2568"),
        row(event="กลับเข้า", reason="", on="1/5/2568"),
    ]

    assert bring_in(*rows, trial=True) == Report(updated=2, written=False)
    assert not VolunteerStep.objects.exists()
    assert Volunteer.objects.get().state == "registered"


def test_all_or_nothing_writes_nothing_where_a_row_is_refused(mali):
    report = bring_in(row(), row(citizen_id=CITIZEN_IDS[1]), all_or_nothing=True)

    assert (report.updated, report.refused, report.written) == (1, 1, False)
    assert Volunteer.objects.get().state == "registered"


# --- who is meant ---------------------------------------------------------------------------------


def test_the_number_with_its_year_says_who_is_meant(mali):
    assert bring_in(row(citizen_id="", number="868600022/2560")).updated == 1


def test_the_year_may_stand_in_a_column_of_its_own(mali):
    headings = HEADINGS | {"year": "ปีที่ขึ้นทะเบียน"}

    assert bring_in(row(citizen_id="", number="868600022"), headings=headings).refused == 1
    assert (
        bring_in(row(citizen_id="", number="868600022", year="2560"), headings=headings).updated
        == 1
    )


def test_a_name_and_a_place_say_who_is_meant_where_one_bears_it(mali):
    make_volunteer("86020104", given_name="มะลิ", family_name="ริมน้ำ")
    named = row(citizen_id="", given="นางมะลิ", family="ริมน้ำ", tambon="ท่าตะเภา")

    assert bring_in(named).updated == 1
    mali.refresh_from_db()
    assert mali.state == "ended"


def test_the_name_of_the_sheet_may_be_the_place(mali):
    headings = {key: heading for key, heading in HEADINGS.items() if key != "tambon"}
    named = row(citizen_id="", given="มะลิ", family="ริมน้ำ")

    report = bring_in(named, headings=headings, sheets=("อำเภอเมืองชุมพร",))
    assert report.updated == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"citizen_id": "", "given": "มะลิ", "family": "ริมน้ำ", "tambon": "ท่าตะเภา"}, "C"),
        ({"citizen_id": "", "given": "มะลิ", "family": "ริมน้ำ"}, "C"),
        ({"citizen_id": "", "given": "สมชาย", "family": "อื่น", "tambon": "ท่าตะเภา"}, "C"),
        ({"citizen_id": ""}, "A"),
        ({"citizen_id": CITIZEN_IDS[3]}, "A"),
        ({"citizen_id": "1234567890123"}, "A"),
        ({"number": "868600023/2561"}, "B"),
        ({"citizen_id": "", "number": "868600022"}, "B"),
        ({"citizen_id": "", "number": "868600022/2561"}, "B"),
        ({"given": "สมชาย", "family": "อื่น"}, "C"),
        ({"citizen_id": "", "given": "มะลิ", "family": "ริมน้ำ", "tambon": "ไม่มีจริง"}, "E"),
        ({"event": ""}, "F"),
        ({"event": "เที่ยว"}, "F"),
        ({"reason": ""}, "G"),
        ({"reason": "ไม่บอก"}, "G"),
        ({"event": "เสียชีวิต", "reason": "ลาออก"}, "G"),
        ({"on": ""}, "H"),
        ({"on": "1/1/2600"}, "H"),
        ({"event": "ย้าย", "to": ""}, "K"),
        ({"event": "ย้าย", "to": "ต.ไม่มีจริง อ.เมืองชุมพร"}, "K"),
        ({"event": "กลับเข้า", "reason": ""}, "F"),
    ],
)
def test_what_is_not_certain_is_refused_and_said(mali, cells, column):
    make_volunteer("86010104", given_name="มะลิ", family_name="ริมน้ำ")

    report = bring_in(row(**cells))

    assert (report.refused, report.updated) == (1, 0)
    (problem,) = report.problems
    assert (problem.sheet, problem.row, problem.column) == ("ตาราง", 2, column)
    assert problem.heading
    assert problem.reason
    assert problem.remedy
    assert not VolunteerStep.objects.exists()


def test_a_citizen_id_is_shown_with_its_digits_hidden(mali):
    (problem,) = bring_in(row(citizen_id=CITIZEN_IDS[3])).problems

    assert CITIZEN_IDS[3] not in problem.value
    assert problem.value.startswith("386")


def test_a_list_without_the_column_of_what_happened_is_unreadable(mali):
    headings = {key: heading for key, heading in HEADINGS.items() if key != "event"}

    with pytest.raises(UnreadableFile):
        bring_in(row(), headings=headings)


# --- who may --------------------------------------------------------------------------------------


def test_a_volunteer_of_another_province_is_not_found(mali):
    there = make_volunteer("85010104", citizen_id=CITIZEN_IDS[1])

    report = bring_in(row(citizen_id=CITIZEN_IDS[1]), by=make_user(Role.PROVINCE_OFFICER, "86"))

    assert told(report)[0][:2] == (2, "A")
    there.refresh_from_db()
    assert there.state == "registered"


def test_a_move_to_another_province_is_left_to_the_department(mali):
    away = row(event="ย้าย", reason="", to="ต.เขานิเวศน์ อ.เมืองระนอง จ.ระนอง")

    report = bring_in(away, by=make_user(Role.PROVINCE_OFFICER, "86"))
    assert told(report)[0][:2] == (2, "K")
    department = make_user(Role.DEPARTMENT_OFFICER, "TH")
    assert bring_in(away, by=department, province=None).updated == 1
    mali.refresh_from_db()
    assert mali.area_id.startswith("85")


def test_nobody_ends_oneself_by_a_list(mali):
    officer = make_user(Role.PROVINCE_OFFICER, "86", person=mali.person)

    report = bring_in(row(), by=officer)

    assert told(report)[0][:2] == (2, "F")
    assert Volunteer.objects.get().state == "registered"


def test_the_department_ends_nobody_of_a_province_with_an_office_of_its_own(mali):
    report = bring_in(row(), by=make_user(Role.DEPARTMENT_OFFICER, "TH"), province=None)

    assert told(report)[0][:2] == (2, "F")
    assert "สนง.พมจ." in told(report)[0][2]
    assert Volunteer.objects.get().state == "registered"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.TAMBON_LEAD, "860101"),
        (Role.VOLUNTEER, "86010104"),
        (Role.SOCIAL_WORKER, "86"),
        (Role.ADMIN, "TH"),
    ],
)
def test_who_may_not_import_changes_nothing(mali, role, area):
    with pytest.raises(PermissionDenied):
        bring_in(row(), by=make_user(role, area))
    assert Volunteer.objects.get().state == "registered"


# --- the command ----------------------------------------------------------------------------------


def test_the_command_line_tells_the_same_json_as_the_other_imports(mali, tmp_path, capsys):
    path = tmp_path / "changes.xlsx"
    path.write_bytes(make_file([row()], headings=HEADINGS).getvalue())

    call_command("import_changes", str(path), "--province", "86", "--trial", "--json")
    said = capsys.readouterr().out
    assert '"updated": 1' in said
    assert '"written": false' in said
    call_command("import_changes", str(path), "--province", "86")
    assert "ปรับปรุง" in capsys.readouterr().out
    assert Volunteer.objects.get().state == "ended"


# --- the pages ------------------------------------------------------------------------------------


def test_a_list_is_tried_carried_out_and_its_bad_rows_come_back_mended(client, mali):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    upload = make_file([row(), row(citizen_id=CITIZEN_IDS[3])], headings=HEADINGS)
    upload.name = "changes.xlsx"
    client.post("/volunteers/import-changes/", {"file": upload, "province": "86", "rows": "good"})
    trial = work()
    page = f"/volunteers/import-changes/{trial.pk}/"
    assert "ไม่มี อพม. ของจังหวัดนี้ที่มีเลขประจำตัวประชาชนนี้" in client.get(page).content.decode()
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{page}rows/").content))
    heading, bad = sheet.get_sheet_by_index(0).to_python()
    assert heading[:-1] == list(HEADINGS.values())
    assert bad[0] == CITIZEN_IDS[3]
    assert "ไม่มี อพม." in bad[-1]
    assert not VolunteerStep.objects.exists()

    client.post(page)
    done = work()

    assert (done.state, done.result["report"]["updated"]) == ("done", 1)
    mali.refresh_from_db()
    assert mali.state == "ended"
