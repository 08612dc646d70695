"""Where volunteers are, and where none is."""

from django.db.models import Count
from django.db.models.functions import Substr

from asa.places.codes import Level
from asa.places.queries import areas_under, within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

TAMBON_DIGITS, VILLAGE_DIGITS = 6, 8


def covered_tambons(area: str) -> set[str]:
    """The codes of the tambons in an area that have a current volunteer."""
    return set(volunteers_by_code(area, TAMBON_DIGITS))


def tambons_without_volunteer(area: str) -> list[str]:
    """The codes of the tambons in force in an area where nobody is."""
    return sorted(set(codes_of(area, Level.TAMBON)) - covered_tambons(area))


def villages_without_volunteer(area: str) -> list[str]:
    """The codes of the known villages in an area where nobody is."""
    covered = set(volunteers_by_code(area, VILLAGE_DIGITS))
    return sorted(set(codes_of(area, Level.VILLAGE)) - covered)


def codes_of(area: str, level: Level) -> list[str]:
    """The codes of the areas of a level that are in force in an area."""
    return list(areas_under(area, level).values_list("code", flat=True))


def volunteers_by_code(area: str, digits: int) -> dict[str, int]:
    """How many current volunteers are counted in each area whose code has so many digits."""
    current = Volunteer.objects.filter(within("area_id", [area]), state=VolunteerState.REGISTERED)
    found = current.annotate(code=Substr("area_id", 1, digits)).order_by().values_list("code")
    return {code: n for code, n in found.annotate(n=Count("pk")) if len(code) == digits}
