"""What stands on an area in coverage, and what becomes of it when areas change."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.coverage.codes import ExceptionState
from asa.coverage.models import AreaException, CoverageRule, Outline, ProvinceTally
from asa.places import moving
from asa.places.moving import Mover


def _waits_or_holds(_on: date) -> Q:
    return Q(state__in=(ExceptionState.ASKED, ExceptionState.APPROVED))


def register_movers() -> None:
    """Targets and exceptions go along; of merged areas those of the one that stays hold."""
    moving.register(CoverageRule, "area", Mover(_("Coverage targets"), moving.lasting, alone=()))
    moving.register(
        AreaException,
        "area",
        Mover(_("Villages left out of coverage"), _waits_or_holds, alone=()),
    )
    moving.stays(Outline, "area", "it draws the area as it was loaded; the new one is loaded anew")
    moving.stays(ProvinceTally, "province", "it is counted anew when the journal has gone on")
