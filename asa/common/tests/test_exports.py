"""An export shows what it holds, in its type, and can run nothing."""

import csv
import datetime as dt
import io
import uuid
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from asa.common import http
from asa.common.exports import safe_cell, write_csv, write_xlsx
from asa.common.spreadsheets import read_sheets

ATTACKS = ["=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\x00=1", "\u200b=1", "\ufeff=1", " =1", "＝1", "＋1", "－1", "＠1", "\u00ad+1", "\x1f@1", "\u202e-1"]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_that_could_begin_a_formula_is_made_harmless(attack):
    assert safe_cell(attack).startswith("'")
    for sheet in (_read_csv([[attack]]), _read_xlsx([[attack]])):
        assert sheet[1][0].startswith("'")


@given(st.text(max_size=40))
def test_no_text_begins_a_formula(text):
    safe = safe_cell(text)
    assert safe.strip()[:1] not in set("=+@\t\r＝＋－＠")
    assert not (safe.strip().startswith("-") and safe.strip() != "-")
    assert "\x00" not in safe


def test_ordinary_values_are_left_alone():
    values = [
        "สมชาย",
        "081 000 2345",
        "-",
        "",
        "บรรทัด 1\nบรรทัด 2",
        12,
        1.5,
        -3,
        True,
        dt.date(2025, 2, 26),
    ]
    assert [safe_cell(value) for value in values] == values
    assert safe_cell(None) is None
    assert safe_cell(Decimal("3000.00")) == 3000
    assert safe_cell(Decimal("0.25")) == 0.25
    assert safe_cell(float("nan")) == "nan"
    assert safe_cell(["ก", "ข"]) == "ก, ข"
    assert safe_cell(gettext_lazy("x")) == "x"
    assert safe_cell(uuid.UUID(int=1)) == str(uuid.UUID(int=1))
    moment = dt.datetime(2026, 11, 20, 18, 0, tzinfo=dt.UTC)
    assert safe_cell(moment).isoformat() == "2026-11-21T01:00:00"


def _read_xlsx(rows, columns=("ก", "ข", "ค", "ง", "จ", "ฉ")):
    out = io.BytesIO()
    assert write_xlsx(out, "รายงาน: ม.ค./ก.พ.", columns[: len(rows[0])], rows) == len(rows)
    (sheet,) = read_sheets(out)
    assert sheet.name == "รายงาน  ม.ค. ก.พ."
    return sheet.rows


def _read_csv(rows):
    out = io.BytesIO()
    assert write_csv(out, ["ก"] * len(rows[0]), rows) == len(rows)
    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("language", ["th", "en"])
def test_types_stay_in_a_spreadsheet(language):
    row = ["081 000 2345", 3000, 0.25, dt.date(2025, 2, 26), None, "3860712345412"]
    with override(language):
        rows = _read_xlsx([row, ["ก", -1, True, dt.date(1856, 1, 1), 10**16, "http://x"]])
    assert rows[1] == ["081 000 2345", 3000, 0.25, dt.date(2025, 2, 26), "", "3860712345412"]
    assert rows[2] == ["ก", -1, True, "1856-01-01", str(10**16), "http://x"]


def test_csv_is_plain_and_its_days_are_unmistakable():
    moment = dt.datetime(2026, 11, 20, 2, 41, tzinfo=dt.UTC)
    rows = _read_csv([['ก "ข", ค', dt.date(2025, 2, 26), moment, None, 12]])
    assert rows[1] == ['ก "ข", ค', "2025-02-26", "2026-11-20 09:41", "", "12"]


def test_an_export_without_rows_still_has_its_headings():
    out = io.BytesIO()
    assert write_xlsx(out, "", ["ชื่อ", "นามสกุล"], iter([])) == 0
    assert read_sheets(out)[0].rows[0] == ["ชื่อ", "นามสกุล"]


@pytest.mark.parametrize(
    ("respond", "ending"), [(http.xlsx_response, "xlsx"), (http.csv_response, "csv")]
)
def test_a_download_has_the_name_of_its_list_and_is_kept_nowhere(respond, ending):
    response = respond("ทะเบียน\r\n/อพม.", ["ชื่อ"], [["=สมชาย"]])
    name = f"ทะเบียน   อพม..{ending}"
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(name)}"
    assert response["Cache-Control"] == "no-store"
    (sheet,) = read_sheets(io.BytesIO(response.content), name)
    assert sheet.rows == [["ชื่อ"], ["'=สมชาย"]]
