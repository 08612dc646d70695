"""Reading what offices send: xlsx, xls and csv, as rows with the numbers that people see."""

from asa.common.spreadsheets.headings import (
    Column,
    HeaderMatch,
    HeaderMissing,
    columns_missing,
    find_header,
)
from asa.common.spreadsheets.reading import read_sheets
from asa.common.spreadsheets.sheets import Cell, CellError, Sheet, UnreadableFile, column_letter

__all__ = [
    "Cell",
    "CellError",
    "Column",
    "HeaderMatch",
    "HeaderMissing",
    "Sheet",
    "UnreadableFile",
    "column_letter",
    "columns_missing",
    "find_header",
    "read_sheets",
]
