"""How some people of the demonstration are told: by e-mail, which lies in a folder here."""

from datetime import datetime

from django.utils import timezone

from asa.home.demo.people import Cast
from asa.notices.actions import (
    ask_for_address,
    confirm_address,
    make_code,
    note_failed,
    note_sent,
    take_up,
    tell,
)
from asa.notices.channels import NotSent
from asa.notices.codes import Channel, Why
from asa.notices.models import Delivery, Notice
from asa.notices.queries import Outbox, contacts_for, outbox_of
from asa.people.models import User

# Addresses that cannot be anybody's.
ADDRESSES = {"officer": "officer@example.com", "head": "head@example.com"}
GONE = "old.office@example.com"
NEWS = (
    ("application.received", "/applications/"),
    ("reverification.reminded", "/reverification/"),
    ("volunteer.grown_up", "/volunteers/"),
)


def tell_by_email(cast: Cast) -> None:
    """Two of the office have given addresses; news went out, one message came back."""
    at = timezone.now()
    for name, address in ADDRESSES.items():
        _give(cast.users[name], address, at)
    told = [_told(cast.users["officer"], kind, link) for kind, link in NEWS]
    _give(cast.users["social"], GONE, at)
    returned = _told(cast.users["social"], "tasks.planned", "/tasks/")
    outbox = _without_quiet_hours(outbox_of([*told, returned]))
    for delivery in told[:2]:
        take_up(delivery, outbox=outbox, at=at)
        note_sent(delivery, at=at)
    take_up(returned, outbox=outbox, at=at)
    note_failed(returned, fault=NotSent(Why.REFUSED, for_good=True), at=at)


def _give(user: User, address: str, at: datetime) -> None:
    contact = ask_for_address(address, channel=Channel.EMAIL, by=user)
    code = make_code(contact, at=at)
    confirm_address(contacts_for(user).get(pk=contact.pk), code=code, by=user, at=at)


def _told(user: User, kind: str, link: str) -> Delivery:
    notices: list[Notice] = tell([user], kind=kind, area="86", link=link)
    return Delivery.objects.select_related("notice__user__person").get(notice=notices[0])


def _without_quiet_hours(outbox: Outbox) -> Outbox:
    """A demonstration that is made at night tells of the day."""
    midnight = outbox.quiet[0].replace(hour=0, minute=0)
    return Outbox(outbox.contacts, outbox.unseen, outbox.urgent, (midnight, midnight))
