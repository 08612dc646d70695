"""From a file of unknown kind to its sheets."""

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import IO, Final, cast

import python_calamine
from django.utils.translation import gettext

from asa.common.spreadsheets import csvfiles, htmlfiles, xlsfiles, xlsxfiles
from asa.common.spreadsheets.sheets import (
    Cell,
    CellError,
    Inspected,
    Sheet,
    UnreadableFile,
    another_kind,
    mark_error_texts,
    protected,
)

LARGEST_FILE: Final = 60 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What calamine and zipfile raise for files that are broken or made to break them.
_DAMAGED: Final = (
    python_calamine.CalamineError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    EOFError,
    LookupError,
    RuntimeError,
)
_NOTHING_KNOWN: Final = Inspected({}, 0)
_OTHER_FILES: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"{\\rtf",
)


class Book:
    """The visible sheets of a file, laid out in memory one after the other: while one is worked
    on the next is made ready.

    rows: how many rows they have in all, for telling how far a reading is.
    """

    def __init__(self, sheets: Iterable[Sheet], rows: int) -> None:
        self._sheets, self.rows = sheets, rows

    def __iter__(self) -> Iterator[Sheet]:
        """Each sheet once. Raises UnreadableFile where a sheet turns out to be damaged."""
        for sheet in _one_ahead(self._sheets):
            mark_error_texts(sheet.rows)
            yield sheet


def _one_ahead(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets, each read by a thread beside while the one before is worked on.

    The reader of workbooks is no Python, so that it works on a second core.
    """
    with ThreadPoolExecutor(1, "sheets") as thread:
        coming = iter(sheets)

        def following() -> Sheet | None:
            return next(coming, None)

        reading = thread.submit(copy_context().run, following)
        while sheet := reading.result():
            reading = thread.submit(copy_context().run, following)
            yield sheet


def read_sheets(source: Path | str | IO[bytes], name: str = "") -> list[Sheet]:
    """The sheets of `open_book` all at once."""
    return list(open_book(source, name))


def open_book(source: Path | str | IO[bytes], name: str = "") -> Book:
    """The visible sheets of an xlsx, xls or csv file, or of a page that was saved as one.

    Errors of formulas come as CellError. `name` is the file's name as its sender knows it.
    Raises UnreadableFile with a sentence.
    """
    name = name or (Path(source).name if isinstance(source, (str, Path)) else "")
    content = _content(source)
    if content.startswith(b"PK"):
        return _open_workbook(content, xlsx=True)
    if content.startswith(_OLE):
        return _open_workbook(content, xlsx=False)
    if content.startswith(_OTHER_FILES):
        raise another_kind()
    sheets = _read_text(csvfiles.decoded(content), Path(name).stem or "csv")
    return Book(sheets, sum(len(sheet.rows) for sheet in sheets))


def _why(error: OSError) -> str:
    """What the system says, in the language of whoever asked."""
    if isinstance(error, FileNotFoundError):
        return gettext("there is no such file")
    if isinstance(error, IsADirectoryError):
        return gettext("it is a folder")
    if isinstance(error, PermissionError):
        return gettext("it may not be read")
    return error.strerror or "?"


def _content(source: Path | str | IO[bytes]) -> bytes:
    try:
        if isinstance(source, (str, Path)):
            with Path(source).open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        else:
            source.seek(0, os.SEEK_SET)
            content = source.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFile(
            "unopened",
            gettext("The file cannot be opened: %(why)s.") % {"why": _why(error)},
            gettext("Check its name and place, then try again."),
        ) from None
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(
            "too_large",
            gettext("The file is larger than %(size)s MB.") % {"size": LARGEST_FILE // 1024**2},
            gettext("Divide it into several files."),
        )
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise UnreadableFile(
            "empty",
            gettext("The file is empty."),
            gettext("Choose the file that holds the rows."),
        )
    return content


def _read_text(text: str, name: str) -> list[Sheet]:
    """Cells separated by commas and the like, or a page that only calls itself a spreadsheet."""
    if not text[:512].lstrip("\ufeff \r\n\t").lower().startswith(htmlfiles.MARKUP):
        return [Sheet(name, csvfiles.read_rows(text))]
    sheets = htmlfiles.read_tables(text, name)
    if not sheets:
        raise another_kind()
    return sheets


@contextmanager
def _damage_told() -> Iterator[None]:
    """Inside, whatever a broken file makes its readers raise becomes an UnreadableFile."""
    try:
        yield
    except UnreadableFile:
        raise
    except python_calamine.PasswordError:
        raise protected() from None
    except _DAMAGED:
        raise another_kind() from None
    except BaseException as error:
        # Calamine is written in Rust, whose panics are no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise another_kind() from None


def _open_workbook(content: bytes, *, xlsx: bool) -> Book:
    with _damage_told():
        inspected = xlsxfiles.inspect(content) if xlsx else xlsfiles.inspect(content)
        workbook = python_calamine.load_workbook(io.BytesIO(content))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
            and sheet.visible is python_calamine.SheetVisibleEnum.Visible
        ]
    known = {name: inspected.get(name, _NOTHING_KNOWN) for name in names}
    return Book(_sheets(workbook, known), sum(one.rows for one in known.values()))


def _sheets(
    workbook: python_calamine.CalamineWorkbook, known: dict[str, Inspected]
) -> Iterator[Sheet]:
    for name, inspected in known.items():
        with _damage_told():
            sheet = _sheet(workbook, name)
        _mark_errors(sheet, inspected.errors)
        yield sheet


def _sheet(workbook: python_calamine.CalamineWorkbook, name: str) -> Sheet:
    found = workbook.get_sheet_by_name(name)
    # A cell of calamine is one of ours; the cast spares a copy of all rows.
    rows = cast("list[list[Cell]]", found.to_python(skip_empty_area=False))
    return Sheet(name, rows, found.merged_cell_ranges or ())


def _mark_errors(sheet: Sheet, errors: dict[tuple[int, int], str]) -> None:
    """Calamine reads an error as an empty cell, which would hide it."""
    for (row, column), text in errors.items():
        if row < len(sheet.rows) and column < len(sheet.rows[row]):
            sheet.rows[row][column] = CellError(text)
