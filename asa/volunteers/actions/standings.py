"""Every night: who of all volunteers is active. It is computed, and no act of anybody."""

from datetime import date

from django.db import transaction

from asa.places.codes import Level
from asa.places.queries import areas_under
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import AT_ONCE, Formulas, changed_standings


@transaction.atomic
def keep_standings(*, on: date) -> int:
    """Compute for every registered volunteer who is active; tells how many stand otherwise now."""
    formulas, changed = Formulas(on), 0
    for province in areas_under("TH", Level.PROVINCE).values_list("code", flat=True):
        found = changed_standings(province, formulas.at(province), on)
        for standing, keys in found.items():
            changed += len(keys)
            stand = [Volunteer(pk=key, standing=standing, standing_since=on) for key in keys]
            Volunteer.objects.bulk_update(stand, ["standing", "standing_since"], AT_ONCE)
    return changed
