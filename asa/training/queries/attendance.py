"""Who was at how many of the sessions at which the roll is called."""

from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from asa.training.models import Attendance, Cohort, Session


class Share(NamedTuple):
    """At how many of the sessions that count somebody was."""

    present: int
    of: int

    @property
    def percent(self) -> int:
        """In whole percent, never rounded up; 0 where no session counts."""
        return self.present * 100 // self.of if self.of else 0


def attendance_shares(cohort: Cohort) -> dict[UUID, Share]:
    """By enrolment the share of the sessions that count; who was at none of them is not in it."""
    counted = Session.objects.filter(cohort=cohort, counts=True)
    of = counted.count()
    present = (
        Attendance.objects.filter(session__in=counted, is_present=True)
        .order_by()
        .values_list("enrolment")
        .annotate(n=Count("pk"))
    )
    return {enrolment: Share(n, of) for enrolment, n in present}
