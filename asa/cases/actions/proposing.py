"""Aid is proposed to the head, with the memo on which it is decided; a proposal may be dropped."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.aid import check_cap, check_death, programme_in_force
from asa.cases.codes import AidState, CaseState, HelpKind
from asa.cases.models import AidProgramme, AidRequest, ApprovalMemo, Case
from asa.cases.rules.office import can_propose_aid
from asa.cases.signing import title_of
from asa.cases.telling import missing_on_team, people_in_charge, tell_office, tell_reporter
from asa.common import journal
from asa.common.bounds import check_is_amount
from asa.common.errors import DomainError, allow, written
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
    """What is proposed: under which programme, for whom, of what value in baht, what for."""

    programme: AidProgramme
    beneficiary: Person
    amount: Decimal
    detail: str
    kind: HelpKind = HelpKind.MONEY


@transaction.atomic
def propose_aid(
    case: Case, *, proposal: Proposal, memo: MemoText, by: User, on: date
) -> AidRequest:
    """Propose aid under one programme, with the memo on which the head will decide."""
    # The head may be sending an earlier proposal back at this very moment.
    Case.objects.select_for_update().get(pk=case.pk)
    case.refresh_from_db(fields=["state"])
    allow(can_propose_aid(by, case))
    if reason := missing_on_team(case, Role.PROVINCE_HEAD, other_than=case.reported_by_id):
        raise DomainError(reason)
    _check(case, proposal, on)
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
    parts = _parts(memo)
    parts["laws"] = memo.laws or proposal.programme.legal_basis or proposal.programme.name_th
    parts["writer_title"] = title_of(by, str(case.area_id), Role.SOCIAL_WORKER)
    ApprovalMemo.objects.create(aid_request=request, written_by=by, written_on=on, **parts)
    if case.state != CaseState.ASSESSED:
        case.move_to(CaseState.ASSESSED, state_since=on)
        tell_reporter(case)
    journal.record(
        by,
        "aid.proposed",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        aid_request=str(request.pk),
        programme=proposal.programme.code,
        amount=str(proposal.amount),
    )
    tell_office(case, "case.awaits_decision", people_in_charge(case, Role.PROVINCE_HEAD))
    return request


def _parts(memo: MemoText) -> dict[str, str]:
    """The memo as it is kept: the head decides on each of its parts, so none may be missing."""
    needed = {
        "background": _("Background"),
        "facts": _("Facts"),
        "consideration": _("Points considered"),
        "proposal": _("Proposal"),
    }
    parts = asdict(memo)
    for name, label in needed.items():
        written(parts[name], _("Please fill in: %(field)s") % {"field": label})
    return parts


def _check(case: Case, proposal: Proposal, on: date) -> None:
    if not case.opinions.exists():
        raise DomainError(_("Write the social worker's opinion first; the head decides on it."))
    written(proposal.detail, _("Write what the help is for."))
    check_is_amount(proposal.amount)
    if proposal.amount <= 0:
        raise DomainError(_("The amount must be more than 0 baht."))
    in_force = programme_in_force(proposal.programme.code, on)
    check_cap(in_force, proposal.amount)
    check_death(in_force, case, on)
    _check_beneficiary(case, proposal.beneficiary)
    waiting = case.aid_requests.filter(
        state=AidState.PROPOSED,
        programme__code=proposal.programme.code,
        beneficiary=proposal.beneficiary,
    )
    if waiting.exists():
        raise DomainError(_("This help waits for the provincial head's consideration already."))


def _check_beneficiary(case: Case, person: Person) -> None:
    household = case.household
    lives_there = household is not None and household.members.filter(
        person=person, left_on__isnull=True
    )
    if person.pk != case.subject_id and not lives_there:
        raise DomainError(_("Aid goes to the person in trouble or to a member of the household."))


@transaction.atomic
def drop_aid(case: Case, *, states: Iterable[AidState], by: User, on: date) -> None:
    """Cancel the aid of a case that ends or goes elsewhere. Called by the actions that do it."""
    for request in case.aid_requests.filter(state__in=list(states)):
        request.move_to(AidState.CANCELLED)
        journal.record(
            by,
            "aid.cancelled",
            case,
            area=str(case.area_id),
            on=on,
            aid_request=str(request.pk),
        )
