"""The tree as it stood on a day, and what became of what is gone."""

from collections.abc import Iterable
from datetime import date

from asa.places.codes import Level, SuccessorBasis
from asa.places.models import Area, AreaSuccessor, FormerName
from asa.places.queries.ranges import within

# So many times in a row an area was succeeded by another; more would be a circle.
MOST_STEPS = 8


def names_on(codes: Iterable[str], day: date) -> dict[str, tuple[str, str]]:
    """The Thai and English names of a day, of those areas that were called otherwise then."""
    former = FormerName.objects.filter(area__in=list(codes), ended_on__gt=day)
    rows = former.order_by("-ended_on", "-pk").values_list("area_id", "name_th", "name_en")
    # The last that is read is the first that ended after the day.
    return {code: (thai, english) for code, thai, english in rows}


def heirs_since(codes: Iterable[str], day: date) -> dict[str, str]:
    """For each village that a notice ended since a day, what it became within some areas."""
    links = AreaSuccessor.objects.filter(
        within("successor_id", codes), basis=SuccessorBasis.NOTICE, in_force_on__gte=day
    )
    villages = links.filter(area__level=Level.VILLAGE).order_by("pk")
    return dict(villages.values_list("area_id", "successor_id"))


def successors_of(codes: Iterable[str]) -> set[str]:
    """The areas in force today that took the place of some: what is in force stands for itself."""
    wanted, found = set(codes), set[str]()
    for _step in range(MOST_STEPS):
        if not wanted:
            break
        states = dict(Area.objects.filter(code__in=wanted).values_list("code", "ended_on"))
        found |= {code for code, ended_on in states.items() if ended_on is None}
        gone = [code for code, ended_on in states.items() if ended_on is not None]
        links = AreaSuccessor.objects.filter(area__in=gone)
        wanted = set(links.values_list("successor_id", flat=True)) - found
    return found
