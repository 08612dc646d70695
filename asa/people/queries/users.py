from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from asa.common import phones, thaitext
from asa.common.errors import DomainError
from asa.people.codes import USER_LIST_ROLES
from asa.people.models import Post, User
from asa.places.queries import within


def users_for(user: User) -> QuerySet[User]:
    """The users whom an officer sees: who holds or held a post in the officer's area, and those
    whom the officer added; an administrator of the country sees everyone.
    """
    areas = user.areas_of(*USER_LIST_ROLES)
    people = User.objects.filter(is_system=False)
    if "TH" in areas:
        return people
    if not areas:
        return people.none()
    posts = Post.objects.filter(within("area_id", areas), user=OuterRef("pk"))
    return people.filter(Exists(posts) | Q(added_by=user))


def signed_in(key: UUID) -> User | None:
    """The user of a session, with person and posts: one question where there is a post at all."""
    posts = list(
        Post.objects.filter(user=key)
        .select_related("region", "user__person")
        .order_by("started_on", "pk")
    )
    if not posts:
        return User.objects.select_related("person").filter(pk=key).first()
    user = posts[0].user
    for post in posts:
        post.user = user
    user.hold(posts)
    return user


def names_of(keys: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of many users as pages show them (`User.shown_name`), by key."""
    found = User.objects.filter(pk__in=[key for key in keys if key]).select_related("person")
    names = found.only("username", "person__given_name", "person__family_name")
    return {user.pk: user.shown_name for user in names}


def user_named(typed: str) -> User | None:
    """The user whom someone means by a user name or by a telephone number, however written."""
    name = thaitext.clean(typed)[:200]
    found = User.objects.filter(username=name.casefold(), is_system=False).first()
    if found is not None or not name:
        return found
    try:
        number = phones.parse(name)
    except DomainError:
        return None
    return User.objects.filter(phone=number, is_system=False).first()
