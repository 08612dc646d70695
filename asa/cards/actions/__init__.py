"""Everything that is done with cards. One function, one thing a person does."""

from asa.cards.actions.issuers import NewIssuer, change_issuer
from asa.cards.actions.life import (
    find_card,
    issue_cards,
    mark_printed,
    report_lost,
    revoke_card,
)
from asa.cards.actions.making import (
    Made,
    NewCard,
    prepare_card,
    prepare_cards,
    set_for_print,
)
from asa.cards.actions.photos import add_card_photo, cut_card_photo

__all__ = [
    "Made",
    "NewCard",
    "NewIssuer",
    "add_card_photo",
    "change_issuer",
    "cut_card_photo",
    "find_card",
    "issue_cards",
    "mark_printed",
    "prepare_card",
    "prepare_cards",
    "report_lost",
    "revoke_card",
    "set_for_print",
]
