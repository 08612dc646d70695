"""How old the volunteers of an area are, who stops soon, and who came and left."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from asa.common.thaidate import add_years, fiscal_year
from asa.coverage.codes import FORECAST_YEARS, OLD_AGE
from asa.coverage.queries.rules import Target
from asa.people.codes import Sex
from asa.places.queries import within
from asa.volunteers.codes import AGE_BANDS, UNKNOWN_AGE, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import of_age, of_sex
from asa.volunteers.wording import age_words

YEARS = 10


@dataclass(frozen=True)
class Band:
    """Current volunteers of an age: women, men, and those of whom it is not known."""

    code: str
    name: str
    by_sex: dict[Sex, int]

    @property
    def has_age(self) -> bool:
        """Whether the band is of an age, not of those without a birth date."""
        return self.code != UNKNOWN_AGE

    @property
    def total(self) -> int:
        """Everyone of the band."""
        return sum(self.by_sex.values())


@dataclass(frozen=True)
class Forecast:
    """How many of today's volunteers are of an age now, and will be in some years (years, n)."""

    age: int
    is_rule: bool
    now: int
    later: list[tuple[int, int]]


@dataclass(frozen=True)
class YearLine:
    """Who came to the register and who left it in a fiscal year (B.E.)."""

    year_be: int
    joined: int
    left: int


def registered(area: str) -> QuerySet[Volunteer]:
    """The current volunteers on the register of an area."""
    return Volunteer.objects.filter(within("area_id", [area]), state=VolunteerState.REGISTERED)


def ages_of_volunteers(area: str, on: date) -> list[Band]:
    """Current volunteers of an area by age and sex on a day, the oldest first.

    Where the register does not say the sex, the title does: นาย, นาง, นางสาว.
    """
    bands = [When(of_age(band, on), then=Value(band)) for band in AGE_BANDS]
    sexes = [When(of_sex(sex), then=Value(sex.value)) for sex in (Sex.FEMALE, Sex.MALE)]
    found = registered(area).annotate(
        band=Case(*bands, output_field=CharField()),
        gender=Case(*sexes, default=Value(Sex.UNKNOWN.value), output_field=CharField()),
    )
    rows = found.order_by().values_list("band", "gender").annotate(n=Count("pk"))
    counts = Counter({(band, sex): n for band, sex, n in rows})
    lines = [
        Band(band, age_words(band), {sex: counts[band, sex] for sex in Sex}) for band in AGE_BANDS
    ]
    # The youth and the unknown are shown where there are any.
    return [line for line in lines if line.total or line.name[0].isdigit()]


def forecast(area: str, on: date, target: Target) -> Forecast:
    """How many of today's volunteers reach the age of the rule, or 70 where there is none.

    Everyone is taken to stay; nobody is taken to join.
    """
    age = target.retires_at or OLD_AGE
    asked = {f"in_{years}": _of(age, add_years(on, years)) for years in (0, *FORECAST_YEARS)}
    counts = registered(area).aggregate(
        **{name: Count("pk", filter=question) for name, question in asked.items()}
    )
    later = [(years, counts[f"in_{years}"]) for years in FORECAST_YEARS]
    return Forecast(age, target.retires_at is not None, counts["in_0"], later)


def _of(age: int, day: date) -> Q:
    return Q(person__birth_on__lte=add_years(day, -age))


def joiners_and_leavers(area: str, on: date) -> list[YearLine]:
    """Who was registered and who was ended in the last ten fiscal years, the latest last."""
    this = fiscal_year(on)
    inside = Volunteer.objects.filter(within("area_id", [area]))
    joined = _by_fiscal_year(inside, "registered_on", on)
    left = _by_fiscal_year(inside.filter(state=VolunteerState.ENDED), "ended_on", on)
    years = range(this - YEARS + 1, this + 1)
    return [YearLine(year, joined.get(year, 0), left.get(year, 0)) for year in years]


def _by_fiscal_year(found: QuerySet[Volunteer], field: str, on: date) -> dict[int, int]:
    """By day in the database, and by the fiscal year that the day belongs to here."""
    days = found.filter(**{f"{field}__lte": on}).order_by().values_list(field)
    counts = Counter[int]()
    for day, n in days.annotate(n=Count("pk")):
        counts[fiscal_year(day)] += n
    return dict(counts)
