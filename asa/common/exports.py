"""Writing spreadsheets that open with the right types and cannot run anything."""

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any, Final

from django.utils.functional import Promise

from asa.common.languages import is_english
from asa.common.thaidate import BANGKOK

# What a spreadsheet program may take as the beginning of a formula, in its wide forms too.
_FORMULA_STARTS: Final = frozenset("=+-@＝＋－＠−﹣﹢﹦﹫|%")
_NOT_SEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff\ud800-\udfff]+"
)
_LONGEST_CELL: Final = 32_767
_MOST_ROWS: Final = 1_048_575
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
# A Buddhist calendar that Excel and LibreOffice both know; the cell holds a true date.
_THAI_DATES: Final = {"date": "[$-107041E]d mmm yyyy;@", "moment": "[$-107041E]d mmm yyyy h:mm;@"}
_ENGLISH_DATES: Final = {"date": "d mmm yyyy", "moment": "d mmm yyyy h:mm"}

CellValue = str | float | int | bool | dt.date | dt.datetime | None


class TooManyRowsError(ValueError):
    """More rows than a sheet can hold; csv has no such limit."""


def safe_cell(value: object) -> CellValue:
    """A value that a spreadsheet program shows and never runs.

    Numbers, days and moments (on Bangkok's clock) keep their type. A text loses what cannot be
    seen, and gets an apostrophe where its first letter could begin a formula.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float, Decimal)):
        return _safe_number(value)
    if isinstance(value, dt.datetime):
        return (value.astimezone(BANGKOK) if value.tzinfo else value).replace(tzinfo=None)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (list, tuple, set, frozenset)):
        value = ", ".join(map(str, value))
    return _safe_text(str(value))


def write_xlsx(
    file: IO[bytes], title: str, columns: Sequence[str | Promise], rows: Iterable[Sequence[object]]
) -> int:
    """One sheet named by the title: headings in row 1, then the rows; returns how many.

    Row by row, so that a long list needs little memory. Days of Thai pages show the Buddhist year.
    """
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - 10 MB for a spreadsheet

    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"title": str(title)})
    formats = _english_or_thai()
    dates = {kind: book.add_format({"num_format": code}) for kind, code in formats.items()}
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.freeze_panes(1, 0)
    for index, heading in enumerate(columns):
        sheet.set_column(index, index, min(40, max(12, len(str(heading)) + 4)))
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.write_row(0, 0, [safe_cell(heading) for heading in columns], bold)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > _MOST_ROWS:
            raise TooManyRowsError
        for index, value in enumerate(row):
            _write_cell(sheet, (count, index), safe_cell(value), dates)
    if columns:
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
    book.close()
    return count


def write_csv(
    file: IO[bytes], columns: Sequence[str | Promise], rows: Iterable[Sequence[object]]
) -> int:
    """The same as csv in UTF-8 with a mark, so that Excel reads Thai; days as 2025-02-26."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
        writer.writerow([safe_cell(heading) for heading in columns])
        count = 0
        for row in rows:
            writer.writerow([_csv_cell(safe_cell(value)) for value in row])
            count += 1
        return count
    finally:
        text.detach()


def _safe_number(value: float | Decimal) -> CellValue:
    if not math.isfinite(value):
        return str(value)
    return _shortest(value) if isinstance(value, Decimal) else value


def _shortest(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def _safe_text(text: str) -> str:
    text = _NOT_SEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n").lstrip("\t\n")
    text = text.replace("\t", " ")[: _LONGEST_CELL - 1]
    first = text.lstrip()[:1]
    return f"'{text}" if first in _FORMULA_STARTS and text.strip() != "-" and first else text


def _csv_cell(value: CellValue) -> object:
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, dt.date) else value


def _write_cell(
    sheet: Any, place: tuple[int, int], value: CellValue, dates: dict[str, Any]
) -> None:
    if isinstance(value, dt.datetime):
        sheet.write_datetime(*place, value, dates["moment"])
    elif isinstance(value, dt.date) and value.year >= 1900:
        sheet.write_datetime(*place, value, dates["date"])
    elif isinstance(value, dt.date):
        sheet.write_string(*place, value.isoformat())  # a sheet's calendar begins in 1900
    elif isinstance(value, str):
        sheet.write_string(*place, value)
    elif isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, int) and abs(value) >= 10**15:
        sheet.write_string(*place, str(value))  # a number cell keeps 15 digits
    elif value is not None:
        sheet.write_number(*place, value)


def _english_or_thai() -> dict[str, str]:
    return _ENGLISH_DATES if is_english() else _THAI_DATES


def _sheet_name(title: str) -> str:
    name = _NOT_SEEN.sub("", _NOT_IN_SHEET_NAME.sub(" ", str(title))).strip()[:31].strip()
    return name if name and name.lower() != "history" else "Asa"
