"""Cohorts as they stand in calendars: title, days and venue, nobody's name."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common.calendar import CalendarEvent
from asa.common.thaidate import now
from asa.people.models import User
from asa.places.queries import shown_place
from asa.training.codes import IN_CALENDARS, CohortState
from asa.training.models import Cohort, Enrolment
from asa.training.queries.workshops import cohorts_for

# So long what was left stays in calendars as called off, so that every telephone has asked.
DAYS_IN_CALENDARS: Final = 90


def event_of(cohort: Cohort) -> CalendarEvent:
    """A cohort on its days; `sequence` grows with each change of name, days or venue, and when it
    is called off.
    """
    return CalendarEvent(
        uid=f"cohort-{cohort.pk}@asa",
        starts=cohort.starts_on,
        ends=cohort.ends_on,
        summary=_("%(name)s cohort %(n)s") % {"name": cohort.workshop.title, "n": cohort.number},
        location=f"{cohort.venue} {shown_place(cohort.place_id)}",
        sequence=cohort.sequence,
        cancelled=cohort.state == CohortState.CANCELLED,
        changed_at=cohort.changed_at,
        url=settings.ASA_PUBLIC_ADDRESS + reverse("training:cohort", args=[cohort.pk]),
    )


def own_events(user: User) -> list[CalendarEvent]:
    """The cohorts in which somebody has a seat or had one, as long as she may know of them; a seat
    that was given up, taken back or passed on is called off there, for a while.
    """
    if user.person_id is None:
        return []
    since = now() - timedelta(days=DAYS_IN_CALENDARS)
    has_or_left = Q(state__in=IN_CALENDARS) | Q(moved_at__gte=since)
    lines = Enrolment.objects.filter(has_or_left, person=user.person_id, joined_to__isnull=True)
    found = {line.cohort_id: line for line in lines}
    cohorts = cohorts_for(user).filter(pk__in=found).order_by("starts_on", "pk")
    return [_own(event_of(cohort), found[cohort.pk]) for cohort in cohorts]


def _own(event: CalendarEvent, line: Enrolment) -> CalendarEvent:
    """The event of a cohort as it is for one person in it: both sequences only grow."""
    return replace(
        event,
        sequence=event.sequence + line.sequence,
        cancelled=event.cancelled or line.state not in IN_CALENDARS,
        changed_at=max(event.changed_at, line.moved_at or event.changed_at),
    )
