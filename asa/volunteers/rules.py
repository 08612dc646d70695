"""Who may do what with the register of volunteers."""

from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds

REGISTRARS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER)


def can_import_volunteers(user: User, area: str) -> bool:
    """A list of volunteers is brought in by officers and heads of the province, or the department."""
    return holds(user, *REGISTRARS, area=area)
