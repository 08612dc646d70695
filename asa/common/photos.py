"""Photos of households and papers: made small, freed of where and how they were taken, encrypted.

Each photo is kept twice, 1920 and 320 pixels at its longest side, in media/ of the data folder.
"""

import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal

from django.conf import settings
from django.utils.translation import gettext

from asa.common import crypto
from asa.common.errors import PhotoError
from asa.common.ids import uuid7

__all__ = ["PhotoError", "PhotoMissing", "StoredPhoto", "delete", "is_kept", "open_photo", "store"]

Size = Literal[320, 1920]
SIZES: Final[tuple[Size, ...]] = (320, 1920)
LARGEST_FILE: Final = 10 * 1024 * 1024
_HEIC_BRANDS: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


class PhotoMissing(PhotoError):
    """A photo that is not in the data folder, or was changed there."""


@dataclass(frozen=True, slots=True)
class StoredPhoto:
    """A photo that was kept, and the width and height of its larger copy in pixels."""

    uuid: uuid.UUID
    width: int
    height: int


def store(file: IO[bytes]) -> StoredPhoto:
    """Keep a JPEG, PNG or WebP photo of at most 10 MB; raises PhotoError with a sentence.

    It is drawn anew, upright, on white, without any of the data that came along (place, time,
    camera), and both copies are safely on disk when this returns.
    """
    from asa.common import pictures  # noqa: PLC0415 - 5 MB that only a photo is worth

    picture = pictures.opened(_content(file), 2 * SIZES[-1])
    number = uuid7()
    try:
        for size in reversed(SIZES):
            pictures.shrink(picture, size)
            if size == SIZES[-1]:
                width, height = picture.size
            _write(
                _path(number, size),
                crypto.encrypt(pictures.as_jpeg(picture), _bound_to(number, size)),
            )
    except OSError as error:
        delete(number)
        raise PhotoError(
            "not_kept",
            gettext("The photo could not be kept: %(why)s.") % {"why": error.strerror or "?"},
            gettext("Tell the administrator, and keep the photo on the phone."),
        ) from error
    return StoredPhoto(number, width, height)


def open_photo(number: uuid.UUID, size: Size = 1920) -> bytes:
    """The JPEG of a photo in one of its two sizes; raises PhotoMissing."""
    try:
        sealed = _path(number, size).read_bytes()
        return crypto.decrypt(sealed, _bound_to(number, size))
    except (FileNotFoundError, crypto.CannotDecryptError):
        raise PhotoMissing(
            "missing",
            gettext("This photo is not here any more."),
            gettext("Take it again, or tell the administrator."),
        ) from None


def is_kept(number: uuid.UUID) -> bool:
    """Whether the file of a photo is in the data folder."""
    return _path(number, SIZES[-1]).exists()


def delete(number: uuid.UUID) -> None:
    """Take both copies of a photo from the disk."""
    for size in SIZES:
        _path(number, size).unlink(missing_ok=True)


def _content(file: IO[bytes]) -> bytes:
    file.seek(0)
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise PhotoError(
            "too_large",
            gettext("The photo is larger than 10 MB."),
            gettext("Choose a smaller one, or take it again with a lower quality."),
        )
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise PhotoError(
            "heic",
            gettext("Photos of the kind HEIC cannot be read."),
            gettext("In the phone's camera settings choose JPEG (most compatible), or send JPG."),
        )
    return content


def _path(number: uuid.UUID, size: Size) -> Path:
    """Where a copy lies. Folders are named by the last two digits: the first are those of the time
    in a UUIDv7 and would gather all photos in one folder.
    """
    folder = Path(settings.ASA_DATA_DIR) / "media" / number.hex[-2:]
    return folder / f"{number}-{size}"


def _bound_to(number: uuid.UUID, size: Size) -> bytes:
    """What ties a ciphertext to its name, so that files cannot be swapped."""
    return f"photo:{number}-{size}".encode()


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in place or none, for the owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        crypto.sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
