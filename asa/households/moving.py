"""What stands on an area among households, and what becomes of it when areas change."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.households.models import Household, LogbookRound, Visit
from asa.places import moving
from asa.places.moving import Carrying, Mover
from asa.places.queries import within


def _known(_on: date) -> Q:
    return Q(is_sealed=False)


def households_by_number(carrying: Carrying) -> dict[Any, str]:
    """The households that the announcement names by number, and the areas to which they go.

    A sealed one is as if it were not there. A number that nobody has is a DomainError.
    """
    if not carrying.numbers:
        return {}
    named = Household.objects.filter(
        within("area_id", carrying.old), reference__in=carrying.numbers, is_sealed=False
    )
    rows = list(named.values_list("pk", "reference"))
    if unknown := sorted(set(carrying.numbers) - {reference for _key, reference in rows}):
        sentence = gettext("No household there has the number %(list)s.")
        raise DomainError(sentence % {"list": ", ".join(unknown)})
    return {key: carrying.numbers[reference] for key, reference in rows}


def register_movers() -> None:
    """A household goes with its area; what was seen there on a day is told of the place of then."""
    moving.register(
        Household,
        "area",
        Mover(
            _("Households"), counted=_known, elsewhere=households_by_number, is_told=True, order=10
        ),
    )
    moving.stays(Household, "province", "a change stays within its province")
    moving.stays(LogbookRound, "province", "what was found on a day, in the province of then")
    moving.stays(Visit, "province", "what was done on a day, in the province of then")
    moving.stays(Visit, "area", "what was done on a day, in the area of then")
