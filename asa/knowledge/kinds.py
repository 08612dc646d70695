"""The notices about practices."""

from django.utils.translation import gettext_lazy as _

from asa.notices import kinds


def register_notices() -> None:
    """Give each kind its sentence."""
    kinds.register("practice.sent", _("A practice waits for your review"))
    kinds.register("practice.published", _("Your practice is published"))
    kinds.register("practice.returned", _("Your practice came back to be mended"))
    kinds.register("practice.adopted", _("Your practice was done elsewhere too"))
