"""Files as offices send them are read with the row numbers that people see; bombs are refused."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from asa.common.spreadsheets import (
    CellError,
    Column,
    HeaderMissing,
    Sheet,
    UnreadableFile,
    column_letter,
    find_header,
    open_book,
    read_sheets,
    reading,
)
from asa.common.spreadsheets.headings import says_total
from asa.common.spreadsheets.sheets import column_index

FILES = Path(__file__).parent / "files"
ROWS = [["ชื่อ", "เกิด", "หมายเหตุ"], ["สมชาย", "26/02/2568", "ก;ข,ค"], ["สมศรี", "", ""]]


def _xlsx(*sheets, first_row=0):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "d/m/yyyy"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for index, row in enumerate(rows, first_row):
                for place, value in enumerate(row):
                    if isinstance(value, CellError):
                        sheet.write_formula(index, place, "=1/0", None, value.text)
                    else:
                        sheet.write(index, place, value)
    return out


def _with_part(workbook, part, content):
    """The same xlsx with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return out


def _sheet_xml(rows):
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml'
        f'/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    )


def test_rows_keep_the_numbers_of_the_spreadsheet():
    (sheet,) = read_sheets(_xlsx(("รายชื่อ", ROWS), first_row=4))
    assert sheet.name == "รายชื่อ"
    assert sheet.rows[3] == ["", "", ""]
    assert sheet.rows[5][0] == "สมชาย"


def test_days_typed_in_the_buddhist_year_come_as_days():
    rows = [[dt.date(2025, 2, 26), dt.date(2568, 2, 26), dt.date(1956, 2, 29), 3860712345678]]
    (sheet,) = read_sheets(_xlsx(("ก", rows)))
    assert sheet.rows[0][:2] == rows[0][:2]
    assert sheet.rows[0][3] == 3860712345678.0


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!"])
def test_an_error_in_a_cell_is_seen(text):
    (sheet,) = read_sheets(_xlsx(("ก", [["ชื่อ"], ["สมชาย"], [CellError(text)]]), first_row=2))
    assert sheet.rows[4] == [CellError(text)]
    assert str(sheet.rows[4][0]) == text


def test_an_error_is_seen_where_cells_come_without_their_place():
    xml = _sheet_xml(
        '<row><c t="inlineStr"><is><t>ก</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>ข</t></is></c><c t="e"><v>#N/A</v></c><c><v>1</v></c></row>'
    )
    part = "xl/worksheets/sheet1.xml"
    (sheet,) = read_sheets(_with_part(_xlsx(("ก", ROWS)), part, xml))
    assert sheet.rows[1][1] == CellError("#N/A")


def test_errors_in_old_files_and_in_texts_are_seen():
    (sheet,) = read_sheets(FILES / "errors.xls")
    assert sheet.rows[2] == ["ชื่อ", "วันเกิด"]
    assert sheet.rows[3] == ["สมชาย", dt.date(2025, 2, 26)]
    assert sheet.rows[4] == ["สมศรี", CellError("#REF!")]
    (sheet,) = read_sheets(io.BytesIO(b"a,b\n#REF!,#hash\n"), "x.csv")
    assert sheet.rows[1] == [CellError("#REF!"), "#hash"]


def test_hidden_sheets_are_left_out():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("เห็น").write(0, 0, "ก")
        hidden = book.add_worksheet("ซ่อน")
        hidden.write(0, 0, "ข")
        hidden.hide()
    assert [sheet.name for sheet in read_sheets(out)] == ["เห็น"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp874"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_every_usual_encoding_and_separator(encoding, separator):
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in ROWS)
    (sheet,) = read_sheets(io.BytesIO(text.encode(encoding)), "รายชื่อ.csv")
    assert sheet == Sheet("รายชื่อ", ROWS)


def test_csv_rows_are_made_equally_long_and_may_name_their_separator():
    (sheet,) = read_sheets(io.BytesIO("sep=;\r\nชื่อ;เกิด\r\n\r\nสมชาย".encode()), "x.csv")
    assert sheet.rows == [["ชื่อ", "เกิด"], ["", ""], ["สมชาย", ""]]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n", "empty"),
        (b"%PDF-1.7 ...", "not_a_spreadsheet"),
        (b"<html><p>1</p></html>", "not_a_spreadsheet"),
        (b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>', "not_a_spreadsheet"),
        (b"\xff\xd8\xff\xe0JFIF", "not_a_spreadsheet"),
        (b"PK\x03\x04 cut off", "not_a_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut off", "not_a_spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "not_a_spreadsheet"),
        (b"\x01\x02\x03\x04" * 50, "not_a_spreadsheet"),
        ("ชื่อ,เกิด\n".encode("cp874") + b"\xdb\xdc\xff", "encoding"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_a_sentence(content, fault):
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(io.BytesIO(content), "แฟ้ม")
    assert refused.value.fault == fault
    assert refused.value.remedy


def test_a_missing_file_and_another_zip_are_refused(tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(tmp_path / "none.xlsx")
    assert refused.value.fault == "unopened"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(UnreadableFile):
        read_sheets(other)


def test_a_file_with_a_password_is_refused():
    content = bytearray((FILES / "errors.xls").read_bytes())
    # The workbook's stream begins at the first sector; its second record becomes FILEPASS.
    assert content[512:514] == b"\x09\x08"
    length = int.from_bytes(content[514:516], "little")
    content[516 + length : 518 + length] = b"\x2f\x00"
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(io.BytesIO(bytes(content)))
    assert refused.value.fault == "protected"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        "<row r='1048576'>" + "<c><v>1</v></c>" * 20 + "</row>",
        "<row/>" * 600_000 + "<row>" + "<c/>" * 15 + "<c><v>1</v></c></row>",
    ],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(rows):
    bomb = _with_part(_xlsx(("ก", ROWS)), "xl/worksheets/sheet1.xml", _sheet_xml(rows))
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(bomb)
    assert refused.value.fault == "too_large"


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("asa.common.spreadsheets.xlsxfiles.MOST_UNPACKED", 5_000_000)
    bomb = _with_part(_xlsx(("ก", ROWS)), "xl/styles.xml", b" " * 6_000_000)
    assert len(bomb.getvalue()) < 50_000
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(bomb)
    assert refused.value.fault == "too_large"


def test_entities_in_the_xml_are_refused():
    xml = '<!DOCTYPE a [<!ENTITY b "c">]>' + _sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    with pytest.raises(UnreadableFile):
        read_sheets(_with_part(_xlsx(("ก", ROWS)), "xl/worksheets/sheet1.xml", xml))


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr("asa.common.spreadsheets.reading.LARGEST_FILE", 1000)
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(io.BytesIO(b"a,b\n" * 1000))
    assert refused.value.fault == "too_large"


WHOLE = {"xlsx": _xlsx(("ก", ROWS)).getvalue(), "xls": (FILES / "errors.xls").read_bytes()}


@given(st.sampled_from(sorted(WHOLE)), st.data())
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused_and_never_breaks_asa(kind, data):
    content = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(8, len(content) - 1)) :]
    try:
        sheets = read_sheets(io.BytesIO(bytes(content)))
    except UnreadableFile:
        sheets = []
    assert all(isinstance(sheet, Sheet) for sheet in sheets)


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused(content):
    try:
        sheets = read_sheets(io.BytesIO(content))
    except UnreadableFile:
        sheets = []
    assert len(sheets) <= 1


def test_columns_have_the_letters_of_spreadsheets():
    assert [column_letter(index) for index in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert all(column_index(column_letter(index)) == index for index in range(2000))


COLUMNS = [
    Column("given", ["ชื่อ", "ชื่อตัว"], required=True),
    Column("family", ["นามสกุล", "ชื่อสกุล"], required=True),
    Column("citizen_id", ["เลขประจำตัวประชาชน", "เลขบัตรประชาชน"]),
    Column("phone", ["โทรศัพท์", "เบอร์โทรศัพท์", "มือถือ"]),
    Column("registration", ["เลขทะเบียน", "เลขทะเบียน อพม."]),
    Column("surveyor_registration", ["เลขทะเบียน อพม. ผู้สำรวจ"]),
]


def _sheet(*headings, above=2, below=()):
    width = len(headings)
    title = [["ทะเบียนอาสาสมัคร ชื่อ", *[""] * (width - 1)]] * above
    return Sheet("ก", [*title, list(headings), *below])


def test_headings_are_found_in_any_order_below_titles():
    match = find_header(_sheet("โทรศัพท์", " นาม สกุล ", "ชื่อ", "อื่น"), COLUMNS)
    assert match.row_index == 2
    assert match.positions == {"phone": 0, "family": 1, "given": 2}
    assert match.headings["family"] == "นาม สกุล"
    assert match.letter("given") == "C"
    assert match.cell(["081", "ใจดี", "สมชาย", ""], "given") == "สมชาย"
    assert match.cell(["081", "ใจดี", "สมชาย", ""], "registration") == ""


@pytest.mark.parametrize(
    "heading",
    [
        "เลขประจำตัวประชาชน",
        "เลขประจําตัวประชาชน",
        "เลข ประจำตัวประชาชน:",
        "เลขประจำตัวประชาชน (13 หลัก)",
        "เลขประจำตัวประชาชน 13 หลัก",
        "เลขบัตรประชาชน*",
    ],
)
def test_a_heading_is_known_by_its_meaning(heading):
    assert find_header(_sheet("ชื่อ", "นามสกุล", heading), COLUMNS).positions["citizen_id"] == 2


def test_a_short_heading_inside_a_longer_one_is_not_taken_for_it():
    match = find_header(_sheet("ชื่อ", "นามสกุล", "ชื่อหมู่บ้าน", "หมายเหตุโทรศัพท์ของญาติ"), COLUMNS)
    assert match.positions == {"given": 0, "family": 1}
    match = find_header(_sheet("ชื่อ", "นามสกุล", "เลขทะเบียน อพม. ผู้สำรวจ", "เลขทะเบียน"), COLUMNS)
    assert (match.positions["surveyor_registration"], match.positions["registration"]) == (2, 3)


def test_a_missing_column_is_named():
    with pytest.raises(HeaderMissing) as refused:
        find_header(_sheet("ชื่อ", "โทรศัพท์"), COLUMNS)
    assert refused.value.missing == ["นามสกุล"]
    assert "นามสกุล" in str(refused.value)
    with pytest.raises(HeaderMissing):
        find_header(Sheet("ก", []), COLUMNS)
    with pytest.raises(HeaderMissing):
        find_header(_sheet("ก", "ข"), COLUMNS)


def test_two_columns_with_one_heading_are_refused():
    with pytest.raises(HeaderMissing, match="A, C"):
        find_header(_sheet("ชื่อ", "นามสกุล", "ชื่อ"), COLUMNS)


def test_records_are_the_rows_that_hold_one():
    headings = ["ชื่อ", "นามสกุล"]
    below = [["สมชาย", "ใจดี"], ["", " "], headings[:], ["", 0.0], ["รวมทั้งสิ้น", 2.0], ["รวมพร", "ดี"]]
    sheet = _sheet(*headings, below=below)
    match = find_header(sheet, COLUMNS)
    assert [number for number, _ in match.records(sheet)] == [4, 7, 9]


@pytest.mark.parametrize(
    ("cell", "is_total"),
    [
        *[(words, True) for words in ("รวม", "รวมทั้งสิ้น 3 คน", "รวม ๓ ราย", "รวมจำนวน 1,234 คน")],
        *[(words, True) for words in ("รวมเป็นเงิน 300.50 บาท", "รวมทั้งสิ้น ..... คน", "Total: 3")],
        *[
            (words, False)
            for words in ("รวมพร", "รวมพร ใจดี", "รวมใจ 3", "รวมคนดี", "Total Care", 3.0)
        ],
    ],
)
def test_a_total_may_say_how_many_of_what(cell, is_total):
    assert says_total(cell) is is_total


def test_a_sheet_of_a_book_is_laid_out_only_when_it_is_asked_for(monkeypatch):
    laid_out, lay_out = [], reading._sheet
    monkeypatch.setattr(
        reading, "_sheet", lambda book, name: laid_out.append(name) or lay_out(book, name)
    )
    book = open_book(_xlsx(("ก", ROWS), ("ข", [*ROWS, *ROWS])))
    assert book.rows == 3 * len(ROWS)
    sheets = iter(book)
    assert (next(sheets).name, laid_out) == ("ก", ["ก"])
    assert (next(sheets).name, laid_out) == ("ข", ["ก", "ข"])
    assert list(sheets) == []
