"""The villages that a file names, made known at once."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from asa.common import bulk, journal
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.names import place_key
from asa.places.queries import tell_of_new_names, village_code

if TYPE_CHECKING:
    from asa.people.models import User


MOST_LETTERS = 80


@transaction.atomic
def ensure_villages(
    pairs: Iterable[tuple[str, int]],
    *,
    by: "User",
    on: date,
    names: Mapping[str, Collection[str]] | None = None,
) -> dict[tuple[str, int], str]:
    """The codes of villages by (tambon code, moo); those not yet known are added, unconfirmed.

    names: how the file calls villages, by code. One that has no name is given its name where the
    file calls it by one name alone. Check each number before (`VillageNumbers`): nothing is refused
    here.
    """
    codes = {(tambon, moo): village_code(tambon, moo) for tambon, moo in pairs}
    known = set(Area.objects.filter(pk__in=[*codes.values()]).values_list("pk", flat=True))
    new = [
        (code, Level.VILLAGE.value, tambon, moo, False)
        for (tambon, moo), code in sorted(codes.items())
        if code not in known
    ]
    columns = ("code", "level", "parent", "moo", "confirmed")
    bulk.insert(Area, columns, new, skip_known=True)
    lines = [(code, code, dict[str, object]()) for code, *_rest in new]
    journal.record_many(by, "village.added", "places.area", lines, on=on)
    _name_nameless({code: (names or {}).get(code, ()) for code in codes.values()}, by=by, on=on)
    return codes


def _name_nameless(names: Mapping[str, Collection[str]], *, by: "User", on: date) -> None:
    told = {code: next(iter(called)) for code, called in names.items() if len(called) == 1}
    if not told:
        return
    named = []
    for village in Area.objects.filter(pk__in=told, level=Level.VILLAGE, name_th=""):
        village.name_th = told[village.pk][:MOST_LETTERS]
        village.name_key = place_key(village.name_th)
        named.append(village)
    Area.objects.bulk_update(named, ["name_th", "name_key"])
    lines = [(village.pk, village.pk, {"name": village.name_th}) for village in named]
    journal.record_many(by, "village.named", "places.area", lines, on=on)
    if named:
        transaction.on_commit(tell_of_new_names)
