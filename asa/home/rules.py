from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds


def has_a_post(user: User) -> bool:
    """Whoever holds a post today has a first page; the others have their own page alone."""
    return holds(user)


def can_audit(user: User) -> bool:
    """The journal and the access log are read by auditors alone, each in the area of the post."""
    return holds(user, Role.AUDITOR)
