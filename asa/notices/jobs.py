"""Long work of notices: what waits is sent, and codes to the addresses that people gave."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common import jobs
from asa.common.models import Job
from asa.common.thaidate import now
from asa.notices.actions import (
    give_up_broken_off,
    make_code,
    note_code_fault,
    note_failed,
    note_sent,
    plan_next_sending,
    take_up,
)
from asa.notices.channels import Letter, NotSent, Send, carrier_of, ready_channels
from asa.notices.codes import SEND, SEND_CODE, WAITS
from asa.notices.kinds import outside_words
from asa.notices.models import Contact, Delivery
from asa.notices.queries import Outbox, due, outbox_of


def send_waiting(job: Job) -> dict[str, Any]:
    """Send the messages whose time has come; the next run is queued whatever becomes of this."""
    broken_off = give_up_broken_off(at=now())
    went_well = False
    try:
        waiting = due(now())
        outbox = outbox_of(waiting)
        sent = sum(
            _send_by(channel, [one for one in waiting if one.channel == channel], outbox)
            for channel in ready_channels()
        )
        went_well = True
    finally:
        # After a fault of the program not at once, or it would be met again every second.
        plan_next_sending(at=now() if went_well else now() + WAITS[0])
    return {"page": reverse("notices:outbox"), "sent": sent, "broken_off": broken_off}


def _send_by(channel: str, deliveries: Sequence[Delivery], outbox: Outbox) -> int:
    if not deliveries:
        return 0
    with carrier_of(channel).opened() as send:
        return sum(_send_one(one, outbox, send) for one in deliveries)


def _send_one(delivery: Delivery, outbox: Outbox, send: Send) -> bool:
    """Outside of any transaction: what was taken up is written down before anything goes out."""
    address = take_up(delivery, outbox=outbox, at=now())
    if address is None:
        return False
    with translation.override(outbox.language_of(delivery)):
        letter = letter_of(delivery)
    try:
        send(address, letter)
    except NotSent as fault:
        note_failed(delivery, fault=fault, at=now())
        return False
    return note_sent(delivery, at=now())


def letter_of(delivery: Delivery) -> Letter:
    """The sentence of the kind that may be said outside, and the way to the notices; no more."""
    words = outside_words(delivery.notice.kind)
    link = f"{settings.ASA_PUBLIC_ADDRESS}{reverse('notices:list')}"
    return Letter(key=str(delivery.pk), subject=words, text=f"{words}\n\n{link}\n")


def send_code(job: Job) -> dict[str, Any]:
    """Send a code to an address that somebody gave; it is made here, so that no queue holds it."""
    contact = Contact.objects.filter(pk=UUID(job.params["contact"])).first()
    result = {"page": reverse("notices:telling")}
    if contact is None or contact.asked_address is None:
        return result
    code = make_code(contact, at=now())
    with translation.override(contact.language):
        text = _("Your code: %(code)s. It can be typed for half an hour.") % {"code": code}
        letter = Letter(
            key=str(job.pk), subject=_("Code to confirm your address"), text=f"{text}\n"
        )
    try:
        with carrier_of(contact.channel).opened() as send:
            send(contact.asked_address, letter)
    except NotSent as fault:
        note_code_fault(contact, why=fault.why)
    return result


def register() -> None:
    jobs.register(SEND, send_waiting)
    jobs.register(SEND_CODE, send_code)
