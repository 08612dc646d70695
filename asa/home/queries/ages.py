"""The ages of volunteers, in bands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Value, When
from django.utils.translation import gettext as _

from asa.common.thaidate import add_years
from asa.people.codes import Sex
from asa.places.queries import within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

# The least age of each band, oldest first; below the last stand the youth.
FROM_AGES = (80, 70, 60, 50, 40, 26, 18, 0)
UNKNOWN = -1


@dataclass(frozen=True)
class Band:
    """Current volunteers of an age: women, men, and those whose sex is not on record."""

    name: str
    female: int
    male: int
    unknown: int
    has_age: bool

    @property
    def total(self) -> int:
        return self.female + self.male + self.unknown


def ages_of_volunteers(area: str, on: date) -> list[Band]:
    """Current volunteers of an area by age on a day, the oldest first; the last band is unknown."""
    # Whoever is at least so old was born on this day or before.
    bands = [When(person__birth_on__lte=add_years(on, -age), then=Value(age)) for age in FROM_AGES]
    current = Volunteer.objects.filter(within("area_id", [area]), state=VolunteerState.REGISTERED)
    by_band = current.annotate(band=Case(*bands, default=Value(UNKNOWN)))
    found = by_band.order_by().values_list("band", "person__sex").annotate(n=Count("pk"))
    counts = Counter({(band, sex): n for band, sex, n in found})
    lines = [_band(age, counts) for age in (*FROM_AGES, UNKNOWN)]
    return [line for line in lines if line.total or line.name[0].isdigit()]


def _band(age: int, counts: Counter[tuple[int, str]]) -> Band:
    return Band(
        _name(age),
        counts[age, Sex.FEMALE],
        counts[age, Sex.MALE],
        counts[age, Sex.UNKNOWN],
        age != UNKNOWN,
    )


def _name(age: int) -> str:
    if age == UNKNOWN:
        return _("Not known")
    if age == 80:
        return "80+"
    if age == 0:
        return _("Under 18")
    older = FROM_AGES[FROM_AGES.index(age) - 1]
    return f"{age}–{older - 1}"
