"""What apps above tell households, without households knowing them."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

# A user of the people app → keys of households, best as a query that is not yet asked.
Waiting = Callable[[Any], Iterable[UUID]]

_WAITING: list[Waiting] = []
_VERBS: dict[str, Any] = {}


def register_waiting(waiting: Waiting) -> None:
    """Say for which households something waits at a person's step, so that it may be read in full.

    A lead sees the sensitive fields of a household only for as long as that is so.
    """
    if waiting not in _WAITING:
        _WAITING.append(waiting)


def waiting_for(user: Any) -> list[Iterable[UUID]]:
    """The keys of the households that wait at the person's step, one query of each app above."""
    return [waiting(user) for waiting in _WAITING]


def register_verbs(words: dict[str, Any]) -> None:
    """Give verbs of the journal their words for the history of a household."""
    _VERBS.update(words)


def words_of_verb(verb: str) -> str:
    """What a verb of the journal says on a page; a verb that nobody named is not shown."""
    return str(_VERBS.get(verb, ""))
