"""Telling people what happened."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from asa.common import bulk
from asa.common.errors import allow
from asa.common.thaidate import now
from asa.notices.actions.sending import plan_sending
from asa.notices.channels import ready_channels
from asa.notices.kinds import group_of
from asa.notices.models import Contact, Delivery, Notice
from asa.notices.queries import notices_for
from asa.notices.rules import can_read_notice
from asa.people.models import User


@transaction.atomic
def tell(
    users: Iterable[User], *, kind: str, area: str, link: str = "", reason: str = "", **params: Any
) -> list[Notice]:
    """Write one row for each person, all in one statement; the same person is told once.

    Whoever wants to be told by another way too gets a row for each way, which waits to be sent.
    reason: the words in which something was refused, kept encrypted; all else are codes.
    """
    once = {user.pk: user for user in users}
    notices = (
        Notice(user=user, kind=kind, area=area, link=link, params=params, reason=reason or None)
        for user in once.values()
    )
    told = bulk.create(Notice, notices)
    _pass_on(told, group_of(kind).name)
    return told


def _pass_on(notices: Sequence[Notice], group: str) -> None:
    """A delivery for each of these people and each channel by which they want the group."""
    channels, at = ready_channels(), now()
    found: list[Delivery] = []
    for some in bulk.in_chunks(notices if channels else ()):
        of_user = {notice.user_id: notice for notice in some}
        contacts = Contact.objects.filter(
            user__in=of_user, channel__in=channels, confirmed_at__isnull=False
        )
        found += [
            Delivery(notice=of_user[user], channel=channel, next_try_at=at)
            for user, channel, muted in contacts.values_list("user_id", "channel", "muted")
            if group not in muted
        ]
    if found:
        bulk.create(Delivery, found)
        # Looked at once this is committed: a run that begins later sees these rows.
        transaction.on_commit(partial(plan_sending, after=at))


@transaction.atomic
def forget_notices(*, about: Iterable[UUID], number: str) -> int:
    """Take away what was said of some records, by the keys in its link or by a case's number, to
    whomever it was said; tells how many. Called when a case is closed to its named team.
    """
    said = Q(params__number=number)
    for key in about:
        said |= Q(link__contains=str(key))
    _rows, by_model = Notice.objects.filter(said).delete()
    return by_model.get(Notice._meta.label, 0)


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
