"""A sheet as rows of cells, and what can be wrong with the file that it came in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.translation import gettext

from asa.common.errors import InputError

# More cells than the register of the whole country has; a crafted file could ask for billions.
MOST_CELLS: Final = 8_000_000
# What is longer is a remark; so much is kept of a heading.
LONGEST_HEADING: Final = 120
ERROR_TEXTS: Final = frozenset(
    {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)


class UnreadableFile(InputError):
    """A file that cannot be taken as a spreadsheet at all."""


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula's error, such as #REF!, in place of a value; its text is what the cell shows."""

    text: str

    def __str__(self) -> str:
        return self.text


Merged = tuple[tuple[int, int], tuple[int, int]]
Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | CellError


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a file. The row that a spreadsheet program numbers 1 is rows[0]; every row has
    the same number of cells, and an empty cell is an empty text.

    merged: first and last cell, as (row, column) from 0, of what was drawn together as one cell;
    only the first of its cells has the value.
    """

    name: str
    rows: Sequence[list[Cell]]
    merged: Sequence[Merged] = ()

    def width_at(self, row: int, column: int) -> int:
        """How many columns the cell is drawn over: 1 unless it is merged."""
        for first, last in self.merged:
            if first == (row, column):
                return last[1] - column + 1
        return 1


class Inspected(NamedTuple):
    """What is known of a sheet before it is read: its errors by (row, column) from 0, its rows."""

    errors: dict[tuple[int, int], str]
    rows: int


def texts_of(row: Sequence[Cell]) -> dict[int, str]:
    """The cells of a row that can be headings, by their place from 0."""
    return {
        place: cell
        for place, cell in enumerate(row)
        if isinstance(cell, str) and 0 < len(cell.strip()) <= LONGEST_HEADING
    }


def column_letter(index: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def column_index(letters: str) -> int:
    """The column of its letters: A is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def mark_error_texts(rows: Sequence[list[Cell]]) -> None:
    """Put the marker where an error was typed or exported as text."""
    for row in rows:
        if not ERROR_TEXTS.isdisjoint(row):
            for index, cell in enumerate(row):
                if isinstance(cell, str) and cell in ERROR_TEXTS:
                    row[index] = CellError(cell)


def too_much() -> UnreadableFile:
    return UnreadableFile(
        "too_large",
        gettext("The spreadsheet unpacks to more rows and columns than can be read."),
        gettext("Copy the rows with records into a new file, or divide it into several files."),
    )


def another_kind() -> UnreadableFile:
    return UnreadableFile(
        "not_a_spreadsheet",
        gettext("This file is not a spreadsheet that can be read, or it is damaged."),
        gettext("Open it in a spreadsheet program and save it as .xlsx."),
    )


def protected() -> UnreadableFile:
    return UnreadableFile(
        "protected",
        gettext("The file is protected by a password."),
        gettext("Save a copy without a password."),
    )
