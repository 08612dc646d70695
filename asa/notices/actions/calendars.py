"""The secret address of a person's calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from asa.common import journal
from asa.common.errors import allow
from asa.common.languages import is_english
from asa.notices.models import CalendarAddress
from asa.notices.queries import token_index
from asa.notices.rules import can_have_calendar
from asa.people.models import User

TOKEN_OCTETS = 32


@transaction.atomic
def make_calendar_address(*, by: User, at: datetime) -> str:
    """A new secret of the address of one's own calendar, given once; the one before leads nowhere
    from now on.
    """
    allow(can_have_calendar(by))
    token = secrets.token_urlsafe(TOKEN_OCTETS)
    made, _new = CalendarAddress.objects.update_or_create(
        user=by,
        defaults={
            "token_index": token_index(token),
            "made_at": at,
            "language": "en" if is_english() else "th",
            "asked_since": None,
            "asked": 0,
        },
    )
    journal.record(by, "calendar.address_made", made, area="TH")
    return token


@transaction.atomic
def withdraw_calendar_address(address: CalendarAddress, *, by: User) -> None:
    """Take the address of one's own calendar back; it leads nowhere from now on."""
    allow(address.user_id == by.pk)
    journal.record(by, "calendar.address_withdrawn", address, area="TH")
    address.delete()


@transaction.atomic
def count_feed(address: CalendarAddress, *, at: datetime) -> int:
    """Count that a calendar was asked for; tells how often that was in a quarter of an hour."""
    return address.move_to(at=at)
