"""From a file to rows of clean values; what cannot be taken goes into the report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext

from asa.common.errors import InputError
from asa.common.imports.masks import as_written
from asa.common.imports.report import Place, Problem, Report
from asa.common.spreadsheets import (
    Cell,
    Column,
    HeaderMissing,
    Sheet,
    column_letter,
    find_header,
    read_sheets,
)

Source = Path | str | IO[bytes]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Field:
    """A column of a file: how its cells are read, and how they are shown when they are wrong."""

    key: str
    headings: Sequence[str]
    read: Callable[[Any], Any]
    required: bool = False
    shown: Callable[[Cell], str] = as_written


class Table:
    """One sheet whose headings were found: its rows as lists of values, in the order of fields."""

    def __init__(self, sheet: Sheet, fields: Sequence[Field], report: Report) -> None:
        columns = [Column(field.key, field.headings, field.required) for field in fields]
        self.match = find_header(sheet, columns)
        self.sheet, self.fields, self.report = sheet, fields, report
        self.present = frozenset(self.match.positions)
        self.by_key = {field.key: field for field in fields}
        width = len(sheet.rows[self.match.row_index])
        # A column that the file does not have is read as the empty cell put behind the last one.
        self._cells = itemgetter(*(self.match.positions.get(f.key, width) for f in fields))

    def __len__(self) -> int:
        return len(self.sheet.rows) - self.match.row_index - 1

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Number and values of each row that can be taken so far; the others are reported."""
        readers = [field.read for field in self.fields]
        cells = self._cells
        for number, row in self.match.records(self.sheet):
            row.append("")
            try:
                values = [read(cell) for read, cell in zip(readers, cells(row), strict=True)]
            except InputError:
                self.report.refused += 1
                self._report_all(number, cells(row))
            else:
                yield number, values

    def _report_all(self, number: int, cells: Sequence[Cell]) -> None:
        for field, cell in zip(self.fields, cells, strict=True):
            try:
                field.read(cell)
            except InputError as error:
                self._add(number, field, cell, error)

    def refuse(self, number: int, key: str, error: InputError) -> None:
        """Report a row for what one of its cells says in the light of others."""
        self.report.refused += 1
        self.tell(number, key, error)

    def tell(self, number: int, key: str, error: InputError) -> None:
        """Report one more problem of a row that is refused already."""
        field = self.by_key[key]
        self._add(number, field, self.match.cell(self.sheet.rows[number - 1], key), error)

    def _add(self, number: int, field: Field, cell: Cell, error: InputError) -> None:
        position = self.match.positions.get(field.key)
        self.report.problems.append(
            Problem(
                sheet=self.sheet.name,
                row=number,
                column="" if position is None else column_letter(position),
                heading=self.match.headings.get(field.key, field.headings[0]),
                value=field.shown(cell),
                reason=error.reason,
                remedy=error.remedy,
            )
        )

    def place(self, number: int) -> Place:
        return Place(self.sheet.name, number)

    def note(self, number: int, sentence: str) -> None:
        """Say something about a row that was taken all the same."""
        where = gettext("Sheet %(sheet)s, row %(row)s") % {"sheet": self.sheet.name, "row": number}
        self.report.notes.append(f"{where}: {sentence}")


def tables(source: Source, name: str, fields: Sequence[Field], report: Report) -> list[Table]:
    """The sheets of a file that hold such rows. Raises UnreadableFile where none does.

    Sheets without the headings, such as an explanation, are passed over and noted.
    """
    return tables_of(read_sheets(source, name), fields, report)


def tables_of(sheets: Sequence[Sheet], fields: Sequence[Field], report: Report) -> list[Table]:
    """As `tables`, of sheets that are read already."""
    found: list[Table] = []
    passed: list[tuple[Sheet, HeaderMissing]] = []
    for sheet in sheets:
        try:
            found.append(Table(sheet, fields, report))
        except HeaderMissing as error:
            passed.append((sheet, error))
    if not found:
        raise passed[0][1] if passed else _no_sheet()
    report.notes += [fault.reason for sheet, fault in passed if sheet.rows]
    return found


def _no_sheet() -> HeaderMissing:
    return HeaderMissing(
        gettext("The file has no sheet with rows."),
        gettext("Choose the file that holds the rows."),
    )
