"""What becomes of cards and photos where two entries of the register turn out to be one person."""

from typing import Any

from django.db.models import Max

from asa.cards.codes import HELD, IN_THE_MAKING, CardState
from asa.cards.models import CardPhoto, ProposedPhoto, VolunteerCard
from asa.volunteers.models import Volunteer


def join_cards(kept: Volunteer, other: Volunteer, changes: Any) -> None:
    """Cards of the other entry get later numbers; what both hold, the entry that stays keeps."""
    photo = CardPhoto.objects.filter(volunteer=kept).first()
    for double in CardPhoto.objects.filter(volunteer=other):
        if photo is not None:
            changes.take_away(double, into=photo)
    waiting = ProposedPhoto.objects.filter(volunteer=kept).first()
    for also in ProposedPhoto.objects.filter(volunteer=other):
        if waiting is not None:
            changes.take_away(also, into=waiting)
    both = VolunteerCard.objects.filter(volunteer__in=(kept, other))
    serial = both.aggregate(last=Max("serial"))["last"] or 0
    for place, card in enumerate(other.cards.order_by("serial"), serial + 1):
        changes.change(card, serial=place, **_state_beside(kept, card))


def _state_beside(kept: Volunteer, card: VolunteerCard) -> dict[str, str]:
    """Nobody holds two cards of one language, nor has two of them in the making."""
    if card.state not in HELD:
        return {}
    making = card.state in IN_THE_MAKING
    alike = IN_THE_MAKING if making else (CardState.ISSUED,)
    if not kept.cards.filter(language=card.language, state__in=alike).exists():
        return {}
    return {"state": CardState.REVOKED if making else CardState.REPLACED}
