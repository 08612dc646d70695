"""Meetings that someone may read, and what is still to be done from them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.centres.codes import MeetingState
from asa.centres.models import Invitation, Meeting, Point
from asa.centres.queries.centres import centres_for, centres_in_full_for
from asa.common.calendar import CalendarEvent
from asa.common.ids import moment_of
from asa.common.thaidate import BANGKOK, today
from asa.people.models import User
from asa.volunteers.models import Centre

# So long after its day a meeting stands in the calendars of those who were invited.
DAYS_IN_CALENDARS = 90


def meetings_for(user: User) -> QuerySet[Meeting]:
    """The meetings whose agenda and minutes someone may read: those of the centres that one sees
    in full, and those to which one was invited.
    """
    full = Q(centre__in=centres_in_full_for(user))
    if user.person_id is not None:
        own = Invitation.objects.filter(meeting=OuterRef("pk"), volunteer__person=user.person_id)
        full |= Q(Exists(own)) & Q(centre__in=centres_for(user))
    return Meeting.objects.filter(full)


def points_for(user: User) -> QuerySet[Point]:
    """What meetings that one may read gave somebody to do, the open ones by their day first."""
    found = Point.objects.filter(meeting__in=meetings_for(user))
    return found.select_related("owner__person", "meeting").order_by("done_on", "due_on", "pk")


def next_number(centre: Centre, year_be: int) -> int:
    """The number of the next meeting of a centre in a year."""
    found = Meeting.objects.filter(centre=centre, year_be=year_be).aggregate(last=Max("number"))
    return (found["last"] or 0) + 1


def meeting_events(user: User) -> Iterator[CalendarEvent]:
    """The meetings to which the user was invited, for the own calendar: place and time alone."""
    if user.person_id is None:
        return
    since = today() - timedelta(days=DAYS_IN_CALENDARS)
    found = Meeting.objects.filter(
        invitations__volunteer__person=user.person_id, centre__in=centres_for(user), day__gte=since
    )
    for meeting in found.select_related("centre"):
        is_cancelled = meeting.state == MeetingState.CANCELLED
        ended_at = meeting.ended_at or meeting.starts_at
        page = reverse("centres:meeting", args=[meeting.pk])
        yield CalendarEvent(
            uid=f"meeting-{meeting.pk}@asa",
            starts=datetime.combine(meeting.day, meeting.starts_at, BANGKOK),
            ends=datetime.combine(meeting.day, max(ended_at, meeting.starts_at), BANGKOK),
            summary=_("Meeting %(number)s of %(centre)s")
            % {"number": meeting, "centre": meeting.centre.name_th},
            location=meeting.place,
            sequence=int(is_cancelled),
            cancelled=is_cancelled,
            changed_at=moment_of(meeting.pk),
            url=f"{settings.ASA_PUBLIC_ADDRESS}{page}",
        )
