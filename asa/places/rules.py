from typing import TYPE_CHECKING

from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area

if TYPE_CHECKING:
    from asa.people.models import User

# The roles by their codes: the posts themselves live in a room above this one.
COUNTRY_OFFICERS = ("department_officer", "admin")
VILLAGE_OFFICERS = ("province_officer", "province_head", *COUNTRY_OFFICERS)


def _holds(user: "User", roles: tuple[str, ...], area: str) -> bool:
    return user.is_system or any(
        post.role in roles and post.holds(area) for post in user.current_posts
    )


def can_choose_successors(user: "User") -> bool:
    """Officers of the whole country judge what took the place of abolished areas."""
    return _holds(user, COUNTRY_OFFICERS, WHOLE_COUNTRY)


def can_choose_successor(user: "User", area: Area) -> bool:
    """Department officers and administrators of the area say what took an abolished one's place."""
    return _holds(user, COUNTRY_OFFICERS, area.code)


def can_confirm_villages(user: "User", tambon: Area) -> bool:
    """Officers of the provincial office, the department and administrators confirm the villages."""
    return _holds(user, VILLAGE_OFFICERS, tambon.code)
