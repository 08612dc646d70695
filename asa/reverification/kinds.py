"""The notices that rounds send; they name nobody."""

from django.utils.translation import gettext_lazy as _

from asa.notices import kinds

OPENED = "reverification.opened"
REMINDED = "reverification.reminded"


def register_notices() -> None:
    """Give each kind its sentence."""
    kinds.register_group(
        kinds.Group(
            "reverification",
            _("Re-verification"),
            _("There is news of a round of re-verification"),
            open_words=True,
        )
    )
    kinds.register(OPENED, _("A round of re-verification is open: confirm the volunteers there"))
    kinds.register(
        REMINDED, _("A round of re-verification ends within three days, and somebody waits for you")
    )
