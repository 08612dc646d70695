from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import citizenid
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.common.thaidate import PartialDate
from asa.people.codes import Sex
from asa.people.models import Person, User
from asa.places.models import Area
from asa.volunteers.actions.checking import Registration, check_number
from asa.volunteers.actions.identity import Identity, check_not_known, check_place, person_of
from asa.volunteers.actions.steps import NewStep, write_step
from asa.volunteers.actions.work import begin_main_assignment
from asa.volunteers.checks import judge, too_young
from asa.volunteers.codes import Responsibility, StepKind, VolunteerKind, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import register_areas
from asa.volunteers.rules import can_register_volunteer


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
    """Key in somebody who was registered before the office worked with these pages.

    Number and day stand on the card; whoever applies today goes the way of an applicant.
    """
    allow(can_register_volunteer(by, area.pk))
    _check(details, area, by, on)
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
    begin_main_assignment(volunteer, on=details.registered_on)
    step = NewStep(
        StepKind.REGISTERED, VolunteerState.REGISTERED, details={"keyed_on": on.isoformat()}
    )
    write_step(volunteer, step=step, before="", by=by, on=details.registered_on)
    return volunteer


def _check(details: NewVolunteer, area: Area, by: User, on: date) -> None:
    check_place(area)
    written(details.family_name, _("Write the family name."))
    check_fits(Volunteer, address=details.address, postcode=details.postcode, note=details.note)
    if details.registered_on > on:
        raise DomainError(_("The day of registration is still to come."))
    born = details.birth.day if details.birth else None
    judge(too_young(born, VolunteerKind.ADULT, on=details.registered_on), "")
    registration = Registration(details.registration_no, details.registration_year_be)
    check_number(None, province=area.pk[:2], registration=registration, by=by, on=on)
    # The card tells the citizen id; who has none applies, with the reason.
    citizenid.parse(details.citizen_id)
    check_not_known(details.citizen_id)


def _person(details: NewVolunteer, by: User) -> Person:
    identity = Identity(
        details.given_name, details.family_name, details.citizen_id, prefix=details.prefix,
        sex=details.sex, birth=details.birth, phone=details.phone,
    )  # fmt: skip
    return person_of(identity, areas=register_areas(by))
