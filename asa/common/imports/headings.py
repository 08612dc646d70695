"""The headings of a file and what they are taken to mean, for a person to look over."""

from collections.abc import Sequence
from typing import NamedTuple

from asa.common.imports.reading import Field, columns_of
from asa.common.spreadsheets import (
    Meanings,
    Sheet,
    best_header,
    column_letter,
    plain_heading,
    texts_of,
)

_LIKE_HEADINGS = 2


class FoundHeading(NamedTuple):
    """A heading as the file has it, where it stands, and the column it is taken for ("": none).

    sheets: the names of those on which it stands; letter is that of the first.
    """

    letter: str
    written: str
    column: str
    sheets: tuple[str, ...]


def headings_of(
    sheets: Sequence[Sheet], fields: Sequence[Field], meanings: Meanings
) -> list[FoundHeading]:
    """The headings of all sheets, each once, in the order of the file."""
    found: dict[str, FoundHeading] = {}
    for sheet in sheets:
        for one in _of_sheet(sheet, fields, meanings):
            before = found.setdefault(plain_heading(one.written), one)
            if sheet.name not in before.sheets:
                more = before._replace(sheets=(*before.sheets, sheet.name))
                found[plain_heading(one.written)] = more
    return list(found.values())


def _of_sheet(sheet: Sheet, fields: Sequence[Field], meanings: Meanings) -> list[FoundHeading]:
    match = best_header(sheet, columns_of(fields), meanings)
    if match is None:
        return []
    texts, columns = match.texts, {place: key for key, place in match.positions.items()}
    if len(match.positions) < _LIKE_HEADINGS:
        # No row is known: the one with most words is what a person would take for the headings.
        index = max(range(len(sheet.rows[:30])), key=lambda row: len(texts_of(sheet.rows[row])))
        texts = texts_of(sheet.rows[index])
        columns = columns if index == match.row_index else {}
    return [
        FoundHeading(column_letter(place), text.strip(), columns.get(place, ""), (sheet.name,))
        for place, text in texts.items()
        if plain_heading(text)
    ]
