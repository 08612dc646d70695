"""Reading what offices send: xlsx, xls and csv, as rows with the numbers that people see."""

from asa.common.spreadsheets.headings import (
    Column,
    HeaderMatch,
    HeaderMissing,
    Meanings,
    best_header,
    columns_missing,
    find_header,
    plain_heading,
)
from asa.common.spreadsheets.reading import Book, open_book, read_sheets
from asa.common.spreadsheets.sheets import (
    LONGEST_HEADING,
    Cell,
    CellError,
    Sheet,
    UnreadableFile,
    column_letter,
    texts_of,
)

__all__ = [
    "LONGEST_HEADING",
    "Book",
    "Cell",
    "CellError",
    "Column",
    "HeaderMatch",
    "HeaderMissing",
    "Meanings",
    "Sheet",
    "UnreadableFile",
    "best_header",
    "column_letter",
    "columns_missing",
    "find_header",
    "open_book",
    "plain_heading",
    "read_sheets",
    "texts_of",
]
