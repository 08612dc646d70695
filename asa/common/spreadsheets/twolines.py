"""Headings on two lines: a word over several columns, and below it what each of them holds.

    ที่ | ชื่อ-สกุล | ที่อยู่           |      | วันเดือนปี | หมายเหตุ
       |          | บ้านเลขที่ | หมู่ที่ | ตำบล | เกิด      |

What stands on one line alone is the heading. Of two words one below the other both together are,
where they are known so (วันเดือนปี เกิด); else the lower one, where that is known (หมู่ที่).
"""

from collections.abc import Callable, Container

from asa.common.spreadsheets.sheets import Cell, Sheet, texts_of

# What holds more digits is a number of somebody, and its row a record.
_MOST_DIGITS = 4


def texts(
    sheet: Sheet, index: int, known: Container[str], plain: Callable[[str], str]
) -> dict[int, str]:
    """The headings on a row and the row above it, by their column; {} where they are not two lines.

    known: the headings that mean something, as `plain` writes them. Half of the words on the lower
    line must be known, alone or with what stands above: a record holds no headings.
    """
    upper, lower = texts_of(sheet.rows[index - 1]), texts_of(sheet.rows[index])
    if not upper or not _can_be_headings(sheet.rows[index]):
        return {}
    over = {place: _over(sheet, index - 1, place, upper) for place in lower}
    joined = {place: f"{over[place]} {text}".strip() for place, text in lower.items()}
    told = {place for place, text in joined.items() if plain(text) in known}
    alone = {place for place, text in lower.items() if plain(text) in known}
    if not lower or 2 * len(told | alone) < len(lower):
        return {}
    below = {p: lower[p] if p in alone - told else text for p, text in joined.items()}
    return {**upper, **below}


def _over(sheet: Sheet, index: int, place: int, upper: dict[int, str]) -> str:
    """The word above a column: in its own cell, or in one that is drawn over it."""
    drawn = (
        left
        for (top, left), (_end, right) in sheet.merged
        if top == index and left <= place <= right
    )
    return upper.get(next(drawn, place), "").strip()


def _can_be_headings(row: list[Cell]) -> bool:
    """Whether a row holds words alone."""
    return all(
        isinstance(cell, str) and sum(map(str.isdigit, cell)) <= _MOST_DIGITS for cell in row
    )
