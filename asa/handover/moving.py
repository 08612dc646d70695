"""Which handovers go along when areas change."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.handover.codes import HandoverState
from asa.handover.models import Handover
from asa.places import moving
from asa.places.moving import Mover


def _open(_on: date) -> Q:
    return Q(state=HandoverState.OPEN)


def register_movers() -> None:
    """What is being handed over goes along."""
    moving.register(Handover, "area", Mover(_("Open handovers"), _open))
