from typing import TYPE_CHECKING

from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area, AreaChange
from asa.places.queries import AREA_CHANGE_ROLES

if TYPE_CHECKING:
    from asa.people.models import User

# The roles by their codes: the posts themselves live in a room above this one.
COUNTRY_OFFICERS = ("department_officer", "admin")
VILLAGE_OFFICERS = ("province_officer", "province_head", *COUNTRY_OFFICERS)
# Who lives there knows how a village is called.
VILLAGE_NAMERS = ("tambon_lead", "district_lead", *VILLAGE_OFFICERS)


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


def can_name_villages(user: "User", tambon: Area) -> bool:
    """The names of villages are written by the leads of the sub-district or the district, officers
    of the provincial office, the department and administrators.
    """
    return _holds(user, VILLAGE_NAMERS, tambon.code)


def sees_area_changes(user: "User") -> bool:
    """Officers of the department, and nobody else, see and make changes of areas."""
    return user.is_system or any(post.role in AREA_CHANGE_ROLES for post in user.current_posts)


def can_propose_area_change(user: "User", province: str) -> bool:
    """A change of areas is written down by an officer of the department for that province."""
    return _holds(user, AREA_CHANGE_ROLES, province)


def can_carry_out_area_change(user: "User", change: AreaChange) -> bool:
    """A change of areas is carried out, undone or withdrawn by an officer of the department for
    that province.
    """
    return _holds(user, AREA_CHANGE_ROLES, change.province)
