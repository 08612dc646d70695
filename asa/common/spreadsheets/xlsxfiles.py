"""What must be known of an xlsx file before it is read: that it is no bomb, and where errors stand.

Calamine lays a sheet out from its first to its last cell in memory, and shows an error as an empty
cell; so the parts of the file are looked through here first.
"""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from asa.common.spreadsheets.sheets import (
    MOST_CELLS,
    Inspected,
    another_kind,
    column_index,
    too_much,
)

MOST_UNPACKED: Final = 600 * 1024 * 1024
_MOST_FILES: Final = 2_000
_PACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK: Final = 256 * 1024
_LARGEST_SMALL_PART: Final = 1024 * 1024
_LONGEST_ROW: Final = 32 * 1024 * 1024

_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*?)/?>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*?)/?>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,4})([0-9]{1,9})[\"']")
_CELL_BEYOND = re.compile(rb'<c(?! r="[A-Z]?[0-9]{1,5}"|ols?[ >])')
_ROW_BEYOND = re.compile(rb'<row(?! r="[0-9]{1,5}")')
_PREFIX = re.compile(rb":(?:c[\s/>]|row)")
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>|<(?:\w+:)?row\b[^>]*/>")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL_START = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c(\s[^>]*?)?(?:/>|>(.*?)</(?:\w+:)?c\s*>)", re.DOTALL)
_ERROR_TYPE = re.compile(rb"\st\s*=\s*[\"']e[\"']")
_USUAL_CELL = re.compile(rb'<c r="([A-Za-z]{1,4})([0-9]{1,9})"')
_USUAL_ROW = re.compile(rb'<row r="([0-9]{1,9})"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>([^<]*)<")


def inspect(content: bytes) -> dict[str, Inspected]:
    """The error cells of each sheet with the text shown, and how many rows it has.

    Raises UnreadableFile for a bomb or another kind of file, zipfile's errors for a damaged one.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_bomb(archive)
        if "xl/workbook.xml" not in archive.namelist():
            raise another_kind()
        parts = _parts_of_sheets(archive)
        return {
            name: _inspect_sheet(archive, part)
            for name, part in parts.items()
            if part in archive.NameToInfo
        }


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    files = archive.infolist()
    if any(file.compress_type not in _PACKED for file in files):
        raise another_kind()
    if len(files) > _MOST_FILES or sum(file.file_size for file in files) > MOST_UNPACKED:
        raise too_much()


def _parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The path inside the archive of each sheet, by the sheet's name."""
    targets = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("xl", relation.get("Target", "")))
        for relation in _tags(archive, "xl/_rels/workbook.xml.rels", _RELATION)
    }
    return {
        sheet.get("name", ""): targets.get(sheet.get("id", ""), "").lstrip("/")
        for sheet in _tags(archive, "xl/workbook.xml", _SHEET)
    }


def _tags(
    archive: zipfile.ZipFile, part: str, pattern: re.Pattern[str]
) -> Iterator[dict[str, str]]:
    """The attributes of each tag of a small part, without the prefixes of their names."""
    if part not in archive.NameToInfo:
        raise another_kind()
    with archive.open(part) as file:
        text = file.read(_LARGEST_SMALL_PART).decode("utf-8", "replace")
    if "<!" in text.replace("<!--", ""):
        raise another_kind()
    for tag in pattern.finditer(text):
        yield {
            found[1].rpartition(":")[2]: html.unescape(found[2] or found[3] or "")
            for found in _ATTRIBUTE.finditer(tag[1])
        }


def _inspect_sheet(archive: zipfile.ZipFile, part: str) -> Inspected:
    scan = _Scan()
    for piece in _whole_rows(archive, part):
        scan.look_at(piece)
    return Inspected(scan.errors, scan.rows)


class _Scan:
    """How far a sheet reaches, and its errors; rows and cells may come without their reference."""

    def __init__(self) -> None:
        self.errors: dict[tuple[int, int], str] = {}
        self.rows = 0
        self.last_row = 0
        self.last_column = 0

    def look_at(self, piece: bytes) -> None:
        # A single byte is found twenty times as fast as several, and is mostly not there.
        if b"!" in piece and b"<!DOCTYPE" in piece:
            raise another_kind()
        is_small = _is_small(piece)
        is_usual = is_small or _is_usual(piece)
        if is_small:
            # At most 26 columns of 99,999 rows, which is little enough; no need to look closer.
            self._reach({b"Z"}, {b"99999"})
        elif not (is_usual and self._measure_usual(piece)):
            self._measure(piece)
        if b'"e"' in piece or (b"'" in piece and b"'e'" in piece):
            self._read_errors(piece)
        self.rows += piece.count(b"<row ") if is_usual else len(_ROW.findall(piece))
        if max(self.last_row, self.rows) * (self.last_column + 1) > MOST_CELLS:
            raise too_much()

    def _measure_usual(self, piece: bytes) -> bool:
        """Excel, LibreOffice and the usual libraries name every cell; False if one has no name."""
        names = _USUAL_CELL.findall(piece)
        self._reach({letters for letters, _ in names}, {digits for _, digits in names})
        self._reach(set(), set(_USUAL_ROW.findall(piece)))
        return len(names) == piece.count(b"<c r=")

    def _measure(self, piece: bytes) -> None:
        names = _REFERENCE.findall(piece)
        self._reach({letters for letters, _ in names}, {digits for _, digits in names})
        cells = len(_CELL_START.findall(piece))
        if sum(1 for letters, _ in names if letters) < cells:
            widest = max(len(_CELL_START.findall(row)) for row in _ROW_END.split(piece))
            self.last_column = max(self.last_column, widest)

    def _reach(self, letters: set[bytes], digits: set[bytes]) -> None:
        columns = (column_index(name.decode()) for name in letters)
        self.last_column = max(self.last_column, *columns, 0)
        self.last_row = max(self.last_row, *map(int, digits), 0)

    def _read_errors(self, piece: bytes) -> None:
        row = self.rows
        for text in _ROW_END.split(piece):
            start = _ROW.search(text)
            if start is None:
                continue
            reference = _REFERENCE.search(start[1])
            row = int(reference[2]) if reference else row + 1
            self._read_errors_of_row(row - 1, text[start.end() :])

    def _read_errors_of_row(self, row: int, text: bytes) -> None:
        column = -1
        for cell in _CELL.finditer(text):
            attributes = cell[1] or b""
            reference = _REFERENCE.search(attributes)
            column = column_index(reference[1].decode()) if reference else column + 1
            if _ERROR_TYPE.search(attributes):
                value = _VALUE.search(cell[2] or b"")
                shown = value[1].decode("utf-8", "replace").strip() if value else ""
                self.errors[row, column] = shown or "#N/A"


def _is_small(piece: bytes) -> bool:
    """Whether a piece of a sheet is a usual one and reaches no further than Z and 99999."""
    has_prefix = b":" in piece and _PREFIX.search(piece)
    return not (has_prefix or _CELL_BEYOND.search(piece) or _ROW_BEYOND.search(piece))


def _is_usual(piece: bytes) -> bool:
    """Whether every cell and row of a piece of a sheet begins with its name and has no prefix."""
    return (
        piece.count(b"<c") - piece.count(b"<col") == piece.count(b"<c r=")
        and piece.count(b"<row") == piece.count(b'<row r="')
        and b":c " not in piece
        and b":row" not in piece
    )


def _whole_rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a sheet in pieces that end where a row ends."""
    rest, unpacked = b"", 0
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            unpacked += len(chunk)
            rest += chunk
            if unpacked > MOST_UNPACKED or len(rest) > _LONGEST_ROW:
                raise too_much()
            cut = _end_of_last_row(rest)
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _end_of_last_row(text: bytes) -> int:
    """Where the last whole row ends; 0 where none does."""
    place = text.rfind(b"</row>")
    if place >= 0:
        return place + len(b"</row>")
    return max((end.end() for end in _ROW_END.finditer(text)), default=0)
