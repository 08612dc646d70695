"""Who may change the ministry's rules, and who names the people of a province's protection."""

from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope


def can_read_programmes(user: User) -> bool:
    """The aid programmes are no secret: whoever holds a post may read them."""
    return holds(user)


def can_change_programme(user: User) -> bool:
    """A new version of an aid programme is set by the department, for the whole country."""
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)


def can_change_working_rules(user: User) -> bool:
    """The chain of checks, the service times and the list of problems hold for the country."""
    return can_change_programme(user)


def can_name_protection(user: User, province: str) -> bool:
    """The head of a province names who handles protected cases there, and who is on duty."""
    return holds(user, Role.PROVINCE_HEAD, area=province)


def names_protection(user: User) -> bool:
    """Whether the page of protection and duty is one of the user's pages."""
    return holds(user, Role.PROVINCE_HEAD)
