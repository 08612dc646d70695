"""The committee of a centre: elected whole for a term, filled and left seat by seat."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.centres.kinds import OFFICE
from asa.centres.models import CommitteeTerm
from asa.centres.queries import users_of, years_of_term
from asa.centres.rules import can_elect
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.thaidate import add_years, today
from asa.notices.actions import tell
from asa.people.models import User
from asa.volunteers.actions import fill_office, leave_office
from asa.volunteers.codes import HELD_BY_ONE, Position
from asa.volunteers.models import Centre, Office, Volunteer


@dataclass(frozen=True)
class Seat:
    """A volunteer elected into an office."""

    position: Position
    volunteer: Volunteer


@transaction.atomic
def elect_committee(centre: Centre, *, seats: Sequence[Seat], by: User, on: date) -> CommitteeTerm:
    """Put a whole committee into office for a term; the offices of the one before end that day."""
    allow(can_elect(by, centre))
    _hold_entries(centre, seats)
    Centre.objects.select_for_update().get(pk=centre.pk)
    _check_seats(seats)
    _check_day(centre, on)
    for office in centre.offices.filter(ended_on__isnull=True).select_related("volunteer"):
        leave_office(office, by=by, on=on)
    for seat in seats:
        fill_office(centre, volunteer=seat.volunteer, position=seat.position, by=by, on=on)
    term = CommitteeTerm.objects.create(
        centre=centre, started_on=on, ends_on=_end_of_term(centre, on), recorded_by=by
    )
    journal.record(
        by, "centre.elected", centre, area=str(centre.area_id), on=on,
        term=str(term.pk), seats=len(seats),
    )  # fmt: skip
    _tell_members(centre, [seat.volunteer for seat in seats])
    return term


def _hold_entries(centre: Centre, seats: Sequence[Seat]) -> None:
    """Lock whoever comes and goes before the centre, as in every act on a volunteer: who holds the
    centre and waits for an entry would stop somebody who holds that entry and waits for the centre.
    """
    held = centre.offices.filter(ended_on__isnull=True).values_list("volunteer_id", flat=True)
    keys = {*held, *(seat.volunteer.pk for seat in seats)}
    list(Volunteer.objects.select_for_update().filter(pk__in=keys).order_by("pk").only("pk"))


def _check_seats(seats: Sequence[Seat]) -> None:
    counts = Counter(seat.position for seat in seats)
    if not counts[Position.CHAIR]:
        raise DomainError(_("A committee is elected with its chair. Name one."))
    for position in HELD_BY_ONE:
        if counts[position] > 1:
            raise DomainError(_("One person holds this office: %s") % position.label)
    for volunteer, times in Counter(seat.volunteer for seat in seats).items():
        if times > 1:
            raise DomainError(
                _("%(name)s is named for two offices. Choose one.") % {"name": volunteer}
            )


def _check_day(centre: Centre, on: date) -> None:
    if on > today():
        raise DomainError(_("An election is written down when it has been held."))
    last = centre.terms.order_by("-started_on").first()
    if last is not None and on <= last.started_on:
        raise DomainError(_("The last election was held later. Choose a later day."))
    if centre.offices.filter(ended_on__isnull=True, started_on__gt=on).exists():
        raise DomainError(_("Somebody took an office after this day. Choose a later day."))


def _end_of_term(centre: Centre, on: date) -> date:
    years = years_of_term(centre.level, on)
    if not years:
        raise DomainError(_("No length of term is in force on this day; the department sets it."))
    return add_years(on, years)


@transaction.atomic
def write_term(centre: Centre, *, elected_on: date, by: User, on: date) -> CommitteeTerm:
    """Say when the committee of today was elected, where only a list told who sits on it."""
    allow(can_elect(by, centre))
    Centre.objects.select_for_update().get(pk=centre.pk)
    if centre.terms.exists():
        raise DomainError(_("The term of this committee is written down already."))
    if not centre.offices.filter(ended_on__isnull=True).exists():
        raise DomainError(_("Nobody holds an office in this centre. Elect a committee first."))
    if elected_on > on:
        raise DomainError(_("An election is written down when it has been held."))
    term = CommitteeTerm.objects.create(
        centre=centre,
        started_on=elected_on,
        ends_on=_end_of_term(centre, elected_on),
        recorded_by=by,
    )
    area = str(centre.area_id)
    journal.record(by, "centre.term_written", centre, area=area, on=on, term=str(term.pk))
    return term


@transaction.atomic
def fill_seat(
    centre: Centre, *, volunteer: Volunteer, position: Position, by: User, on: date
) -> Office:
    """Appoint somebody into an office of the committee of today."""
    allow(can_elect(by, centre))
    office = fill_office(centre, volunteer=volunteer, position=position, by=by, on=on)
    _tell_members(centre, [volunteer])
    return office


@transaction.atomic
def end_office(office: Office, *, by: User, on: date) -> Office:
    """End somebody's office before the term does."""
    allow(can_elect(by, office.centre))
    return leave_office(office, by=by, on=on)


def _tell_members(centre: Centre, volunteers: Sequence[Volunteer]) -> None:
    tell(
        users_of(volunteers),
        kind=OFFICE,
        area=str(centre.area_id),
        link=reverse("centres:detail", args=[centre.pk]),
    )
