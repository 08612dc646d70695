from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asa.cards.codes import REPLACEABLE, CardState
from asa.cards.models import VolunteerCard
from asa.cards.rules import can_make_card, can_report_lost
from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.volunteers.codes import VolunteerState


@transaction.atomic
def mark_printed(cards: Iterable[VolunteerCard], *, by: User, on: date) -> int:
    """Say that the papers of these cards came out well; tells how many."""
    count = 0
    for card in cards:
        allow(can_make_card(by, card.volunteer))
        if card.issued_on is None:
            raise DomainError(
                _("The card of %(name)s has no day of issue. Print it first.")
                % {"name": card.name_th}
            )
        card.move_to(CardState.PRINTED)
        _note(card, "card.printed", by=by, on=on)
        count += 1
    return count


@transaction.atomic
def issue_cards(cards: Iterable[VolunteerCard], *, by: User, on: date) -> int:
    """Say that these cards were handed out; from now on their QR says that they are valid.

    The card that one of them replaces is worth nothing from this moment.
    """
    count = 0
    for card in cards:
        allow(can_make_card(by, card.volunteer))
        if card.volunteer.state != VolunteerState.REGISTERED:
            raise DomainError(
                _("%(name)s is not a registered volunteer today. Take this card back instead.")
                % {"name": card.name_th}
            )
        _replace_old(card, by=by, on=on)
        _hand_out(card)
        _note(card, "card.issued", by=by, on=on)
        count += 1
    return count


def _replace_old(card: VolunteerCard, *, by: User, on: date) -> None:
    """The card before it, unless it was revoked or replaced already."""
    old = card.replaces
    if old is None or old.state not in REPLACEABLE:
        return
    old.move_to(CardState.REPLACED)
    _note(old, "card.replaced", by=by, on=on)


def _hand_out(card: VolunteerCard, **changes: Any) -> None:
    try:
        with transaction.atomic():
            card.move_to(CardState.ISSUED, **changes)
    except IntegrityError:
        raise DomainError(
            _("%(name)s holds another card of this language. Take that one back first.")
            % {"name": card.name_th}
        ) from None


@transaction.atomic
def report_lost(card: VolunteerCard, *, reason: str, by: User, on: date) -> VolunteerCard:
    """Say that a card is lost; from now on its QR says that it is not valid."""
    allow(can_report_lost(by, card.volunteer))
    said = written(reason, _("Write where and how the card was lost."))
    card.move_to(CardState.LOST, reason=said)
    _note(card, "card.lost", by=by, on=on, text=said)
    return card


@transaction.atomic
def find_card(card: VolunteerCard, *, by: User, on: date) -> VolunteerCard:
    """Say that a lost card turned up and is used again."""
    allow(can_make_card(by, card.volunteer))
    if card.state != CardState.LOST:
        raise DomainError(_("Only a card reported lost is found again."))
    _hand_out(card, reason=None)
    _note(card, "card.found", by=by, on=on)
    return card


@transaction.atomic
def revoke_card(card: VolunteerCard, *, reason: str, by: User, on: date) -> VolunteerCard:
    """Take a card back for a reason; it is worth nothing from now on, printed or not."""
    allow(can_make_card(by, card.volunteer))
    said = written(reason, _("Write why the card is taken back."))
    card.move_to(CardState.REVOKED, reason=said)
    _note(card, "card.revoked", by=by, on=on, text=said)
    return card


def _note(card: VolunteerCard, verb: str, *, by: User, on: date, text: str = "") -> None:
    volunteer = card.volunteer
    journal.record(
        by, verb, card, area=volunteer.area_id, on=on,
        subject=volunteer.person_id, text=text, serial=card.serial,
    )  # fmt: skip
