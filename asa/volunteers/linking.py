"""Which people stand in the register of volunteers of an area, and how two entries become one."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.thaidate import today
from asa.people.linking import Persons
from asa.people.merging import Standing
from asa.places.queries import within
from asa.volunteers.models import Volunteer


def is_registered_in(areas: Sequence[str], among: Persons) -> set[UUID]:
    """People of the register who live in some areas."""
    entries = Volunteer.objects.filter(within("area_id", areas), person__in=among)
    return set(entries.values_list("person", flat=True))


# What apps above do with their own records of two entries, before the entries become one.
Joiner = Callable[[Volunteer, Volunteer, Any], None]
_JOINERS: list[Joiner] = []


def join_by(joiner: Joiner) -> None:
    """Ask an app above before two entries become one; called when the program starts."""
    _JOINERS.append(joiner)


def _entry_in_words(entry: Volunteer) -> str:
    """Volunteer 868600022/2546 · Registered."""
    number = entry.registration_no and f"{entry.registration_no}/{entry.registration_year_be}"
    words = gettext("Volunteer %(number)s") % {"number": number or "–"}
    return f"{words} · {entry.get_state_display()}"


def _one_entry(kept: Volunteer, other: Volunteer, changes: Any) -> Volunteer:
    """The entry that stays gets all that stood on the other; its own main assignment goes on."""
    for join in _JOINERS:
        join(kept, other, changes)
    for assignment in other.assignments.filter(is_main=True, ended_on__isnull=True):
        if kept.assignments.filter(is_main=True, ended_on__isnull=True).exists():
            changes.change(assignment, ended_on=max(assignment.started_on, today()))
    for relation in Volunteer._meta.related_objects:
        model: Any = relation.related_model
        for row in model._default_manager.filter(**{relation.field.name: other}):
            changes.change(row, **{relation.field.name: kept})
    latest = max(filter(None, (kept.last_active_on, other.last_active_on)), default=None)
    if latest != kept.last_active_on:
        changes.change(kept, last_active_on=latest)
    changes.take_away(other, into=kept)
    return kept


ENTRY = Standing("area_id", _entry_in_words, _one_entry, _("Entry of the register that stays"))
