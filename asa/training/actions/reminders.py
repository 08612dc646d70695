"""Participants are reminded of their answer and of the first day; once for each of these days."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q

from asa.common import bulk, journal
from asa.common.bounds import check_number
from asa.common.errors import allow
from asa.common.versions import begin_version
from asa.people.actions import system_user
from asa.people.models import User
from asa.training.codes import MOST_DAYS_BEFORE, PASSING, EnrolmentState
from asa.training.kinds import ANSWER_SOON, BEGINS_SOON
from asa.training.models import Cohort, Enrolment, ReminderRule
from asa.training.queries.reminders import reminders_on
from asa.training.rules import can_change_reminders
from asa.training.telling import tell_people


@dataclass(frozen=True)
class ReminderDays:
    """So many days before each of three days people are reminded of it."""

    days_before_names_end: int
    days_before_answer: int
    days_before_start: int


@transaction.atomic
def change_reminders(*, days: ReminderDays, started_on: date, by: User, on: date) -> ReminderRule:
    """From a day on, people are reminded so many days before."""
    allow(can_change_reminders(by))
    told = asdict(days)
    for n in told.values():
        check_number(n, least=1, most=MOST_DAYS_BEFORE)
    versions = ReminderRule.objects.all()
    _last, new, changed = begin_version(versions, changes=told, started_on=started_on, on=on)
    journal.record(
        by, "reminders.changed", new, area="TH", on=on, fields=changed,
        started_on=started_on.isoformat(),
    )  # fmt: skip
    return new


@transaction.atomic
def remind_people(cohort: Cohort, *, on: date) -> dict[str, int]:
    """Each night, of a cohort that is held by the transaction: remind who has not answered, and
    who comes; tells how many of each. Who was reminded of a day is not reminded of it again.
    """
    if cohort.state not in PASSING:
        return {"answers_reminded": 0, "starts_reminded": 0}
    rule = reminders_on(on)
    answers = _remind_to_answer(cohort, on, on + timedelta(days=rule.days_before_answer))
    is_soon = on < cohort.starts_on <= on + timedelta(days=rule.days_before_start)
    starts = _remind_to_come(cohort) if is_soon else 0
    if answers or starts:
        journal.record(
            system_user(), "cohort.people_reminded", cohort, area=cohort.workshop.owner_id, on=on,
            answers=answers, starts=starts,
        )  # fmt: skip
    return {"answers_reminded": answers, "starts_reminded": starts}


def _remind_to_answer(cohort: Cohort, on: date, until: date) -> int:
    new = Q(reminded_to_answer__isnull=True) | ~Q(reminded_to_answer=F("answer_by"))
    waiting = Enrolment.objects.filter(
        new, cohort=cohort, state=EnrolmentState.NOMINATED, answer_by__range=(on, until)
    )
    found = list(waiting.order_by("pk"))
    for one in found:
        one.reminded_to_answer = one.answer_by
    bulk.update(found, ["reminded_to_answer"])
    tell_people(found, ANSWER_SOON)
    return len(found)


def _remind_to_come(cohort: Cohort) -> int:
    """Place, first hour and what to bring stand in the reminder itself."""
    new = Q(reminded_to_come__isnull=True) | ~Q(reminded_to_come=cohort.starts_on)
    coming = Enrolment.objects.filter(new, cohort=cohort, state=EnrolmentState.CONFIRMED)
    found = list(coming.order_by("pk"))
    if not found:
        return 0
    for one in found:
        one.reminded_to_come = cohort.starts_on
    bulk.update(found, ["reminded_to_come"])
    parts = cohort.sessions.filter(is_cancelled=False).order_by("day", "starts_at", "pk")
    first = parts.first()
    tell_people(
        found, BEGINS_SOON, starts_on=cohort.starts_on.isoformat(), venue=cohort.venue,
        bring=cohort.bring, time=f"{first.starts_at:%H:%M}" if first else "",
    )  # fmt: skip
    return len(found)
