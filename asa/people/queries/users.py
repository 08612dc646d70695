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
