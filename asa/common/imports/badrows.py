"""The rows that were refused, as a spreadsheet to be mended and brought in again."""

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from asa.common.exports import safe_cell
from asa.common.imports.report import Problem
from asa.common.spreadsheets import Cell, CellError, Sheet

_HEADINGS_SEARCHED = 30


def bad_rows(sheets: Sequence[Sheet], problems: Iterable[Problem]) -> bytes:
    """An xlsx of the refused rows: same sheets, same headings, what to mend in the last column."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - 10 MB for a spreadsheet

    by_sheet: dict[str, dict[int, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for problem in problems:
        by_sheet[problem.sheet][problem.row].append(problem)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        if sheet.name in by_sheet:
            _write(book.add_worksheet(sheet.name[:31]), sheet, by_sheet[sheet.name], day)
    if not by_sheet:
        book.add_worksheet()
    book.close()
    return file.getvalue()


def _write(target: object, sheet: Sheet, rows: dict[int, list[Problem]], day: object) -> None:
    headings = _headings(sheet, next(iter(rows.values()))[0])
    width = len(headings)
    _write_row(target, 0, [*headings, gettext("What to correct")], day)
    for line, number in enumerate(sorted(rows), 1):
        cells = list(sheet.rows[number - 1][:width])
        _write_row(target, line, [*cells, _in_words(rows[number])], day)


def _headings(sheet: Sheet, problem: Problem) -> list[Cell]:
    """The row of headings: the one that holds the heading of a problem."""
    for row in sheet.rows[:_HEADINGS_SEARCHED]:
        if any(isinstance(cell, str) and cell.strip() == problem.heading for cell in row):
            return list(row)
    return list(sheet.rows[0])


def _in_words(problems: list[Problem]) -> str:
    return " / ".join(f"{p.column} {p.heading}: {p.reason} {p.remedy}" for p in problems)


def _write_row(target: object, line: int, cells: Sequence[Cell], day: object) -> None:
    for column, cell in enumerate(cells):
        value = safe_cell(cell.text if isinstance(cell, CellError) else cell)
        if isinstance(value, str):
            target.write_string(line, column, value)  # type: ignore[attr-defined] # xlsxwriter has no types
        elif hasattr(value, "year"):
            target.write_datetime(line, column, value, day)  # type: ignore[attr-defined] # as above
        elif value is not None:
            target.write(line, column, value)  # type: ignore[attr-defined] # as above
