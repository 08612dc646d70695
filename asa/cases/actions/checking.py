"""The leads check a report and pass it on, or say that it is known already."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.actions.chain import advance_case, pass_step
from asa.cases.checks import check_step_of, check_steps
from asa.cases.codes import CaseState, PassReason
from asa.cases.models import Case, CheckStep
from asa.cases.queries import cases_for
from asa.cases.rules.checking import can_check_case, can_mark_duplicate, can_take_over_check
from asa.cases.telling import tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.tasks.actions import cancel_tasks_about


@transaction.atomic
def check_case(case: Case, *, by: User, on: date, note: str = "") -> Case:
    """A lead has checked a report: it goes to the next step, or to the provincial office."""
    allow(can_check_case(by, case))
    step = check_step_of(case)
    journal.record(
        by,
        "case.checked",
        case,
        area=str(case.area_id),
        on=on,
        subject=case.subject_id,
        text=note,
        step=case.state,
    )
    return advance_case(case, after=step.number if step else 0, by=by, on=on)


@transaction.atomic
def take_over_check(case: Case, *, by: User, on: date, note: str = "") -> Case:
    """The provincial officer takes a report that no lead checked in time to the office, or one
    that was sent back to a reporter who does not answer.
    """
    allow(can_take_over_check(by, case))
    was_returned = case.state == CaseState.RETURNED
    taken_from = case.returned_from if was_returned else case.state
    journal.record(
        by,
        "case.taken_back" if was_returned else "case.check_taken_over",
        case,
        area=str(case.area_id),
        on=on,
        subject=case.subject_id,
        text=note,
        step=taken_from,
    )
    for waiting in case.returns.filter(answered_on__isnull=True):
        waiting.answered_on = on
        waiting.save(update_fields=["answered_on"])
    if taken_from == CaseState.FACT_FINDING:
        case.move_to(CaseState.FACT_FINDING, state_since=on, returned_from="")
        return case
    steps = check_steps(on)
    for step in _steps_from(taken_from, steps):
        pass_step(case, step=step, why=PassReason.TAKEN_OVER, by=by, on=on)
    return advance_case(case, after=max((one.number for one in steps), default=0), by=by, on=on)


def _steps_from(state: str, steps: list[CheckStep]) -> list[CheckStep]:
    """The step at which a report waited, and those after it; none where the office had it."""
    first = next((step.number for step in steps if step.state == state), None)
    return [step for step in steps if first is not None and step.number >= first]


@transaction.atomic
def mark_duplicate(case: Case, *, of: Case, by: User, on: date) -> Case:
    """A checker says that the matter is known under an earlier case; the report goes no further."""
    allow(can_mark_duplicate(by, case))
    known = cases_for(by).filter(pk=of.pk, is_protected=False)
    if of.pk == case.pk or not known.exists():
        raise DomainError(_("Choose another case of the same matter that you may see."))
    if of.state in {CaseState.DRAFT, CaseState.DUPLICATE}:
        raise DomainError(_("Choose the first case of this matter, not a duplicate of it."))
    case.move_to(CaseState.DUPLICATE, duplicate_of=of, state_since=on, closed_on=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    journal.record(
        by,
        "case.marked_duplicate",
        case,
        area=str(case.area_id),
        on=on,
        of=str(of.pk),
        to=case.state,
    )
    tell_reporter(case)
    return case
