"""Who may see, make and check cards of volunteers."""

from asa.cards.queries import areas_of_making
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope
from asa.places.queries import covers
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import LEADS, OFFICES


def sees_cards(user: User) -> bool:
    """The list of cards opens to leads, the provincial office and the department."""
    return holds(user, *LEADS, *OFFICES)


def makes_cards(user: User) -> bool:
    """Cards are made by officer and head of a provincial office, in Bangkok by the department."""
    return bool(areas_of_making(user))


def can_make_cards_in(user: User, area: str) -> bool:
    """Cards of an area are made by the provincial office there, in Bangkok by the department."""
    return covers(areas_of_making(user), area)


def can_make_card(user: User, volunteer: Volunteer) -> bool:
    """A card is prepared, printed, handed out and taken back by who makes cards in the volunteer's
    area, never one's own.
    """
    if user.person_id is not None and user.person_id == volunteer.person_id:
        return False
    return can_make_cards_in(user, volunteer.area_id)


def can_report_lost(user: User, volunteer: Volunteer) -> bool:
    """A card is reported lost by the volunteer who held it, or by who makes cards there."""
    own = user.person_id is not None and user.person_id == volunteer.person_id
    return own or can_make_card(user, volunteer)


def can_propose_photo(user: User, volunteer: Volunteer) -> bool:
    """A photo for the own card is sent by the volunteer herself, until her work has ended."""
    own = user.person_id is not None and user.person_id == volunteer.person_id
    return own and volunteer.state != VolunteerState.ENDED


def can_change_issuer(user: User) -> bool:
    """Who issues cards is set by the department, for the whole country."""
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)
