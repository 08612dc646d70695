"""What stands on an area among cases, and what becomes of it when areas change."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.cases.models import (
    Case,
    CaseNumber,
    DutyShift,
    MoneyReturn,
    Payment,
    ProtectionTeamMember,
)
from asa.cases.queries import counted
from asa.households.moving import households_by_number
from asa.places import moving
from asa.places.moving import Carrying, Mover


def _open(on: date) -> Q:
    return counted("open", on)


def _with_households(carrying: Carrying) -> dict[Any, str]:
    places = households_by_number(carrying)
    cases = Case.objects.filter(household__in=list(places)).values_list("pk", "household_id")
    return {key: places[household] for key, household in cases} if places else {}


def register_movers() -> None:
    """A case lies where its household is; its number and its money are of the province for ever."""
    moving.register(
        Case,
        "area",
        Mover(_("Open cases"), counted=_open, elsewhere=_with_households, is_told=True, order=46),
    )
    for model in (Case, CaseNumber, MoneyReturn, Payment, ProtectionTeamMember, DutyShift):
        moving.stays(model, "province", "a change stays within its province")
