"""Coverage and ages as they were on a day: from dated facts alone, on the areas of that day.

Who was registered is told by the steps of each life until the day; a step that was taken back never
was. Where somebody worked is told by the areas of work of the day, by their codes of then. What
was not kept of a day, such as who was active, is not told of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from asa.common.thaidate import BANGKOK, add_years
from asa.coverage.queries.areas import AreaLine
from asa.coverage.queries.people import Band
from asa.coverage.queries.rules import Targets, targets_on
from asa.coverage.queries.tallies import TAMBON, VILLAGE, Ground, Tally, left_out_in, together
from asa.households.models import Household
from asa.people.codes import Sex
from asa.people.models import Post
from asa.places import moving
from asa.places.codes import PART_DIGITS, WHOLE_COUNTRY, Level
from asa.places.models import Area
from asa.places.queries import areas_on, covers, level_of, name_of, names_on, remember_names, within
from asa.volunteers.codes import AGE_BANDS, FROM_AGES, UNKNOWN_AGE, VolunteerState
from asa.volunteers.models import Assignment, VolunteerStep
from asa.volunteers.queries.register import TITLES
from asa.volunteers.wording import age_words


class Work(NamedTuple):
    """An area of work that a registered volunteer had on a day, by the code of then."""

    volunteer: UUID
    area: str
    is_main: bool
    born: date | None
    sex: Sex


@dataclass(frozen=True)
class AsAt:
    """What an area came to on a day, its parts of then, and its places in which nobody worked."""

    code: str
    as_of: date
    total: Tally
    parts: list[AreaLine]
    # Of a province, all its tambons as well.
    tambons: list[AreaLine]
    ages: list[Band]
    tambons_without: list[str]
    villages_without: list[str]


def as_at(area: str, day: date) -> AsAt:
    """The coverage of an area, from the country to a tambon, and the ages there, as on a day."""
    work = work_on(area, day)
    ground = PastGround(area, day, targets_on(area, day), work)
    by_tambon = ground.tallies()
    remember_names([area, *by_tambon])
    parts, tambons = _parts(area, by_tambon, day)
    bare = [code for code in ground.places if ground.is_bare(code)]
    return AsAt(
        code=area,
        as_of=day,
        total=together(by_tambon.values()),
        parts=parts,
        tambons=tambons,
        ages=ages_as_at(work, day),
        tambons_without=[code for code in bare if len(code) == TAMBON],
        villages_without=[code for code in bare if len(code) == VILLAGE],
    )


def work_on(area: str, day: date) -> list[Work]:
    """Who was registered and worked in an area on a day. A change stays within a province."""
    around = area if area == WHOLE_COUNTRY else area[:2]
    registered = Q(volunteer__registered_on__isnull=True) | Q(volunteer__registered_on__lte=day)
    found = (
        Assignment.objects.filter(Post.current_on(day), registered, within("area_id", [around]))
        .annotate(was=_state_on(day))
        .filter(was=VolunteerState.REGISTERED)
        .values_list(
            "pk", "volunteer_id", "area_id", "is_main", "volunteer__person__birth_on",
            "volunteer__person__sex", "volunteer__person__prefix",
        )
    )  # fmt: skip
    before = moving.codes_before(Assignment, "area", day)
    rows = []
    for key, who, code, is_main, born, sex, prefix in found.iterator(5000):
        then = before.get(str(key), code)
        if covers([area], then):
            rows.append(Work(who, then, is_main, born, _sex(sex, prefix)))
    return rows


def _state_on(day: date) -> Coalesce:
    """The state of a volunteer on a day: after the last step until then, else before the first
    since; of a life without steps, what the entry says.
    """
    steps = VolunteerStep.objects.filter(
        volunteer=OuterRef("volunteer"), takes_back__isnull=True, taken_back_by__isnull=True
    )
    last = steps.filter(on__lte=day).order_by("-on", "-pk").values("to_state")[:1]
    then = steps.filter(on__gt=day).order_by("on", "pk").values("from_state")[:1]
    ended_since = Q(volunteer__state=VolunteerState.ENDED, volunteer__ended_on__gt=day)
    entry = Case(
        When(ended_since, then=Value(VolunteerState.REGISTERED.value)),
        default=F("volunteer__state"),
        output_field=CharField(),
    )
    return Coalesce(Subquery(last), Subquery(then), entry, output_field=CharField())


def _sex(sex: str, prefix: str) -> Sex:
    """As the register says it; where it does not, as the title does."""
    if sex != Sex.UNKNOWN:
        return Sex(sex)
    return next((one for one, titles in TITLES.items() if prefix in titles), Sex.UNKNOWN)


def ages_as_at(work: Iterable[Work], day: date) -> list[Band]:
    """Those who had their main area of work there, by age and sex on the day, the oldest first."""
    starts = [(str(age), add_years(day, -age)) for age in FROM_AGES]
    counts: Counter[tuple[str, Sex]] = Counter()
    for one in work:
        if one.is_main:
            born = one.born
            band = next((code for code, start in starts if born and born <= start), UNKNOWN_AGE)
            counts[band, one.sex] += 1
    lines = [
        Band(band, age_words(band), {sex: counts[band, sex] for sex in Sex}) for band in AGE_BANDS
    ]
    return [line for line in lines if line.total or line.name[0].isdigit()]


def _parts(
    area: str, by_tambon: dict[str, Tally], day: date
) -> tuple[list[AreaLine], list[AreaLine]]:
    """The parts of the next level on the day, with their names of then, and the tambons of a
    province; a tambon has none here.
    """
    level = level_of(area)
    if level == Level.TAMBON:
        return [], []
    digits = PART_DIGITS[level]
    rows: dict[str, list[Tally]] = defaultdict(list)
    for tambon, tally in by_tambon.items():
        rows[tambon[:digits]].append(tally)
    below = dict(sorted(by_tambon.items())) if level == Level.PROVINCE else {}
    former = names_on([*rows, *below], day)

    def line(code: str, tally: Tally) -> AreaLine:
        return AreaLine(code, former.get(code, ("", ""))[0] or name_of(code), tally)

    parts = [line(code, together(tallies)) for code, tallies in sorted(rows.items())]
    return parts, [line(code, tally) for code, tally in below.items()]


class PastGround(Ground):
    """What there was in an area on a day, by the codes of then."""

    def __init__(self, area: str, on: date, targets: Targets, work: list[Work]) -> None:
        self.codes, self.on, self.targets = [area], on, targets
        places = areas_on(Area.objects.filter(within("code", [area])), on)
        wanted = places.filter(level__in=[Level.TAMBON, Level.VILLAGE]).order_by("code")
        self.places = list(wanted.values_list("code", flat=True))
        self.working = _each_once((one.volunteer, one.area) for one in work)
        self.working_in_tambon = _each_once((one.volunteer, one.area[:TAMBON]) for one in work)
        mainly = [one for one in work if one.is_main]
        self.volunteers = _each_once((one.volunteer, one.area[:TAMBON]) for one in mainly)
        self.active = {}
        self.households = self._households_then()
        self.households_in_tambon = Counter[str]()
        for code, n in self.households.items():
            self.households_in_tambon[code[:TAMBON]] += n
        self.left_out = left_out_in(self.codes, on)
        self._leave_out_villages()

    def _households_then(self) -> dict[str, int]:
        """Households surveyed by the day; those without such a day, that were on record."""
        around = self.codes[0] if self.codes[0] == WHOLE_COUNTRY else self.codes[0][:2]
        end = datetime.combine(self.on + timedelta(days=1), time.min, BANGKOK)
        known = Q(surveyed_on__lte=self.on) | Q(surveyed_on__isnull=True, created_at__lt=end)
        found = Household.objects.filter(known, within("area_id", [around]), is_sealed=False)
        rows = found.values_list("pk", "area_id").iterator(5000)
        before = moving.codes_before(Household, "area", self.on)
        codes = (before.get(str(key), code) for key, code in rows)
        return dict(Counter(code for code in codes if covers(self.codes, code)))

    def is_bare(self, code: str) -> bool:
        """Whether nobody worked in a tambon or a village that was not left out."""
        working = self.working_in_tambon if len(code) == TAMBON else self.working
        return code not in self.left_out and not working.get(code)


def _each_once(pairs: Iterable[tuple[UUID, str]]) -> dict[str, int]:
    """How many there are in each place; who is there twice counts once."""
    return dict(Counter(code for _who, code in set(pairs)))
