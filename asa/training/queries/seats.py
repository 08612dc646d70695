"""How the seats of cohorts stand: numbers, no people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from asa.training.codes import EnrolmentState
from asa.training.models import Cohort, Enrolment, Quota, Workshop


@dataclass(frozen=True)
class SeatCount:
    """The seats of a cohort: how many there are, are in quotas, are taken, and who waits."""

    seats: int = 0
    unassigned: int = 0
    taken: int = 0
    quotas: int = 0
    full: int = 0
    reserve: int = 0
    declined: int = 0

    @property
    def left(self) -> int:
        """Seats that nobody holds, in a quota or returned."""
        return self.seats - self.taken

    @property
    def not_full(self) -> int:
        """How many quotas have seats that nobody holds."""
        return self.quotas - self.full


def seat_counts(cohorts: Iterable[UUID]) -> dict[UUID, SeatCount]:
    """The seats of some cohorts, by their key; three queries whatever their number."""
    keys = list(cohorts)
    quotas = Quota.objects.filter(cohort__in=keys).order_by().values("cohort")
    sums: dict[UUID, dict[str, Any]] = {
        line["cohort"]: dict(line)
        for line in quotas.annotate(
            taken_seats=Sum("taken"), n=Count("pk"), full=Count("pk", filter=Q(taken=F("seats")))
        )
    }
    waiting: dict[tuple[UUID, str], int] = {}
    states = Enrolment.objects.filter(cohort__in=keys).order_by().values_list("cohort", "state")
    for cohort, state, n in states.annotate(n=Count("pk")):
        waiting[cohort, state] = n
    found = {}
    for key, seats, unassigned in Cohort.objects.filter(pk__in=keys).values_list(
        "pk", "seats", "unassigned"
    ):
        line: dict[str, int] = sums.get(key, {})
        found[key] = SeatCount(
            seats,
            unassigned,
            taken=line.get("taken_seats", 0),
            quotas=line.get("n", 0),
            full=line.get("full", 0),
            reserve=waiting.get((key, EnrolmentState.RESERVE), 0),
            declined=waiting.get((key, EnrolmentState.DECLINED), 0),
        )
    return found


def fiscal_years_of(workshops: QuerySet[Workshop]) -> list[int]:
    """The fiscal years (B.E.) of some workshops, the latest first."""
    years = workshops.order_by("-fiscal_year_be").values_list("fiscal_year_be", flat=True)
    return list(years.distinct())


def waiting_by_quota(cohort: Cohort) -> dict[UUID, int]:
    """How many wait for a seat of each quota of a cohort."""
    waiting = Enrolment.objects.filter(cohort=cohort, state=EnrolmentState.RESERVE)
    return dict(waiting.order_by().values_list("quota").annotate(n=Count("pk")))
