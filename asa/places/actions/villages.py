"""How villages, and the communities of Bangkok, are called."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow
from asa.places.actions.areas import MOST_VILLAGES, ensure_village
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.names import place_key
from asa.places.queries import tell_of_new_names
from asa.places.rules import can_name_villages

if TYPE_CHECKING:
    from asa.people.models import User


@transaction.atomic
def name_villages(tambon: Area, *, names: Mapping[int, str], by: "User", on: date) -> list[Area]:
    """Write how villages of a tambon are called, by number; "" takes a name away.

    A number that is not known yet becomes known; a village that is not named here stays as it is.
    Gives back the villages that are called otherwise now.
    """
    allow(can_name_villages(by, tambon))
    if not all(1 <= moo <= MOST_VILLAGES for moo in names):
        raise DomainError(_("Village numbers run from 1 to 99."))
    # Of two who write at once, one waits here for the other.
    Area.objects.select_for_update().get(pk=tambon.pk)
    known = {one.moo: one for one in tambon.children.filter(level=Level.VILLAGE)}
    named, before = [], {}
    for moo, written in sorted(names.items()):
        name = " ".join(written.split())
        check_fits(Area, name_th=name)
        village = known.get(moo) or (
            ensure_village(tambon, moo=moo, by=by, on=on) if name else None
        )
        if village is None or village.name_th == name:
            continue
        before[str(moo)] = village.name_th
        village.name_th, village.name_key = name, place_key(name)
        village.save(update_fields=["name_th", "name_key"])
        named.append(village)
    if not named:
        raise DomainError(_("Nothing was changed."))
    journal.record(by, "villages.named", tambon, area=tambon.pk, on=on, before=before)
    transaction.on_commit(tell_of_new_names)
    return named
