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
from asa.training.actions.reminders import remind_people
from asa.training.actions.seats import hold_quotas, hold_with_workshop
from asa.training.codes import CohortState
from asa.training.models import Cohort, Quota
from asa.training.queries.reminders import reminders_on
from asa.training.rules import can_keep
from asa.training.telling import tell_of_missing


@transaction.atomic
def watch_cohort(cohort: Cohort, *, on: date) -> dict[str, int]:
    """Each night: pass on seats that nobody confirmed in time, return the unused ones after the
    last day for names, remind of missing names, of answers and of the first day, and begin the
    cohort on its day.
    """
    by, held = system_user(), hold_with_workshop(cohort)
    passed = sum(pass_on_unanswered(quota, on=on) for quota in hold_quotas(held))
    returned = return_unused(held, on=on)
    before = timedelta(days=reminders_on(on).days_before_names_end)
    is_soon = held.names_until == on + before
    reminded = _remind(held, by=by, on=on) if held.state == CohortState.OPEN and is_soon else 0
    people = remind_people(held, on=on)
    begins = held.state == CohortState.CONFIRMED and held.starts_on <= on <= held.ends_on
    if begins:
        start_cohort(held, by=by, on=on)
    done = {"passed_on": passed, "returned": returned, "reminded": reminded}
    return {**done, **people, "started": int(begins)}


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
