"""Who may do what with the register of volunteers."""

from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds

REGISTRARS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER)


def can_import_volunteers(user: User, area: str) -> bool:
    """Lists of volunteers are brought in by the provincial office or the department."""
    return holds(user, *REGISTRARS, area=area)
