"""Events at which something is presented, between apps of one floor that do not know each other.

One app says at which events somebody was and what such an event is called; another says what was
presented there. Each knows of the other's records the key alone, and each answers by its own
`<noun>_for(user)`. The apps register when the program starts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Occasion:
    """An event that was held: what it is called, its first day, and its page."""

    key: UUID
    name: str
    held_on: date
    url: str


@dataclass(frozen=True)
class Presented:
    """Something that was presented at an event: its title, whose it is, and its page."""

    title: str
    by: str
    url: str


# The events at which a user was, the latest first; and one by its key, as far as she may know it.
Own = Callable[[Any], Iterable[Occasion]]
Find = Callable[[Any, UUID], Occasion | None]
Told = Callable[[Any, UUID], Iterable[Presented]]
_HOLDERS: dict[str, tuple[Own, Find]] = {}
_TELLERS: dict[str, Told] = {}


def register_holder(name: str, own: Own, find: Find) -> None:
    """Let an app answer which events it holds."""
    _HOLDERS[name] = own, find


def register_teller(name: str, told: Told) -> None:
    """Let an app answer what was presented at an event."""
    _TELLERS[name] = told


def occasions_for(user: Any) -> list[Occasion]:
    """The events at which a user was and may have presented something, the latest first."""
    found = [one for own, _find in _HOLDERS.values() for one in own(user)]
    return sorted(found, key=lambda one: (one.held_on, str(one.key)), reverse=True)


def occasion_of(user: Any, key: UUID | None) -> Occasion | None:
    """An event by its key; None where there is none that the user may know of."""
    if key is None:
        return None
    return next((one for _own, find in _HOLDERS.values() if (one := find(user, key))), None)


def presented_at(user: Any, key: UUID) -> list[Presented]:
    """What was presented at an event, as far as the user may read it."""
    return [one for told in _TELLERS.values() for one in told(user, key)]
