"""What an import of volunteers did to the register, in the form in which it can be taken back."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from asa.people.importers import Former


class Did:
    """The entries that some rows made, and what they changed, with the former values.

    Keys stand as 32 hexadecimal digits.
    """

    def __init__(self) -> None:
        self._joined: dict[str, Former] = {}
        self._changed: list[dict[str, Any]] = []

    def joined(self, person: str, former: Former) -> None:
        """Note that somebody who was on record under another role became a volunteer."""
        self._joined[person] = former

    def changed(self, volunteer: str, person: str) -> dict[str, Any]:
        """Note a changed entry; what comes back is to be filled with what was changed of it."""
        did: dict[str, Any] = {"volunteer": volunteer, "person": person}
        self._changed.append(did)
        return did

    def as_json(self, volunteers: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
        """All of it; of a new entry (its key, that of its person, …) the two keys are enough."""
        keys = "".join(chain.from_iterable(row[:2] for row in volunteers))
        return {"created": keys, "joined": self._joined, "changed": self._changed}
