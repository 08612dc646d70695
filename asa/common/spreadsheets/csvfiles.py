"""Reading csv files in the encodings and with the separators that offices really use."""

import codecs
import csv
import io
from typing import Final

from django.utils.translation import gettext

from asa.common.spreadsheets.sheets import (
    MOST_CELLS,
    Cell,
    UnreadableFile,
    another_kind,
    too_much,
)

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS: Final = (",", ";", "\t")
_LINES_TRIED: Final = 30


def read_rows(text: str) -> list[list[Cell]]:
    """The rows of a csv file, each as long as the longest; cells are texts.

    Separated by the one of comma, semicolon and tab that gives the most even columns.
    """
    text, separator = _separator(text)
    try:
        rows: list[list[Cell]] = [
            list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error:
        raise another_kind() from None
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise too_much()
    for row in rows:
        row.extend([""] * (width - len(row)))
    return rows


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with or without a mark, else the Thai code page 874."""
    text = _decode(content)
    if "\x00" in text or any(ord(letter) < 9 for letter in text[:2000]):
        raise another_kind()
    return text


def _decode(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_as((encoding,), content)
    if content[:200].count(b"\x00") * 3 >= len(content[:200]):
        return _decode_as(("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be",), content)
    # UTF-16 without a mark, all in Thai: every second byte is 0E.
    for encoding, odd in (("utf-16-le", content[1:200:2]), ("utf-16-be", content[0:200:2])):
        if odd and (odd.count(b"\x0e") + odd.count(b"\x00")) * 4 >= len(odd) * 3:
            return _decode_as((encoding,), content)
    return _decode_as(("utf-8", "cp874"), content)


def _decode_as(encodings: tuple[str, ...], content: bytes) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        "encoding",
        gettext("The letters of this text file cannot be read."),
        gettext("Save it as CSV UTF-8, or as .xlsx."),
    )


def _separator(text: str) -> tuple[str, str]:
    """The text and its separator; a first line "sep=;" names it and is no row."""
    first, _, rest = text.partition("\n")
    if first.strip().lower()[:4] == "sep=" and len(first.strip()) == 5:
        return rest, first.strip()[4]
    start = "".join(text.splitlines(keepends=True)[:_LINES_TRIED])
    return text, max(_SEPARATORS, key=lambda separator: _evenness(start, separator))


def _evenness(text: str, separator: str) -> int:
    """How many cells stand in rows of the most usual width; 0 for a single column."""
    try:
        widths = [
            len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        ]
    except csv.Error:
        return 0
    return max((width * widths.count(width) for width in set(widths) if width > 1), default=0)
