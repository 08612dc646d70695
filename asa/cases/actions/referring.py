"""A case is handed on to an agency, which answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.actions.helping import FOLLOW_UP_AFTER, plan_follow_up
from asa.cases.actions.proposing import drop_aid
from asa.cases.codes import AidState, CaseState, ReferralState
from asa.cases.models import Case, Referral
from asa.cases.queries import has_agreed
from asa.cases.rules.office import can_answer_referral, can_refer_case, can_revoke_referral
from asa.cases.telling import tell_office, tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.notices.actions import tell
from asa.partners.models import Partner
from asa.partners.queries import partners_serving
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
    _check_agency(case, details.partner, on)
    _check_basis(case, details)
    words = written(details.request, _("Write what you ask of the agency."))
    given = vars(details) | {"request": words}
    referral = Referral.objects.create(case=case, sent_by=by, sent_on=on, **given)
    drop_aid(case, states=[AidState.PROPOSED], by=by, on=on)
    case.move_to(CaseState.REFERRED, state_since=on)
    journal.record(
        by,
        "case.referred",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        referral=str(referral.pk),
        partner=details.partner.code,
        basis=details.basis,
    )
    _tell_desk(referral, "referral.arrived", on)
    tell_reporter(case)
    return referral


def _check_agency(case: Case, partner: Partner, on: date) -> None:
    near = Partner.objects.filter(partners_serving(str(case.area_id), on=on), pk=partner.pk)
    if not near.exists():
        raise DomainError(_("This agency does not serve the area of the case. Choose another."))


def _check_basis(case: Case, details: ReferralDetails) -> None:
    if details.basis == OVERRIDE:
        written(details.basis_reason, _("Write why the data is passed on without consent."))
        return
    if details.basis != CONSENT or not has_agreed(case):
        raise DomainError(
            _(
                "There is no consent of this person. Ask for it, or choose that the data is "
                "passed on without consent and write why."
            )
        )


def _tell_desk(referral: Referral, kind: str, on: date) -> None:
    posts = Post.objects.filter(
        Post.current_on(on), role=Role.PARTNER_DESK, organisation_id=referral.partner_id
    )
    tell(
        [post.user for post in posts.select_related("user")],
        kind=kind,
        area=referral.case.province,
        link=f"/cases/referrals/{referral.pk}/",
    )


@transaction.atomic
def accept_referral(referral: Referral, *, words: str, by: User, on: date) -> Referral:
    """The agency takes the case on."""
    allow(can_answer_referral(by, referral))
    _move(referral, ReferralState.ACCEPTED, words, by=by, on=on)
    _journal(referral, words, by=by, on=on)
    tell_reporter(referral.case, act="referral.accepted")
    _tell_sender(referral)
    return referral


@transaction.atomic
def refuse_referral(referral: Referral, *, reason: str, by: User, on: date) -> Referral:
    """The agency cannot help and says why; the case goes back to the office."""
    allow(can_answer_referral(by, referral))
    words = written(reason, _("Write why you cannot help, so that we find another."))
    _move(referral, ReferralState.REFUSED, words, by=by, on=on)
    _back_to_office(referral.case, on)
    _journal(referral, words, by=by, on=on)
    tell_reporter(referral.case, act="referral.refused")
    _tell_sender(referral)
    return referral


@transaction.atomic
def finish_referral(referral: Referral, *, words: str, by: User, on: date) -> Referral:
    """The agency has helped; someone of ours will visit to see what came of it."""
    allow(can_answer_referral(by, referral))
    _move(referral, ReferralState.DONE, words, by=by, on=on)
    case = referral.case
    # What the office has followed up or closed meanwhile stays as it is.
    if case.state == CaseState.REFERRED:
        case.move_to(CaseState.HELPED, state_since=on, helped_on=case.helped_on or on)
        due_on = on + FOLLOW_UP_AFTER
        plan_follow_up(case, due_on=due_on, by=by, on=on, otherwise=referral.sent_by)
        tell_reporter(case)
    else:
        tell_reporter(case, act="referral.done")
    _journal(referral, words, by=by, on=on)
    _tell_sender(referral)
    return referral


@transaction.atomic
def revoke_referral(referral: Referral, *, reason: str, by: User, on: date) -> Referral:
    """The office calls back a referral that was not answered; the case is the office's again."""
    allow(can_revoke_referral(by, referral))
    words = written(reason, _("Write the reason, so that everyone understands it."))
    referral.move_to(ReferralState.REVOKED)
    _back_to_office(referral.case, on)
    _journal(referral, words, by=by, on=on)
    tell_reporter(referral.case, act="referral.revoked")
    _tell_desk(referral, "referral.revoked", on)
    return referral


@transaction.atomic
def revoke_open_referrals(case: Case, *, by: User, on: date) -> None:
    """Call back what agencies still have of a case that ends; their desks are told. Called by the
    actions that end a case.
    """
    for referral in case.referrals.filter(state__in=[ReferralState.SENT, ReferralState.ACCEPTED]):
        referral.move_to(ReferralState.REVOKED)
        _journal(referral, "", by=by, on=on)
        _tell_desk(referral, "referral.revoked", on)


def _back_to_office(case: Case, on: date) -> None:
    """A case that the office has followed up or closed meanwhile stays as it is."""
    if case.state == CaseState.REFERRED:
        case.move_to(CaseState.FACT_FINDING, state_since=on)


def _move(referral: Referral, state: ReferralState, words: str, *, by: User, on: date) -> None:
    answered_on = referral.answered_on or on
    changes: dict[str, Any] = {"answered_by": by, "answered_on": answered_on}
    if words.strip():
        changes["answer"] = words.strip()
    if state == ReferralState.DONE:
        changes["done_on"] = on
    referral.move_to(state, **changes)


def _journal(referral: Referral, words: str, *, by: User, on: date) -> None:
    case = referral.case
    journal.record(
        by,
        f"referral.{referral.state}",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=words.strip(),
        referral=str(referral.pk),
        partner=referral.partner.code,
    )


def _tell_sender(referral: Referral) -> None:
    case = referral.case
    tell_office(case, f"referral.{referral.state}", [referral.sent_by, case.manager])
