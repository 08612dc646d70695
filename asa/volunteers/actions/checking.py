"""From the application to the register: papers checked, trained, registered with a number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.volunteers.actions.steps import NewStep, take_step
from asa.volunteers.actions.work import begin_main_assignment
from asa.volunteers.checks import judge, why_not
from asa.volunteers.codes import TICKED, StepKind, VolunteerState
from asa.volunteers.models import Qualification, Volunteer, VolunteerStep
from asa.volunteers.names import registration_number
from asa.volunteers.numbering import holder_of, proposed_number
from asa.volunteers.queries import number_of, volunteers_for
from asa.volunteers.rules import can_change_volunteer

S = VolunteerState


@transaction.atomic
def verify_volunteer(
    volunteer: Volunteer, *, seen: Collection[str], by: User, on: date, deviation: str = ""
) -> VolunteerStep:
    """Say that the papers of an applicant were checked, and which.

    seen: the codes of the qualifications that the office ticks. deviation: why the office takes
    somebody who does not meet a rule that lets it deviate.
    """
    allow(can_change_volunteer(by, volunteer))
    ticked = Qualification.objects.filter(check_kind__in=TICKED, code__in=seen)
    if set(seen) - set(ticked.values_list("code", flat=True)):
        raise DomainError(_("Choose from what the office checks."))
    deviates = judge(why_not(volunteer, S.VERIFIED, on=on, seen=seen), deviation)
    details = {"seen": sorted(seen)} | ({"deviates": deviates} if deviates else {})
    text = deviation if deviates else ""
    step = NewStep(StepKind.VERIFIED, S.VERIFIED, text=text, details=details)
    return take_step(volunteer, step=step, come_from={S.APPLIED}, by=by, on=on)


@dataclass(frozen=True)
class Training:
    """The basic course of a volunteer: here, or elsewhere with its evidence."""

    course: str
    is_elsewhere: bool = False
    evidence: str = ""


@transaction.atomic
def train_volunteer(
    volunteer: Volunteer, *, training: Training, by: User, on: date
) -> VolunteerStep:
    """Say that an applicant whose papers are good has passed the basic course; `on` is its day."""
    allow(can_change_volunteer(by, volunteer))
    course = written(training.course, _("Write which course it was."))
    if training.is_elsewhere:
        written(training.evidence, _("Write what proves the course that was held elsewhere."))
    details = {"course": course, "elsewhere": training.is_elsewhere}
    step = NewStep(StepKind.TRAINED, S.TRAINED, text=training.evidence, details=details)
    return take_step(volunteer, step=step, come_from={S.VERIFIED}, by=by, on=on)


@dataclass(frozen=True)
class Registration:
    """The number and year (B.E.) of a new volunteer and the order that says so."""

    number: str
    year_be: int
    order_no: str = ""
    deviation: str = ""


@transaction.atomic
def enrol_volunteer(
    volunteer: Volunteer, *, registration: Registration, by: User, on: date
) -> VolunteerStep:
    """Register a trained applicant under a number; the main assignment begins on that day."""
    allow(can_change_volunteer(by, volunteer))
    deviates = judge(why_not(volunteer, S.REGISTERED, on=on), registration.deviation)
    before = number_of(volunteer)
    is_kept = (registration.number, registration.year_be) == tuple(before[:2])
    province = str(before[2]) if is_kept else volunteer.area_id[:2]
    check_number(volunteer, province=province, registration=registration, by=by, on=on)
    details = {"before": before} | ({"deviates": deviates} if deviates else {})
    step = NewStep(
        StepKind.REGISTERED,
        S.REGISTERED,
        order_no=registration.order_no,
        text=registration.deviation if deviates else "",
        details=details,
    )
    try:
        with transaction.atomic():
            taken = take_step(
                volunteer, step=step, come_from={S.TRAINED}, by=by, on=on,
                registration_no=registration.number,
                registration_year_be=registration.year_be,
                registration_province=province,
                registered_on=on,
            )  # fmt: skip
    except IntegrityError as error:
        # Somebody else was given the number between the look and the write.
        volunteer.refresh_from_db()
        raise _is_taken(province, registration, by, on) from error
    begin_main_assignment(volunteer, on=on)
    return taken


@transaction.atomic
def check_number(
    volunteer: Volunteer | None, *, province: str, registration: Registration, by: User, on: date
) -> None:
    """Stop what is no number with its year, and one that somebody else of the province has."""
    said = (registration.number, registration.year_be)
    if not registration.number or registration_number("{}/{}".format(*said)) != said:
        raise DomainError(_("Write number, stroke and year, such as 868600022/2546."))
    check_fits(Volunteer, registration_no=registration.number)
    holder = holder_of(province, registration.number, registration.year_be)
    if holder is not None and (volunteer is None or holder.pk != volunteer.pk):
        raise _is_taken(province, registration, by, on)


def _is_taken(province: str, registration: Registration, by: User, on: date) -> DomainError:
    holder = holder_of(province, registration.number, registration.year_be)
    free = proposed_number(province, year_be=registration.year_be, on=on)
    said = {
        "number": f"{registration.number}/{registration.year_be}",
        "name": _name_for(by, holder),
        "free": f"{free}/{registration.year_be}",
    }
    if not free:
        return DomainError(_("The number %(number)s belongs to %(name)s. Check the order.") % said)
    return DomainError(
        _("The number %(number)s belongs to %(name)s. The next free one is %(free)s.") % said
    )


def _name_for(user: User, holder: Volunteer | None) -> str:
    """Who moved to another province since then is not named to whoever reads nothing there."""
    if holder is None:
        return "–"
    seen = volunteers_for(user).filter(pk=holder.pk).exists()
    return str(holder) if seen else _("a volunteer of another province")
