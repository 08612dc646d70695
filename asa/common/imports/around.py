"""What stands around the rows of a sheet and says the place of all of them.

Offices put a district on a sheet of its own, above the headings, or in a row between the records.
Only a place that has no column is looked for there, and only behind a word that says what it is.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from asa.common import thaitext
from asa.common.spreadsheets import Cell, HeaderMatch, Sheet
from asa.common.spreadsheets.headings import says_total

# Whether the words, alone, name a place of the kind of a column: asked of the name of a sheet.
IsPlace = Callable[[str, str], bool]
Records = Iterator[tuple[int, list[Cell]]]
_NAME: Final = r"\s*([\u0e01-\u0e3a\u0e40-\u0e4e]+)"
_DIGITS_OF_AN_ID: Final = 13
_NO_LETTER_BEFORE: Final = r"(?<![\u0e01-\u0e3a\u0e40-\u0e4e])"


class Around:
    """The places of a sheet that have no column: for each row the words that hold for it.

    marks: per column the words before such a name, the columns from the smallest place to the
    largest; is_place: see `IsPlace`.
    """

    def __init__(
        self,
        sheet: Sheet,
        match: HeaderMatch,
        marks: Mapping[str, Sequence[str]],
        is_place: IsPlace | None = None,
    ) -> None:
        self.keys = list(marks)
        words = {word for some in marks.values() for word in some}
        self._marks = {key: _behind(some, words) for key, some in marks.items()}
        self.whole = self._of_the_whole(sheet, match, is_place)
        self._rows: dict[int, dict[str, str]] = {}
        self._find_sections(sheet, match)

    def knows(self, key: str) -> bool:
        """Whether anything around the rows names such a place."""
        return key in self.whole or any(key in told for told in self._rows.values())

    def records(self, records: Records) -> Records:
        """The records without the rows that only say where the next ones belong."""
        return (record for record in records if record[0] not in self._rows)

    def column(self, key: str, numbers: Sequence[int]) -> list[str]:
        """What holds for each row, by its number; "" where nothing does."""
        sections = sorted(self._rows)
        held: list[str] = []
        said, at = dict(self.whole), 0
        for number in numbers:
            while at < len(sections) and sections[at] < number:
                said = self._with_smaller_forgotten(said, self._rows[sections[at]])
                at += 1
            held.append(said.get(key, ""))
        return held

    def _with_smaller_forgotten(self, said: dict[str, str], new: dict[str, str]) -> dict[str, str]:
        """A new district ends the sub-district that stood before it."""
        largest = max(map(self.keys.index, new))
        kept = {key: value for key, value in said.items() if self.keys.index(key) > largest}
        whole = {key: value for key, value in self.whole.items() if key not in kept}
        return {**whole, **kept, **new}

    def _of_the_whole(
        self, sheet: Sheet, match: HeaderMatch, is_place: IsPlace | None
    ) -> dict[str, str]:
        """What the rows above the headings say, and the name of the sheet, which is nearer."""
        said: dict[str, str] = {}
        for row in sheet.rows[: match.first_index]:
            for cell in row:
                if isinstance(cell, str) and cell:
                    said |= self._named_in(cell)
        by_name = self._named_in(sheet.name)
        if not by_name and is_place is not None:
            by_name = {key: sheet.name for key in self.keys if is_place(key, sheet.name)}
        return said | by_name

    def _find_sections(self, sheet: Sheet, match: HeaderMatch) -> None:
        start = match.row_index + 1
        for number, row in enumerate(sheet.rows[start:], start + 1):
            filled = [cell for cell in row if cell != ""]
            if len(filled) == 1 and isinstance(filled[0], str):
                told = self._named_in(filled[0])
                if told and self._begins_with_a_mark(filled[0]):
                    self._rows[number] = told

    def _begins_with_a_mark(self, text: str) -> bool:
        clean = thaitext.clean(text)
        return any(found.match(clean) for found in self._marks.values())

    def _named_in(self, text: str) -> dict[str, str]:
        clean = thaitext.clean(text)
        found = {key: pattern.search(clean) for key, pattern in self._marks.items()}
        return {key: match[1] for key, match in found.items() if match}


def _behind(marks: Sequence[str], all_marks: set[str]) -> re.Pattern[str]:
    """A name behind one of these words; "ตำบล อำเภอ จังหวัด" alone are headings and no names."""
    no_name = "|".join(map(re.escape, sorted(all_marks)))
    some = "|".join(map(re.escape, marks))
    return re.compile(rf"{_NO_LETTER_BEFORE}(?:{some})(?!\s*(?:{no_name}))(?!\s*$){_NAME}")


def lines_below(sheet: Sheet, match: HeaderMatch) -> set[int]:
    """The rows (from 1) below the last record that hold one cell of words, such as who signed.

    Empty where no row has more than one cell: then nothing tells which of them are records.
    """
    found: set[int] = set()
    for number in range(len(sheet.rows), match.row_index + 1, -1):
        row = sheet.rows[number - 1]
        filled = [cell for cell in row if cell.__class__ is not str or cell.strip()]
        if not filled or says_total(filled[0]):
            continue
        if len(filled) > 1 or not _is_words(filled[0]):
            return found
        found.add(number)
    return set()


def _is_words(cell: Cell) -> bool:
    """Whether a cell is text that holds no citizen id."""
    return isinstance(cell, str) and sum(map(str.isdigit, cell)) < _DIGITS_OF_AN_ID


def fill_merged(sheet: Sheet, match: HeaderMatch, keys: Sequence[str]) -> None:
    """Give each row its cell of a place that is drawn once over several rows."""
    columns = {match.positions[key] for key in keys if key in match.positions}
    for (top, left), (bottom, right) in sheet.merged:
        if left != right or left not in columns or top <= match.row_index:
            continue
        for row in sheet.rows[top + 1 : bottom + 1]:
            if any(cell != "" for cell in row):
                row[left] = sheet.rows[top][left]
