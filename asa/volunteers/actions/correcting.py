"""What was keyed in wrongly of an applicant is mended, and the journal keeps what stood there."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.models import Person, User
from asa.places.models import Area
from asa.volunteers.actions.identity import Identity, as_kept, check_not_known, check_place
from asa.volunteers.corrections import as_read, changed_fields, in_words, stands_outside
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import NOT_YET, register_areas
from asa.volunteers.rules import can_correct_applicant


@transaction.atomic
def correct_applicant(
    volunteer: Volunteer, *, told: Identity, area: Area, address: str, by: User, on: date
) -> list[str]:
    """Mend name, birth, number, telephone and place of an applicant; tells which fields changed.

    The same is asked as of whoever applies. The journal keeps what stood there before, sealed.
    """
    allow(can_correct_applicant(by, volunteer, area.pk))
    # Whoever takes a step with the applicant at this moment waits here, or has been before.
    volunteer = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    person = Person.objects.select_for_update().get(pk=volunteer.person_id)
    volunteer.person = person
    told = as_kept(told)
    _check(volunteer, told, area, by)
    before, place = as_read(volunteer), volunteer.area_id
    is_other_number = told.number != (person.citizen_id or "")
    write_identity(person, told=told)
    volunteer.area, volunteer.address = area, address
    volunteer.save(update_fields=["area", "address"])
    after = as_read(volunteer)
    changed = changed_fields(before, after, is_other_number=is_other_number)
    text = in_words(before, after, changed)
    # One line in the journal of each province that the correction touches.
    for code in sorted({place[:2]: place, area.pk[:2]: area.pk}.values()) if changed else ():
        journal.record(
            by, "volunteer.corrected", volunteer, area=code, on=on,
            subject=person.pk, text=text, fields=changed,
        )  # fmt: skip
    return changed


def _check(volunteer: Volunteer, told: Identity, area: Area, by: User) -> None:
    if volunteer.state not in NOT_YET:
        raise DomainError(_("Only somebody who is not registered yet is corrected here."))
    check_place(area)
    if told.number != (volunteer.person.citizen_id or ""):
        check_not_known(told.number)
    if stands_outside(volunteer.person, register_areas(by)):
        raise DomainError(
            _(
                "This person is on record in another province too. Name, birth and number can be"
                " corrected by the department once the volunteer is registered."
            )
        )


@transaction.atomic
def write_identity(person: Person, *, told: Identity) -> Person:
    """Write on a person what `as_kept` made of what was told; the caller tells the journal."""
    birth = told.birth
    person.prefix, person.given_name, person.family_name = (
        told.prefix,
        told.given_name,
        told.family_name,
    )
    person.sex, person.nationality, person.phone = told.sex, told.nationality, told.phone
    person.citizen_id = told.number or None
    person.id_kind = told.id_kind
    person.no_id_reason = told.no_id_reason
    person.birth_on = birth.day if birth else None
    if birth:
        person.birth_precision = birth.precision
    person.save()
    return person
