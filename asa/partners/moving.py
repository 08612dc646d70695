"""Which agencies go along when areas change."""

from django.utils.translation import gettext_lazy as _

from asa.partners.models import Partner
from asa.places import moving
from asa.places.moving import Mover


def register_movers() -> None:
    """An agency of today serves the area under its new code."""
    moving.register(Partner, "area", Mover(_("Agencies"), moving.lasting))
