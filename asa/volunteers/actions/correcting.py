"""What was keyed in wrongly of an applicant is mended, and the journal keeps what stood there."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import citizenid, journal, phones
from asa.common.errors import DomainError, allow
from asa.common.thaidate import PartialDate, partial_date
from asa.people.codes import Sex
from asa.people.merging import areas_of
from asa.people.models import Person, User
from asa.people.names import full_name
from asa.places.models import Area
from asa.places.queries import covers, shown_place
from asa.volunteers.actions.identity import Identity, as_kept, check_not_known, check_place
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import NOT_YET, register_areas
from asa.volunteers.rules import can_correct_applicant

# What is told of an applicant, by the name of the field, as people read it.
Told = dict[str, str]


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
    told = as_kept(told)
    _check(volunteer, person, told, area, by)
    before, place = _as_read(person, volunteer), volunteer.area_id
    is_other_number = told.number != (person.citizen_id or "")
    _write_person(person, told)
    volunteer.person, volunteer.area, volunteer.address = person, area, address
    volunteer.save(update_fields=["area", "address"])
    after = _as_read(person, volunteer)
    changed = [
        name
        for name in after
        # Two numbers may read alike where they are masked.
        if after[name] != before[name] or (name == "number" and is_other_number)
    ]
    text = "; ".join(f"{before[name] or '–'} → {after[name] or '–'}" for name in changed)
    # One line in the journal of each province that the correction touches.
    for code in sorted({place[:2]: place, area.pk[:2]: area.pk}.values()) if changed else ():
        journal.record(
            by, "volunteer.corrected", volunteer, area=code, on=on,
            subject=person.pk, text=text, fields=changed,
        )  # fmt: skip
    return changed


def _check(volunteer: Volunteer, person: Person, told: Identity, area: Area, by: User) -> None:
    if volunteer.state not in NOT_YET:
        raise DomainError(_("Only somebody who is not registered yet is corrected here."))
    check_place(area)
    if told.number != (person.citizen_id or ""):
        check_not_known(told.number)
    elsewhere = areas_of([person.pk]).get(person.pk, set())
    if not all(covers(register_areas(by), code) for code in elsewhere):
        raise DomainError(
            _("This person is on record in another province too. Ask the department to correct it.")
        )


def _write_person(person: Person, told: Identity) -> None:
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


def _as_read(person: Person, volunteer: Volunteer) -> Told:
    """What the journal tells of before and after; a number stands there masked."""
    born = person.birth_on
    return {
        "name": full_name(person.prefix, person.given_name, person.family_name),
        "birth": partial_date(PartialDate(born, person.birth_precision)) if born else "",  # type: ignore[arg-type] # one of the three
        "number": citizenid.masked(person.citizen_id) if person.citizen_id else "",
        "no_id_reason": person.no_id_reason,
        "sex": str(Sex(person.sex).label),
        "nationality": person.nationality,
        "phone": phones.shown(person.phone) if person.phone else "",
        "area": shown_place(volunteer.area_id),
        "address": volunteer.address,
    }
