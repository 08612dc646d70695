"""Meetings that someone may read, and what is still to be done from them."""

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from asa.centres.models import Invitation, Meeting, Point
from asa.centres.queries.centres import centres_for, centres_in_full_for
from asa.people.models import User
from asa.volunteers.models import Centre


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
