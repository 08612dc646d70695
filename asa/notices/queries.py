from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from asa.common.fixed import FixedQuestion
from asa.notices.models import Notice
from asa.people.models import User


def notices_for(user: User) -> QuerySet[Notice]:
    """A person's own notices, newest first; nobody sees another's."""
    return Notice.objects.filter(user=user).order_by("-created_at", "-pk")


def unread_count(user: User) -> int:
    """How many notices of the user wait to be read."""
    return next((count for (count,) in _unread(user=user.pk)), 0)


@FixedQuestion
def _unread(user: UUID) -> QuerySet[Notice, tuple[Any, ...]]:
    unread = Notice.objects.filter(user=user, read_at__isnull=True)
    # Grouped by the one user, it is one line or none.
    return unread.order_by().values("user").annotate(count=Count("pk")).values_list("count")
