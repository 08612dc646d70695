"""Who sleeps where: proposed for a whole cohort, the same province together, sexes apart."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from asa.people.codes import Sex
from asa.people.models import Person
from asa.volunteers.queries.register import TITLES


@dataclass(frozen=True)
class Guest:
    """Who needs a bed: by the key of the enrolment."""

    key: UUID
    sex: Sex
    province: str


@dataclass
class Beds:
    """A room as far as it is filled. sex: of who sleeps there, None while nobody does."""

    key: UUID
    left: int
    sex: Sex | None = None
    province: str = ""

    def takes(self, guest: Guest) -> bool:
        return self.left > 0 and self.sex in (None, guest.sex)


def sex_of(person: Person) -> Sex:
    """A person's sex; where the register does not say it, the title does."""
    if person.sex != Sex.UNKNOWN:
        return Sex(person.sex)
    return next((sex for sex, titles in TITLES.items() if person.prefix in titles), Sex.UNKNOWN)


def propose_rooms(guests: Iterable[Guest], rooms: Iterable[Beds]) -> dict[UUID, UUID]:
    """A room for each guest, by their keys; nobody for whom no bed is left or whose sex is unknown.

    The people of a province fill rooms of their own first; who is left over joins others of the
    same sex. Rooms that somebody sleeps in already are filled up before a new one is opened.
    """
    beds = list(rooms)
    found: dict[UUID, UUID] = {}
    groups: dict[tuple[Sex, str], list[Guest]] = defaultdict(list)
    for guest in guests:
        if guest.sex != Sex.UNKNOWN:
            groups[guest.sex, guest.province].append(guest)
    left_over: list[Guest] = []
    for (sex, province), group in sorted(groups.items(), key=lambda item: item[0][1]):
        left_over += _together(group, sex, province, beds, found)
    for guest in left_over:
        room = min(filter(lambda one: one.takes(guest), beds), key=_fullest(guest), default=None)
        if room is not None:
            _put(guest, room, found)
    return found


def _together(
    group: list[Guest], sex: Sex, province: str, beds: list[Beds], found: dict[UUID, UUID]
) -> list[Guest]:
    """Fill whole rooms with the people of one province; who does not fill one is left over."""
    waiting = list(group)
    for room in beds:
        begun = room.sex == sex and room.province == province
        while begun and waiting and room.left:
            _put(waiting.pop(0), room, found)
    for room in sorted(beds, key=lambda one: -one.left):
        if room.sex is None and 1 < room.left <= len(waiting):
            for _bed in range(room.left):
                _put(waiting.pop(0), room, found)
    return waiting


def _fullest(guest: Guest) -> Callable[[Beds], tuple[bool, bool, int]]:
    """Rooms in their order for somebody who is left over: of the own province, then begun ones."""
    return lambda room: (room.province != guest.province, room.sex is None, room.left)


def _put(guest: Guest, room: Beds, found: dict[UUID, UUID]) -> None:
    found[guest.key] = room.key
    room.left -= 1
    room.sex = guest.sex
    room.province = room.province or guest.province
