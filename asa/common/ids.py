"""Keys of records: UUIDs that sort by the moment they were made."""

import uuid

from uuid_utils import compat


def uuid7() -> uuid.UUID:
    """A new UUIDv7, as the standard library's UUID."""
    return compat.uuid7()
