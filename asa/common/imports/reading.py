"""From a file to rows of clean values; what cannot be taken goes into the report."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, ClassVar

from django.utils.translation import gettext

from asa.common.errors import InputError
from asa.common.imports.around import Around, IsPlace, fill_merged, lines_below
from asa.common.imports.masks import as_written
from asa.common.imports.report import Place, Problem, Report
from asa.common.spreadsheets import (
    Cell,
    Column,
    HeaderMissing,
    Meanings,
    Sheet,
    column_letter,
    columns_missing,
    find_header,
)

Source = Path | str | IO[bytes]
Progress = Callable[[int, int], None]
ROWS_AT_A_TIME = 5000
NOTHING_SAID: Meanings = MappingProxyType({})


def name_of(file: Source) -> str:
    """The name of a file on the disk; "" for one that has none."""
    path = file if isinstance(file, (str, Path)) else getattr(file, "name", "")
    return Path(str(path or "")).name


@dataclass(frozen=True)
class Field:
    """A column of a file: how its cells are read, and how they are shown when they are wrong."""

    key: str
    headings: Sequence[str]
    read: Callable[[Any], Any]
    required: bool = False
    shown: Callable[[Cell], str] = as_written
    # Whether nearly every row has a cell of its own, so that remembering them gains nothing.
    varied: bool = False
    # Columns that this one holds all in one: see `Column`.
    instead_of: Sequence[str] = ()
    # Words before the name of such a place where it has no column but stands above the rows.
    marks: Sequence[str] = ()


class _Answers(dict[Cell, Any]):
    """What each different cell of a column says, read once: the same words stand in many rows.

    A cell that cannot be taken has its InputError in place of a value. One serves all sheets.
    """

    _MOST: ClassVar[int] = 50_000

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field, self.has_faults = field, False

    @cached_property
    def is_needed(self) -> bool:
        """Whether an empty cell cannot be taken."""
        try:
            self.field.read("")
        except InputError:
            return True
        return False

    def __missing__(self, cell: Cell) -> Any:
        try:
            answer = self.field.read(cell)
        except InputError as error:
            answer, self.has_faults = error.with_traceback(None), True
        self[cell] = answer
        return answer

    def to(self, column: Sequence[Cell]) -> list[Any]:
        """The answer to each cell of a column."""
        if self.field.varied and not self.has_faults:
            try:
                return list(map(self.field.read, column))
            except InputError:
                pass  # which cells it was shows when they are read one by one
        if len(self) > self._MOST:
            self.clear()
        return list(map(self.__getitem__, column))


class Table:
    """One sheet whose headings were found: its rows as values, in the order of fields."""

    def __init__(
        self,
        sheet: Sheet,
        fields: Sequence[Field],
        report: Report,
        is_place: IsPlace | None = None,
        meanings: Meanings = NOTHING_SAID,
        answers: Sequence[_Answers] = (),
    ) -> None:
        self.match = find_header(sheet, columns_of(fields), meanings)
        self.sheet, self.fields, self.report = sheet, fields, report
        self.present = frozenset(self.match.positions)
        self.by_key = {field.key: field for field in fields}
        self._answers = answers or _answers_to(fields)
        self.held_by = {
            key: field.key
            for field in fields
            if field.key in self.present
            for key in field.instead_of
        }
        self.around = self._look_around(is_place)

    def _look_around(self, is_place: IsPlace | None) -> Around | None:
        """What says the places without a column, where there are any. Raises HeaderMissing."""
        fill_merged(self.sheet, self.match, [field.key for field in self.fields if field.marks])
        held = {*self.present, *self.held_by}
        lacking = [field for field in self.fields if field.marks and field.key not in held]
        if not lacking:
            return None
        marks = {field.key: field.marks for field in lacking}
        around = Around(self.sheet, self.match, marks, is_place)
        unknown = [field for field in lacking if field.required and not around.knows(field.key)]
        if unknown:
            names = [field.headings[0] for field in unknown]
            raise columns_missing(self.sheet, self.match, names)
        return around

    def __len__(self) -> int:
        return len(self.sheet.rows) - self.match.row_index - 1

    def rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Number and values of each row that can be taken so far; the others are reported.

        Cells are read column by column, which takes half the time of row by row.
        """
        records = self.match.records(self.sheet)
        if self.around is not None:
            records = self.around.records(records)
        if self._needs_two_cells() and (below := lines_below(self.sheet, self.match)):
            records = self._above(below, records)
        while some := list(islice(records, ROWS_AT_A_TIME)):
            numbers, rows = zip(*some, strict=True)
            told = zip(numbers, self._values(numbers, rows), strict=True)
            has_faults = any(answers.has_faults for answers in self._answers)
            yield from filter(self._can_be_taken, told) if has_faults else told

    def _needs_two_cells(self) -> bool:
        """Whether no row with a single cell can be a record."""
        needed = [one for one in self._answers if one.field.key in self.present and one.is_needed]
        return len(needed) > 1

    def _above(
        self, below: set[int], records: Iterable[tuple[int, list[Cell]]]
    ) -> Iterator[tuple[int, list[Cell]]]:
        """The records; what stands below them is noted, and counts neither as read nor refused."""
        for number, row in records:
            if number in below:
                self.note(number, gettext("Stands below the records and was not read as one."))
            else:
                yield number, row

    def _values(
        self, numbers: Sequence[int], rows: Sequence[list[Cell]]
    ) -> Iterator[tuple[Any, ...]]:
        """The answers of each row; a column that the file does not have is read as empty."""
        columns = list(zip(*rows, strict=True))
        columns.append(("",) * len(rows))

        def cells(key: str) -> Sequence[Cell]:
            if key not in self.present:
                return self.around.column(key, numbers) if self.around else columns[-1]
            if self.match.widths.get(key, 1) > 1:
                return [self.match.whole_cell(row, key) for row in rows]
            return columns[self.match.positions[key]]

        def values(answers: _Answers) -> Sequence[Any]:
            key = answers.field.key
            if key not in self.present and key in self.held_by:
                return columns[-1]  # another column says it
            return answers.to(cells(key))

        return zip(*map(values, self._answers), strict=True)

    def _can_be_taken(self, told: tuple[int, tuple[Any, ...]]) -> bool:
        """Whether every cell of a row can be; if not, each that cannot is reported."""
        number, values = told
        faults = [
            (field.key, value)
            for field, value in zip(self.fields, values, strict=True)
            if isinstance(value, InputError)
        ]
        for key, error in faults:
            self.tell(number, key, error)
        self.report.refused += bool(faults)
        return not faults

    def refuse(self, number: int, key: str, error: InputError) -> None:
        """Report a row for what one of its cells says in the light of others."""
        self.report.refused += 1
        self.tell(number, key, error)

    def tell(self, number: int, key: str, error: InputError) -> None:
        """Report one more problem of a row that is refused already."""
        if key not in self.present:
            key = self.held_by.get(key, key)
        field, position = self.by_key[key], self.match.positions.get(key)
        self.report.problems.append(
            Problem(
                sheet=self.sheet.name,
                row=number,
                column="" if position is None else column_letter(position),
                heading=self.match.headings.get(key, field.headings[0]),
                value=field.shown(self._cell(number, key)),
                reason=error.reason,
                remedy=error.remedy,
            )
        )

    def _cell(self, number: int, key: str) -> Cell:
        """What stands in the cell, or around the row where the place has no column."""
        if key not in self.present and self.around is not None:
            return self.around.column(key, [number])[0]
        return self.match.whole_cell(self.sheet.rows[number - 1], key)

    def place(self, number: int) -> Place:
        return Place(self.sheet.name, number)

    def note(self, number: int, sentence: str) -> None:
        """Say something about a row that was taken all the same."""
        where = gettext("Sheet %(sheet)s, row %(row)s") % {"sheet": self.sheet.name, "row": number}
        self.report.notes.append(f"{where}: {sentence}")


def _answers_to(fields: Sequence[Field]) -> list[_Answers]:
    return [_Answers(field) for field in fields]


def columns_of(fields: Sequence[Field]) -> list[Column]:
    """What the headings of a sheet are compared with; a place may also stand around the rows."""
    return [
        Column(field.key, field.headings, field.required and not field.marks, field.instead_of)
        for field in fields
    ]


def tables(
    sheets: Iterable[Sheet],
    fields: Sequence[Field],
    report: Report,
    is_place: IsPlace | None = None,
    meanings: Meanings = NOTHING_SAID,
) -> Iterator[Table]:
    """The sheets of a file that hold such rows, one after the other.

    Sheets without the headings, such as an explanation, are passed over and noted. Raises
    UnreadableFile at the end where none has them.
    """
    passed: list[HeaderMissing] = []
    answers, found = _answers_to(fields), False
    for sheet in sheets:
        try:
            table = Table(sheet, fields, report, is_place, meanings, answers)
        except HeaderMissing as error:
            passed.append(error)
            if sheet.rows:
                report.notes.append(error.reason)
        else:
            found = True
            yield table
    if not found:
        raise passed[0] if passed else _no_sheet()


def _no_sheet() -> HeaderMissing:
    return HeaderMissing(
        gettext("The file has no sheet with rows."),
        gettext("Choose the file that holds the rows."),
    )
