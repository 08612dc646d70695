from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_has_come
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.places.queries import covers
from asa.volunteers.codes import HELD_BY_ONE, CentreLevel, Position, VolunteerState
from asa.volunteers.models import Centre, Office, Volunteer
from asa.volunteers.names import centre_name
from asa.volunteers.queries import area_of_work
from asa.volunteers.rules import can_change_volunteer, can_keep_offices


@transaction.atomic
def hold_office(
    volunteer: Volunteer,
    *,
    level: CentreLevel,
    position: Position,
    by: User,
    on: date,
    term_ends_on: date | None = None,
) -> Office:
    """Give a volunteer an office in the centre of the own tambon, district or province."""
    allow(can_change_volunteer(by, volunteer))
    # The entry is held before the journal, as in every step of a life: a new centre writes there.
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    centre = ensure_centre(level=level, area=area_of_work(volunteer.area_id, level), by=by, on=on)
    return fill_office(
        centre, volunteer=volunteer, position=position, by=by, on=on, term_ends_on=term_ends_on
    )


@transaction.atomic
def fill_office(
    centre: Centre,
    *,
    volunteer: Volunteer,
    position: Position,
    by: User,
    on: date,
    term_ends_on: date | None = None,
) -> Office:
    """Give a volunteer of a centre's area an office in it; some are held by one person alone."""
    allow(can_keep_offices(by, centre, volunteer))
    check_has_come(on)
    # Who is ended at the same moment waits, or is not registered any more.
    held_entry = Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    if held_entry.state != VolunteerState.REGISTERED:
        raise DomainError(_("Only a registered volunteer holds an office."))
    if term_ends_on is not None and term_ends_on <= on:
        raise DomainError(_("The term must end after it begins."))
    if not covers([centre.area_id], held_entry.area_id):
        raise DomainError(
            _("%(name)s works outside the area of this centre.") % {"name": volunteer}
        )
    # The centre's row is the lock: of two who fill the same office the second is told no.
    Centre.objects.select_for_update().get(pk=centre.pk)
    current = centre.offices.filter(ended_on__isnull=True)
    if current.filter(volunteer=volunteer, position=position).exists():
        raise DomainError(_("The volunteer holds this office already."))
    held = current.filter(position=position).select_related("volunteer__person").first()
    if position in HELD_BY_ONE and held:
        raise DomainError(_held_by(position, held.volunteer))
    office = Office.objects.create(
        centre=centre,
        volunteer=volunteer,
        position=position,
        started_on=on,
        term_ends_on=term_ends_on,
        recorded_by=by,
    )
    journal.record(
        by, "office.held", volunteer, area=volunteer.area_id, on=on,
        office=str(office.pk), position=str(position), centre=str(centre.pk),
    )  # fmt: skip
    return office


def _held_by(position: Position, holder: Volunteer) -> str:
    if position == Position.CHAIR:
        return _("%(name)s chairs this centre. End that office first.") % {"name": holder}
    return _("%(name)s holds this office: %(office)s. End that office first.") % {
        "name": holder,
        "office": position.label,
    }


@transaction.atomic
def leave_office(office: Office, *, by: User, on: date) -> Office:
    """End a volunteer's office in a centre."""
    allow(can_keep_offices(by, office.centre, office.volunteer))
    office.refresh_from_db(from_queryset=Office.objects.select_for_update())
    if office.ended_on is not None:
        raise DomainError(_("This office has already ended."))
    check_has_come(on)
    if on < office.started_on:
        raise DomainError(_("An office cannot end before it began. Choose a later day."))
    office.ended_on = on
    office.save(update_fields=["ended_on"])
    journal.record(
        by, "office.left", office.volunteer, area=office.volunteer.area_id, on=on,
        office=str(office.pk), position=office.position, centre=str(office.centre_id),
    )  # fmt: skip
    return office


@transaction.atomic
def ensure_centre(*, level: str, area: str, by: User, on: date) -> Centre:
    """The centre of a tambon, district or province, made known on its first use."""
    centre, new = Centre.objects.get_or_create(
        level=level, area_id=area, defaults={"name_th": centre_name(level, area)}
    )
    if new:
        journal.record(by, "centre.added", centre, area=area, on=on)
    return centre
