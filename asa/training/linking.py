"""What becomes of enrolments where two persons, or two entries of the register, are one."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext

from asa.people import merging
from asa.people.merging import Standing
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


def register_links(settle: Callable[..., object], part: Callable[..., object]) -> None:
    """Say how enrolments are spoken of when people are merged, and what becomes of activities.

    settle, part: the acts that join and part two enrolments of one cohort.
    """
    join_by(_join_goings)
    standing = Standing("area_id", _in_words, settle=settle, part=part)
    merging.register(Enrolment, "person", standing)
