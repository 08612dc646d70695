"""Every night: who of all volunteers is active. It is computed, and no act of anybody."""

from datetime import date

from django.db import transaction

from asa.places.codes import Level
from asa.places.queries import areas_under
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import AT_ONCE, Formula, Formulas, changed_standings


@transaction.atomic
def keep_standings(*, on: date) -> int:
    """Compute for every registered volunteer who is active; tells how many stand otherwise now."""
    formulas = Formulas(on)
    provinces = areas_under("TH", Level.PROVINCE).values_list("code", flat=True)
    return sum(_stand_anew(province, formulas.at(province), on) for province in provinces)


@transaction.atomic
def stand_anew(province: str, *, on: date) -> int:
    """The same for one province; part of an action that changes what it follows from."""
    return _stand_anew(province, Formulas(on).at(province), on)


def _stand_anew(province: str, formula: Formula, on: date) -> int:
    found = changed_standings(province, formula, on)
    for standing, keys in found.items():
        stand = [Volunteer(pk=key, standing=standing, standing_since=on) for key in keys]
        Volunteer.objects.bulk_update(stand, ["standing", "standing_since"], AT_ONCE)
    return sum(map(len, found.values()))
