"""What the night does for cohorts, and the reminder of names that are still missing."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from asa.common import journal
from asa.common.errors import allow
from asa.people.actions import system_user
from asa.people.models import User
from asa.training.actions.answering import pass_on_unanswered
from asa.training.actions.cohorts import start_cohort
from asa.training.actions.quotas import return_unused
from asa.training.codes import CohortState, EnrolmentState
from asa.training.models import Cohort, Quota
from asa.training.rules import can_keep
from asa.training.telling import tell_of_missing

# So many days before names are closed the areas that are not full are reminded by themselves.
DAYS_BEFORE = 3


@transaction.atomic
def watch_cohorts(*, on: date) -> dict[str, int]:
    """Each night: pass on seats that nobody confirmed in time, return the unused ones after the
    last day for names, remind of missing names, and begin the cohorts of the day.
    """
    late = Quota.objects.filter(
        enrolments__state=EnrolmentState.NOMINATED, enrolments__answer_by__lt=on
    )
    passed = sum(pass_on_unanswered(quota, on=on) for quota in late.distinct().order_by("pk"))
    returned = sum(
        return_unused(cohort, on=on)
        for cohort in Cohort.objects.filter(
            state__in=(CohortState.OPEN, CohortState.CONFIRMED), names_until__lt=on
        ).order_by("pk")
    )
    soon = Cohort.objects.filter(
        state=CohortState.OPEN, names_until=on + timedelta(days=DAYS_BEFORE)
    )
    reminded = sum(_remind(cohort, by=system_user(), on=on) for cohort in soon.order_by("pk"))
    begun = Cohort.objects.filter(
        state=CohortState.CONFIRMED, starts_on__lte=on, ends_on__gte=on
    ).select_related("workshop")
    started = [start_cohort(cohort, by=system_user(), on=on) for cohort in begun.order_by("pk")]
    return {
        "passed_on": passed,
        "returned": returned,
        "reminded": reminded,
        "started": len(started),
    }


@transaction.atomic
def remind_missing(cohort: Cohort, *, by: User, on: date) -> int:
    """Tell those who nominate for the areas whose seats are not all taken; tells how many areas."""
    allow(can_keep(by, cohort.workshop))
    return _remind(cohort, by=by, on=on)


def _remind(cohort: Cohort, *, by: User, on: date) -> int:
    missing = list(
        Quota.objects.filter(cohort=cohort, taken__lt=F("seats")).select_related("area", "region")
    )
    told = tell_of_missing(missing, on)
    journal.record(
        by, "cohort.reminded", cohort, area=cohort.workshop.owner_id, on=on,
        areas=len(missing), told=told,
    )  # fmt: skip
    return len(missing)
