"""What stands wrongly of somebody who is or was registered is mended; the place is a move's."""

import re
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import Person, User
from asa.people.rules import scope
from asa.volunteers.actions.correcting import write_identity
from asa.volunteers.actions.identity import Identity, as_kept, check_not_known
from asa.volunteers.corrections import (
    WITH_REASON,
    Contact,
    Told,
    as_read,
    changed_fields,
    fingerprint,
    in_words,
    stands_outside,
)
from asa.volunteers.kinds import MENDED
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import NOT_YET, register_areas
from asa.volunteers.rules import can_mend_contact, can_mend_volunteer

_POSTCODE = re.compile(r"[1-9]\d{4}", re.ASCII)


class LacksReasonError(DomainError):
    """Something changes that may not change without a reason."""


@transaction.atomic
def mend_volunteer(  # noqa: PLR0913 - who, where reached, why, by whom, when, and seen as what
    volunteer: Volunteer, *, told: Identity, english: tuple[str, str] = ("", ""),
    contact: Contact, reason: str, by: User, on: date, seen: str = "",
) -> list[str]:  # fmt: skip
    """Mend name, birth, number and contact of somebody in the register; tells which fields changed.

    told: its telephone is not read, that of `contact` is. english: given and family name.
    reason: asked where name, birth or number change. seen: the fingerprint of what whoever mends
    has looked at; a DomainError where the entry says something else by now.
    """
    allow(can_mend_volunteer(by, volunteer))
    volunteer = _held(volunteer, seen)
    told = replace(as_kept(told), phone=contact.phone)
    person, before = volunteer.person, as_read(volunteer)
    is_other_number = told.number != (person.citizen_id or "")
    if is_other_number:
        check_not_known(told.number)
    if stands_outside(person, [*register_areas(by), *scope(by, Role.DEPARTMENT_OFFICER)]):
        raise DomainError(
            _("This person is on record in another province too. Ask the department to correct it.")
        )
    person.given_name_en, person.family_name_en = english
    write_identity(person, told=told)
    _write_contact(volunteer, contact)
    changed = changed_fields(before, as_read(volunteer), is_other_number=is_other_number)
    if set(changed) & set(WITH_REASON):
        _check_reason(reason)
    return _kept(volunteer, before, changed, "volunteer.mended", by=by, on=on, reason=reason)


@transaction.atomic
def mend_contact(
    volunteer: Volunteer, *, contact: Contact, by: User, on: date, seen: str = ""
) -> list[str]:
    """Mend telephone and address of somebody in the register; tells which fields changed.

    seen: as in `mend_volunteer`.
    """
    allow(can_mend_contact(by, volunteer))
    volunteer = _held(volunteer, seen)
    before = as_read(volunteer)
    _write_contact(volunteer, contact)
    changed = changed_fields(before, as_read(volunteer))
    return _kept(volunteer, before, changed, "volunteer.contact_mended", by=by, on=on)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise LacksReasonError(_("Write why name, birth or number is another one."))


def _held(volunteer: Volunteer, seen: str) -> Volunteer:
    """The entry as it stands, for us alone; whoever mends it at this moment waits, or was first."""
    held = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    held.person = Person.objects.select_for_update().get(pk=held.person_id)
    if held.state in NOT_YET:
        raise DomainError(_("Who is not registered yet is corrected as an applicant."))
    if seen and seen != fingerprint(held):
        raise DomainError(
            _("Somebody else has changed this entry in the meantime. Open the page again.")
        )
    return held


def _write_contact(volunteer: Volunteer, contact: Contact) -> None:
    if contact.postcode and not _POSTCODE.fullmatch(contact.postcode):
        raise DomainError(_("A postcode has five digits."))
    person = volunteer.person
    person.phone, person.other_phone = contact.phone, contact.other_phone
    person.save(update_fields=["phone", "other_phone"])
    volunteer.address, volunteer.postcode = contact.address, contact.postcode
    volunteer.save(update_fields=["address", "postcode"])


def _kept(  # noqa: PLR0913 - what a line of the journal says
    volunteer: Volunteer, before: Told, changed: list[str], verb: str, *, by: User, on: date,
    reason: str = "",
) -> list[str]:  # fmt: skip
    """Write the journal, and tell the volunteer what somebody else changed of her."""
    if not changed:
        return changed
    said = in_words(before, as_read(volunteer), changed)
    journal.record(
        by, verb, volunteer, area=volunteer.area_id, on=on, subject=volunteer.person_id,
        text=f"{said} ({reason.strip()})" if reason.strip() else said, fields=changed,
    )  # fmt: skip
    users = User.objects.filter(person=volunteer.person_id, is_active=True).exclude(pk=by.pk)
    link = reverse("volunteers:detail", args=[volunteer.pk])
    tell(users, kind=MENDED, area=volunteer.area_id, link=link, fields=changed)
    return changed
