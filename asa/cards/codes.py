from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CardState(TextChoices):
    """Where a card stands, from the first draft until it is worth nothing."""

    DRAFT = "draft", _("To be printed")
    PRINTED = "printed", _("Printed")
    ISSUED = "issued", _("Handed out")
    LOST = "lost", _("Reported lost")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced by another")


NEXT_STATES: dict[str, set[str]] = {
    CardState.DRAFT: {CardState.PRINTED, CardState.REVOKED},
    CardState.PRINTED: {CardState.ISSUED, CardState.REVOKED},
    CardState.ISSUED: {CardState.LOST, CardState.REVOKED, CardState.REPLACED},
    # What was lost may turn up again.
    CardState.LOST: {CardState.ISSUED, CardState.REVOKED, CardState.REPLACED},
    CardState.REVOKED: set(),
    CardState.REPLACED: set(),
}
IN_THE_MAKING = (CardState.DRAFT, CardState.PRINTED)
# Who has one of these needs no other.
HELD = (*IN_THE_MAKING, CardState.ISSUED)
# What was handed out and may be worth something again is replaced by another.
REPLACEABLE = (CardState.ISSUED, CardState.LOST)
# Only a card that was handed out is told of behind its QR.
KNOWN_IN_PUBLIC = tuple(state for state in CardState if state not in IN_THE_MAKING)


class CardLanguage(TextChoices):
    THAI = "th", _("Thai")
    ENGLISH = "en", _("English")


class Layout(TextChoices):
    """The paper on which cards are printed."""

    SHEET = "sheet", _("A4, five cards with front and back to fold")
    SINGLE = "single", _("Plastic cards, one side a page (85.6 × 54 mm)")


class Closeness(TextChoices):
    """How much of the picture the photo on the card takes."""

    WHOLE = "whole", _("As wide as the picture")
    CLOSER = "closer", _("A little closer")
    CLOSE = "close", _("Close to the face")


class Down(TextChoices):
    """Where the face stands in the picture, from the top."""

    TOP = "top", _("At the top")
    UPPER = "upper", _("Above the middle")
    MIDDLE = "middle", _("In the middle")
    LOWER = "lower", _("Below the middle")


class Across(TextChoices):
    """Where the face stands in the picture, from the left."""

    LEFT = "left", _("To the left")
    MIDDLE = "middle", _("In the middle")
    RIGHT = "right", _("To the right")


# What most people take: the whole width, a little headroom.
SHARE_OF_WIDTH = {Closeness.WHOLE: 1.0, Closeness.CLOSER: 0.75, Closeness.CLOSE: 0.55}
FROM_TOP = {Down.TOP: 0.0, Down.UPPER: 0.2, Down.MIDDLE: 0.5, Down.LOWER: 0.8}
FROM_LEFT = {Across.LEFT: 0.0, Across.MIDDLE: 0.5, Across.RIGHT: 1.0}

MOST_CARDS = 1000
