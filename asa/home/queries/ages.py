"""The ages of volunteers, in bands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Value, When

from asa.people.codes import Sex
from asa.places.queries import within
from asa.volunteers.codes import AGE_BANDS, UNKNOWN_AGE, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import of_age
from asa.volunteers.wording import age_words


@dataclass(frozen=True)
class Band:
    """Current volunteers of an age: women, men, and those whose sex is not on record."""

    code: str
    name: str
    by_sex: dict[Sex, int]

    @property
    def has_age(self) -> bool:
        return self.code != UNKNOWN_AGE

    @property
    def total(self) -> int:
        return sum(self.by_sex.values())


def ages_of_volunteers(area: str, on: date) -> list[Band]:
    """Current volunteers of an area by age on a day, the oldest first; the last band is unknown."""
    bands = [When(of_age(band, on), then=Value(band)) for band in AGE_BANDS]
    current = Volunteer.objects.filter(within("area_id", [area]), state=VolunteerState.REGISTERED)
    by_band = current.annotate(band=Case(*bands, output_field=CharField()))
    found = by_band.order_by().values_list("band", "person__sex").annotate(n=Count("pk"))
    counts = Counter({(band, sex): n for band, sex, n in found})
    lines = [
        Band(band, age_words(band), {sex: counts[band, sex] for sex in Sex}) for band in AGE_BANDS
    ]
    # The youth and the unknown are shown where there are any.
    return [line for line in lines if line.total or line.name[0].isdigit()]
