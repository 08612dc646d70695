"""Results: decided by the rule of the course, and followed when marks or presence change."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.training.actions.seats import hold_cohort
from asa.training.codes import EARNED, CertificateState, Result
from asa.training.models import Certificate, Cohort
from asa.training.queries import Standing, standings_of
from asa.training.queries.programme import sessions_called
from asa.training.rules import can_decide


@transaction.atomic
def decide_results(cohort: Cohort, *, by: User, on: date) -> dict[str, int]:
    """Decide who passed, by the rule of the course; tells how many have each result.

    Decided anew after a correction, a certificate that is not earned any more is taken back.
    """
    allow(can_decide(by, cohort))
    hold_cohort(cohort)
    if on < cohort.ends_on:
        raise DomainError(_("Results are decided on the last day of the cohort or later."))
    if not sessions_called(cohort).exists():
        raise DomainError(_("The programme has no part at which the roll is called."))
    found = standings_of(cohort)
    _settle(found, reason=_("The result was decided anew."), by=by, on=on)
    counts = dict.fromkeys(Result.values, 0)
    for one in found:
        counts[one.follows] += 1
    return counts


@transaction.atomic
def follow_correction(
    cohort: Cohort, *, enrolments: Collection[UUID], reason: str, by: User, on: date
) -> int:
    """Let the results of some participants, where they were decided, follow what was corrected:
    marks or presence; tells how many changed. Called by the action that corrects, in its
    transaction, after its own rule.
    """
    if not enrolments or not _any_decided(cohort, enrolments):
        return 0
    touched = [
        one
        for one in standings_of(cohort)
        if one.enrolment.pk in enrolments and one.enrolment.result != Result.NONE
    ]
    return _settle(touched, reason=reason or _("Marks were corrected."), by=by, on=on)


def _any_decided(cohort: Cohort, enrolments: Collection[UUID]) -> bool:
    decided = cohort.enrolments.filter(pk__in=enrolments).exclude(result=Result.NONE)
    return decided.exists()


def _settle(found: Iterable[Standing], *, reason: str, by: User, on: date) -> int:
    changed = [one for one in found if one.has_changed]
    for one in changed:
        enrolment = one.enrolment
        enrolment.result, enrolment.result_on = one.follows, on
    bulk.update([one.enrolment for one in changed], ["result", "result_on"])
    rows = [
        (str(one.enrolment.pk), one.enrolment.area_id, {"result": str(one.follows)})
        for one in changed
    ]
    if rows:
        journal.record_many(by, "result.decided", "training.enrolment", rows, on=on)
    for one in changed:
        if one.certificate is not None and one.follows not in EARNED:
            take_back(one.certificate, reason=reason, by=by, on=on)
    return len(changed)


@transaction.atomic
def take_back(
    certificate: Certificate, *, reason: str, by: User, on: date, is_withheld: bool = False
) -> Certificate:
    """Make a certificate worth nothing, and the skill with it; the caller has asked the rule."""
    certificate.move_to(
        CertificateState.REVOKED, revoked_on=on, reason=reason, is_withheld=is_withheld
    )
    enrolment = certificate.enrolment
    journal.record(
        by, "certificate.revoked", certificate, area=certificate.owner_id, on=on,
        subject=enrolment.person_id, text=reason, number=certificate.full_number,
    )  # fmt: skip
    return certificate
