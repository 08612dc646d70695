from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import crypto, journal, thaitext
from asa.common.errors import DomainError, allow
from asa.common.thaidate import PartialDate
from asa.people.actions import make_person
from asa.people.codes import Sex
from asa.people.linking import persons_to_link
from asa.people.models import Person, User
from asa.people.rules import scope
from asa.places.codes import Level
from asa.places.models import Area
from asa.volunteers.codes import Responsibility, VolunteerState
from asa.volunteers.models import Assignment, Volunteer
from asa.volunteers.queries import area_of_work
from asa.volunteers.rules import REGISTRARS, can_register_volunteer


@dataclass(frozen=True)
class NewVolunteer:
    """Who is to be registered, as a form tells it: 13 digits, and the number of the card."""

    given_name: str
    family_name: str
    citizen_id: str
    registration_no: str
    registration_year_be: int
    registered_on: date
    prefix: str = ""
    sex: str = Sex.UNKNOWN
    birth: PartialDate | None = None
    phone: str = ""
    address: str = ""
    postcode: str = ""
    responsibility: str = Responsibility.VILLAGE
    note: str = ""


@transaction.atomic
def register_volunteer(details: NewVolunteer, *, area: Area, by: User, on: date) -> Volunteer:
    """Put a new volunteer into the register, with a main assignment from that day."""
    allow(can_register_volunteer(by, area.pk))
    _check(details, area, on)
    volunteer = Volunteer.objects.create(
        person=_person(details, by),
        area=area,
        responsibility=details.responsibility,
        state=VolunteerState.REGISTERED,
        registration_no=details.registration_no,
        registration_year_be=details.registration_year_be,
        registration_province=area.pk[:2],
        registered_on=details.registered_on,
        address=details.address,
        postcode=details.postcode,
        note=details.note,
    )
    Assignment.objects.create(
        volunteer=volunteer,
        area_id=area_of_work(area.pk, details.responsibility),
        responsibility=details.responsibility,
        started_on=details.registered_on,
    )
    journal.record(
        by, "volunteer.registered", volunteer, area=area.pk, on=on, subject=volunteer.person_id
    )
    return volunteer


def _check(details: NewVolunteer, area: Area, on: date) -> None:
    if area.level not in (Level.TAMBON, Level.VILLAGE):
        raise DomainError(_("Choose the sub-district or the village where the volunteer lives."))
    if details.registered_on > on:
        raise DomainError(_("The day of registration is still to come."))
    taken = Volunteer.objects.filter(
        registration_province=area.pk[:2],
        registration_year_be=details.registration_year_be,
        registration_no=details.registration_no,
    )
    if taken.exists():
        raise DomainError(
            _("Another volunteer of this province has this registration number. Check the card.")
        )
    index = crypto.blind_index("citizen_id", details.citizen_id)
    if Volunteer.objects.filter(person__citizen_id_index=index).exists():
        raise DomainError(
            _("This citizen id is in the register already. Look for the entry, or move it here.")
        )


def _person(details: NewVolunteer, by: User) -> Person:
    """The one person of the registrar's area with this number and name, or a new one."""
    key = thaitext.name_key(details.given_name, details.family_name)[:200]
    index = crypto.blind_index("citizen_id", details.citizen_id)
    same = {one.pk: one for one in Person.objects.filter(citizen_id_index=index, name_key=key)}
    known = persons_to_link(scope(by, *REGISTRARS), same.keys())
    if len(known) == 1:
        return same[known.pop()]
    return make_person(
        given_name=details.given_name,
        family_name=details.family_name,
        prefix=details.prefix,
        sex=details.sex,
        citizen_id=details.citizen_id,
        birth=details.birth,
        phone=details.phone,
    )
