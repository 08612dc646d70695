"""How pairs of people on record who may be one are found at night, without comparing all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Count

from asa.common.bulk import in_chunks
from asa.common.thaisound import are_near, sound_key
from asa.people.codes import Likeness, Precision
from asa.people.merging import standing_in
from asa.people.models import Person
from asa.people.queries.duplicates import Pair
from asa.places.codes import Level
from asa.places.models import Area

# Of more people alike than this, each is only compared with the first: a list of all pairs of a
# birth date that an office writes for everyone would help nobody.
MANY = 5
TAMBON_DIGITS = 6

Keys = tuple[UUID, UUID]
T = TypeVar("T")


def pairs_alike() -> Iterator[Pair]:
    """Everyone on record compared with everyone who may be the same; each pair once.

    The same number anywhere; the same birth date (known to the day) with the same name, or with
    one that sounds alike; of one sub-district and birth year, a name that is the same, sounds
    alike or has one letter other, where no day speaks against it. Where two stand who were not
    found by sub-district is asked afterwards.
    """
    seen: set[Keys] = set()
    for likeness, groups in (
        (Likeness.SAME_NUMBER, _same("citizen_id_index", citizen_id_index__isnull=False)),
        (Likeness.SAME_NAME, _same("birth_on", "name_key", **_BORN)),
        (Likeness.SOUNDS_ALIKE, _sounding_alike()),
    ):
        for group in groups:
            for first, second in _pairs_of(sorted(group)):
                if (first, second) not in seen:
                    seen.add((first, second))
                    yield Pair(first, second, likeness)
    for pair in _near_in_a_tambon():
        if pair[:2] not in seen:
            seen.add(pair[:2])
            yield pair


_BORN = {"birth_on__isnull": False, "birth_precision": Precision.DAY, "merged_into__isnull": True}


def _same(*fields: str, **asked: Any) -> Iterator[list[UUID]]:
    persons = Person.objects.filter(**asked)
    often = persons.values_list(*fields).annotate(n=Count("pk")).filter(n__gt=1).order_by()
    for *values, _number in often.iterator(2000):
        same = persons.filter(**dict(zip(fields, values, strict=True)))
        yield list(same.values_list("pk", flat=True))


def _sounding_alike() -> Iterator[list[UUID]]:
    people = (
        Person.objects.filter(**_BORN)
        .order_by("birth_on")
        .values_list("pk", "birth_on", "name_key")
    )
    day: date | None = None
    sounding: dict[str, list[UUID]] = defaultdict(list)
    for key, born, name_key in people.iterator(5000):
        if born != day:
            yield from (group for group in sounding.values() if len(group) > 1)
            day = born
            sounding.clear()
        sounding[sound_key(name_key)].append(key)
    yield from (group for group in sounding.values() if len(group) > 1)


def _pairs_of(group: Sequence[T]) -> Iterator[tuple[T, T]]:
    if len(group) <= MANY:
        yield from combinations(group, 2)
    else:
        yield from ((group[0], other) for other in group[1:])


# --- in one sub-district, of one birth year


class _Known(NamedTuple):
    """What is compared of somebody within a sub-district."""

    key: UUID
    name_key: str
    born: date
    precision: str


def _near_in_a_tambon() -> Iterator[Pair]:
    provinces = Area.objects.filter(level=Level.PROVINCE, ended_on__isnull=True)
    for province in provinces.order_by("code").values_list("code", flat=True):
        for people in _blocks(province):
            yield from near_names(people)


def _blocks(province: str) -> Iterator[list[_Known]]:
    """The people of a province by sub-district and birth year, where two or more share both."""
    places: dict[UUID, set[str]] = defaultdict(set)
    for key, area in standing_in(province):
        if len(area) >= TAMBON_DIGITS:
            places[key].add(area[:TAMBON_DIGITS])
    blocks: dict[tuple[str, int], list[_Known]] = defaultdict(list)
    for some in in_chunks(list(places), 400):
        people = Person.objects.filter(
            pk__in=some, birth_on__isnull=False, merged_into__isnull=True
        ).values_list("pk", "name_key", "birth_on", "birth_precision")
        for key, name_key, born, precision in people:
            assert born is not None  # noqa: S101 - they were chosen so
            known = _Known(key, name_key, born, precision)
            for tambon in places[key]:
                blocks[tambon, born.year].append(known)
    yield from (people for people in blocks.values() if len(people) > 1)


def near_names(people: Sequence[_Known]) -> Iterator[Pair]:
    """Of people of one sub-district and birth year, those whose names differ in a letter at most.

    Two names that do so share a form with one letter taken out, so nobody is compared with
    everybody, whatever the number of people who were written down with one year.
    """
    heard = {one.key: sound_key(one.name_key) for one in people}
    by_form: dict[str, list[_Known]] = defaultdict(list)
    for one in people:
        for form in _forms(heard[one.key]):
            by_form[form].append(one)
    for group in by_form.values():
        for one, other in _pairs_of(sorted(group)):
            names = heard[one.key], heard[other.key]
            if _no_day_against(one, other) and are_near(*names):
                alike = names[0] == names[1]
                yield Pair(one.key, other.key, Likeness.SAME_YEAR if alike else Likeness.NEAR_NAME)


def _forms(heard: str) -> set[str]:
    return {heard, *(heard[:at] + heard[at + 1 :] for at in range(len(heard)))}


def _no_day_against(one: _Known, other: _Known) -> bool:
    """Whether what is known of two births of one year may be one day."""
    known = {one.precision, other.precision}
    if Precision.YEAR in known:
        return True
    if Precision.MONTH in known:
        return one.born.month == other.born.month
    return one.born == other.born
