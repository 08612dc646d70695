"""What stands on a person: which records, where they lie, and what two of them become when two
people on record turn out to be one.

A merge walks every relation to a person. Each app says of its own where a record lies, so that
whoever judges sees it and the journal of that province tells it; a test says which are missing.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import ForeignObjectRel, Model
from django.utils.functional import Promise
from django.utils.translation import gettext

from asa.common.errors import DomainError
from asa.people.models import Person, User
from asa.places.queries import within

# Relations that tell of a merge itself and stay as they are.
OWN = frozenset({"possibleduplicate", "merge", "person"})


@dataclass(frozen=True)
class Above:
    """What an app locks before it writes a record of a person, and a merge therefore too.

    of_people: by the keys of some people the keys of what is locked; it writes and locks nothing.
    hold: locks it until the end of the transaction, in the app's own order.
    """

    of_people: Callable[[Collection[UUID]], set[UUID]]
    hold: Callable[[Collection[UUID]], object]


@dataclass(frozen=True)
class Standing:
    """How the records of one relation are spoken of: the path to their area, and their words."""

    area: str
    words: Callable[[Any], str]
    # Of two records of which a person has one alone, makes the first the only one and gives back
    # what the person who stays is to have. It notes what it changes.
    join: Callable[[Any, Any, Any], Model] | None = None
    # What whoever judges chooses then; without a question the app chooses.
    question: str | Promise = ""
    # Makes room where a record of each cannot stand on one person beside the other, before all are
    # moved: called with who stays, `merged`, `changes`, `by` and `on`. It notes what it changes.
    settle: Callable[..., object] | None = None
    # Once a merge was undone, sets right what follows from the records, such as counts: called with
    # who was kept, and `merged`.
    part: Callable[..., object] | None = None
    above: Above | None = None


_STANDINGS: dict[tuple[str, str], Standing] = {}


def register(model: type[Model], field: str, standing: Standing) -> None:
    """Say of a relation to a person how it is spoken of; called when the program starts."""
    _STANDINGS[model._meta.label_lower, field] = standing


def relations() -> Iterator[tuple[type[Model], str, ForeignObjectRel]]:
    """Every relation of the product to a person: its model, its field, and the relation itself."""
    for relation in Person._meta.related_objects:
        model: Any = relation.related_model
        if model._meta.model_name not in OWN:
            yield model, relation.field.name, relation


def standing_of(model: type[Model], field: str) -> Standing | None:
    """What the app of a relation said of it; None where it said nothing."""
    return _STANDINGS.get((model._meta.label_lower, field))


# By the place of its standing, what an app locks before a person.
Held = dict[tuple[str, str], set[UUID]]


def held_above(persons: Collection[UUID]) -> Held:
    """What is locked before some people, in every app."""
    found = {key: standing.above for key, standing in _STANDINGS.items() if standing.above}
    return {key: above.of_people(persons) for key, above in found.items()}


def hold_above(held: Held) -> None:
    """Lock it, each app in its own order."""
    for key, keys in held.items():
        if above := _STANDINGS[key].above:
            above.hold(keys)


def settle_before(kept: Person, merged: Person, **told: Any) -> None:
    """Ask each app to make room before the records of the one are moved to the other."""
    for standing in list(_STANDINGS.values()):
        if standing.settle is not None:
            standing.settle(kept, merged=merged, **told)


def part_after(kept: Person, merged: Person) -> None:
    """Ask each app to set right what follows from its records, once a merge was undone."""
    for standing in list(_STANDINGS.values()):
        if standing.part is not None:
            standing.part(kept, merged=merged)


def areas_of(persons: Collection[UUID]) -> dict[UUID, set[str]]:
    """Where each of some people stands: the areas of all records that are theirs."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for model, field, _relation in relations():
        if standing := standing_of(model, field):
            rows = model._default_manager.filter(**{f"{field}__in": persons})
            for person, area in rows.values_list(field, standing.area).distinct():
                if area:
                    found[person].add(area)
    return found


def standing_in(area: str) -> Iterator[tuple[UUID, str]]:
    """Everyone who stands in an area, with each place where; a person as often as there are."""
    for model, field, _relation in relations():
        if standing := standing_of(model, field):
            rows = model._default_manager.filter(within(standing.area, [area]))
            told = rows.filter(**{f"{field}__isnull": False}).order_by()
            yield from told.values_list(field, standing.area).distinct().iterator(5000)


class Record(NamedTuple):
    """One thing that stands on a person: its kind, its words, and where it lies."""

    kind: str
    words: str
    area: str


def records_of(person: Person) -> Iterator[Record]:
    """What stands on a person, for whoever judges."""
    for model, field, _relation in relations():
        if standing := standing_of(model, field):
            for row in model._default_manager.filter(**{field: person}):
                areas = model._default_manager.filter(pk=row.pk).values_list(standing.area)
                area = next((area for (area,) in areas if area), "")
                yield Record(model._meta.label_lower, standing.words(row), area)


# --- accounts, which are this app's own


def _account_in_words(user: User) -> str:
    return gettext("Signs in as %(name)s") % {"name": user.username}


def _one_account(kept: User, other: User, _changes: Any) -> User:
    """An account that is switched off stays with its record; two in use are two people's work."""
    if kept.is_active and other.is_active:
        raise DomainError(
            gettext("Both can sign in. Switch off the account that is not used, then merge.")
        )
    return other if other.is_active else kept


ACCOUNT = Standing("posts__area_id", _account_in_words, _one_account)
