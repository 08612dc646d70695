from django.db.models import Q, QuerySet

from asa.notices.models import Notice
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import within

# The area of what is said to a person and is of no place.
NOWHERE = ("", WHOLE_COUNTRY)


def notices_for(user: User) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody sees another's.

    What was said of a province in which the person holds no post any more is gone with the post.
    """
    provinces = {code if code == WHOLE_COUNTRY else code[:2] for code in scope(user)}
    near = Q(area__in=NOWHERE) | within("area", provinces)
    return Notice.objects.filter(near, user=user).order_by("-created_at", "-pk")


def unread_count(user: User) -> int:
    """How many notices of the user wait to be read."""
    return notices_for(user).filter(read_at__isnull=True).order_by().count()


def without_unread(users: list[User], kind: str) -> list[User]:
    """Those without an unread notice of a kind: many events of a kind are one piece of news."""
    unread = Notice.objects.filter(user__in=users, kind=kind, read_at__isnull=True)
    told = set(unread.values_list("user_id", flat=True))
    return [user for user in users if user.pk not in told]
