"""Everything that is done with cards. One function, one thing a person does."""

from asa.cards.actions.issuers import IssuerPictures, NewIssuer, change_issuer
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
from asa.cards.actions.own_photos import (
    accept_card_photo,
    propose_card_photo,
    refuse_card_photo,
)
from asa.cards.actions.photos import add_card_photo, cut_card_photo

__all__ = [
    "IssuerPictures",
    "Made",
    "NewCard",
    "NewIssuer",
    "accept_card_photo",
    "add_card_photo",
    "change_issuer",
    "cut_card_photo",
    "find_card",
    "issue_cards",
    "mark_printed",
    "prepare_card",
    "prepare_cards",
    "propose_card_photo",
    "refuse_card_photo",
    "report_lost",
    "revoke_card",
    "set_for_print",
]
