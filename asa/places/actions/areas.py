"""Everything that people change about places. One function, one thing a person does."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.thaidate import thai_date
from asa.places.codes import Level, SuccessorBasis
from asa.places.models import Area, AreaSuccessor
from asa.places.queries import check_moo, village_code
from asa.places.rules import can_choose_successor, can_confirm_villages

if TYPE_CHECKING:
    from asa.people.models import User

MOST_VILLAGES = 99


@transaction.atomic
def ensure_village(tambon: Area, *, moo: int, by: "User", on: date) -> Area:
    """Make a village known on its first use, not yet confirmed; a known one stays as it is."""
    number = check_moo(_tambon(tambon), moo)
    village, new = Area.objects.get_or_create(
        pk=village_code(tambon.pk, number),
        defaults={
            "level": Level.VILLAGE,
            "parent": tambon,
            "moo": number,
            "confirmed": False,
        },
    )
    if new:
        journal.record(by, "village.added", village, area=village.pk, on=on)
    return village


@transaction.atomic
def confirm_villages(tambon: Area, *, moos: Collection[int], by: "User", on: date) -> list[Area]:
    """Say which villages a tambon has: from then on another number is a fault."""
    allow(can_confirm_villages(by, _tambon(tambon)))
    if not moos or not all(1 <= moo <= MOST_VILLAGES for moo in moos):
        raise DomainError(_("Write the numbers of the villages, from 1 to 99."))
    known = {village.moo: village for village in tambon.children.filter(level=Level.VILLAGE)}
    for moo in sorted({*moos, *(moo for moo in known if moo)}):
        village = known.get(moo) or Area(
            pk=village_code(tambon.pk, moo), level=Level.VILLAGE, parent=tambon, moo=moo
        )
        village.confirmed = moo in moos
        village.save()
    journal.record(by, "villages.confirmed", tambon, area=tambon.pk, on=on, moos=sorted(moos))
    return list(tambon.children.filter(level=Level.VILLAGE, confirmed=True))


@transaction.atomic
def choose_successor(area: Area, *, successor: Area, by: "User", on: date) -> AreaSuccessor:
    """Say which area took the place of an abolished one that the sources leave open."""
    allow(can_choose_successor(by, area))
    if area.ended_on is None:
        raise DomainError(
            _("%(name)s is in force; only an abolished area has a successor.") % {"name": area.name}
        )
    if successor.ended_on is not None or successor.level != area.level:
        raise DomainError(_("Choose an area of the same level that is in force today."))
    if area.successors.exclude(basis=SuccessorBasis.CHOSEN).exists():
        raise DomainError(_("The source of the areas already names the successor."))
    chosen, _new = AreaSuccessor.objects.get_or_create(
        area=area, successor=successor, defaults={"basis": SuccessorBasis.CHOSEN}
    )
    journal.record(by, "area.succeeded", area, area=area.pk, on=on, successor=successor.pk)
    return chosen


def _tambon(area: Area) -> Area:
    if area.level != Level.TAMBON:
        raise DomainError(_("A village lies in a sub-district; choose the sub-district."))
    if area.ended_on is not None:
        raise DomainError(
            _("%(area)s was abolished on %(day)s.")
            % {"area": area, "day": thai_date(area.ended_on)}
        )
    return area
