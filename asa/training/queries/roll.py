"""The roll: who is on it, what was said, what waits, and whose badge a code is."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from asa.people.models import User
from asa.training.codes import (
    DAYS_ON_THE_PHONE,
    SEATED,
    CohortState,
    EnrolmentState,
    Outcome,
)
from asa.training.models import Attendance, Cohort, Enrolment, RollCallSubmission, Session
from asa.training.queries.enrolments import reserve_of
from asa.training.queries.workshops import cohorts_kept_by
from asa.training.signing import of_this_badge

# When a badge is worth something: the cohort stands, and its days have come.
HELD_NOW = (CohortState.CONFIRMED, CohortState.RUNNING)
NOT_SEATED = (EnrolmentState.RESERVE, EnrolmentState.DECLINED, EnrolmentState.WITHDRAWN)


def roll_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Everybody who holds a seat, by province and name: confirmed, or nominated without an answer
    yet, for whoever stands at the door has answered.
    """
    seated = Enrolment.objects.filter(cohort=cohort, state__in=SEATED)
    return seated.select_related("person", "quota").order_by("area", "person__sort_key", "pk")


def list_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Everybody whom an attendance list names: the roll, and who was noted as absent."""
    named = (*SEATED, EnrolmentState.ABSENT)
    found = Enrolment.objects.filter(cohort=cohort, state__in=named)
    return found.select_related("person", "quota__area").order_by("area", "person__sort_key", "pk")


def said_of(sessions: Iterable[Session]) -> dict[UUID, dict[UUID, datetime]]:
    """By part of the programme, who is there and since when it was last said."""
    found: dict[UUID, dict[UUID, datetime]] = {one.pk: {} for one in sessions}
    said = Attendance.objects.filter(session__in=found, is_present=True).order_by()
    for session, enrolment, at in said.values_list("session_id", "enrolment_id", "said_at"):
        found[session][enrolment] = at
    return found


def last_day_on_the_phone(cohort: Cohort) -> date:
    """The last day on which the page of the roll, with its names, may be kept on a telephone."""
    return cohort.ends_on + timedelta(days=DAYS_ON_THE_PHONE)


def waiting_of(cohort: Cohort) -> QuerySet[RollCallSubmission]:
    """What telephones sent in that could not be written down and that nobody has looked at."""
    waiting = RollCallSubmission.objects.filter(cohort=cohort, outcome=Outcome.QUARANTINED)
    return waiting.select_related("session", "enrolment__person", "sender__person")


def cohorts_called_by(user: User, on: date) -> QuerySet[Cohort]:
    """The cohorts of a day of which someone calls the roll."""
    held = Cohort.objects.filter(state__in=HELD_NOW, starts_on__lte=on, ends_on__gte=on)
    called = Q(registrars__user=user) | Q(pk__in=cohorts_kept_by(user).values("pk"))
    return held.filter(called).distinct().select_related("workshop")


def with_this_badge(user: User, code: str, on: date) -> Enrolment | None:
    """Whose badge it is, among the cohorts of the day of which someone calls the roll."""
    cohorts = cohorts_called_by(user, on)
    seats = Enrolment.objects.filter(cohort__in=cohorts, state__in=SEATED)
    found = of_this_badge(code, seats.order_by().values_list("pk", flat=True))
    if found is None:
        return None
    return Enrolment.objects.select_related("person", "cohort__workshop").get(pk=found)


def substitutes_of(enrolment: Enrolment) -> list[Enrolment]:
    """Who may take a seat on the spot: the reserve of the quota in its order, then whoever else
    was once nominated in it.
    """
    others = Enrolment.objects.filter(
        quota=enrolment.quota_id, state__in=(EnrolmentState.DECLINED, EnrolmentState.WITHDRAWN)
    ).order_by("rank", "pk")
    return [
        *reserve_of(enrolment.quota).select_related("person"),
        *others.select_related("person"),
    ]


def reserve_elsewhere(enrolment: Enrolment) -> QuerySet[Enrolment]:
    """The reserve of the cohort's other quotas."""
    found = Enrolment.objects.filter(cohort=enrolment.cohort_id, state=EnrolmentState.RESERVE)
    others = found.exclude(quota=enrolment.quota_id).select_related("person")
    return others.order_by("area", "rank", "pk")
