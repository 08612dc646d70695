"""Who may send, see, judge and withdraw an application from the public page."""

from asa.applications.codes import OPEN_STATES, ApplicationState
from asa.applications.models import PublicApplication
from asa.applications.queries import public_state
from asa.people.models import User
from asa.places.queries import covers
from asa.volunteers.queries import register_areas
from asa.volunteers.rules import can_take_application


def sees_applications(user: User) -> bool:
    """Applications from the page open to officer and head of a provincial office, and in Bangkok to
    the department.
    """
    return bool(register_areas(user))


def can_send_application(user: User, area: str) -> bool:
    """Anybody may apply by the public page, for which the program's own user writes it down."""
    return user.is_system and can_take_application(user, area)


def can_judge_application(user: User, application: PublicApplication) -> bool:
    """Who keeps the register of a place takes an application in or refuses it, never one's own."""
    if not covers(register_areas(user), application.area_id):
        return False
    own = user.person.citizen_id_index if user.person else None
    return not own or own != application.number_index


def can_remove_application(user: User, application: PublicApplication) -> bool:
    """What nobody can have meant is removed by who judges it, as long as it was not taken in."""
    waits = application.state == ApplicationState.RECEIVED
    return waits and can_judge_application(user, application)


def can_withdraw_application(application: PublicApplication) -> bool:
    """An application is withdrawn by whoever has its code, until it is decided."""
    return public_state(application) in OPEN_STATES
