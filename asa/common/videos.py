"""Short videos of lessons: kept encrypted in media/ of the data folder, read piece by piece.

A file is sealed in pieces, so that a player that jumps into the middle costs only what it plays.
The film itself is kept as it came: who learns on a phone needs MP4 (H.264) or WebM.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from asa.common import crypto
from asa.common.errors import InputError
from asa.common.ids import uuid7

LARGEST_FILE: Final = 60 * 1024 * 1024
_PIECE: Final = 256 * 1024
# What `crypto.encrypt` adds to each piece: the number of the key, the nonce, the tag.
_ADDED: Final = 1 + 12 + 16
_SEALED: Final = _PIECE + _ADDED


class VideoError(InputError):
    """A file that cannot be kept as a video."""


@dataclass(frozen=True, slots=True)
class StoredVideo:
    """A video that was kept: its name, its kind for a player, its size in bytes."""

    uuid: UUID
    kind: str
    size: int


def store(file: IO[bytes]) -> StoredVideo:
    """Keep an MP4 or WebM film of at most 60 MB; raises VideoError with a sentence."""
    kind, size = _kind_of(file), _size_of(file)
    number = uuid7()
    try:
        _write(number, file)
    except OSError as error:
        delete(number)
        raise VideoError(
            "not_kept",
            gettext("The video could not be kept: %(why)s.") % {"why": error.strerror or "?"},
            gettext("Tell the administrator, and keep the file."),
        ) from error
    return StoredVideo(number, kind, size)


def read(number: UUID, first: int, last: int) -> Iterator[bytes]:
    """The bytes of a video from the first to the last, both included.

    FileNotFoundError where it is not in the data folder; CannotDecryptError where it was changed.
    """
    with _path(number).open("rb") as file:
        for piece in range(first // _PIECE, last // _PIECE + 1):
            file.seek(piece * _SEALED)
            content = crypto.decrypt(file.read(_SEALED), _bound_to(number, piece))
            start = piece * _PIECE
            yield content[max(first - start, 0) : last - start + 1]


def is_there(number: UUID) -> bool:
    """Whether the file of a video lies in the data folder."""
    return _path(number).is_file()


def delete(number: UUID) -> None:
    """Take a video from the disk."""
    _path(number).unlink(missing_ok=True)


def _kind_of(file: IO[bytes]) -> str:
    file.seek(0)
    start = file.read(12)
    if start[4:8] == b"ftyp":
        return "video/mp4"
    if start[:4] == b"\x1a\x45\xdf\xa3":
        return "video/webm"
    raise VideoError(
        "not_a_video",
        gettext("This file is no MP4 or WebM video."),
        gettext("Save the film as MP4 (H.264) and attach it again."),
    )


def _size_of(file: IO[bytes]) -> int:
    size = file.seek(0, os.SEEK_END)
    if size > LARGEST_FILE:
        raise VideoError(
            "too_large",
            gettext("The video is larger than 60 MB."),
            gettext("Make it shorter or smaller: 5 minutes at 480 lines are about 30 MB."),
        )
    return size


def _path(number: UUID) -> Path:
    """Where a video lies, beside the photos; the last two digits spread the files over folders."""
    return Path(settings.ASA_DATA_DIR) / "media" / number.hex[-2:] / f"{number}-video"


def _bound_to(number: UUID, piece: int) -> bytes:
    """What ties a piece to its file and its place, so that neither can be swapped."""
    return f"video:{number}:{piece}".encode()


def _write(number: UUID, file: IO[bytes]) -> None:
    """Put a whole file in place or none, for the owner alone."""
    path = _path(number)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    file.seek(0)
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as kept:
            piece = 0
            while content := file.read(_PIECE):
                kept.write(crypto.encrypt(content, _bound_to(number, piece)))
                piece += 1
            kept.flush()
            os.fsync(kept.fileno())
        temporary.replace(path)
        crypto.sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)
