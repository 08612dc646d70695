"""Who may see and do, by post. Every app's rules start from `holds` and `scope`."""

from datetime import date

from asa.people.codes import (
    DAYS_TO_UNDO,
    GIVEN_BY_PROVINCE_HEAD,
    GIVEN_BY_PROVINCE_OFFICER,
    SECOND_FACTOR_ROLES,
    USER_LIST_ROLES,
    Role,
)
from asa.people.models import Merge, PossibleDuplicate, Post, User
from asa.people.queries.duplicates import JUDGES, duplicate_for


def holds(user: User, *roles: Role, area: str | None = None) -> bool:
    """Whether the user has a current post of one of the roles, covering the area if one is named;
    the command line's own user holds every role everywhere.
    """
    if user.is_system:
        return True
    posts = [post for post in user.current_posts if not roles or post.role in roles]
    return any(area is None or post.holds(area) for post in posts)


def scope(user: User, *roles: Role) -> list[str]:
    """The area codes that the user's current posts of these roles cover (all roles if none)."""
    return user.areas_of(*roles)


def can_list_users(user: User) -> bool:
    """Officers and heads of provincial offices, department officers, auditors and administrators
    see the users of their area.
    """
    return holds(user, *USER_LIST_ROLES)


def can_add_users(user: User) -> bool:
    """Who may give any post at all may add the user who is to hold it."""
    return holds(user, Role.ADMIN, Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER)


def can_give_post(user: User, role: str, area: str) -> bool:
    """Administrators give every post; the head of a province those of the provincial office and of
    volunteers and leads; its officers those of volunteers and leads, each within the province.
    """
    return (
        holds(user, Role.ADMIN)
        or (role in GIVEN_BY_PROVINCE_HEAD and holds(user, Role.PROVINCE_HEAD, area=area))
        or (role in GIVEN_BY_PROVINCE_OFFICER and holds(user, Role.PROVINCE_OFFICER, area=area))
    )


def can_give_post_to(user: User, other: User, role: str, area: str) -> bool:
    """Nobody gives a post to oneself; otherwise as for the post."""
    return user != other and not other.is_system and can_give_post(user, role, area)


def can_end_post(user: User, post: Post) -> bool:
    """Who may give a post may end it, but not one's own."""
    return can_give_post_to(user, post.user, post.role, post.area_id)


def can_look_after_user(user: User, other: User) -> bool:
    """Codes, telephone number and sign-ins of a user are in the hands of those who may give every
    one of the user's current posts, never in one's own.
    """
    if user == other or other.is_system:
        return False
    if user.is_system or holds(user, Role.ADMIN):
        return True
    posts = other.current_posts
    if not posts:
        return can_add_users(user) and _gave_the_last_post(user, other)
    return all(can_give_post(user, post.role, post.area_id) for post in posts)


def _gave_the_last_post(user: User, other: User) -> bool:
    """Someone without a current post stays with those who could have given the latest one."""
    last = other.posts.order_by("-started_on", "-pk").first()
    if last is None:
        return other.added_by_id == user.pk
    return can_give_post(user, last.role, last.area_id)


def can_remove_second_factor(user: User, other: User) -> bool:
    """Administrators take a lost second factor away, never their own."""
    return user != other and holds(user, Role.ADMIN)


def can_show_citizen_id(user: User, area: str) -> bool:
    """Those who work on cases at the provincial office see a full citizen id of their area."""
    return holds(
        user,
        Role.SOCIAL_WORKER,
        Role.PROVINCE_OFFICER,
        Role.PROVINCE_HEAD,
        Role.FINANCE,
        area=area,
    )


def judges_duplicates(user: User) -> bool:
    """Whether two people on record are one is judged by the provincial office or the department."""
    return holds(user, *JUDGES)


def can_judge_duplicate(user: User, pair: PossibleDuplicate) -> bool:
    """A pair is judged by the office of the province where both stand, across provinces by the
    department, and never by one of the two.
    """
    return judges_duplicates(user) and duplicate_for(user, pair.pk) is not None


def can_undo_merge(user: User, merge: Merge, on: date) -> bool:
    """A merge is undone within thirty days by whoever may judge the pair, afterwards by the
    department alone.
    """
    if not can_judge_duplicate(user, merge.pair):
        return False
    in_time = (on - merge.merged_on).days <= DAYS_TO_UNDO
    return in_time or holds(user, Role.DEPARTMENT_OFFICER)


def needs_second_factor(user: User) -> bool:
    """Whether a current post of the user lets the user read what is sensitive, or give posts."""
    return any(post.role in SECOND_FACTOR_ROLES for post in user.current_posts)


def works_in_the_field(user: User) -> bool:
    """Volunteers work with the tabs at the foot of the phone."""
    return any(post.role == Role.VOLUNTEER for post in user.current_posts)
