"""What becomes of enrolments where two persons, or two entries of the register, are one."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from asa.people import merging
from asa.people.merging import Above, Standing
from asa.training.models import Enrolment, Going
from asa.volunteers.linking import join_by
from asa.volunteers.models import Volunteer


def _in_words(enrolment: Enrolment) -> str:
    told = {
        "workshop": enrolment.cohort.workshop.title,
        "number": enrolment.cohort.number,
        "state": enrolment.get_state_display(),
    }
    return gettext("%(workshop)s, cohort %(number)s · %(state)s") % told


def _join_goings(kept: Volunteer, other: Volunteer, changes: Any) -> None:
    """Who was named twice for one activity goes once, as the entry that stays."""
    both = {one.activity_id: one for one in Going.objects.filter(volunteer=kept)}
    for double in Going.objects.filter(volunteer=other, activity__in=both):
        changes.take_away(double, into=both[double.activity_id])


def _cohorts_of(persons: Collection[UUID]) -> set[UUID]:
    """The cohorts in which some people stand, also by a line that was joined to another."""
    lines = Enrolment.objects.filter(person__in=persons).order_by()
    return set(lines.values_list("cohort", flat=True))


def register_links(
    settle: Callable[..., object],
    part: Callable[..., object],
    hold: Callable[[Collection[UUID]], object],
) -> None:
    """Say how enrolments are spoken of when people are merged, and what becomes of activities.

    settle, part: the acts that join and part two enrolments of one cohort. hold: keeps the quotas
    of some cohorts.
    """
    join_by(_join_goings)
    above = Above(_cohorts_of, hold)
    standing = Standing("area_id", _in_words, settle=settle, part=part, above=above)
    merging.register(Enrolment, "person", standing)
