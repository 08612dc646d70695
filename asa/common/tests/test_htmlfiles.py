"""Pages that old systems hand out as .xls."""

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asa.common.spreadsheets import UnreadableFile, read_sheets

PAGE = """<html><head><meta charset="{charset}"><style>td {{ color: red }}</style></head><body>
<table border=1>
<tr><th colspan="2">ชื่อ - สกุล</th><th>ตำบล</th></tr>
<tr><td>สมใจ</td><td>ใจดี</td><td rowspan=2>ปาก&shy;น้ำ&nbsp;</td></tr>
<tr><td>สมชาย<td>ใจ<br>ดี
</table></body></html>"""
ROWS = [["ชื่อ - สกุล", "", "ตำบล"], ["สมใจ", "ใจดี", "ปาก\xadน้ำ"], ["สมชาย", "ใจ\nดี", ""]]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-874", "cp874"), ("unicode", "utf-16"), ("utf-8", "utf-8-sig")],
)
def test_a_page_is_read_as_the_sheet_it_shows(charset, encoding):
    page = PAGE.replace("&shy;", "\xad" if encoding != "cp874" else "")
    rows = [[cell.replace("\xad", "") if encoding == "cp874" else cell for cell in r] for r in ROWS]
    file = io.BytesIO(page.format(charset=charset).encode(encoding))

    (sheet,) = read_sheets(file, "ทะเบียน.xls")

    assert (sheet.name, sheet.rows) == ("ทะเบียน", rows)
    assert sheet.merged == [((0, 0), (0, 1)), ((1, 2), (2, 2))]
    assert sheet.width_at(0, 0) == 2


def test_each_table_of_a_page_is_a_sheet_and_one_within_a_cell_is_words_of_it():
    page = "<table><tr><td>1<table><tr><td>2</td></tr></table></td></tr></table><table><tr><td>3"
    found = read_sheets(io.BytesIO(page.encode()), "a.xls")

    assert [(sheet.name, sheet.rows) for sheet in found] == [("a 1", [["12"]]), ("a 2", [["3"]])]


@pytest.mark.parametrize("span", ["-1", "x", "²", ""])
def test_a_span_that_is_no_number_is_one(span):
    page = f"<table><tr><td colspan='{span}' rowspan='{span}'>1<td>2"
    (sheet,) = read_sheets(io.BytesIO(page.encode()), "a.xls")
    assert (sheet.rows, sheet.merged) == ([["1", "2"]], [])


def test_a_page_made_to_fill_the_memory_is_refused():
    page = f"<table>{'<tr>' + '<td colspan=999999999 rowspan=999999999>1' * 20}</table>"
    with pytest.raises(UnreadableFile) as refused:
        read_sheets(io.BytesIO(page.encode()), "a.xls")
    assert refused.value.fault == "too_large"


@given(st.text(max_size=200))
def test_whatever_stands_in_a_table_is_read(text):
    page = "<table><tr><td>" + text.replace("\x00", "")
    with contextlib.suppress(UnreadableFile):
        assert read_sheets(io.BytesIO(page.encode("utf-8", "replace")), "a.xls")
