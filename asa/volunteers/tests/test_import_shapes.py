"""Lists as other offices make them: names in one cell, a district to a sheet, drawn-together cells.

What the shape does not tell is refused with a sentence; nothing is guessed.
"""

import io
from datetime import date

import pytest
import xlsxwriter

from asa.common.spreadsheets import UnreadableFile
from asa.people.actions import system_user
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_volunteers
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import CITIZEN_IDS

DAY = date(2026, 11, 22)
FIRST, SECOND, THIRD = CITIZEN_IDS[:3]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def workbook(sheets, merged=()):
    """An xlsx file; merged: (sheet, "B4:B6", value) drawn over what stands there."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        for name, cells, value in merged:
            book.get_worksheet_by_name(name).merge_range(cells, value)
    return io.BytesIO(kept.getvalue())


def bring_in(sheets, merged=(), **options):
    return import_volunteers(
        workbook(sheets, merged), by=system_user(), on=DAY, **({"province": "86"} | options)
    )


def names():
    found = Volunteer.objects.order_by("registration_no", "pk").select_related("person")
    return [(v.person.prefix, v.person.given_name, v.person.family_name) for v in found]


def areas():
    return list(
        Volunteer.objects.order_by("registration_no", "pk").values_list("area_id", flat=True)
    )


@pytest.mark.parametrize("heading", ["ชื่อ-สกุล", "ชื่อ - นามสกุล", "ชื่อสกุล", "ชื่อและนามสกุล", "รายชื่อ"])
@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("นางสาวสมใจ ใจดี", ("นางสาว", "สมใจ", "ใจดี")),
        ("น.ส.สมใจ  ใจดี", ("นางสาว", "สมใจ", "ใจดี")),
        ("นาย สมชาย ณ ระนอง", ("นาย", "สมชาย", "ณ ระนอง")),
        ("สมชาย ใจดี", ("", "สมชาย", "ใจดี")),
    ],
)
def test_a_whole_name_in_one_column_is_taken_apart(heading, cell, name):
    rows = [[heading, "เลขบัตรประชาชน", "ตำบล", "อำเภอ"], [cell, FIRST, "บางลึก", "เมือง"]]

    report = bring_in({"รายชื่อ": rows})

    assert (report.created, report.refused) == (1, 0)
    assert names() == [name]


def test_the_family_name_beside_the_given_name_is_no_whole_name():
    rows = [
        ["คำนำหน้า", "ชื่อ", "ชื่อสกุล", "เลขบัตรประชาชน", "ตำบล", "อำเภอ"],
        ["นาง", "สมใจ", "ใจดี", FIRST, "บางลึก", "เมือง"],
    ]
    assert bring_in({"รายชื่อ": rows}).created == 1
    assert names() == [("นาง", "สมใจ", "ใจดี")]


def test_one_heading_drawn_over_title_given_and_family_name():
    rows = [
        ["ที่", "", "", "", "เลขบัตรประชาชน", "ตำบล", "อำเภอ"],
        [1, "นาง", "สมใจ", "ใจดี", FIRST, "บางลึก", "เมือง"],
        [2, "นาย", "สมชาย", "ณ ระนอง", SECOND, "บางลึก", "เมือง"],
    ]
    assert bring_in({"รายชื่อ": rows}, [("รายชื่อ", "B1:D1", "ชื่อ - สกุล")]).created == 2
    assert sorted(names()) == [("นาง", "สมใจ", "ใจดี"), ("นาย", "สมชาย", "ณ ระนอง")]


RECORD = [1, "นาง", "สมใจ", "ใจดี", FIRST, "12", "3", "บางลึก", "เมือง", "5 ม.ค. 2500"]
GROUPS = [
    ("รายชื่อ", "A2:A3", "ที่"),
    ("รายชื่อ", "B2:D3", "ชื่อ - สกุล"),
    ("รายชื่อ", "E2:E3", "เลขประจำตัวประชาชน"),
    ("รายชื่อ", "F2:I2", "ที่อยู่ปัจจุบัน"),
]


DRAWN = ("ที่", "ชื่อ - สกุล", "", "", "เลขประจำตัวประชาชน", "ที่อยู่ปัจจุบัน", "", "", "")


def on_two_lines(*, upper=DRAWN, lower=("",) * 5):
    """A title, both lines of the headings, and the records, the headings once more among them."""
    lines = [[*upper, "วันเดือนปี"], [*lower, "บ้านเลขที่", "หมู่ที่", "ตำบล", "อำเภอ", "เกิด"][-10:]]
    return [
        ["ทะเบียน อพม.", *[""] * 9],
        *lines,
        RECORD,
        *lines,
        [2, *RECORD[1:4], SECOND, *RECORD[5:]],
    ]


def people_and_places():
    found = Volunteer.objects.select_related("person").order_by("pk")
    return {(v.person.given_name, v.area_id[6:], v.address, v.person.birth_on) for v in found}


def test_headings_drawn_on_two_lines_are_read_together():
    report = bring_in({"รายชื่อ": on_two_lines()}, GROUPS)

    assert (report.read, report.created, report.refused) == (2, 2, 0)
    assert people_and_places() == {("สมใจ", "03", "12", date(1957, 1, 5))}
    assert set(names()) == {("นาง", "สมใจ", "ใจดี")}


def test_headings_on_two_lines_that_are_not_drawn_together_are_read_alike():
    upper = ("ที่", "คำนำหน้า", "ชื่อ", "นามสกุล", "เลขประจำตัว", "ที่อยู่", "", "", "")
    lower = ("", "", "", "", "ประชาชน")

    report = bring_in({"รายชื่อ": on_two_lines(upper=upper, lower=lower)})

    assert (report.read, report.created, report.refused) == (2, 2, 0)
    assert people_and_places() == {("สมใจ", "03", "12", date(1957, 1, 5))}


def test_a_fault_under_headings_on_two_lines_names_what_stands_there():
    rows = on_two_lines()
    rows[3] = [*RECORD[:4], "12", *RECORD[5:9], "32 ม.ค. 2500"]

    report = bring_in({"รายชื่อ": rows}, GROUPS)

    told = {(one.row, one.column, one.heading) for one in report.problems}
    assert told == {(4, "E", "เลขประจำตัวประชาชน"), (4, "J", "วันเดือนปี เกิด")}


def test_of_two_places_under_headings_of_two_lines_nobody_guesses_which_is_meant():
    rows = [
        ["ชื่อ-สกุล", "เลขบัตรประชาชน", "ตามทะเบียนบ้าน", "", "ปัจจุบัน", ""],
        ["", "", "ตำบล", "อำเภอ", "ตำบล", "อำเภอ"],
        ["นางสมใจ ใจดี", FIRST, "บางลึก", "เมือง", "ปากน้ำ", "หลังสวน"],
    ]
    with pytest.raises(UnreadableFile, match="C, E"):
        bring_in({"รายชื่อ": rows})


def test_a_first_record_with_few_cells_is_no_second_line_of_headings():
    rows = [
        ["ชื่อ-สกุล", "เลขบัตรประชาชน", "ตำบล", "อำเภอ", "หมายเหตุ"],
        ["นางสมใจ ใจดี", "", "บางลึก", "เมือง", "ประธาน"],
        ["นายสมชาย ใจดี", SECOND, "บางลึก", "เมือง", ""],
    ]
    report = bring_in({"รายชื่อ": rows})
    assert (report.read, report.created, report.refused) == (2, 1, 1)


@pytest.mark.parametrize("cell", ["นางสมใจ", "สมใจ ใจ ดี", "นาย"])
def test_a_name_that_can_be_read_in_two_ways_is_refused(cell):
    rows = [["ชื่อ-สกุล", "เลขบัตรประชาชน", "ตำบล", "อำเภอ"], [cell, FIRST, "บางลึก", "เมือง"]]

    report = bring_in({"รายชื่อ": rows})

    assert (report.created, report.refused) == (0, 1)
    (problem,) = report.problems
    assert (problem.row, problem.column, problem.heading) == (2, "A", "ชื่อ-สกุล")


@pytest.mark.parametrize("name", ["เมืองชุมพร", "อ.เมืองชุมพร", "อำเภอเมืองชุมพร"])
def test_a_district_may_be_the_name_of_the_sheet(name):
    rows = [["ชื่อ-สกุล", "เลขบัตรประชาชน", "ตำบล"]]
    report = bring_in(
        {
            name: [*rows, ["นางสมใจ ใจดี", FIRST, "ปากน้ำ"]],
            "หลังสวน": [*rows, ["นายสมชาย ใจดี", SECOND, "ปากน้ำ"]],
        }
    )
    assert (report.created, report.refused) == (2, 0)
    assert {code[:4] for code in areas()} == {"8601", "8604"}


def test_a_sheet_with_a_name_that_is_no_place_leaves_a_doubtful_sub_district_refused():
    rows = [["ชื่อ-สกุล", "เลขบัตรประชาชน", "ตำบล"], ["นางสมใจ ใจดี", FIRST, "ปากน้ำ"]]
    assert bring_in({"Sheet1": rows}).refused == 1


def test_titles_and_rows_between_the_records_say_the_place_of_what_follows():
    rows = [
        ["ทะเบียน อพม. อำเภอเมืองชุมพร จังหวัดชุมพร", "", ""],
        ["ที่", "ชื่อ-สกุล", "เลขบัตรประชาชน"],
        ["ตำบลปากน้ำ", "", ""],
        [1, "นางสมใจ ใจดี", FIRST],
        ["ต.บางลึก", "", ""],
        [2, "นายสมชาย ใจดี", SECOND],
        ["รวม", "", 2],
    ]
    report = bring_in({"รายชื่อ": rows})

    assert (report.read, report.created) == (2, 2)
    assert sorted(areas()) == sorted([tambon("ปากน้ำ", "8601"), tambon("บางลึก", "8601")])


def test_a_new_district_ends_the_sub_district_before_it():
    rows = [
        ["ที่", "ชื่อ-สกุล", "เลขบัตรประชาชน"],
        ["อำเภอเมืองชุมพร ตำบลปากน้ำ", "", ""],
        [1, "นางสมใจ ใจดี", FIRST],
        ["อำเภอหลังสวน", "", ""],
        [2, "นายสมชาย ใจดี", SECOND],
    ]
    report = bring_in({"รายชื่อ": rows})

    assert (report.created, report.refused) == (1, 1)
    assert report.problems[0].row == 5


def test_a_cell_drawn_over_several_rows_holds_for_each_of_them():
    rows = [
        ["อำเภอ", "ตำบล", "ชื่อ-สกุล", "เลขบัตรประชาชน"],
        ["", "บางลึก", "นางสมใจ ใจดี", FIRST],
        ["", "ปากน้ำ", "นายสมชาย ใจดี", SECOND],
        ["หลังสวน", "ปากน้ำ", "นายสมหมาย ใจดี", THIRD],
    ]
    report = bring_in({"รายชื่อ": rows}, [("รายชื่อ", "A2:A3", "เมืองชุมพร")])

    assert (report.created, report.refused) == (3, 0)
    assert sorted(code[:4] for code in areas()) == ["8601", "8601", "8604"]


def test_an_empty_cell_that_is_not_drawn_together_is_not_filled_from_above():
    rows = [
        ["อำเภอ", "ตำบล", "ชื่อ-สกุล", "เลขบัตรประชาชน"],
        ["เมืองชุมพร", "ปากน้ำ", "นางสมใจ ใจดี", FIRST],
        ["", "ปากน้ำ", "นายสมชาย ใจดี", SECOND],
    ]
    assert bring_in({"รายชื่อ": rows}).refused == 1


@pytest.mark.parametrize(
    ("cell", "house_no", "village", "postcode"),
    [
        ("12/3 ม.5 ต.ปากน้ำ อ.เมืองชุมพร จ.ชุมพร 86120", "12/3", "05", "86120"),
        ("12/3 หมู่ที่ ๕ ตำบลปากน้ำ อำเภอเมือง จังหวัดชุมพร", "12/3", "05", ""),
        ("๑๒/๓หมู่ที่5ตำบลปากน้ำอำเภอเมืองชุมพรจังหวัดชุมพร", "12/3", "05", ""),
        ("บ้านท่ายาง ต.ปากน้ำอ.เมือง", "บ้านท่ายาง", "", ""),
    ],
)
def test_a_whole_place_in_one_cell_is_read_by_the_words_before_its_parts(
    cell, house_no, village, postcode
):
    rows = [["ชื่อ-สกุล", "เลขบัตรประชาชน", "ที่อยู่"], ["นางสมใจ ใจดี", FIRST, cell]]

    assert bring_in({"รายชื่อ": rows}).created == 1
    one = Volunteer.objects.get()
    assert one.area_id == tambon("ปากน้ำ", "8601") + village
    assert (one.address, one.postcode) == (house_no, postcode)


@pytest.mark.parametrize("cell", ["ปากน้ำ เมือง ชุมพร", "12/3 ม.5", "ต.ไม่มีจริง อ.เมืองชุมพร"])
def test_a_place_that_says_no_sub_district_is_refused_in_its_own_cell(cell):
    rows = [["ชื่อ-สกุล", "เลขบัตรประชาชน", "ที่อยู่"], ["นางสมใจ ใจดี", FIRST, cell]]

    report = bring_in({"รายชื่อ": rows})

    assert report.refused == 1
    assert (report.problems[0].column, report.problems[0].value) == ("C", cell)


def test_a_list_that_says_no_place_at_all_is_not_taken():
    rows = [["ชื่อ-สกุล", "เลขบัตรประชาชน"], ["นางสมใจ ใจดี", FIRST]]
    with pytest.raises(UnreadableFile, match="ตำบล"):
        bring_in({"Sheet1": rows})


def tambon(name, district):
    return Area.objects.get(name_th=name, code__startswith=district, level="tambon").pk


def test_a_village_written_with_its_name_is_taken_and_named():
    rows = [
        ["ชื่อ-สกุล", "เลขบัตรประชาชน", "หมู่ที่", "ตำบล", "อำเภอ"],
        ["นางสาวสมใจ ใจดี", FIRST, "หมู่ที่ 5 บ้านนาป่า", "บางลึก", "เมือง"],
        ["นายสมชาย ใจงาม", SECOND, "ม.6", "บางลึก", "เมือง"],
    ]
    assert bring_in({"รายชื่อ": rows}, trial=True).created == 2
    assert not Area.objects.exclude(name_th="").filter(level="village").exists()
    assert bring_in({"รายชื่อ": rows}).created == 2
    found = Area.objects.filter(level="village").order_by("moo").values_list("moo", "name_th")
    assert list(found) == [(5, "บ้านนาป่า"), (6, "")]


NAMED = ["ที่", "ชื่อ-สกุล", "เลขบัตรประชาชน", "ตำบล", "อำเภอ"]
ONE = [1, "นางสมใจ ใจดี", FIRST, "ปากน้ำ", "เมืองชุมพร"]
NOT_READ = "อยู่ใต้รายการและไม่ได้อ่านเป็นรายการ"


def test_totals_in_words_are_no_people_and_lines_below_the_table_are_noted():
    below = [["", "รวมทั้งสิ้น 1 คน"], [], ["", "ผู้รับรอง ............"], ["(นายสมหมาย ดีมาก)"]]
    report = bring_in({"รายชื่อ": [NAMED, ONE, *below]})

    assert (report.read, report.created, report.problems) == (1, 1, [])
    assert report.notes == [f"แผ่นงาน รายชื่อ แถวที่ {row}: {NOT_READ}" for row in (5, 6)]


def test_a_single_cell_between_records_or_a_citizen_id_below_them_is_refused_as_before():
    rows = [NAMED, ["", "นายสมชาย ใจดี"], ONE, ["", "", SECOND]]
    report = bring_in({"รายชื่อ": rows})

    assert (report.created, report.refused, report.notes) == (1, 2, [])
    assert {problem.row for problem in report.problems} == {2, 4}


def test_where_no_row_has_more_than_one_cell_each_is_refused():
    report = bring_in({"รายชื่อ": [NAMED, ["", "นางสมใจ ใจดี"], ["", "นายสมชาย ใจดี"]]})

    assert (report.refused, report.notes) == (2, [])
