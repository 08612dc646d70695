from datetime import date
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal, photos
from asa.common.errors import DomainError, allow
from asa.households.actions.details import ConsentAnswer
from asa.households.codes import ConsentKind, PhotoKind
from asa.households.models import Consent, Household, Photo, PrivacyNotice, Visit
from asa.households.queries import current_members
from asa.households.rules import can_edit_household, can_visit
from asa.people.models import Person, User


@transaction.atomic
def add_photo(
    household: Household,
    *,
    file: IO[bytes],
    kind: PhotoKind,
    by: User,
    on: date,
    subject_id: UUID | None = None,
) -> Photo:
    """Keep a picture for the household's sake, without the place and time a phone writes in."""
    allow(can_visit(by, household))
    photo = keep_photo(household, file=file, kind=kind, by=by, subject_id=subject_id)
    journal.record(
        by, "household.photo_added", household, area=household.area_id, on=on,
        photo=str(photo.pk), kind=str(kind),
    )  # fmt: skip
    return photo


@transaction.atomic
def keep_photo(
    household: Household,
    *,
    file: IO[bytes],
    kind: PhotoKind,
    by: User,
    subject_id: UUID | None = None,
    visit: Visit | None = None,
) -> Photo:
    """Store the file and its record; whoever calls has asked the rule and writes the journal."""
    stored = photos.store(file)
    return Photo.objects.create(
        id=stored.uuid,
        household=household,
        kind=kind,
        width=stored.width,
        height=stored.height,
        taken_by=by,
        subject_id=subject_id,
        visit=visit,
    )


@transaction.atomic
def record_consent(
    household: Household, *, person: Person, answer: ConsentAnswer, by: User, on: date
) -> Consent:
    """Write down that the notice was read out, what the person answered and who heard it."""
    allow(can_edit_household(by, household))
    _check_answer(answer)
    if not current_members(household).filter(person=person).exists():
        raise DomainError(_("The notice is read to someone who lives in this household."))
    consent = Consent.objects.create(
        household=household,
        person=person,
        recorded_by=by,
        recorded_on=on,
        **vars(answer),
    )
    journal.record(
        by, "household.consent_recorded", household, area=household.area_id, on=on,
        subject=person.pk, consent=str(consent.pk), kind=answer.kind,
        version=answer.notice_version,
    )  # fmt: skip
    return consent


def _check_answer(answer: ConsentAnswer) -> None:
    if not PrivacyNotice.objects.filter(pk=answer.notice_version).exists():
        raise DomainError(_("There is no notice of this version. Open the page again."))
    if answer.kind == ConsentKind.GUARDIAN and not answer.guardian_name.strip():
        raise DomainError(_("Write the name of the guardian who answered."))
    if answer.kind == ConsentKind.NOT_POSSIBLE and not answer.reason.strip():
        raise DomainError(_("Say why no answer was possible."))
    given = answer.kind in (ConsentKind.GIVEN, ConsentKind.GUARDIAN)
    if given and not answer.witness_name.strip():
        raise DomainError(_("Write the name of the witness who heard the answer."))


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: User, on: date) -> Consent:
    """Write down that a person took the consent back; what the law asks for goes on."""
    allow(can_edit_household(by, consent.household))
    if consent.withdrawn_on is not None:
        raise DomainError(_("This consent was already taken back."))
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    journal.record(
        by, "household.consent_withdrawn", consent.household, area=consent.household.area_id,
        on=on, subject=consent.person_id, consent=str(consent.pk),
    )  # fmt: skip
    return consent
