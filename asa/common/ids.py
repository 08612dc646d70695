"""Keys of records: UUIDs that sort by the moment they were made."""

import uuid
from datetime import UTC, datetime

import uuid_utils
from uuid_utils import compat


def as_uuid(text: str) -> uuid.UUID | None:
    """The key that a part of an address means; None where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def uuid7() -> uuid.UUID:
    """A new UUIDv7, as the standard library's UUID."""
    return compat.uuid7()


def moment_of(key: uuid.UUID) -> datetime:
    """When a UUIDv7 was made, to the millisecond; ValueError for another kind of key."""
    if key.version != 7:
        raise ValueError("Only a UUIDv7 holds its moment.")
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


def first_key_after(moment: datetime) -> uuid.UUID:
    """The least UUIDv7 that is made in the milliseconds after a moment."""
    milliseconds = int(moment.timestamp() * 1000) + 1
    return uuid.UUID(int=milliseconds << 80 | 7 << 76 | 2 << 62)


def uuid7_hex() -> str:
    """A new UUIDv7 as 32 hexadecimal digits, as bulk writes need it: a seventh of the time."""
    return uuid_utils.uuid7().hex


def with_dashes(digits: str) -> str:
    """The 32 digits of a key as it is written elsewhere: 01890a5d-ac96-774b-bcce-b302099a8057."""
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
