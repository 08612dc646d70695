"""Who applies: keyed in from a paper form, or one after another from the list of a sign-up day."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits, check_has_come
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.places.codes import Level
from asa.places.models import Area
from asa.volunteers.actions.identity import Identity, check_not_known, check_place, person_of
from asa.volunteers.actions.steps import NewStep, write_step
from asa.volunteers.codes import (
    Channel,
    OtherRole,
    Responsibility,
    StepKind,
    VolunteerKind,
    VolunteerState,
)
from asa.volunteers.models import Affiliation, SignUpDay, Volunteer
from asa.volunteers.queries import application_areas
from asa.volunteers.rules import can_take_application


@dataclass(frozen=True)
class Application:
    """What a form of application tells of a person, beside who it is."""

    person: Identity
    kind: str = VolunteerKind.ADULT
    responsibility: str = Responsibility.VILLAGE
    address: str = ""
    occupation: str = ""
    education: str = ""
    skills: str = ""
    other_roles: list[str] = field(default_factory=list)
    # How it came, where it was no line of a sign-up day's list.
    channel: str = Channel.PAPER


@transaction.atomic
def take_application(
    application: Application,
    *,
    area: Area,
    by: User,
    on: date,
    sign_up_day: SignUpDay | None = None,
) -> Volunteer:
    """Key in somebody who applies; the papers are checked next by the office.

    on: the day of the application. sign_up_day: the list that the person stood on.
    """
    allow(can_take_application(by, area.pk))
    check_place(area)
    check_has_come(on)
    if sign_up_day is not None and not area.pk.startswith(sign_up_day.area_id):
        raise DomainError(_("This place is not of the area of the sign-up day."))
    if not set(application.other_roles) <= set(OtherRole) - {OtherRole.OTHER}:
        raise DomainError(_("Choose from the roles of the list."))
    check_fits(
        Volunteer,
        address=application.address,
        occupation=application.occupation,
        education=application.education,
        skills=application.skills,
    )
    check_not_known(application.person.number)
    volunteer = Volunteer.objects.create(
        person=person_of(application.person, areas=application_areas(by)),
        area=area,
        state=VolunteerState.APPLIED,
        kind=application.kind,
        responsibility=application.responsibility,
        address=application.address,
        occupation=application.occupation,
        education=application.education,
        skills=application.skills,
    )
    for role in application.other_roles:
        Affiliation.objects.create(volunteer=volunteer, role=OtherRole(role), recorded_by=by)
    channel = Channel.SIGN_UP_DAY if sign_up_day else Channel(application.channel)
    step = NewStep(
        StepKind.APPLIED,
        VolunteerState.APPLIED,
        details={"channel": channel.value},
        sign_up_day=sign_up_day,
    )
    write_step(volunteer, step=step, before="", by=by, on=on)
    return volunteer


@transaction.atomic
def add_sign_up_day(area: Area, *, held_on: date, place: str, by: User, on: date) -> SignUpDay:
    """Begin the list of a sign-up day: when and where people of a tambon or district applied."""
    allow(can_take_application(by, area.pk))
    if area.level not in (Level.TAMBON, Level.DISTRICT):
        raise DomainError(_("Choose the sub-district or the district whose people applied."))
    check_has_come(held_on, on)
    where = written(place, _("Write where people came to apply."))
    check_fits(SignUpDay, place=where)
    day, new = SignUpDay.objects.get_or_create(
        held_on=held_on, area=area, place=where, defaults={"added_by": by}
    )
    if new:
        journal.record(by, "sign_up_day.added", day, area=area.pk, on=on)
    return day
