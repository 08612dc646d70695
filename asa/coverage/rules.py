"""Who may read, measure and except where volunteers are."""

from asa.coverage.models import AreaException
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope
from asa.places.queries import covers
from asa.volunteers.queries import LEADS, OFFICES

OFFICE = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
CALLERS = (*LEADS, *OFFICES)


def sees_coverage(user: User) -> bool:
    """Whoever holds a post today reads where volunteers are, as numbers, in the own areas."""
    return holds(user)


def sees_names(user: User, area: str) -> bool:
    """Who works where is read by name by leads and offices of the area."""
    return holds(user, *LEADS, *OFFICES, area=area)


def can_call(user: User, area: str) -> bool:
    """Leads, offices and the department of the area call for more volunteers."""
    return holds(user, *CALLERS, area=area)


def can_set_rule(user: User, area: str) -> bool:
    """The department sets the rules of its provinces or the country, an office of its province."""
    return holds(user, *OFFICE, Role.DEPARTMENT_OFFICER, area=area)


def can_ask_exception(user: User, area: str) -> bool:
    """Leads and the provincial office ask to count a village of their area apart."""
    return holds(user, *LEADS, *OFFICE, area=area)


def can_decide_exception(user: User, exception: AreaException) -> bool:
    """The provincial office decides what somebody else has asked for."""
    return user.pk != exception.asked_by_id and holds(user, *OFFICE, area=exception.area_id)


def can_end_exception(user: User, exception: AreaException) -> bool:
    """The provincial office ends an exception when it is over."""
    return holds(user, *OFFICE, area=exception.area_id)


def can_load_outlines(user: User) -> bool:
    """The outlines of the map are loaded by whoever looks after the machine."""
    return holds(user, Role.ADMIN)


def sees_area(user: User, area: str) -> bool:
    """The numbers of an area are read by whose post covers it; a volunteer's is the tambon."""
    return covers([code[:6] for code in scope(user)], area)
