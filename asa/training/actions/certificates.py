"""Certificates: numbered and written for all who earned one, taken back, written anew."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.errors import DomainError, allow, written
from asa.common.shortcodes import new_code
from asa.common.thaidate import add_months, buddhist_year, fiscal_year
from asa.notices.actions import tell
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.training.actions.results import take_back
from asa.training.actions.seats import hold_cohort
from asa.training.codes import EARNED, CertificateKind, CertificateState, CohortState, Numbering
from asa.training.kinds_certificates import ISSUED, REVOKED
from asa.training.models import Certificate, CertificateCounter, Cohort, Enrolment, Signer
from asa.training.names import course_on_paper, role_on_paper, venue_on_paper
from asa.training.queries import Standing, signer_on, standings_of, valid_certificates_of
from asa.training.rules import can_change_certificate, can_decide
from asa.volunteers.codes import VolunteerState

HELD = (CohortState.RUNNING, CohortState.DONE)


@transaction.atomic
def issue_certificates(cohort: Cohort, *, issued_on: date, by: User, on: date) -> list[Certificate]:
    """Give a numbered certificate to everyone who earned one and has none; never to oneself.

    The numbers follow one another without a gap, by province and name.
    """
    allow(can_decide(by, cohort))
    held = hold_cohort(cohort)
    if held.state not in HELD or issued_on < cohort.ends_on:
        raise DomainError(_("Certificates are given from the last day of the cohort on."))
    if issued_on > on:
        raise DomainError(_("Choose today or an earlier day of issue."))
    found = standings_of(cohort)
    if any(one.has_changed for one in found):
        raise DomainError(_("Marks or presence have changed. Decide the results first."))
    earned = [one for one in found if one.is_due and one.enrolment.person_id != by.person_id]
    papers = _written([one.enrolment for one in _in_order(earned)], cohort, issued_on)
    _note(papers, by=by, on=on)
    return papers


def _in_order(found: list[Standing]) -> list[Standing]:
    """By province; within one as the list of names has them."""
    return sorted(found, key=lambda one: one.enrolment.area_id[:2])


def _signer_of(cohort: Cohort, issued_on: date) -> Signer:
    """Who signs the certificates of a cohort; a DomainError where nobody has said it."""
    signer = signer_on(cohort.workshop.owner_id, issued_on)
    if signer is None:
        raise DomainError(_("Nobody signs certificates of this office on that day. Set it first."))
    return signer


def _written(people: list[Enrolment], cohort: Cohort, issued_on: date) -> list[Certificate]:
    signer = _signer_of(cohort, issued_on)
    owner = cohort.workshop.owner_id
    year = _year_of(signer, issued_on)
    first = _numbers(owner, year, len(people))
    papers = [
        Certificate(
            enrolment=enrolment,
            owner_id=owner,
            number=first + place,
            year_be=year,
            issued_on=issued_on,
            signer=signer,
            **_told(enrolment, cohort, issued_on),
        )
        for place, enrolment in enumerate(people)
    ]
    return bulk.create(Certificate, papers)


def _year_of(signer: Signer, day: date) -> int:
    is_fiscal = signer.numbering == Numbering.FISCAL
    return fiscal_year(day) if is_fiscal else buddhist_year(day)


def _numbers(owner: str, year: int, count: int) -> int:
    """The first of so many numbers that are nobody else's; whoever asks at once waits."""
    CertificateCounter.objects.get_or_create(owner_id=owner, year_be=year)
    counter = CertificateCounter.objects.select_for_update().get(owner_id=owner, year_be=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return first


def _told(enrolment: Enrolment, cohort: Cohort, issued_on: date) -> dict[str, object]:
    """What stands on the paper, as the register and the plan say it today."""
    workshop, course = cohort.workshop, cohort.workshop.course
    is_honour = course.certificate == CertificateKind.HONOUR
    months = course.valid_months
    return {
        "kind": course.certificate,
        "name": enrolment.person.full_name,
        "role": role_on_paper(enrolment.area_id, is_volunteer=_is_volunteer(enrolment)),
        "course": course_on_paper(workshop.name, is_honour=is_honour),
        "course_en": workshop.name_en or course.name_en,
        "cohort_number": cohort.number,
        "fiscal_year_be": workshop.fiscal_year_be,
        "starts_on": cohort.starts_on,
        "ends_on": cohort.ends_on,
        "venue": venue_on_paper(cohort.venue, cohort.place_id),
        "expires_on": add_months(issued_on, months) - timedelta(days=1) if months else None,
        "skill_id": course.skill_id,
        "code": new_code(),
    }


def _is_volunteer(enrolment: Enrolment) -> bool:
    """As the register says it, or the list that told the number of somebody it does not know."""
    volunteer = enrolment.volunteer
    known = volunteer is not None and volunteer.state == VolunteerState.REGISTERED
    return known or bool(enrolment.registration)


def _note(papers: list[Certificate], *, by: User, on: date) -> None:
    if not papers:
        return
    rows = [(str(one.pk), one.owner_id, {"number": one.full_number}) for one in papers]
    journal.record_many(by, "certificate.issued", "training.certificate", rows, on=on)
    people = [one.enrolment.person_id for one in papers]
    holders = User.objects.filter(person__in=people, is_active=True)
    tell(holders, kind=ISSUED, area=WHOLE_COUNTRY, link="/training/mine/")


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, reason: str, by: User, on: date) -> Certificate:
    """Take a certificate back for a reason; its number is not given again."""
    allow(can_change_certificate(by, certificate))
    said = written(reason, _("Write why the certificate is taken back."))
    take_back(certificate, reason=said, by=by, on=on, is_withheld=True)
    holders = User.objects.filter(person=certificate.enrolment.person_id, is_active=True)
    tell(holders, kind=REVOKED, area=WHOLE_COUNTRY, link="/training/mine/", reason=said)
    return certificate


@transaction.atomic
def reissue_certificate(
    certificate: Certificate, *, reason: str, by: User, on: date
) -> Certificate:
    """Write a certificate anew, under a new number, as the register has the name now; the old one
    is worth nothing from then on. It counts no longer than the old one.
    """
    allow(can_change_certificate(by, certificate))
    held = hold_cohort(certificate.enrolment.cohort)
    certificate.refresh_from_db()
    said = written(reason, _("Write why the certificate is written anew."))
    if certificate.enrolment.result not in EARNED:
        raise DomainError(_("This certificate is not earned any more."))
    if certificate.state == CertificateState.VALID:
        take_back(certificate, reason=said, by=by, on=on)
    elif valid_certificates_of(held).filter(enrolment=certificate.enrolment_id).exists():
        raise DomainError(_("There is a valid certificate already. Write that one anew."))
    (new,) = _written([certificate.enrolment], held, on)
    new.replaces, new.expires_on = certificate, certificate.expires_on
    new.save(update_fields=["replaces", "expires_on"])
    _note([new], by=by, on=on)
    return new
