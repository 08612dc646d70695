"""Which practices go along when areas change."""

from django.utils.translation import gettext_lazy as _

from asa.knowledge.models import Adoption, Practice
from asa.places import moving
from asa.places.moving import Mover


def register_movers() -> None:
    """A practice is found by its place of today, and so is who did it too."""
    moving.register(Practice, "area", Mover(_("Practices")))
    moving.register(Adoption, "area", Mover(_("Practices done elsewhere too")))
