"""Who was there: by part of the programme, and as a share of all parts."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from asa.training.codes import EnrolmentState
from asa.training.models import Attendance, Cohort, Enrolment, Session
from asa.training.queries.programme import sessions_called


@dataclass(frozen=True)
class Share:
    """At how many of the parts in which the roll is called somebody was."""

    present: int
    of: int

    @property
    def percent(self) -> int:
        """In whole percent, rounded down, so that nobody passes by rounding; 0 of 0 is 0."""
        return self.present * 100 // self.of if self.of else 0


def attendance_shares(cohort: Cohort) -> dict[UUID, Share]:
    """By the key of the enrolment, the share of everybody who came or was to come; two questions.

    A part that was cancelled, or in which no roll is called, counts for nobody.
    """
    parts = sessions_called(cohort).count()
    there = Q(
        attendances__is_present=True,
        attendances__session__cohort=cohort,
        attendances__session__counts=True,
        attendances__session__is_cancelled=False,
    )
    called = (EnrolmentState.CONFIRMED, EnrolmentState.ABSENT)
    people = Enrolment.objects.filter(cohort=cohort, state__in=called).order_by()
    counted = people.annotate(present=Count("attendances", filter=there))
    return {key: Share(present, parts) for key, present in counted.values_list("pk", "present")}


def present_at(session: Session) -> QuerySet[Attendance]:
    """Who was at a part of the programme, as last said."""
    found = Attendance.objects.filter(session=session, is_present=True)
    return found.select_related("enrolment__person", "enrolment__area", "by__person")


def counts_by_session(cohort: Cohort) -> dict[UUID, int]:
    """How many were at each part of the programme in which the roll is called."""
    present = Count("attendances", filter=Q(attendances__is_present=True))
    counted = sessions_called(cohort).order_by().annotate(present=present)
    return dict(counted.values_list("pk", "present"))
