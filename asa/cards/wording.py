"""What the lines about cards are called: in a card's history, and in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "card.prepared": _("Card prepared"),
    "card.set_for_print": _("Card set for printing"),
    "card.printed": _("Card printed"),
    "card.issued": _("Card handed out"),
    "card.lost": _("Card reported lost"),
    "card.found": _("Card found again"),
    "card.revoked": _("Card revoked"),
    "card.replaced": _("Card replaced by another"),
}
PHOTO_VERBS: dict[str, str | Promise] = {
    "card_photo.added": _("Photo for the card added"),
    "card_photo.cut": _("Photo for the card cut anew"),
    "card_photo.proposed": _("Own photo for the card sent"),
    "card_photo.accepted": _("Own photo for the card taken"),
    "card_photo.refused": _("Own photo for the card not taken"),
}
LOGGED: dict[str, str | Promise] = {
    **VERBS,
    **PHOTO_VERBS,
    "card_photo.seen": _("Photo for the card opened"),
    "card_issuer.changed": _("Issuer of cards changed"),
    "cards.downloaded": _("Cards for printing downloaded"),
}
RECORDS: dict[str, str | Promise] = {
    "cards.volunteercard": _("Card"),
    "cards.cardphoto": _("Photo for the card"),
    "cards.proposedphoto": _("Own photo for the card"),
    "cards.cardissuer": _("Issuer of cards"),
}
TONES = {
    "draft": "near",
    "printed": "way",
    "issued": "well",
    "lost": "soon",
    "revoked": "",
    "replaced": "",
}
