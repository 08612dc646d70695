from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds

EVERYWHERE = (Role.DEPARTMENT_OFFICER, Role.ADMIN)


def can_list_partners(user: User) -> bool:
    """Whoever holds a post may read the list of agencies."""
    return holds(user)


def can_keep_partners(user: User, area: str) -> bool:
    """Agencies are kept by the officer of their province, the department and administrators."""
    return holds(user, Role.PROVINCE_OFFICER, area=area) or holds(user, *EVERYWHERE, area=area)


def can_add_partners(user: User) -> bool:
    """An agency is added by whoever keeps the list of some area."""
    return holds(user, Role.PROVINCE_OFFICER, *EVERYWHERE)
