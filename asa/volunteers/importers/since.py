"""Why a row of a list cannot be taken back: somebody changed its entry or built on it since."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext

from asa.common import journal, verbs
from asa.common.thaidate import thai_date
from asa.people.models import Person, User
from asa.volunteers.importers.writing import TARGET
from asa.volunteers.models import Assignment, Office, Volunteer, VolunteerStep

UPDATED, RESTORED = "volunteer.updated", "volunteer.restored"
# What a list makes of an entry by itself, and pages change with a line about the entry.
OF_THE_ENTRY = (Assignment, Office, VolunteerStep)
Reasons = dict[UUID, str]


def relations_to(model: type[Model]) -> Iterator[tuple[Any, str]]:
    """Every model that holds the key of a record of another, and the field that does."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.related_model:
            field: Any = relation
            yield field.related_model, field.field.name


def changed_since(moment: datetime, keys: Sequence[UUID]) -> Reasons:
    """The entries of which the journal tells something after a moment, and what.

    A later list that was itself taken back counts as if it had never been.
    """
    told: dict[str, list[journal.LineSince]] = defaultdict(list)
    for line in journal.lines_since(moment, TARGET, map(str, keys)):
        lines = told[line.key]
        if line.verb == RESTORED and lines and lines[-1].verb == UPDATED:
            lines.pop()
        else:
            lines.append(line)
    return {UUID(key): in_words(lines[-1]) for key, lines in told.items() if lines}


def in_words(line: journal.LineSince) -> str:
    """That something was changed since, what and when."""
    words = gettext("Changed since: %(what)s, on %(day)s.")
    return words % {"what": verbs.words_of(line.verb), "day": thai_date(line.happened_on)}


def built_on(keys: Sequence[UUID]) -> Reasons:
    """The entries on which records of other kinds hang by now, and which kind."""
    found: Reasons = {}
    for model, field in relations_to(Volunteer):
        if model in OF_THE_ENTRY:
            continue
        rows = model._base_manager.filter(**{f"{field}__in": keys})
        found |= dict.fromkeys(rows.values_list(field, flat=True), _hanging(model))
    return found


def _hanging(model: type[Model]) -> str:
    """Of what may be hidden from the reader nothing is said but that it is there."""
    label = model._meta.label_lower
    can_be_hidden = any(field.name == "is_sealed" for field in model._meta.concrete_fields)
    if can_be_hidden or not verbs.is_named_record(label):
        return gettext("Something else in Asa hangs on this entry by now.")
    what = verbs.words_of_record(label)
    return gettext("Something hangs on this entry by now: %(what)s.") % {"what": what}


def signing_in(persons: Collection[UUID]) -> set[UUID]:
    """Of some people, those who have an account."""
    return set(User.objects.filter(person__in=persons).values_list("person_id", flat=True))


def standing_elsewhere(persons: Sequence[UUID]) -> set[UUID]:
    """Of some people, those on whom more stands than pairs that nobody has judged."""
    found: set[UUID] = set()
    for model, field in relations_to(Person):
        if model is Person:
            continue
        rows = model._base_manager.filter(**{f"{field}__in": persons})
        if model._meta.label_lower == "people.possibleduplicate":
            rows = rows.exclude(state="open")
        found |= set(rows.values_list(field, flat=True))
    return found
