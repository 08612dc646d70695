"""The notices about photos for cards; they name nobody."""

from django.utils.translation import gettext_lazy as _

from asa.notices import kinds

PROPOSED = "card.photo_proposed"
ACCEPTED = "card.photo_accepted"
REFUSED = "card.photo_refused"


def register_notices() -> None:
    """Give each kind its sentence."""
    kinds.register_group(
        kinds.Group("card", _("Cards"), _("There is news of cards of volunteers"), open_words=True)
    )
    kinds.register(PROPOSED, _("Volunteers sent photos for their cards"))
    kinds.register(ACCEPTED, _("The office took your photo for the card"))
    kinds.register(REFUSED, _("The office could not take your photo for the card"))
