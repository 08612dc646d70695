"""What the night does for cohorts, and the reminder of names that are still missing."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from asa.common import journal
from asa.common.errors import allow
from asa.people.actions import system_user
from asa.people.models import User
from asa.training.actions.answering import pass_on_unanswered, tell_of_moving_up
from asa.training.actions.cohorts import start_cohort
from asa.training.actions.quotas import return_unused
from asa.training.actions.reminders import remind_people
from asa.training.actions.seats import fill_from_reserve, hold_quotas, hold_with_workshop
from asa.training.codes import PASSING, CohortState, EnrolmentState
from asa.training.models import Cohort, Quota
from asa.training.queries.reminders import reminders_on
from asa.training.rules import can_keep
from asa.training.telling import tell_of_missing


@transaction.atomic
def watch_cohort(cohort: Cohort, *, on: date) -> dict[str, int]:
    """Each night: pass on seats that nobody confirmed in time, give free ones to who waits and may
    come by now, return the unused ones after the last day for names, remind of missing names, of
    answers and of the first day, and begin the cohort on its day.
    """
    by, held = system_user(), hold_with_workshop(cohort)
    passed = sum(pass_on_unanswered(quota, on=on) for quota in hold_quotas(held))
    moved_up = _move_up(held, by=by, on=on)
    returned = return_unused(held, on=on)
    reminded = _remind_once(held, by=by, on=on)
    people = remind_people(held, on=on)
    begins = held.state == CohortState.CONFIRMED and held.starts_on <= on <= held.ends_on
    if begins:
        start_cohort(held, by=by, on=on)
    done = {
        "passed_on": passed, "moved_up": moved_up, "returned": returned, "reminded": reminded,
    }  # fmt: skip
    return {**done, **people, "started": int(begins)}


def _move_up(cohort: Cohort, *, by: User, on: date) -> int:
    """Free seats beside people who wait: of those who could not come the ones who can by now."""
    if cohort.state not in PASSING:
        return 0
    waiting = Quota.objects.filter(
        cohort=cohort, taken__lt=F("seats"), enrolments__state=EnrolmentState.RESERVE
    )
    found = []
    for quota in waiting.distinct().order_by("pk"):
        found += fill_from_reserve(quota, on=on)
    return tell_of_moving_up(found, by=by, on=on)


@transaction.atomic
def remind_missing(cohort: Cohort, *, by: User, on: date) -> int:
    """Tell those who nominate for the areas whose seats are not all taken; tells how many areas."""
    allow(can_keep(by, cohort.workshop))
    return _remind(cohort, by=by, on=on)


def _remind_once(cohort: Cohort, *, by: User, on: date) -> int:
    """Remind of missing names in the days before the last one for them, a missed night included;
    once for that day. The cohort is held: of two runs of one night the second finds it done.
    """
    until = cohort.names_until
    if cohort.state != CohortState.OPEN or until is None or cohort.reminded_of_names == until:
        return 0
    before = timedelta(days=reminders_on(on).days_before_names_end)
    if not on <= until <= on + before:
        return 0
    areas = _remind(cohort, by=by, on=on)
    cohort.reminded_of_names = until
    cohort.save(update_fields=["reminded_of_names"])
    return areas


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
