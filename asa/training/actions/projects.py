"""The workshop as a project: drafted, approved, reported, or called off."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits, check_has_come, check_number
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.places.models import Area
from asa.training.actions.seats import hold_cohort
from asa.training.codes import CohortState, WorkshopState
from asa.training.models import Course, Workshop
from asa.training.rules import can_keep, can_keep_workshops_of

FIRST_YEAR, LAST_YEAR = 2546, 2700


@dataclass(frozen=True)
class Plan:
    """What a project says of itself."""

    name: str
    fiscal_year_be: int
    course: Course
    name_en: str = ""
    objective: str = ""
    indicators: str = ""
    source: str = ""


@transaction.atomic
def plan_workshop(owner: Area, *, plan: Plan, by: User, on: date) -> Workshop:
    """Draft a project of the department or of a province."""
    allow(can_keep_workshops_of(by, owner.pk))
    _check(plan)
    made = Workshop.objects.create(owner=owner, planned_by=by, **_fields(plan))
    _note(made, "workshop.planned", by=by, on=on)
    return made


@transaction.atomic
def change_workshop(workshop: Workshop, *, plan: Plan, by: User, on: date) -> Workshop:
    """Change what a draft says; once approved a project is taken back first."""
    allow(can_keep(by, workshop))
    held = Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
    if held.state != WorkshopState.DRAFTED:
        raise DomainError(_("Only a draft is changed. Take the project back to its draft first."))
    _check(plan)
    told = _fields(plan)
    changed = sorted(name for name, value in told.items() if getattr(held, name) != value)
    for name, value in told.items():
        setattr(held, name, value)
    held.save(update_fields=list(told))
    if {"name", "name_en"} & set(changed):
        _show_new_name(held)
    _note(held, "workshop.changed", by=by, on=on, fields=changed)
    return held


def _show_new_name(workshop: Workshop) -> None:
    """Calendars have the name too."""
    for cohort in workshop.cohorts.order_by("pk"):
        one = hold_cohort(cohort)
        one.sequence, one.changed_at = one.sequence + 1, timezone.now()
        one.save(update_fields=["sequence", "changed_at"])


def _fields(plan: Plan) -> dict[str, object]:
    return {**vars(plan), "name": plan.name.strip()}


def _check(plan: Plan) -> None:
    written(plan.name, _("Write the name of the project."))
    check_number(plan.fiscal_year_be, least=FIRST_YEAR, most=LAST_YEAR)
    texts = ("name", "name_en", "objective", "indicators", "source")
    check_fits(Workshop, **{name: getattr(plan, name) for name in texts})


@transaction.atomic
def approve_workshop(
    workshop: Workshop, *, approval_no: str, approved_on: date, by: User, on: date
) -> Workshop:
    """Write down that a project was approved, by which number and on which day."""
    allow(can_keep(by, workshop))
    number = written(approval_no, _("Write the number of the approval."))
    check_fits(Workshop, approval_no=number)
    check_has_come(approved_on, on)
    workshop.move_to(WorkshopState.APPROVED, approval_no=number, approved_on=approved_on)
    _note(workshop, "workshop.approved", by=by, on=on)
    return workshop


@transaction.atomic
def return_workshop(workshop: Workshop, *, by: User, on: date) -> Workshop:
    """Take an approved project back to its draft, before names are accepted."""
    allow(can_keep(by, workshop))
    workshop.move_to(WorkshopState.DRAFTED, approval_no="", approved_on=None)
    _note(workshop, "workshop.returned", by=by, on=on)
    return workshop


@transaction.atomic
def cancel_workshop(workshop: Workshop, *, reason: str, by: User, on: date) -> Workshop:
    """Call a project off; each of its cohorts has to be called off first."""
    allow(can_keep(by, workshop))
    why = written(reason, _("Write why it is cancelled."))
    check_fits(Workshop, reason=why)
    # Whoever opens a cohort of it holds it too.
    Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
    if workshop.cohorts.exclude(state__in=(CohortState.PLANNED, CohortState.CANCELLED)).exists():
        raise DomainError(_("A cohort of it is open. Cancel that first, so that all are told."))
    workshop.move_to(WorkshopState.CANCELLED, reason=why)
    _note(workshop, "workshop.cancelled", by=by, on=on)
    return workshop


@transaction.atomic
def reopen_report(workshop: Workshop, *, reason: str, by: User, on: date) -> Workshop:
    """Take a reported project back to “held”, so that its report can be corrected."""
    allow(can_keep(by, workshop))
    why = written(reason, _("Write why the report is corrected."))
    check_fits(Workshop, reason=why)
    if workshop.state != WorkshopState.REPORTED:
        raise DomainError(
            _("This workshop is “%(old)s” already.") % {"old": workshop.get_state_display()}
        )
    workshop.move_to(WorkshopState.DONE, reason=why)
    _note(workshop, "workshop.report_reopened", by=by, on=on)
    return workshop


def _note(workshop: Workshop, verb: str, *, by: User, on: date, **data: Any) -> None:
    journal.record(by, verb, workshop, area=workshop.owner_id, on=on, **data)
