"""Finding the row of headings by what the headings mean, in whatever order they stand."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext

from asa.common import thaitext
from asa.common.spreadsheets import twolines
from asa.common.spreadsheets.sheets import (
    LONGEST_HEADING,
    Cell,
    Sheet,
    UnreadableFile,
    column_letter,
    texts_of,
)

_ROWS_SEARCHED: Final = 30
_SHORTEST_PART: Final = 4
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NOT_LETTERS = re.compile(r"[^0-9a-z\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e\u00c0-\uffff]+")
_TOTALS: Final = ("รวม", "รวมทั้งสิ้น", "รวมทั้งหมด", "ยอดรวม", "total", "sum", "grandtotal")
_COUNTED: Final = ("คน", "ราย", "ครัวเรือน", "หลัง", "หมู่บ้าน", "ตำบล", "แห่ง", "บาท", "แถว", "รายการ")


# What headings mean because somebody said so: `plain_heading` → key of a column, "" for none.
Meanings = Mapping[str, str]


class HeaderMissing(UnreadableFile):
    """A sheet without a row that holds the headings asked for; `missing` names them."""

    def __init__(self, reason: str, remedy: str, missing: Sequence[str] = ()) -> None:
        super().__init__("header", reason, remedy)
        self.missing = list(missing)


@dataclass(frozen=True)
class Column:
    """A column that an import knows: its key and the headings that mean it, the usual one first.

    instead_of: columns that this one holds all in one, such as a whole name; it is looked for only
    where the first of them has no column of its own, and then none of them is missing.
    """

    key: str
    headings: Sequence[str]
    required: bool = False
    instead_of: Sequence[str] = ()


@dataclass(frozen=True)
class HeaderMatch:
    """Where the columns stand: the row of headings (from 0), and per key the column (from 0) and
    the heading as the file has it. widths: over how many columns the heading is drawn.

    Of headings on two lines row_index is the lower one and `lines` is 2. texts: all headings by
    their column, also those that mean nothing here.
    """

    row_index: int
    positions: dict[str, int]
    headings: dict[str, str] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    lines: int = 1

    @property
    def first_index(self) -> int:
        """The row (from 0) of the upper line of the headings."""
        return self.row_index - self.lines + 1

    def letter(self, key: str) -> str:
        """The letter of a column, for people."""
        return column_letter(self.positions[key])

    def cell(self, row: Sequence[Cell], key: str) -> Cell:
        """The cell of a column in a row; an empty text where the file has no such column."""
        index = self.positions.get(key)
        return "" if index is None else row[index]

    def whole_cell(self, row: Sequence[Cell], key: str) -> Cell:
        """As `cell`; of a heading drawn over several columns the words of all of them."""
        if (width := self.widths.get(key, 1)) == 1:
            return self.cell(row, key)
        start = self.positions[key]
        return " ".join(str(cell).strip() for cell in row[start : start + width] if cell != "")

    def records(self, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
        """Row number (from 1) and cells of each row that holds a record: not empty, not a total,
        not the headings again.
        """
        headings = sheet.rows[self.first_index : self.row_index + 1]
        for number, row in enumerate(sheet.rows[self.row_index + 1 :], self.row_index + 2):
            first = next((cell for cell in row if cell.__class__ is not str or cell.strip()), None)
            if first is not None and row not in headings and not says_total(first):
                yield number, row


def says_total(cell: Cell) -> bool:
    """Whether a cell begins a row of totals: รวม, or รวมทั้งสิ้น 3 คน."""
    if not isinstance(cell, str) or len(cell) > LONGEST_HEADING:
        return False
    plain = plain_heading(cell)
    if not plain.startswith(_PLAIN_TOTALS):
        return False
    return plain in _TOTALS or _COUNTED_TOTAL.fullmatch(plain) is not None


def find_header(
    sheet: Sheet, columns: Sequence[Column], meanings: Meanings = MappingProxyType({})
) -> HeaderMatch:
    """The row of headings within the first 30 rows and where each column stands.

    Headings may take two lines, as where one word stands over several columns: see `twolines`.
    A heading means what somebody said that it means; else it is known when it equals one of the
    column's headings but for spaces, punctuation and spelling (`thaitext.key`), with or without
    what stands in brackets; else when one column's heading makes up most of it. Raises
    HeaderMissing.
    """
    best = best_header(sheet, columns, meanings)
    if best is None or len(best.positions) < min(2, len(columns)):
        raise _nothing_found(sheet, columns)
    held = {key for c in columns if c.key in best.positions for key in (c.key, *c.instead_of)}
    missing = [c.headings[0] for c in columns if c.required and c.key not in held]
    if missing:
        raise columns_missing(sheet, best, missing)
    _refuse_twins(sheet, best)
    widths = {key: _width(sheet, best, place) for key, place in best.positions.items()}
    return replace(best, widths=widths)


def _width(sheet: Sheet, match: HeaderMatch, place: int) -> int:
    """Over how many columns a heading is drawn, on whichever line it stands."""
    stands_below = sheet.rows[match.row_index][place] != ""
    return sheet.width_at(match.row_index if stands_below else match.first_index, place)


def best_header(sheet: Sheet, columns: Sequence[Column], meanings: Meanings) -> HeaderMatch | None:
    """The row with most known headings, be they enough or not; None for a sheet without rows."""
    best: HeaderMatch | None = None
    parts = [(name, c.key) for c in columns for name in map(plain_heading, c.headings)]
    known = {name for name, _key in parts} | meanings.keys()
    parts = [(name, key) for name, key in parts if len(name) >= _SHORTEST_PART]
    for index, row in enumerate(sheet.rows[:_ROWS_SEARCHED]):
        both = twolines.texts(sheet, index, known, plain_heading) if index else {}
        for texts, lines in ((texts_of(row), 1), (both, 2)):
            if best is not None and len(texts) <= len(best.positions):
                continue  # each column stands at a text of its own
            match = _match(
                HeaderMatch(index, {}, texts=texts, lines=lines), columns, parts, meanings
            )
            if best is None or len(match.positions) > len(best.positions):
                best = match
        if best is not None and len(best.positions) == len(columns):
            break  # no row below can hold more
    return best


def columns_missing(sheet: Sheet, match: HeaderMatch, missing: Sequence[str]) -> HeaderMissing:
    """The fault of a row of headings that lacks columns, by the usual heading of each."""
    return HeaderMissing(
        gettext("Sheet %(sheet)s, row %(row)s: there is no column %(columns)s.")
        % {"sheet": sheet.name, "row": match.row_index + 1, "columns": ", ".join(missing)},
        gettext("Add the column with this heading and upload the file again."),
        missing,
    )


def _match(
    line: HeaderMatch,
    columns: Sequence[Column],
    parts: Sequence[tuple[str, str]],
    meanings: Meanings,
) -> HeaderMatch:
    """The line of headings, with the columns that its texts mean."""
    texts, positions = _match_as_said(line.texts, meanings)
    usual = [column for column in columns if not column.instead_of]
    for reading in (plain_heading, _outside_brackets):
        _match_exactly({place: reading(text) for place, text in texts.items()}, usual, positions)
    _match_all_in_one(texts, columns, positions)
    taken = set(positions.values())
    for place, text in texts.items():
        if place not in taken and (key := _contained(_outside_brackets(text), parts, positions)):
            positions[key] = place
    headings = {key: line.texts[place].strip() for key, place in positions.items()}
    return replace(line, positions=positions, headings=headings)


def _match_as_said(
    texts: dict[int, str], meanings: Meanings
) -> tuple[dict[int, str], dict[str, int]]:
    """The headings of which nothing was said, and the columns of those of which something was."""
    left: dict[int, str] = {}
    positions: dict[str, int] = {}
    for place, text in texts.items():
        column = meanings.get(plain_heading(text)) if meanings else None
        if column is None:
            left[place] = text
        elif column:
            positions.setdefault(column, place)
    return left, positions


def _match_exactly(
    names: dict[int, str], columns: Sequence[Column], positions: dict[str, int]
) -> None:
    """Give each column the first free place that bears one of its headings, the usual one first."""
    free: dict[str, int] = {}
    for place, name in names.items():
        if place not in positions.values():
            free.setdefault(name, place)
    for column in columns:
        if column.key in positions:
            continue
        heading = next((name for name in map(plain_heading, column.headings) if name in free), None)
        if heading is not None:
            positions[column.key] = free.pop(heading)


def _match_all_in_one(
    texts: dict[int, str], columns: Sequence[Column], positions: dict[str, int]
) -> None:
    """Where the first of several columns is not there, find the one that holds them all in one.

    Its heading may be that of another of them: ชื่อสกุล is the family name beside ชื่อ, and the
    whole name where it stands alone.
    """
    for column in columns:
        if not column.instead_of or column.instead_of[0] in positions:
            continue
        wanted = {plain_heading(heading) for heading in column.headings}
        others = {key: place for key, place in positions.items() if key not in column.instead_of}
        for place, text in texts.items():
            if place not in others.values() and plain_heading(text) in wanted:
                for key in column.instead_of:
                    if positions.get(key) == place:
                        del positions[key]
                positions[column.key] = place
                break


def _contained(
    name: str, parts: Sequence[tuple[str, str]], positions: dict[str, int]
) -> str | None:
    """The one free column whose heading makes up more than half of a longer one."""
    found: dict[int, set[str]] = {}
    for heading, column in parts:
        if heading in name and len(heading) * 2 > len(name):
            found.setdefault(len(heading), set()).add(column)
    if not found:
        return None
    longest = found[max(found)]
    key = next(iter(longest))
    return key if len(longest) == 1 and key not in positions else None


@functools.lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """What two spellings of one heading share: letters and digits alone, by `thaitext.key`."""
    return _NOT_LETTERS.sub("", thaitext.key(text))


def _any_of(words: Sequence[str]) -> str:
    return "|".join(sorted(map(plain_heading, words), key=len, reverse=True))


# Of what there is how much: a name such as รวมพร has neither number nor unit behind it.
_PLAIN_TOTALS: Final = tuple(map(plain_heading, _TOTALS))
_COUNTED_TOTAL: Final = re.compile(
    rf"(?:{_any_of(_TOTALS)})(?:{_any_of(['จำนวน', 'เป็นเงิน', 'จำนวนเงิน'])})?"
    rf"(?:[0-9]+(?:{_any_of(_COUNTED)})?|(?:{_any_of(_COUNTED)}))"
)


def _outside_brackets(text: str) -> str:
    return plain_heading(_IN_BRACKETS.sub(" ", text))


def _refuse_twins(sheet: Sheet, match: HeaderMatch) -> None:
    """Of two columns with the same heading nobody can say which one is meant."""
    for key, heading in match.headings.items():
        twins = [
            column_letter(place)
            for place, text in match.texts.items()
            if plain_heading(text) == plain_heading(heading)
        ]
        if len(twins) > 1 and key in match.positions:
            raise HeaderMissing(
                gettext("Sheet %(sheet)s: the heading %(heading)s stands in columns %(columns)s.")
                % {"sheet": sheet.name, "heading": heading, "columns": ", ".join(twins)},
                gettext("Keep one of these columns and upload the file again."),
            )


def _nothing_found(sheet: Sheet, columns: Sequence[Column]) -> HeaderMissing:
    wanted = [column.headings[0] for column in columns if column.required]
    return HeaderMissing(
        gettext("Sheet %(sheet)s: there is no row of headings.") % {"sheet": sheet.name},
        gettext("Put the headings in one row above the records: %(columns)s.")
        % {"columns": ", ".join(wanted or [column.headings[0] for column in columns[:4]])},
        wanted,
    )
