"""Aid is proposed and decided, within the programme's cap and times of the fiscal year."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.cases.aid import programme_in_force, times_given
from asa.cases.codes import AID_THAT_COUNTS, AidState, CaseState, HelpKind
from asa.cases.models import AidProgramme, AidRequest, ApprovalMemo, Case
from asa.cases.rules.office import can_decide_aid, can_propose_aid
from asa.cases.telling import people_in_charge, tell_office, tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.thaidate import fiscal_year
from asa.households.models import Household
from asa.people.codes import Role
from asa.people.models import Person, User


@dataclass(frozen=True)
class MemoText:
    """The five parts of an approval memo, as officials write it."""

    background: str
    facts: str
    laws: str
    consideration: str
    proposal: str


@dataclass(frozen=True)
class Proposal:
    """What is proposed: under which programme, for whom, how much, what for."""

    programme: AidProgramme
    beneficiary: Person
    amount: Decimal
    detail: str
    kind: HelpKind = HelpKind.MONEY


@dataclass(frozen=True)
class Decision:
    """What the head decides, and what lifts a limit where one is passed."""

    amount: Decimal
    note: str = ""
    over_times_reason: str = ""
    governor_letter_no: str = ""


@transaction.atomic
def propose_aid(
    case: Case, *, proposal: Proposal, memo: MemoText, by: User, on: date
) -> AidRequest:
    """Propose aid under one programme, with the memo on which the head will decide."""
    allow(can_propose_aid(by, case))
    if not case.opinions.exists():
        raise DomainError(_("Write the social worker's opinion first; the head decides on it."))
    _check_beneficiary(case, proposal.beneficiary)
    request = AidRequest.objects.create(
        case=case,
        programme=proposal.programme,
        beneficiary=proposal.beneficiary,
        kind=proposal.kind,
        detail=proposal.detail,
        amount_proposed=proposal.amount,
        proposed_by=by,
        proposed_on=on,
    )
    parts = asdict(memo)
    parts["laws"] = memo.laws or proposal.programme.legal_basis or proposal.programme.name_th
    ApprovalMemo.objects.create(aid_request=request, written_by=by, written_on=on, **parts)
    if case.state != CaseState.ASSESSED:
        case.move_to(CaseState.ASSESSED, state_since=on)
        tell_reporter(case)
    journal.record(
        by,
        "aid.proposed",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        aid_request=str(request.pk),
        programme=proposal.programme.code,
        amount=str(proposal.amount),
    )
    tell_office(case, "case.awaits_decision", people_in_charge(case, Role.PROVINCE_HEAD))
    return request


def _check_beneficiary(case: Case, person: Person) -> None:
    household = case.household
    lives_there = household is not None and household.members.filter(
        person=person, left_on__isnull=True
    )
    if person.pk != case.subject_id and not lives_there:
        raise DomainError(_("Aid goes to the person in trouble or to a member of the household."))


@transaction.atomic
def approve_aid(request: AidRequest, *, decision: Decision, by: User, on: date) -> AidRequest:
    """Approve aid within the limits of the programme in force on the day of the decision."""
    allow(can_decide_aid(by, request))
    case = request.case
    programme = programme_in_force(request.programme.code, on)
    _lock_what_is_counted(request)
    _check_amount(programme, decision)
    _check_times(programme, request, decision, on)
    request.move_to(
        AidState.APPROVED,
        programme=programme,
        amount_approved=decision.amount,
        decided_by=by,
        decided_on=on,
        fiscal_year_be=fiscal_year(on),
        decision_note=decision.note,
        over_times_reason=decision.over_times_reason,
        governor_letter_no=decision.governor_letter_no,
    )
    if case.state == CaseState.ASSESSED:
        case.move_to(CaseState.APPROVED, state_since=on)
    journal.record(
        by,
        "aid.approved",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=decision.over_times_reason,
        aid_request=str(request.pk),
        programme_version=programme.pk,
        amount=str(decision.amount),
        governor_letter_no=decision.governor_letter_no,
    )
    tell_reporter(case)
    tell_office(case, "case.awaits_payment", people_in_charge(case, Role.FINANCE))
    return request


def _lock_what_is_counted(request: AidRequest) -> None:
    """Two decisions about one household or person at once: the second waits and counts anew."""
    Household.objects.select_for_update().get(pk=request.case.household_id)
    Person.objects.select_for_update().get(pk=request.beneficiary_id)


def _check_amount(programme: AidProgramme, decision: Decision) -> None:
    if decision.amount <= 0:
        raise DomainError(_("The amount must be more than 0 baht."))
    if programme.cap is None or decision.amount <= programme.cap:
        return
    cap = f"{programme.cap:,.0f}"
    if not programme.governor_may_exceed:
        raise DomainError(
            _("%(programme)s gives at most %(cap)s baht each time. Lower the amount.")
            % {"programme": programme.name, "cap": cap}
        )
    if not decision.governor_letter_no:
        raise DomainError(
            _(
                "More than %(cap)s baht needs the governor's approval. "
                "Enter the number of the governor's letter, or lower the amount."
            )
            % {"cap": cap}
        )


def _check_times(
    programme: AidProgramme, request: AidRequest, decision: Decision, on: date
) -> None:
    limit = programme.times_per_fiscal_year
    if limit is None or decision.over_times_reason:
        return
    given = times_given(programme, request.beneficiary_id, request.case.household_id, on)
    if given >= limit:
        raise DomainError(
            ngettext(
                "Help under this programme was given %(given)s time this fiscal year, which is "
                "the limit. Write the reason why it is needed once more.",
                "Help under this programme was given %(given)s times this fiscal year, which is "
                "the limit. Write the reason why it is needed once more.",
                given,
            )
            % {"given": given}
        )


@transaction.atomic
def refuse_aid(request: AidRequest, *, reason: str, by: User, on: date) -> AidRequest:
    """Refuse aid with a reason; a case without any other aid is then not eligible."""
    allow(can_decide_aid(by, request))
    case = request.case
    request.move_to(AidState.REFUSED, refusal_reason=reason, decided_by=by, decided_on=on)
    journal.record(
        by,
        "aid.refused",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=reason,
        aid_request=str(request.pk),
    )
    others = case.aid_requests.filter(state__in={AidState.PROPOSED, *AID_THAT_COUNTS})
    if case.state == CaseState.ASSESSED and not others.exists():
        case.move_to(CaseState.INELIGIBLE, state_since=on)
    tell_reporter(case)
    return request


@transaction.atomic
def ask_for_more_facts(request: AidRequest, *, reason: str, by: User, on: date) -> Case:
    """The head sends a proposal back to the social worker, with what is still to be found out."""
    allow(can_decide_aid(by, request))
    case = request.case
    request.move_to(AidState.CANCELLED, refusal_reason=reason, decided_by=by, decided_on=on)
    if case.state == CaseState.ASSESSED:
        case.move_to(CaseState.FACT_FINDING, state_since=on)
    journal.record(
        by,
        "case.more_facts_wanted",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=reason,
    )
    if case.manager is not None:
        tell_office(case, "case.more_facts_wanted", [case.manager])
    return case
