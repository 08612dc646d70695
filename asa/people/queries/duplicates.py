"""Pairs of people on record who may be one: who may know of them, and how they are found."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from asa.common.bulk import in_chunks
from asa.people.codes import Agreement, DuplicateState, Likeness, Role
from asa.people.linking import hidden_of
from asa.people.merging import areas_of
from asa.people.models import Merge, PossibleDuplicate, User
from asa.places.queries import covers, within

JUDGES = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER)


def duplicates_for(user: User) -> QuerySet[PossibleDuplicate]:
    """The pairs that someone may judge: both stand in the own area, and neither is oneself.

    Start every read here, and leave out whom a protected case hides (`without_hidden`).
    """
    codes = user.areas_of(*JUDGES)
    pairs = PossibleDuplicate.objects.filter(
        within("first_area", codes), within("second_area", codes)
    )
    if user.person_id is not None:
        pairs = pairs.exclude(Q(first=user.person_id) | Q(second=user.person_id))
    return pairs.select_related("first", "second")


def duplicate_for(user: User, key: UUID) -> PossibleDuplicate | None:
    """One pair that the user may judge; a hidden one is as good as none."""
    pairs = without_hidden(duplicates_for(user).filter(pk=key))
    return next(iter(pairs), None)


def duplicates_in_state(
    user: User, state: DuplicateState, *, after: UUID | None = None
) -> Iterator[PossibleDuplicate]:
    """The pairs of a state, the latest found first, as many as are asked for."""
    pairs = duplicates_for(user).filter(state=state).order_by("-pk")
    if state == DuplicateState.OPEN:
        gone = Q(first__merged_into__isnull=False) | Q(second__merged_into__isnull=False)
        pairs = pairs.exclude(gone)
    while True:
        some = list(pairs.filter(pk__lt=after)[:50] if after else pairs[:50])
        yield from without_hidden(some)
        if len(some) < 50:
            return
        after = some[-1].pk


def without_hidden(pairs: Iterable[PossibleDuplicate]) -> list[PossibleDuplicate]:
    """The pairs of whom both may be known to be on record."""
    found = list(pairs)
    hidden = hidden_of({key for pair in found for key in (pair.first_id, pair.second_id)})
    return [pair for pair in found if not {pair.first_id, pair.second_id} & hidden]


def merge_of(pair: PossibleDuplicate) -> Merge | None:
    """How the pair became one, if that stands."""
    return pair.merges.filter(undone_on__isnull=True).first()


def merged_keys(person: UUID, kind: str) -> list[str]:
    """The keys of records of a kind that were put into the one of this person."""
    merges = Merge.objects.filter(kept=person, undone_on__isnull=True).values_list("joined")
    return [key for (joined,) in merges for key in joined.get(kind, [])]


# --- finding --------------------------------------------------------------------------------------


class Pair(NamedTuple):
    """Two people on record, the one recorded first before the other, and why they are alike."""

    first: UUID
    second: UUID
    likeness: Likeness
    # Of a hundred, and in what they agree, where the clean-up across provinces found the pair.
    percent: int | None = None
    agrees: tuple[Agreement, ...] = ()


# By these alone people of two provinces are alike; the department judges them.
ACROSS_PROVINCES = (Likeness.SAME_NUMBER, Likeness.LINKED)


def pair_of(one: UUID, other: UUID, likeness: Likeness) -> Pair:
    """A pair in its order; keys sort by the moment they were made."""
    first, second = sorted((one, other))
    return Pair(first, second, likeness)


class Placed(NamedTuple):
    """A pair with one place of each, the same province where they share one."""

    pair: Pair
    first_area: str
    second_area: str


def placed(pairs: Collection[Pair]) -> Iterator[Placed]:
    """The pairs who may be known, with the places where somebody may judge them.

    People of two provinces are alike by their number or in the yearly clean-up alone; nobody
    hidden is in any pair.
    """
    for some in in_chunks(pairs, 400):
        persons = {key for pair in some for key in pair[:2]}
        hidden, areas = hidden_of(persons), areas_of(persons)
        for pair in some:
            if {pair.first, pair.second} & hidden:
                continue
            places = _nearest(areas.get(pair.first, set()), areas.get(pair.second, set()))
            if places is None:
                continue
            if pair.likeness in ACROSS_PROVINCES or covers([places[0][:2]], places[1]):
                yield Placed(pair, *places)


def _nearest(one: set[str], other: set[str]) -> tuple[str, str] | None:
    """Of the places of two people, two of one province if there are such."""
    both = [(first, second) for first in sorted(one) for second in sorted(other)]
    near = [(first, second) for first, second in both if first[:2] == second[:2]]
    return next(iter(near or both), None)
