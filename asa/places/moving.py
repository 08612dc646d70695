"""What stands on an area: which records, and where they go when areas are moved, split or merged.

A change of areas walks every relation to an area. Each app says of its own when the program starts
how they are counted and which of them go along, or why they stay; a test says which are missing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.utils.functional import Promise

from asa.common.bulk import in_chunks
from asa.places.codes import ChangeState
from asa.places.models import Area, AreaChange, CarriedRecords
from asa.places.queries import within

Keys = Mapping[Any, str]


@dataclass(frozen=True)
class Carrying:
    """Where everything goes: from which code to which, and what goes elsewhere by its number."""

    # Every code whose records go, and the code that they get.
    pairs: Mapping[str, str]
    on: date
    # Numbers of households that go to another area than their village or sub-district.
    numbers: Mapping[str, str] = field(default_factory=dict)
    # Where the numbers are looked for.
    old: Sequence[str] = ()


@dataclass(frozen=True)
class Shift:
    """Records of one kind whose field takes another value."""

    model: type[models.Model]
    field: str
    was: str
    became: str
    keys: list[Any]

    @property
    def kind(self) -> str:
        return str(self.model._meta.label_lower)


def _every(_on: date) -> Q:
    return Q()


def lasting(on: date) -> Q:
    """Records with an end that has not come by a day."""
    return Q(ended_on__isnull=True) | Q(ended_on__gt=on)


def _none(_carrying: Carrying) -> Keys:
    return {}


@dataclass(frozen=True)
class Mover:
    """How the records of one relation are spoken of, and which of them go with their area."""

    words: str | Promise
    # Those that stand there on a day; the others tell of before and stay where they were.
    stand: Callable[[date], Q] = _every
    # Of these, those that are counted. What nobody may know of goes along and is not counted.
    counted: Callable[[date], Q] = _every
    # Records, by key, that go to another area than their own code says.
    elsewhere: Callable[[Carrying], Keys] = _none
    # Fields of which an area has each value once; where the new area has it, the record stays.
    alone: tuple[str, ...] | None = None
    # What goes from each record that stays so to the one that the new area has.
    hand_on: Callable[[Mapping[Any, Any]], Iterable[Shift]] | None = None
    # The history of each record says that it went along.
    is_told: bool = False
    # Where its number stands in the preview.
    order: int = 50


@dataclass(frozen=True)
class Tally:
    """A number of the preview that is no record of an area itself, such as the users touched."""

    words: str | Promise
    # How many there are in each of some areas, by the code of the area that was asked.
    count: Callable[[Sequence[str], date], Mapping[str, int]]
    # Whether the areas together have as many afterwards: false where one may count in several.
    adds_up: bool = True
    order: int = 90


Relation = tuple[type[models.Model], str]
_MOVERS: dict[Relation, Mover] = {}
_STAYING: dict[Relation, str] = {}
_TALLIES: dict[str, Tally] = {}
_FOLLOWERS: dict[Relation, list[Callable[[Carrying], Keys]]] = defaultdict(list)


def register(model: type[models.Model], name: str, mover: Mover) -> None:
    """Say how the records of a field that holds an area go along with it."""
    _MOVERS[model, name] = mover


def stays(model: type[models.Model], name: str, why: str) -> None:
    """Say why a field that holds an area keeps its code for ever."""
    _STAYING[model, name] = why


def register_tally(key: str, tally: Tally) -> None:
    """Say what else the preview counts."""
    _TALLIES[key] = tally


def follow(model: type[models.Model], name: str, elsewhere: Callable[[Carrying], Keys]) -> None:
    """Say which records of a lower app go elsewhere than their own code says."""
    _FOLLOWERS[model, name].append(elsewhere)


def movers() -> list[Relation]:
    """The fields of records that go along."""
    return list(_MOVERS)


def is_known(model: type[models.Model], name: str) -> bool:
    """Whether the app of a field has said what becomes of it."""
    return (model, name) in _MOVERS or (model, name) in _STAYING


def kinds_in_words() -> dict[str, str]:
    """What each number is called, by the key under which a change keeps it, in their order."""
    said: list[Mover | Tally] = [*_MOVERS.values(), *_TALLIES.values()]
    keys = [*(_key(model, name) for model, name in _MOVERS), *_TALLIES]
    pairs = sorted(zip(keys, said, strict=True), key=lambda pair: (pair[1].order, pair[0]))
    return {key: str(one.words) for key, one in pairs}


# --- counting

Numbers = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Standing:
    """How many records stand in some areas: those that may be counted, and all there are."""

    counted: Numbers
    every: dict[str, int]

    def adds_up_to(self, other: "Standing") -> bool:
        """Whether nothing was lost and nothing came from nowhere."""
        return self.every == other.every and self.sums() == other.sums()

    def sums(self) -> dict[str, int]:
        """The totals of all that can be added."""
        summed = {key: sum(by_area.values()) for key, by_area in self.counted.items()}
        return {key: n for key, n in summed.items() if key not in _TALLIES or _adds_up(key)}


def _adds_up(key: str) -> bool:
    return _TALLIES[key].adds_up


def standing_in(areas: Sequence[str], on: date) -> Standing:
    """What stands in some areas that do not overlap: one question for each kind."""
    counted: Numbers = {}
    every: dict[str, int] = {}
    for (model, name), mover in _MOVERS.items():
        key, column = _key(model, name), _column(model, name)
        rows = model._base_manager.filter(mover.stand(on), within(column, areas))
        asked = rows.order_by().values_list(column)
        found = Counter[str]()
        every[key] = 0
        for code, n, m in asked.annotate(n=Count("pk"), m=Count("pk", mover.counted(on) or None)):
            every[key] += n
            found[around(code, areas)] += m if mover.counted(on) else n
        counted[key] = {code: found[code] for code in areas}
    for key, tally in _TALLIES.items():
        by_area = tally.count(areas, on)
        counted[key] = {code: by_area.get(code, 0) for code in areas}
    return Standing(counted, every)


def around(code: str, areas: Sequence[str]) -> str:
    """Which of some areas a code lies in."""
    return next(area for area in areas if code.startswith(area))


# --- carrying


def carry(change: AreaChange, carrying: Carrying) -> list[Shift]:
    """Take along all that stands on the areas of a change: a few statements for each kind.

    What was taken is kept for the undo; gives what was taken.
    """
    # All is looked at before anything is written: some go where others stand.
    seen = [
        (model, name, mover, *_moves(model, name, mover, carrying))
        for (model, name), mover in _MOVERS.items()
    ]
    shifts: list[Shift] = []
    for model, name, mover, moves, kept in seen:
        _write_moves(model, _column(model, name), moves, carrying.pairs)
        shifts += _shifts(model, name, moves)
        if mover.hand_on is not None and kept:
            shifts += _handed_on(mover.hand_on(kept))
    CarriedRecords.objects.bulk_create(
        [
            CarriedRecords(
                change=change, kind=one.kind, field=one.field, was=one.was, became=one.became,
                keys=[str(key) for key in one.keys],
            )
            for one in shifts
        ]
    )  # fmt: skip
    return shifts


def going(carrying: Carrying) -> dict[str, int]:
    """How many of the records that may be counted would get another code, by their kind.

    A DomainError says what is named by a number and is not there.
    """
    found = {}
    for (model, name), mover in _MOVERS.items():
        moves, _kept = _moves(model, name, mover, carrying)
        counted = model._base_manager.filter(mover.counted(carrying.on))
        found[_key(model, name)] = sum(
            counted.filter(pk__in=some).count() for some in in_chunks(moves)
        )
    return found


def _shifts(
    model: type[models.Model], name: str, moves: Mapping[Any, tuple[str, str]]
) -> Iterator[Shift]:
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for key, place in moves.items():
        groups[place].append(key)
    for (was, became), keys in groups.items():
        yield Shift(model, name, was, became, keys)


def _handed_on(shifts: Iterable[Shift]) -> Iterator[Shift]:
    for shift in shifts:
        _write(shift.model, _column(shift.model, shift.field), shift.keys, shift.became)
        yield shift


def _write_moves(
    model: type[models.Model],
    column: str,
    moves: Mapping[Any, tuple[str, str]],
    pairs: Mapping[str, str],
) -> None:
    """One statement for all that follows its code, one for each area that takes in by number."""
    following: list[Any] = []
    others: dict[str, list[Any]] = defaultdict(list)
    for key, (was, became) in moves.items():
        if pairs.get(was) == became:
            following.append(key)
        else:
            others[became].append(key)
    if following:
        cases = [When(**{column: old, "then": Value(new)}) for old, new in pairs.items()]
        _write(model, column, following, Case(*cases, default=F(column)))
    for became, keys in others.items():
        _write(model, column, keys, became)


def _moves(
    model: type[models.Model], name: str, mover: Mover, carrying: Carrying
) -> tuple[dict[Any, tuple[str, str]], dict[Any, Any]]:
    """Which records go from where to where; and for those that cannot, the one they stay beside."""
    column = _column(model, name)
    elsewhere = dict(mover.elsewhere(carrying))
    for follower in _FOLLOWERS[model, name]:
        elsewhere |= follower(carrying)
    rows = model._base_manager.filter(mover.stand(carrying.on)).order_by("pk")
    columns = ("pk", column, *(mover.alone or ()))
    found = list(rows.filter(**{f"{column}__in": list(carrying.pairs)}).values_list(*columns))
    for some in in_chunks(key for key in elsewhere):
        found += rows.filter(pk__in=some).values_list(*columns)
    places = {
        key: (was, elsewhere.get(key, carrying.pairs.get(was, was)), tuple(rest))
        for key, was, *rest in found
    }
    if mover.alone is None:
        return {key: (was, to) for key, (was, to, _) in places.items() if to != was}, {}
    there = rows.filter(**{f"{column}__in": {to for _, to, _ in places.values()}})
    # Who has each place already, and from where it came.
    taken = {(at, *rest): (key, at) for key, at, *rest in there.values_list(*columns)}
    moves: dict[Any, tuple[str, str]] = {}
    kept: dict[Any, Any] = {}
    for key, (was, to, rest) in places.items():
        holder, came_from = taken.setdefault((to, *rest), (key, was))
        if came_from != was:
            kept[key] = holder
        elif to != was:
            moves[key] = (was, to)
    return moves, kept


def _write(model: type[models.Model], column: str, keys: Iterable[Any], value: Any) -> int:
    return sum(
        model._base_manager.filter(pk__in=some).update(**{column: value})
        for some in in_chunks(keys)
    )


def back(change: AreaChange) -> list[Shift] | None:
    """Give every record the area back that it had; None where one has gone on since."""
    shifts = []
    for one in reversed(list(change.carried.all())):
        model = apps.get_model(one.kind)
        column = _column(model, one.field)
        rows = model._base_manager.filter(**{column: one.became})
        found = sum(
            rows.filter(pk__in=some).update(**{column: one.was}) for some in in_chunks(one.keys)
        )
        if found != len(one.keys):
            return None
        shifts.append(Shift(model, one.field, one.became, one.was, one.keys))
    return shifts


def codes_before(model: type[models.Model], name: str, day: date) -> dict[str, str]:
    """The area that records had on a day, by their key, of those that changes took along since."""
    kind = model._meta.label_lower
    carried = CarriedRecords.objects.filter(
        kind=kind, field=name, change__state=ChangeState.DONE, change__in_force_on__gt=day
    ).order_by("-change__in_force_on", "-pk")
    # The last that is read is of the first change after the day.
    return {key: was for was, keys in carried.values_list("was", "keys") for key in keys}


def anything_at(codes: Sequence[str]) -> bool:
    """Whether a record that would go along stands on exactly one of the codes, of whatever day."""
    return any(
        model._base_manager.filter(**{f"{_column(model, name)}__in": codes}).exists()
        for model, name in _MOVERS
    )


def end_areas(codes: Iterable[str], on: date | None) -> None:
    """Note the first day without some areas; None brings them back."""
    Area.objects.filter(code__in=list(codes)).update(ended_on=on)


def lines_of(shifts: Iterable[Shift], change: AreaChange) -> Iterator[tuple[str, list[Any]]]:
    """For the journal, by kind of record: key, new area, and from which area it came."""
    told: dict[str, list[Any]] = defaultdict(list)
    for one in shifts:
        mover = _MOVERS.get((one.model, one.field))
        if mover is not None and mover.is_told:
            data = {"was": one.was, "change": str(change.pk)}
            told[one.kind] += [(str(key), one.became, data) for key in one.keys]
    yield from told.items()


def _key(model: type[models.Model], name: str) -> str:
    return f"{model._meta.label_lower}.{name}"


def _column(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).attname)  # type: ignore[union-attr] # concrete
