"""Who may see and do, by post. Every app's rules start from `holds` and `scope`."""

from asa.people.codes import Role
from asa.people.models import User


def holds(user: User, *roles: Role, area: str | None = None) -> bool:
    """Whether the user has a current post of one of the roles, covering the area if one is named.

    The command line's own user holds every role everywhere.
    """
    if user.is_system:
        return True
    posts = [post for post in user.current_posts if not roles or post.role in roles]
    return any(area is None or post.holds(area) for post in posts)


def scope(user: User, *roles: Role) -> list[str]:
    """The area codes that the user's current posts of these roles cover (all roles if none)."""
    if user.is_system:
        return ["TH"]
    posts = [post for post in user.current_posts if not roles or post.role in roles]
    return sorted({code for post in posts for code in post.codes})
