"""Files that were uploaded for an import: encrypted in the data folder, and not for long."""

import time
from pathlib import Path
from uuid import UUID

from django.conf import settings

from asa.common import crypto

DAYS_KEPT = 7
UPLOAD, BAD_ROWS = "file", "rows"


def _folder() -> Path:
    return Path(settings.ASA_DATA_DIR) / "imports"


def _path(key: UUID | str, part: str) -> Path:
    return _folder() / f"{UUID(str(key)).hex}.{part}"


def keep(key: UUID | str, part: str, content: bytes) -> None:
    """Write a file of an import; whatever is older than a week goes."""
    remove_old()
    path = _path(key, part)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_bytes(crypto.encrypt(content, path.name.encode()))


def content_of(key: UUID | str, part: str) -> bytes | None:
    """The file as it was; None where it has been removed."""
    path = _path(key, part)
    try:
        return crypto.decrypt(path.read_bytes(), path.name.encode())
    except FileNotFoundError:
        return None


def remove(key: UUID | str, part: str) -> None:
    _path(key, part).unlink(missing_ok=True)


def remove_old() -> int:
    """Remove what has lain there for a week; tells how many files went."""
    before = time.time() - DAYS_KEPT * 24 * 60 * 60
    old = [path for path in _folder().glob("*") if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
