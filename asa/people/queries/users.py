from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from asa.common import phones, thaitext
from asa.common.errors import DomainError
from asa.common.fixed import FixedQuestion, columns, record
from asa.people.codes import USER_LIST_ROLES
from asa.people.models import Person, Post, User
from asa.people.names import shown_name
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
    rows = _posts_of(user=key)
    if not rows:
        return User.objects.select_related("person").filter(pk=key).first()
    _post, of_user, of_person = _parts(rows[0])
    user = record(User, of_user)
    user.person = record(Person, of_person) if user.person_id else None
    posts = [record(Post, _parts(row)[0]) for row in rows]
    for post in posts:
        post.user = user
    user.hold(posts)
    return user


@FixedQuestion
def _posts_of(user: UUID) -> QuerySet[Post, tuple[Any, ...]]:
    told = [*columns(Post), *columns(User, "user__"), *columns(Person, "user__person__")]
    return Post.objects.filter(user=user).order_by("started_on", "pk").values_list(*told)


def _parts(row: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    post, user = len(columns(Post)), len(columns(User))
    return row[:post], row[post : post + user], row[post + user :]


def names_of(keys: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of many users as pages show them (`User.shown_name`), by key."""
    rows = _names_of(keys=[key for key in keys if key])
    return {key: shown_name(*told) for key, *told in rows}


@FixedQuestion
def _names_of(keys: list[UUID]) -> QuerySet[User, tuple[Any, ...]]:
    told = ("pk", "username", "person__given_name", "person__family_name")
    return User.objects.filter(pk__in=keys).values_list(*told)


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
