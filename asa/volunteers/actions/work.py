"""Areas of work beside the main one, and what else a volunteer serves as."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits, check_has_come
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.places.codes import Level
from asa.places.models import Area
from asa.volunteers.codes import OtherRole, VolunteerState
from asa.volunteers.models import Affiliation, Assignment, Volunteer
from asa.volunteers.queries import area_of_work
from asa.volunteers.rules import can_change_volunteer


@transaction.atomic
def begin_main_assignment(volunteer: Volunteer, *, on: date) -> Assignment:
    """Let the area of work begin that follows from where a volunteer lives and from the level.

    Part of a step of which the rule has been asked; one that holds already goes on.
    """
    held = volunteer.assignments.filter(is_main=True, ended_on__isnull=True).first()
    return held or Assignment.objects.create(
        volunteer=volunteer,
        area_id=area_of_work(volunteer.area_id, volunteer.responsibility),
        responsibility=volunteer.responsibility,
        started_on=on,
    )


@transaction.atomic
def give_assignment(volunteer: Volunteer, *, area: Area, by: User, on: date) -> Assignment:
    """Give a volunteer one more area of work in the province, from a village to all of it."""
    allow(can_change_volunteer(by, volunteer))
    check_has_come(on)
    held = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    if held.state != VolunteerState.REGISTERED:
        raise DomainError(_("Only a registered volunteer is given an area of work."))
    if area.level == Level.COUNTRY or area.pk[:2] != held.area_id[:2]:
        raise DomainError(_("Choose a place in the volunteer's own province."))
    if held.assignments.filter(area=area, ended_on__isnull=True).exists():
        raise DomainError(_("The volunteer works there already. Choose another place."))
    if held.registered_on is not None and on < held.registered_on:
        raise DomainError(_("Nobody works before being registered. Choose a later day."))
    given = Assignment.objects.create(
        volunteer=held, area=area, responsibility=area.level, is_main=False, started_on=on
    )
    journal.record(
        by, "assignment.given", volunteer, area=held.area_id, on=on, place=area.pk,
        assignment=str(given.pk),
    )  # fmt: skip
    return given


@transaction.atomic
def end_assignment(assignment: Assignment, *, by: User, on: date) -> Assignment:
    """End an additional area of work; the main one ends with a move or with all work."""
    volunteer = assignment.volunteer
    allow(can_change_volunteer(by, volunteer))
    assignment.refresh_from_db(from_queryset=Assignment.objects.select_for_update())
    if assignment.is_main:
        raise DomainError(_("The main area of work ends by a move to another area."))
    if assignment.ended_on is not None:
        raise DomainError(_("This area of work has already ended."))
    check_has_come(on)
    if on < assignment.started_on:
        raise DomainError(_("It cannot end before it began. Choose a later day."))
    assignment.ended_on = on
    assignment.save(update_fields=["ended_on"])
    journal.record(
        by, "assignment.ended", volunteer, area=volunteer.area_id, on=on,
        place=assignment.area_id, assignment=str(assignment.pk),
    )  # fmt: skip
    return assignment


@transaction.atomic
def add_affiliation(
    volunteer: Volunteer, *, role: OtherRole, by: User, on: date, name: str = "",
    started_on: date | None = None,
) -> Affiliation:  # fmt: skip
    """Write down another volunteer role of the same person."""
    allow(can_change_volunteer(by, volunteer))
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    name = name.strip() if role == OtherRole.OTHER else ""
    if role == OtherRole.OTHER and not name:
        raise DomainError(_("Write which role it is."))
    check_fits(Affiliation, name=name)
    if started_on is not None:
        check_has_come(started_on, on)
    if volunteer.affiliations.filter(role=role, name=name, ended_on__isnull=True).exists():
        raise DomainError(_("This role is written down already."))
    added = Affiliation.objects.create(
        volunteer=volunteer, role=role, name=name, started_on=started_on, recorded_by=by
    )
    journal.record(
        by, "affiliation.added", volunteer, area=volunteer.area_id, on=on, role=str(role)
    )
    return added


@transaction.atomic
def end_affiliation(affiliation: Affiliation, *, by: User, on: date) -> Affiliation:
    """Write down that a volunteer does not serve in another role any more."""
    volunteer = affiliation.volunteer
    allow(can_change_volunteer(by, volunteer))
    affiliation.refresh_from_db(from_queryset=Affiliation.objects.select_for_update())
    if affiliation.ended_on is not None:
        raise DomainError(_("This role has already ended."))
    check_has_come(on)
    if affiliation.started_on is not None and on < affiliation.started_on:
        raise DomainError(_("It cannot end before it began. Choose a later day."))
    affiliation.ended_on = on
    affiliation.save(update_fields=["ended_on"])
    journal.record(
        by, "affiliation.ended", volunteer, area=volunteer.area_id, on=on, role=affiliation.role
    )
    return affiliation
