"""A case is handed on to an agency, which answers."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.actions.helping import FOLLOW_UP_AFTER, plan_follow_up
from asa.cases.codes import CaseState, ReferralState
from asa.cases.models import Case, Referral
from asa.cases.rules.office import can_answer_referral, can_refer_case, can_revoke_referral
from asa.cases.telling import tell_office, tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.households.codes import ConsentKind
from asa.notices.actions import tell
from asa.partners.models import Partner
from asa.people.codes import Role
from asa.people.models import Post, User

CONSENT, OVERRIDE = "consent", "override"


@dataclass(frozen=True)
class ReferralDetails:
    """What an agency is asked, and on what ground the data may be passed on."""

    partner: Partner
    request: str
    basis: str = CONSENT
    basis_reason: str = ""


@transaction.atomic
def refer_case(case: Case, *, details: ReferralDetails, by: User, on: date) -> Referral:
    """Hand a case on to an agency of the list, with consent or a named reason without it."""
    allow(can_refer_case(by, case))
    _check_basis(case, details)
    referral = Referral.objects.create(case=case, sent_by=by, sent_on=on, **vars(details))
    case.move_to(CaseState.REFERRED, state_since=on)
    journal.record(
        by,
        "case.referred",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        referral=str(referral.pk),
        partner=details.partner.code,
        basis=details.basis,
    )
    tell(
        _desk_of(details.partner, on),
        kind="referral.arrived",
        area=case.area_id or "TH",
        link=f"/cases/referrals/{referral.pk}/",
    )
    tell_reporter(case)
    return referral


def _check_basis(case: Case, details: ReferralDetails) -> None:
    if details.basis == OVERRIDE:
        if not details.basis_reason:
            raise DomainError(_("Write why the data is passed on without consent."))
        return
    given = case.household and case.household.consents.filter(
        person=case.subject,
        kind__in=[ConsentKind.GIVEN, ConsentKind.GUARDIAN],
        withdrawn_on__isnull=True,
    )
    if not given:
        raise DomainError(
            _(
                "There is no consent of this person. Ask for it, or choose that the data is "
                "passed on without consent and write why."
            )
        )


def _desk_of(partner: Partner, on: date) -> list[User]:
    posts = Post.objects.filter(
        Post.current_on(on), role=Role.PARTNER_DESK, organisation_id=partner.pk
    )
    return [post.user for post in posts.select_related("user")]


@transaction.atomic
def accept_referral(referral: Referral, *, words: str, by: User, on: date) -> Referral:
    """The agency takes the case on."""
    allow(can_answer_referral(by, referral))
    _answer(referral, ReferralState.ACCEPTED, words, by=by, on=on)
    _tell_sender(referral, "referral.accepted")
    return referral


@transaction.atomic
def refuse_referral(referral: Referral, *, reason: str, by: User, on: date) -> Referral:
    """The agency cannot help and says why; the case goes back to the office."""
    allow(can_answer_referral(by, referral))
    _answer(referral, ReferralState.REFUSED, reason, by=by, on=on)
    referral.case.move_to(CaseState.FACT_FINDING, state_since=on)
    _tell_sender(referral, "referral.refused")
    return referral


@transaction.atomic
def finish_referral(referral: Referral, *, words: str, by: User, on: date) -> Referral:
    """The agency has helped; someone of ours will visit to see what came of it."""
    allow(can_answer_referral(by, referral))
    _answer(referral, ReferralState.DONE, words, by=by, on=on)
    case = referral.case
    case.helped_on = on
    case.save(update_fields=["helped_on"])
    plan_follow_up(case, due_on=on + FOLLOW_UP_AFTER, by=referral.sent_by)
    _tell_sender(referral, "referral.done")
    return referral


@transaction.atomic
def revoke_referral(referral: Referral, *, reason: str, by: User, on: date) -> Referral:
    """The office calls back a referral that was not answered; the case is the office's again."""
    allow(can_revoke_referral(by, referral))
    _answer(referral, ReferralState.REVOKED, reason, by=by, on=on)
    referral.case.move_to(CaseState.FACT_FINDING, state_since=on)
    return referral


def _answer(referral: Referral, state: ReferralState, words: str, *, by: User, on: date) -> None:
    changes = {"answer": words, "answered_by": by, "answered_on": referral.answered_on or on}
    if state == ReferralState.DONE:
        changes["done_on"] = on
    referral.move_to(state, **changes)
    case = referral.case
    journal.record(
        by,
        f"referral.{state}",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=words,
        referral=str(referral.pk),
        partner=referral.partner.code,
    )


def _tell_sender(referral: Referral, kind: str) -> None:
    case = referral.case
    who = {referral.sent_by} | ({case.manager} if case.manager else set())
    tell_office(case, kind, sorted(who, key=lambda user: str(user.pk)))
