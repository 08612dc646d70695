"""How a person is told: an address that answered, the groups wanted there, quiet hours."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from asa.common import crypto, jobs, journal
from asa.common.errors import DomainError, allow
from asa.common.languages import is_english
from asa.common.thaitext import arabic_digits
from asa.notices.actions.sending import plan_sending
from asa.notices.channels import carrier_of
from asa.notices.codes import CODE_LIFE, CODE_TRIES, SEND_CODE, DeliveryState, Why
from asa.notices.models import Contact, Delivery
from asa.notices.rules import can_change_contact
from asa.people.actions import system_user
from asa.people.models import User


@dataclass(frozen=True)
class Wishes:
    """Groups that somebody does not want here, and own quiet hours, or none of one's own."""

    muted: Sequence[str]
    quiet_from: time | None = None
    quiet_until: time | None = None


@transaction.atomic
def ask_for_address(typed: str, *, channel: str, by: User) -> Contact:
    """Keep an address that its owner is still to confirm, and have a code sent there.

    An address that was confirmed before stays in use until then.
    """
    carrier = carrier_of(channel)
    if not carrier.is_ready():
        raise DomainError(_("This installation cannot send by this way."))
    address = carrier.read_address(typed)
    contact, _new = Contact.objects.select_for_update().get_or_create(user=by, channel=channel)
    allow(can_change_contact(by, contact))
    contact.asked_address, contact.language = address, _language()
    contact.code_index, contact.code_until, contact.code_fault = "", None, ""
    contact.save()
    journal.record(by, "contact.asked", contact, area="TH", channel=channel)
    jobs.start(
        SEND_CODE, _("A code is sent"), by=system_user(), params={"contact": str(contact.pk)}
    )
    return contact


@transaction.atomic
def make_code(contact: Contact, *, at: datetime) -> str:
    """A new code for the address that waits to be confirmed; six digits, kept as an index."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    contact.code_index, contact.code_until = _index(contact, code), at + CODE_LIFE
    contact.code_tries, contact.code_fault = 0, ""
    contact.save(update_fields=["code_index", "code_until", "code_tries", "code_fault"])
    return code


@transaction.atomic
def note_code_fault(contact: Contact, *, why: Why) -> Contact:
    """Write down why the code did not go out, for its person to read."""
    contact.code_index, contact.code_until, contact.code_fault = "", None, why
    contact.save(update_fields=["code_index", "code_until", "code_fault"])
    return contact


@transaction.atomic
def confirm_address(contact: Contact, *, code: str, by: User, at: datetime) -> bool:
    """Use an address from now on, since the code that was sent there came back; False for another
    code, of which ten end it.
    """
    allow(can_change_contact(by, contact))
    kept = Contact.objects.select_for_update().get(pk=contact.pk)
    if not kept.code_index or kept.code_until is None or kept.code_until <= at:
        raise DomainError(_("This code has had its time. Have a new one sent."))
    if kept.code_tries >= CODE_TRIES:
        raise DomainError(_("There were too many wrong codes. Have a new one sent."))
    if not secrets.compare_digest(kept.code_index, _index(kept, code)):
        kept.code_tries = F("code_tries") + 1
        kept.save(update_fields=["code_tries"])
        return False
    kept.address, kept.asked_address, kept.confirmed_at = kept.asked_address, None, at
    kept.code_index, kept.code_until, kept.code_tries = "", None, 0
    kept.save()
    journal.record(by, "contact.confirmed", kept, area="TH", channel=kept.channel)
    return True


@transaction.atomic
def forget_contact(contact: Contact, *, by: User) -> None:
    """Tell a person by this way no more; what waits to be sent there is dropped when its turn
    comes.
    """
    allow(can_change_contact(by, contact))
    journal.record(by, "contact.removed", contact, area="TH", channel=contact.channel)
    contact.delete()


@transaction.atomic
def change_wishes(contact: Contact, *, wishes: Wishes, by: User, at: datetime) -> Contact:
    """Take down what a person wants by this way and when; what waits is looked at anew."""
    allow(can_change_contact(by, contact))
    if (wishes.quiet_from is None) != (wishes.quiet_until is None):
        raise DomainError(_("Give both, from when and until when, or neither."))
    contact.muted = sorted(set(wishes.muted))
    contact.quiet_from, contact.quiet_until = wishes.quiet_from, wishes.quiet_until
    contact.language = _language()
    contact.save(update_fields=["muted", "quiet_from", "quiet_until", "language"])
    journal.record(
        by, "contact.wishes_changed", contact, area="TH", channel=contact.channel,
        muted=contact.muted,
    )  # fmt: skip
    waiting = Delivery.objects.filter(
        notice__user=contact.user_id, channel=contact.channel, state=DeliveryState.WAITING
    )
    # What was put off for quiet hours; what waits for another try keeps its time.
    moved = [
        one.move_to(DeliveryState.WAITING, next_try_at=at) for one in waiting.filter(attempts=0)
    ]
    if any(moved):
        plan_sending(after=at)
    return contact


def _index(contact: Contact, code: str) -> str:
    plain = "".join(sign for sign in arabic_digits(code) if sign.isdigit())
    return crypto.blind_index("contact_code", f"{contact.pk}:{contact.asked_address}:{plain}")


def _language() -> str:
    return "en" if is_english() else "th"
