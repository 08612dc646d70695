"""Following up, closing, ending otherwise, opening again."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.actions.helping import FOLLOW_UP
from asa.cases.codes import CaseState, Outcome
from asa.cases.models import Case
from asa.cases.rules.office import can_close_case, can_end_case, can_follow_up, can_reopen_case
from asa.cases.telling import tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.households.actions import record_visit
from asa.households.actions.visits import Levels
from asa.households.codes import VisitKind, VisitMethod
from asa.households.models import Visit
from asa.people.models import User
from asa.tasks.actions import cancel_tasks_about, finish_tasks_about


@dataclass(frozen=True)
class FollowUpDetails:
    """What was seen at a follow-up, and how the five dimensions stand now."""

    note: str
    levels: Levels
    method: VisitMethod = VisitMethod.VISIT


@transaction.atomic
def follow_up_case(case: Case, *, details: FollowUpDetails, by: User, on: date) -> Visit:
    """Visit again after help was given, and look at the five dimensions a second time."""
    allow(can_follow_up(by, case))
    visit = record_visit(
        case.household,
        kind=VisitKind.FOLLOW_UP,
        method=details.method,
        note=details.note,
        levels=details.levels,
        subject_id=case.pk,
        by=by,
        on=on,
    )
    finish_tasks_about(subject_id=case.pk, kind=FOLLOW_UP, by=by, on=on)
    if case.state != CaseState.FOLLOWING_UP:
        case.move_to(CaseState.FOLLOWING_UP, state_since=on)
    journal.record(
        by,
        "case.followed_up",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        visit=str(visit.pk),
    )
    tell_reporter(case)
    return visit


@transaction.atomic
def close_case(case: Case, *, outcome: Outcome, words: str, by: User, on: date) -> Case:
    """Close a case with its outcome, after a follow-up; what was still planned is cancelled."""
    allow(can_close_case(by, case))
    case.move_to(CaseState.CLOSED, outcome=outcome, closed_on=on, state_since=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    journal.record(
        by,
        "case.closed",
        case,
        area=case.area_id,
        on=on,
        subject=case.subject_id,
        text=words,
        to=case.state,
        outcome=outcome,
    )
    tell_reporter(case)
    return case


@transaction.atomic
def find_ineligible(case: Case, *, reason: str, by: User, on: date) -> Case:
    """End a case that fits no programme, with the reason that the person may appeal against."""
    allow(can_end_case(by, case))
    return _end(case, CaseState.INELIGIBLE, "case.found_ineligible", reason, by=by, on=on)


@transaction.atomic
def withdraw_at_office(case: Case, *, reason: str, by: User, on: date) -> Case:
    """End a case because the person no longer wants help."""
    allow(can_end_case(by, case))
    return _end(case, CaseState.WITHDRAWN, "case.withdrawn", reason, by=by, on=on)


@transaction.atomic
def end_as_duplicate(case: Case, *, of: Case, by: User, on: date) -> Case:
    """End a case because another case already has the same need; a person decides, never a rule."""
    allow(can_end_case(by, case))
    if of.pk == case.pk or of.province != case.province:
        raise DomainError(_("Choose another case of the same province."))
    case.move_to(CaseState.DUPLICATE, duplicate_of=of, closed_on=on, state_since=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    journal.record(
        by, "case.found_duplicate", case, area=case.area_id, on=on, to=case.state, of=str(of.pk)
    )
    tell_reporter(case)
    return case


def _end(case: Case, state: CaseState, verb: str, reason: str, *, by: User, on: date) -> Case:
    case.move_to(state, closed_on=on, state_since=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    journal.record(by, verb, case, area=case.area_id, on=on, subject=case.subject_id, text=reason)
    tell_reporter(case)
    return case


@transaction.atomic
def reopen_case(case: Case, *, reason: str, by: User, on: date) -> Case:
    """Open an ended case again under its old number."""
    allow(can_reopen_case(by, case))
    case.move_to(
        CaseState.FACT_FINDING, outcome="", closed_on=None, duplicate_of=None, state_since=on
    )
    journal.record(
        by,
        "case.reopened",
        case,
        area=case.area_id,
        on=on,
        subject=case.subject_id,
        text=reason,
        to=case.state,
    )
    tell_reporter(case)
    return case
