"""What must be known of an old xls file before it is read: how far it reaches, where errors stand.

Only the few records that tell it are looked at ([MS-CFB] for the container, [MS-XLS] for them).
"""

import struct
from collections.abc import Iterator
from typing import Final

from asa.common.spreadsheets.sheets import (
    MOST_CELLS,
    Inspected,
    another_kind,
    protected,
    too_much,
)

_END_OF_CHAIN: Final = 0xFFFFFFFA  # this and above are no sectors
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BOF, _EOF, _FORMULA, _BOOLERR, _FILEPASS, _BOUNDSHEET = 0x809, 0x0A, 0x06, 0x205, 0x2F, 0x85
_CELL_RECORDS: Final = frozenset({0x06, 0x203, 0x204, 0x205, 0x27E, 0xFD, 0xBD, 0xD6})


def inspect(content: bytes) -> dict[str, Inspected]:
    """The error cells of each sheet with the text shown, and how many rows it has.

    Raises UnreadableFile for an encrypted file or one that is no workbook.
    """
    try:
        return _inspect(content)
    except (struct.error, IndexError, UnicodeDecodeError):
        raise another_kind() from None


def _inspect(content: bytes) -> dict[str, Inspected]:
    container = _Container(content)
    if "EncryptedPackage" in container.entries:
        raise protected()
    name = next((name for name in ("Workbook", "Book") if name in container.entries), None)
    if name is None:
        raise another_kind()
    book = container.stream(name)
    sheets: dict[str, Inspected] = {}
    for kind, data in _records(book, 0):
        if kind == _FILEPASS:
            raise protected()
        if kind == _BOUNDSHEET:
            sheets[_sheet_name(data)] = _inspect_sheet(book, struct.unpack_from("<I", data)[0])
    return sheets


def _sheet_name(data: bytes) -> str:
    length, wide = data[6], data[7] & 1
    if wide:
        return data[8 : 8 + 2 * length].decode("utf-16-le")
    return data[8 : 8 + length].decode("latin-1")


def _inspect_sheet(book: bytes, offset: int) -> Inspected:
    """The errors and rows of the sheet whose records begin at an offset."""
    errors: dict[tuple[int, int], str] = {}
    last_row = last_column = 0
    for kind, data in _records(book, offset):
        if kind not in _CELL_RECORDS:
            continue
        row, column = struct.unpack_from("<HH", data)
        last_row, last_column = max(last_row, row), max(last_column, column)
        code = _error_code(kind, data)
        if code is not None:
            errors[row, column] = _ERRORS.get(code, "#N/A")
    if (last_row + 1) * (last_column + 1) > MOST_CELLS:
        raise too_much()
    return Inspected(errors, last_row + 1)


def _error_code(kind: int, data: bytes) -> int | None:
    if kind == _BOOLERR:
        return data[6] if data[7] else None
    if kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
        return data[8]
    return None


def _records(book: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Kind and data of each record until the end of its part; parts inside it are passed by."""
    depth = 0
    while offset + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, offset)
        depth += (kind == _BOF) - (kind == _EOF)
        yield kind, book[offset + 4 : offset + 4 + length]
        if depth <= 0:
            return
        offset += 4 + length


class _Container:
    """The streams inside a compound file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.size = 1 << self._half(30)
        self.small = 1 << self._half(32)
        if not 64 <= self.size <= 65536 or self.small > self.size:
            raise another_kind()
        self.next = self._table_of_sectors()
        self.entries = self._directory()

    def _half(self, offset: int) -> int:
        return int(struct.unpack_from("<H", self.content, offset)[0])

    def _word(self, offset: int) -> int:
        return int(struct.unpack_from("<I", self.content, offset)[0])

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; the small ones lie together inside another stream."""
        start, size = self.entries[name]
        if size >= self._word(56):
            return self._chain(start)[:size]
        root, root_size = self.entries["Root Entry"]
        inside = self._chain(root)[:root_size]
        following = _words(self._chain(self._word(60)))
        pieces = [
            inside[number * self.small : (number + 1) * self.small]
            for number in _follow(start, following)
        ]
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        return self.content[(number + 1) * self.size : (number + 2) * self.size]

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _follow(start, self.next)))

    def _table_of_sectors(self) -> list[int]:
        """Which sector follows which."""
        listed = list(struct.unpack_from("<109I", self.content, 76))
        further, seen = self._word(68), 0
        while further < _END_OF_CHAIN and seen <= len(self.content) // self.size:
            more = _words(self._sector(further))
            listed += more[:-1]
            further, seen = more[-1], seen + 1
        table: list[int] = []
        for number in listed:
            if number < _END_OF_CHAIN:
                table += _words(self._sector(number))
        return table

    def _directory(self) -> dict[str, tuple[int, int]]:
        """First sector and size of each stream by its name."""
        listing = self._chain(self._word(48))
        entries: dict[str, tuple[int, int]] = {}
        for offset in range(0, len(listing) - 127, 128):
            length = struct.unpack_from("<H", listing, offset + 64)[0]
            name = listing[offset : offset + max(0, length - 2)].decode("utf-16-le", "replace")
            entries[name] = struct.unpack_from("<II", listing, offset + 116)
        return entries


def _words(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _follow(start: int, following: list[int]) -> Iterator[int]:
    """The numbers of a chain of sectors; a ring ends as soon as it has gone round."""
    for _ in range(len(following)):
        if start >= _END_OF_CHAIN:
            return
        yield start
        start = following[start]
