"""Reads of transfers between provinces; each starts at `transfers_for`."""

from django.db.models import Q, QuerySet

from asa.common import thaitext
from asa.people.codes import Role
from asa.people.models import Person, User
from asa.people.queries import holders
from asa.places.codes import BANGKOK
from asa.places.queries import within
from asa.volunteers.codes import TransferState, VolunteerState
from asa.volunteers.models import Transfer, Volunteer
from asa.volunteers.queries.life import register_areas
from asa.volunteers.queries.register import REGISTRARS, asked_for, volunteers_matching


def transfers_for(user: User) -> QuerySet[Transfer]:
    """The transfers that someone may know of: those that the office of either side keeps."""
    codes = register_areas(user)
    found = Transfer.objects.filter(within("asking", codes) | within("answering", codes))
    return found.select_related("volunteer__person", "asked_by__person", "answered_by__person")


def transfers_before(user: User) -> QuerySet[Transfer]:
    """The transfers that wait for the answer of the user's office, the oldest first."""
    mine = within("answering", register_areas(user))
    return transfers_for(user).filter(mine, state=TransferState.WAITING).order_by("asked_on", "pk")


def transfers_asked_by(user: User) -> QuerySet[Transfer]:
    """The transfers that the user's office asked for and that wait for the other, oldest first."""
    mine = within("asking", register_areas(user))
    return transfers_for(user).filter(mine, state=TransferState.WAITING).order_by("asked_on", "pk")


def answered_transfers(user: User) -> QuerySet[Transfer]:
    """The transfers of either side that do not wait any more, the latest first."""
    found = transfers_for(user).exclude(state=TransferState.WAITING)
    return found.order_by("-answered_on", "-pk")


def transfers_waiting_in(area: str) -> int:
    """How many transfers wait for the answer of a province's office."""
    waiting = Transfer.objects.filter(answering=area[:2], state=TransferState.WAITING)
    return waiting.count()


def waiting_transfer(volunteer: Volunteer) -> Transfer | None:
    """The transfer of a volunteer that waits, if one does."""
    return volunteer.transfers.filter(state=TransferState.WAITING).first()


def registrars_of(area: str) -> list[User]:
    """Who keeps the register of a place; in Bangkok, which has no provincial office, the
    department.
    """
    roles = (Role.DEPARTMENT_OFFICER,) if area.startswith(BANGKOK) else REGISTRARS
    return list({user.pk: user for role in roles for user in holders(role, area[:2])}.values())


def volunteer_on_paper(*, number: str, given_name: str, family_name: str) -> Volunteer | None:
    """The registered volunteer of the whole country whom papers tell exactly, for whoever holds
    them: by the whole citizen id or number and year of the card, and the whole name beside it.
    """
    named = Person.objects.filter(name_key=thaitext.name_key(given_name, family_name))
    found = Volunteer.objects.filter(
        person__in=named.values("pk"), state=VolunteerState.REGISTERED
    ).select_related("person")
    asked = asked_for(number)
    if asked.citizen_id:
        found = volunteers_matching(found, asked)
    else:
        card, _stroke, year = (part.strip() for part in asked.number.partition("/"))
        of_card = (
            Q(registration_no=card, registration_year_be=int(year)) if year.isdigit() else None
        )
        found = found.filter(of_card) if card and of_card else found.none()
    only = list(found[:2])
    return only[0] if len(only) == 1 else None
