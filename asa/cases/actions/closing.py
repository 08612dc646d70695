"""Following up, closing, ending otherwise, opening again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.actions.helping import plan_follow_up
from asa.cases.actions.proposing import drop_aid
from asa.cases.actions.referring import revoke_open_referrals
from asa.cases.checks import service_days
from asa.cases.codes import AID_UNDER_WAY, AidState, CaseState, Outcome
from asa.cases.kinds_office import FOLLOW_UP
from asa.cases.models import Case
from asa.cases.queries import cases_for
from asa.cases.rules.office import (
    can_close_case,
    can_end_as_duplicate,
    can_end_case,
    can_find_ineligible,
    can_follow_up,
    can_reopen_case,
)
from asa.cases.telling import tell_office, tell_refusal, tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.households.actions import record_visit
from asa.households.actions.visits import Levels
from asa.households.codes import VisitKind, VisitMethod
from asa.households.models import Visit
from asa.people.models import User
from asa.tasks.actions import cancel_tasks_about, finish_tasks_about

UNPAID = (
    AidState.PROPOSED,
    AidState.APPROVED,
    AidState.AWAITING_BUDGET,
    AidState.TO_BE_PAID,
)


@dataclass(frozen=True)
class FollowUpDetails:
    """What was seen at a follow-up, how the five dimensions stand now, and the next visit."""

    note: str
    levels: Levels
    method: VisitMethod = VisitMethod.VISIT
    photos: Sequence[IO[bytes]] = ()
    next_visit_on: date | None = None


@transaction.atomic
def follow_up_case(case: Case, *, details: FollowUpDetails, by: User, on: date) -> Visit:
    """Visit again after help was given, and look at the five dimensions a second time."""
    allow(can_follow_up(by, case))
    if case.household is None:
        raise ValueError("A case that was sent has a household.")
    if on < (case.helped_on or case.reported_on):
        raise DomainError(_("The day of the follow-up is before the help. Check it."))
    visit = record_visit(
        case.household,
        kind=VisitKind.FOLLOW_UP,
        method=details.method,
        note=details.note,
        levels=details.levels,
        photos=details.photos,
        subject_id=case.pk,
        by=by,
        on=on,
    )
    finish_tasks_about(subject_id=case.pk, kind=FOLLOW_UP, by=by, on=on)
    if case.state != CaseState.FOLLOWING_UP:
        case.move_to(CaseState.FOLLOWING_UP, state_since=on)
    tell_reporter(case, act="case.followed_up")
    if details.next_visit_on is not None:
        plan_follow_up(case, due_on=details.next_visit_on, by=by, on=on)
    _journal("case.followed_up", case, by=by, on=on, to=case.state, visit=str(visit.pk))
    if case.manager is not None and case.manager != by:
        tell_office(case, "case.followed_up", [case.manager])
    return visit


def _journal(verb: str, case: Case, *, by: User, on: date, **data: Any) -> None:
    journal.record(by, verb, case, area=str(case.area_id), on=on, **data)


@transaction.atomic
def close_case(case: Case, *, outcome: Outcome, words: str, by: User, on: date) -> Case:
    """Close a case with its outcome, after a follow-up; what was still planned is cancelled."""
    allow(can_close_case(by, case))
    summary = written(words, _("Write what came of it."))
    if outcome not in Outcome.values:
        raise DomainError(_("Choose how the household stands now."))
    if case.aid_requests.filter(state__in=AID_UNDER_WAY).exists():
        raise DomainError(_("Help in this case is still under way. Close the case after it."))
    case.move_to(CaseState.CLOSED, outcome=outcome, closed_on=on, state_since=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    revoke_open_referrals(case, by=by, on=on)
    told = {"subject": case.subject_id, "text": summary}
    _journal("case.closed", case, by=by, on=on, to=case.state, outcome=str(outcome), **told)
    tell_reporter(case)
    return case


@transaction.atomic
def find_ineligible(case: Case, *, reason: str, by: User, on: date) -> Case:
    """End a case that fits no programme, with the reason that the person may appeal against."""
    allow(can_find_ineligible(by, case))
    drop_aid(case, states=[AidState.PROPOSED], by=by, on=on)
    return _end(case, CaseState.INELIGIBLE, "case.found_ineligible", reason, by=by, on=on)


@transaction.atomic
def withdraw_at_office(case: Case, *, reason: str, by: User, on: date) -> Case:
    """End a case because the person no longer wants help; what is not paid is cancelled."""
    # Finance may be paying at this very moment.
    list(case.aid_requests.select_for_update())
    case.refresh_from_db(fields=["state"])
    allow(can_end_case(by, case))
    drop_aid(case, states=UNPAID, by=by, on=on)
    return _end(case, CaseState.WITHDRAWN, "case.withdrawn", reason, by=by, on=on)


def _end(case: Case, state: CaseState, verb: str, reason: str, *, by: User, on: date) -> Case:
    words = written(reason, _("Write the reason, so that everyone understands it."))
    case.move_to(state, closed_on=on, state_since=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    revoke_open_referrals(case, by=by, on=on)
    _journal(verb, case, by=by, on=on, to=case.state, subject=case.subject_id, text=words)
    if state == CaseState.INELIGIBLE:
        tell_refusal(case, reason=words, on=on)
    else:
        tell_reporter(case)
    return case


@transaction.atomic
def end_as_duplicate(case: Case, *, of: Case, by: User, on: date) -> Case:
    """End a case because another case already has the same need; a person decides, never a rule."""
    allow(can_end_as_duplicate(by, case))
    known = cases_for(by).filter(pk=of.pk, province=case.province, is_protected=False)
    if of.pk == case.pk or not known.exists():
        raise DomainError(_("Choose another case of the same province."))
    if of.state in {CaseState.DRAFT, CaseState.DUPLICATE}:
        raise DomainError(_("Choose the first case of this matter, not a duplicate of it."))
    case.move_to(CaseState.DUPLICATE, duplicate_of=of, closed_on=on, state_since=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    revoke_open_referrals(case, by=by, on=on)
    _journal("case.found_duplicate", case, by=by, on=on, to=case.state, of=str(of.pk))
    tell_reporter(case)
    return case


@transaction.atomic
def reopen_case(case: Case, *, reason: str, by: User, on: date) -> Case:
    """Open an ended case again under its old number; the office has it then."""
    allow(can_reopen_case(by, case))
    words = written(reason, _("Write the reason, so that everyone understands it."))
    changes: dict[str, Any] = {"outcome": "", "closed_on": None, "duplicate_of": None}
    if case.received_on is None:
        days = service_days(case, on)
        changes |= {"received_on": on, "service_days": days, "due_on": on + timedelta(days=days)}
    if case.taken_in_on is None:
        changes |= {"taken_in_by": by, "taken_in_on": on}
    case.move_to(CaseState.FACT_FINDING, state_since=on, **changes)
    told = {"subject": case.subject_id, "text": words}
    _journal("case.reopened", case, by=by, on=on, to=case.state, **told)
    tell_reporter(case)
    if case.manager is not None and case.manager != by:
        tell_office(case, "case.assigned_to_you", [case.manager])
    return case
