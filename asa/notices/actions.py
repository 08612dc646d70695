"""Telling people what happened."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from asa.common import bulk
from asa.common.errors import allow
from asa.notices.models import Notice
from asa.notices.queries import notices_for
from asa.notices.rules import can_read_notice
from asa.people.models import User


@transaction.atomic
def tell(
    users: Iterable[User], *, kind: str, area: str, link: str = "", reason: str = "", **params: Any
) -> list[Notice]:
    """Write one row for each person, all in one statement; the same person is told once.

    reason: the words in which something was refused, kept encrypted; all else are codes.
    """
    once = {user.pk: user for user in users}
    notices = (
        Notice(user=user, kind=kind, area=area, link=link, params=params, reason=reason or None)
        for user in once.values()
    )
    return bulk.create(Notice, notices)


@transaction.atomic
def forget_notices(*, about: Iterable[UUID], number: str) -> int:
    """Take away what was said of some records, by the keys in its link or by a case's number, to
    whomever it was said; tells how many. Called when a case is closed to its named team.
    """
    said = Q(params__number=number)
    for key in about:
        said |= Q(link__contains=str(key))
    gone, _by_model = Notice.objects.filter(said).delete()
    return gone


@transaction.atomic
def read_notice(notice: Notice, *, by: User, at: datetime) -> Notice:
    """Mark a notice as read."""
    allow(can_read_notice(by, notice))
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def read_all_notices(*, by: User, at: datetime) -> int:
    """Mark everything that waits as read; tells how many there were."""
    waiting = list(notices_for(by).filter(read_at__isnull=True))
    for notice in waiting:
        read_notice(notice, by=by, at=at)
    return len(waiting)
