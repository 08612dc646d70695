"""Certificates as far as somebody may know of them, and who signs them."""

from datetime import date

from django.db.models import Q, QuerySet

from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within
from asa.training.codes import CertificateState
from asa.training.models import Certificate, Signer
from asa.training.queries.workshops import KEEPERS
from asa.volunteers.queries import LEADS, OFFICES


def certificates_for(user: User) -> QuerySet[Certificate]:
    """The certificates that someone may know of. Start reads here.

    Those that the own office gave; those of the people of one's own area for leads and offices;
    one's own.
    """
    seen = within("owner", scope(user, *KEEPERS))
    seen |= within("enrolment__area", scope(user, *LEADS, *OFFICES))
    if user.person_id is not None:
        seen |= Q(enrolment__person=user.person_id)
    found = Certificate.objects.filter(seen)
    return found.select_related("enrolment__person", "signer", "owner", "skill")


def own_certificates(user: User) -> QuerySet[Certificate]:
    """The certificates of the user herself, the newest first."""
    if user.person_id is None:
        return Certificate.objects.none()
    found = certificates_for(user).filter(enrolment__person=user.person_id)
    return found.order_by("-issued_on", "-number")


def public_certificate(code: str) -> Certificate | None:
    """The certificate behind a code; a code that is none asks as well."""
    return Certificate.objects.filter(code=code).first()


def signer_on(owner: str, day: date) -> Signer | None:
    """Who signs the certificates of an owner of workshops on a day."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    found = Signer.objects.filter(still, owner=owner, started_on__lte=day)
    return found.order_by("-started_on").first()


def signers_for(user: User, on: date) -> QuerySet[Signer]:
    """Who signs, and who will, for the offices whose workshops one plans or audits."""
    found = Signer.objects.filter(within("owner", scope(user, *KEEPERS, Role.AUDITOR)))
    return found.exclude(ended_on__lte=on).select_related("owner").order_by("owner", "started_on")


def revoked_numbers(owner: str, year_be: int) -> list[int]:
    """The numbers of the certificates of a year that were taken back."""
    found = Certificate.objects.filter(owner=owner, year_be=year_be, state=CertificateState.REVOKED)
    return list(found.order_by("number").values_list("number", flat=True))
