"""Results: decided by the rule of the course, and followed when marks or presence change."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.actions.seats import hold_cohort
from asa.training.codes import CertificateState, Result
from asa.training.models import Certificate, Cohort
from asa.training.queries import Standing, standings_of
from asa.training.queries.programme import sessions_called
from asa.training.queries.results import changes_in
from asa.training.rules import can_decide


@transaction.atomic
def decide_results(cohort: Cohort, *, reason: str = "", by: User, on: date) -> dict[str, int]:
    """Decide who passed, by the rule of the course; tells how many have each result.

    Where a result that was decided becomes another one, such as by a tap that came late, the
    reason is written; a certificate that is not earned any more is taken back.
    """
    allow(can_decide(by, cohort))
    hold_cohort(cohort)
    if on < cohort.ends_on:
        raise DomainError(_("Results are decided on the last day of the cohort or later."))
    if not sessions_called(cohort).exists():
        raise DomainError(_("The programme has no part at which the roll is called."))
    found = standings_of(cohort)
    said = reason.strip()
    if changes_in(found):
        said = written(reason, _("Write why results are decided anew."))
    check_fits(Certificate, reason=said)
    _settle(found, reason=said, by=by, on=on)
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


def _settle(found: Collection[Standing], *, reason: str, by: User, on: date) -> int:
    """Write the results that follow, with the presence by which they do; tells how many changed."""
    changed = [one for one in found if one.has_changed]
    anew = changes_in(changed)
    before = {one.enrolment.pk: one.enrolment.result for one in anew}
    moved = [one for one in found if one.has_changed or one.decided_by != one.share]
    for one in changed:
        one.enrolment.result, one.enrolment.result_on = one.follows, on
    for one in moved:
        one.enrolment.decided_present, one.enrolment.decided_of = one.share.present, one.share.of
    names = ["result", "result_on", "decided_present", "decided_of"]
    bulk.update([one.enrolment for one in moved], names)
    first = [one for one in changed if one.enrolment.pk not in before]
    _note_first(first, by=by, on=on)
    for one in anew:
        _note_anew(one, before[one.enrolment.pk], reason, by=by, on=on)
        if one.certificate is not None and one.loses_certificate:
            take_back(one.certificate, reason=reason, by=by, on=on)
    return len(changed)


def _note_first(found: list[Standing], *, by: User, on: date) -> None:
    rows = [
        (str(one.enrolment.pk), one.enrolment.area_id, {"result": str(one.follows)})
        for one in found
    ]
    if rows:
        journal.record_many(by, "result.decided", "training.enrolment", rows, on=on)


def _note_anew(one: Standing, before: str, reason: str, *, by: User, on: date) -> None:
    enrolment = one.enrolment
    journal.record(
        by, "result.decided", enrolment, area=enrolment.area_id, on=on,
        subject=enrolment.person_id, text=reason, result=str(one.follows), was=str(before),
    )  # fmt: skip


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
