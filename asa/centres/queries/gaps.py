"""Which districts and tambons have no centre."""

from collections import Counter
from typing import NamedTuple

from asa.places.codes import DIGITS, WHOLE_COUNTRY, Level
from asa.places.queries import areas_under, name_of, remember_names, within
from asa.volunteers.models import Centre

LEVELS = (Level.DISTRICT, Level.TAMBON)


class GapLine(NamedTuple):
    """An area, how many districts and tambons it has, and how many of them have no centre."""

    code: str
    name: str
    districts: int
    districts_without: int
    tambons: int
    tambons_without: int


def areas_without_centre(area: str, level: Level) -> list[str]:
    """The codes of the areas of a level in force within an area that have no centre."""
    codes = areas_under(area, level).values_list("code", flat=True)
    return sorted(set(codes) - _with_centre(area, level))


def _with_centre(area: str, level: Level) -> set[str]:
    found = Centre.objects.filter(within("area", [area]), level=level)
    return set(found.values_list("area_id", flat=True))


def gap_lines(area: str) -> list[GapLine]:
    """The provinces of the country, or the districts of a province, each with its gaps."""
    below = Level.PROVINCE if area == WHOLE_COUNTRY else Level.DISTRICT
    digits = DIGITS[below]
    parts = list(areas_under(area, below).values_list("code", flat=True))
    remember_names(parts)
    counts: list[Counter[str]] = []
    for level in LEVELS:
        codes = list(areas_under(area, level).values_list("code", flat=True))
        held = _with_centre(area, level)
        counts.append(Counter(code[:digits] for code in codes))
        counts.append(Counter(code[:digits] for code in codes if code not in held))
    return [GapLine(part, name_of(part), *(count[part] for count in counts)) for part in parts]
