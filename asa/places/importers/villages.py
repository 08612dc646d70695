"""The villages that a file names, made known at once."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from asa.common import bulk, journal
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import village_code

if TYPE_CHECKING:
    from asa.people.models import User


@transaction.atomic
def ensure_villages(
    pairs: Iterable[tuple[str, int]], *, by: "User", on: date
) -> dict[tuple[str, int], str]:
    """The codes of villages by (tambon code, moo); those not yet known are added, unconfirmed.

    Check each number before (`VillageNumbers`): nothing is refused here.
    """
    codes = {(tambon, moo): village_code(tambon, moo) for tambon, moo in pairs}
    known = set(Area.objects.filter(pk__in=codes.values()).values_list("pk", flat=True))
    new = [
        (code, Level.VILLAGE.value, tambon, moo, False)
        for (tambon, moo), code in sorted(codes.items())
        if code not in known
    ]
    columns = ("code", "level", "parent", "moo", "confirmed")
    bulk.insert(Area, columns, new, skip_known=True)
    lines = [(code, code, dict[str, object]()) for code, *_rest in new]
    journal.record_many(by, "village.added", "places.area", lines, on=on)
    return codes
