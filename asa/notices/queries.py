from django.db.models import QuerySet

from asa.notices.models import Notice
from asa.people.models import User


def notices_for(user: User) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody sees another's."""
    return Notice.objects.filter(user=user).order_by("-created_at", "-pk")


def unread_count(user: User) -> int:
    """How many notices of the user wait to be read."""
    return notices_for(user).filter(read_at__isnull=True).count()
