"""Planned activities that someone may know of, who is named for them, and who lacks what."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common.calendar import CalendarEvent
from asa.common.thaidate import thai_date, today
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import shown_place, within
from asa.training.codes import CohortState, PlannedState, Readiness
from asa.training.models import Cohort, Going, PlannedActivity, Skill
from asa.training.queries.skills import HeldSkill, skills_of
from asa.training.queries.workshops import cohorts_for
from asa.volunteers.queries import LEADS, OFFICES

# So long after its last day an activity stands in the calendars of those who were named.
DAYS_IN_CALENDARS: Final = 90


def activities_for(user: User) -> QuerySet[PlannedActivity]:
    """The planned activities that someone may know of: leads and offices those of their area,
    volunteers those for which they are named. Start every read here.
    """
    known = within("area", scope(user, *LEADS, *OFFICES))
    if user.person_id is not None:
        own = Going.objects.filter(volunteer__person=user.person_id).values("activity")
        known |= Q(pk__in=own)
    return PlannedActivity.objects.filter(known).select_related("area")


def own_goings(user: User, on: date) -> QuerySet[Going]:
    """For what somebody is named herself that is not over, the first day first."""
    found = Going.objects.filter(
        volunteer__person=user.person_id,
        activity__state=PlannedState.PLANNED,
        activity__ends_on__gte=on,
    )
    return found.select_related("activity", "volunteer", "duty").order_by(
        "activity__starts_on", "pk"
    )


@dataclass(frozen=True)
class Ready:
    """A skill that a duty needs, and whether somebody has it until an activity is over.

    until: the last day of one that ends before.
    """

    skill: Skill
    readiness: Readiness
    until: date | None = None

    @property
    def words(self) -> str:
        """The skill and how it stands, such as "Work in a crisis · ends on 3 Dec"."""
        said = {"skill": self.skill.name}
        if self.readiness == Readiness.READY:
            return said["skill"]
        if self.until is not None:
            day = thai_date(self.until)
            return _("%(skill)s ends on %(day)s, before it is over") % {**said, "day": day}
        return _("Lacks %(skill)s") % said


def judged(
    held: Iterable[HeldSkill], needed: Sequence[str], names: dict[str, Skill], last: date
) -> list[Ready]:
    """How somebody who holds some skills stands to those that are needed until a last day."""
    by_code = {one.skill.pk: one for one in held}
    found = []
    for code in needed:
        one = by_code.get(code)
        if one is None:
            found.append(Ready(names[code], Readiness.LACKING))
        elif one.ends_before(last):
            found.append(Ready(names[code], Readiness.ENDING, one.until))
        else:
            found.append(Ready(names[code], Readiness.READY))
    return found


def readiness_of(
    people: Collection[UUID], needed: Sequence[str], last: date, *, on: date
) -> dict[UUID, list[Ready]]:
    """By person each skill that a duty needs until a last day, as the certificates stand on a day;
    in two queries.

    A last day that is over is judged as of that day. Every gate of a duty asks here.
    """
    held = skills_of(people, min(last, on))
    names = Skill.objects.in_bulk(list(needed))
    return {person: judged(held.get(person, []), needed, names, last) for person in people}


def missing_of(ready: Iterable[Ready]) -> list[Ready]:
    """Of the skills needed those that are not there until the end."""
    return [one for one in ready if one.readiness != Readiness.READY]


def ready_of_all(goings: Collection[Going], on: date) -> list[tuple[Going, list[Ready]]]:
    """Each who is named, of any activities, with the skills of the duty until it is over, as the
    certificates stand on a day; in two queries.

    goings: with their activity, volunteer and duty.
    """
    held = skills_of({one.volunteer.person_id for one in goings}, on)
    names = Skill.objects.in_bulk()
    found = []
    for one in goings:
        own = held.get(one.volunteer.person_id, [])
        found.append((one, judged(own, one.duty.skills_needed, names, one.activity.ends_on)))
    return found


def counts_of(activities: Collection[PlannedActivity], on: date) -> dict[UUID, tuple[int, int]]:
    """By activity how many are named, and of one to come how many of them lack a skill on a day;
    in three queries.
    """
    goings = Going.objects.filter(activity__in=activities)
    counts = {one.pk: (0, 0) for one in activities}
    all_of_them = list(goings.select_related("activity", "volunteer", "duty"))
    for one, ready in ready_of_all(all_of_them, on):
        named, lacking = counts[one.activity_id]
        is_planned = one.activity.state == PlannedState.PLANNED
        lacks = is_planned and bool(missing_of(ready))
        counts[one.activity_id] = (named + 1, lacking + lacks)
    return counts


def courses_to_come(user: User, skills: Collection[str], on: date) -> dict[str, Cohort]:
    """By skill the next cohort that takes names and whose course gives it, as far as the user may
    know of it; in one query.
    """
    takes_names = Q(names_until__isnull=True) | Q(names_until__gte=on)
    coming = cohorts_for(user).filter(
        takes_names, state=CohortState.OPEN, starts_on__gte=on,
        workshop__course__skill__in=set(skills),
    )  # fmt: skip
    found: dict[str, Cohort] = {}
    for cohort in coming.order_by("starts_on", "pk"):
        found.setdefault(cohort.workshop.course.skill_id or "", cohort)
    return found


def activity_events(user: User) -> Iterator[CalendarEvent]:
    """The activities for which the user is named, for the own calendar."""
    if user.person_id is None:
        return
    since = today() - timedelta(days=DAYS_IN_CALENDARS)
    own = Going.objects.filter(volunteer__person=user.person_id).values("activity")
    found = activities_for(user).filter(pk__in=own, ends_on__gte=since)
    for one in found.order_by("starts_on", "pk"):
        page = reverse("training:activity", args=[one.pk])
        yield CalendarEvent(
            uid=f"activity-{one.pk}@asa",
            starts=one.starts_on,
            ends=one.ends_on,
            summary=one.name,
            location=f"{one.place} {shown_place(one.area_id)}",
            sequence=one.sequence,
            cancelled=one.state == PlannedState.CANCELLED,
            changed_at=one.changed_at,
            url=f"{settings.ASA_PUBLIC_ADDRESS}{page}",
        )
