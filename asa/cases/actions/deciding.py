"""The head decides on proposed aid, within the programme's cap and times of the fiscal year."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.cases.aid import check_cap, programme_in_force, times_given
from asa.cases.codes import AID_UNDER_WAY, AidState, CaseState
from asa.cases.models import AidProgramme, AidRequest, Case
from asa.cases.rules.office import can_decide_aid
from asa.cases.signing import Capacity, signed_as
from asa.cases.telling import (
    missing_on_team,
    people_in_charge,
    tell_office,
    tell_refusal,
    tell_reporter,
)
from asa.common import journal
from asa.common.bounds import check_is_amount
from asa.common.errors import DomainError, allow, written
from asa.common.thaidate import fiscal_year
from asa.households.models import Household
from asa.people.codes import Role
from asa.people.models import Person, User
from asa.tasks.actions import cancel_tasks_about

# Signed by who holds the post.
HEAD = Capacity()


@dataclass(frozen=True)
class Decision:
    """What the head decides, and what lifts a limit where one is passed."""

    amount: Decimal
    note: str = ""
    over_times_reason: str = ""
    governor_letter_no: str = ""
    capacity: Capacity = HEAD


@transaction.atomic
def approve_aid(request: AidRequest, *, decision: Decision, by: User, on: date) -> AidRequest:
    """Approve aid within the limits of the programme in force on the day of the decision."""
    allow(can_decide_aid(by, request))
    if reason := missing_on_team(request.case, Role.FINANCE, other_than=request.proposed_by_id):
        raise DomainError(reason)
    case = _lock_what_is_counted(request)
    programme = programme_in_force(request.programme.code, on)
    over_cap = _check_amount(programme, decision)
    over_times = _check_times(programme, request, decision, on)
    reason = decision.over_times_reason.strip() if over_times else ""
    letter = decision.governor_letter_no.strip() if over_cap else ""
    request.move_to(
        AidState.APPROVED,
        programme=programme,
        amount_approved=decision.amount,
        decided_by=by,
        decided_on=on,
        decided_as=_signature(request, decision.capacity),
        fiscal_year_be=fiscal_year(on),
        decision_note=decision.note.strip(),
        over_times_reason=reason,
        governor_letter_no=letter,
    )
    if case.state in {CaseState.ASSESSED, CaseState.HELPED, CaseState.FOLLOWING_UP}:
        case.move_to(CaseState.APPROVED, state_since=on)
    journal.record(
        by,
        "aid.approved",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=reason,
        aid_request=str(request.pk),
        programme_version=programme.pk,
        amount=str(decision.amount),
        over_times=over_times,
        governor_letter_no=letter,
    )
    tell_reporter(case, act="aid.approved")
    finance = people_in_charge(case, Role.FINANCE)
    tell_office(case, "case.awaits_payment", finance, link="/cases/payments/")
    return request


def _signature(request: AidRequest, capacity: Capacity) -> str:
    if capacity.acting:
        written(capacity.own_title, _("Write your own position; it stands above the head's."))
    return signed_as(capacity, request.case.province)


def _lock_what_is_counted(request: AidRequest) -> Case:
    """Two decisions about one household or person at once: the second waits and counts anew."""
    Household.objects.select_for_update().get(cases=request.case)
    person = request.beneficiary
    people = Person.objects.filter(pk=person.pk)
    if person.citizen_id_index:
        people = people | Person.objects.filter(citizen_id_index=person.citizen_id_index)
    list(people.order_by("pk").select_for_update())
    request.case.refresh_from_db(fields=["state"])
    return request.case


def _check_amount(programme: AidProgramme, decision: Decision) -> bool:
    """Whether the cap is passed; DomainError where nothing lifts it."""
    check_is_amount(decision.amount)
    if decision.amount <= 0:
        raise DomainError(_("The amount must be more than 0 baht."))
    if programme.cap is None or decision.amount <= programme.cap:
        return False
    check_cap(programme, decision.amount)
    if not decision.governor_letter_no.strip():
        raise DomainError(
            _(
                "More than %(cap)s baht needs the governor's approval. "
                "Enter the number of the governor's letter, or lower the amount."
            )
            % {"cap": f"{programme.cap:,.0f}"}
        )
    return True


def _check_times(
    programme: AidProgramme, request: AidRequest, decision: Decision, on: date
) -> bool:
    """Whether the times of the fiscal year are passed; DomainError without the head's reason."""
    limit = programme.times_per_fiscal_year
    if limit is None:
        return False
    given = times_given(programme, request, on)
    if given < limit:
        return False
    if not decision.over_times_reason.strip():
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
    return True


@transaction.atomic
def refuse_aid(
    request: AidRequest, *, reason: str, by: User, on: date, capacity: Capacity = HEAD
) -> AidRequest:
    """Refuse aid with a reason; a case without any other aid is then not eligible."""
    allow(can_decide_aid(by, request))
    words = written(reason, _("Write the reason, so that everyone understands it."))
    case = request.case
    request.move_to(
        AidState.REFUSED,
        refusal_reason=words,
        decided_by=by,
        decided_on=on,
        decided_as=_signature(request, capacity),
    )
    if case.state == CaseState.ASSESSED:
        _leave_consideration(case, by=by, on=on)
    _journal_reason(request, "aid.refused", words, by=by, on=on)
    if case.state == CaseState.INELIGIBLE:
        tell_refusal(case, reason=words, on=on)
    else:
        tell_reporter(case, act="aid.refused")
    if case.manager is not None:
        tell_office(case, "case.aid_refused", [case.manager])
    return request


def _leave_consideration(case: Case, *, by: User, on: date) -> None:
    """Nothing more to be decided: back to helped if help was given, else not eligible."""
    if case.aid_requests.filter(state__in=AID_UNDER_WAY).exists():
        return
    if case.aid_requests.filter(state=AidState.DELIVERED).exists():
        case.move_to(CaseState.HELPED, state_since=on)
        return
    case.move_to(CaseState.INELIGIBLE, state_since=on, closed_on=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)


@transaction.atomic
def ask_for_more_facts(request: AidRequest, *, reason: str, by: User, on: date) -> Case:
    """The head sends a proposal back to the social worker, with what is still to be found out."""
    allow(can_decide_aid(by, request))
    words = written(reason, _("Write what is still to be found out."))
    case = request.case
    request.move_to(AidState.CANCELLED, refusal_reason=words, decided_by=by, decided_on=on)
    if case.state == CaseState.ASSESSED:
        case.move_to(CaseState.FACT_FINDING, state_since=on)
        tell_reporter(case)
    _journal_reason(request, "case.more_facts_wanted", words, by=by, on=on)
    tell_office(case, "case.more_facts_wanted", [request.proposed_by, case.manager])
    return case


def _journal_reason(request: AidRequest, verb: str, words: str, *, by: User, on: date) -> None:
    case = request.case
    journal.record(
        by,
        verb,
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=words,
        aid_request=str(request.pk),
    )
