"""The committee that a row names: elected on its day, or filled seat by seat."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from asa.centres.actions import Seat, elect_committee, fill_seat, write_term
from asa.centres.importers.faults import another_holds
from asa.common.errors import DomainError
from asa.people.models import User
from asa.volunteers.codes import Position
from asa.volunteers.importers.whom import Fault
from asa.volunteers.models import Centre, Office, Volunteer


class Elected(NamedTuple):
    """Whom the column of an office names."""

    position: str
    volunteer: Volunteer


def holders_by_name(centre: Centre) -> dict[tuple[str, str], Volunteer]:
    """Who holds which office by now: (office, key of the name) → volunteer. A list that names the
    holder again needs not say who of several of that name is meant.
    """
    current = centre.offices.filter(ended_on__isnull=True).select_related("volunteer__person")
    return {
        (office.position, office.volunteer.person.name_key): office.volunteer for office in current
    }


def record_committee(
    centre: Centre, *, elected: Sequence[Elected], elected_on: date | None, by: User, on: date
) -> dict[str, Any]:
    """Record what the centre does not have yet, and tell what was done; {} where it has all.

    A day of election that is not known begins a term with the whole committee; without one, or on
    the day of the last election, only empty seats are filled.
    """
    current = {
        (office.position, office.volunteer_id): office
        for office in centre.offices.filter(ended_on__isnull=True)
    }
    missing = [one for one in elected if (one.position, one.volunteer.pk) not in current]
    is_known = elected_on is None or centre.terms.filter(started_on__gte=elected_on).exists()
    if is_known:
        return _fill(centre, missing, by=by, on=on) if missing else {}
    assert elected_on is not None  # noqa: S101 - tells the type
    if not missing and len(current) == len(elected) and not centre.terms.exists():
        term = write_term(centre, elected_on=elected_on, by=by, on=on)
        return {"term": term.pk.hex}
    seats = [Seat(Position(one.position), one.volunteer) for one in elected]
    try:
        term = elect_committee(centre, seats=seats, by=by, on=elected_on)
    except DomainError as error:
        raise Fault("elected_on", another_holds(error)) from error
    begun = centre.offices.filter(started_on=elected_on, ended_on__isnull=True)
    return {
        "term": term.pk.hex,
        "offices": [key.hex for key in begun.values_list("pk", flat=True)],
        "ended": [office.pk.hex for office in current.values()],
    }


def _fill(centre: Centre, missing: Sequence[Elected], *, by: User, on: date) -> dict[str, Any]:
    begun: list[Office] = []
    for one in missing:
        position = Position(one.position)
        try:
            begun.append(
                fill_seat(centre, volunteer=one.volunteer, position=position, by=by, on=on)
            )
        except DomainError as error:
            raise Fault(one.position, another_holds(error)) from error
    return {"offices": [office.pk.hex for office in begun]}
