from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length, Substr

from asa.places.codes import LEVEL_OF_LENGTH, WHOLE_COUNTRY, Level
from asa.places.models import Area, Region, RegionMember

# Every code is made of figures, and every collation puts letters after them.
AFTER_ALL_FIGURES = "A"


def level_of(code: str) -> Level:
    """The level of a code by its length; ValueError if it is no code of a place."""
    if code == WHOLE_COUNTRY:
        return Level.COUNTRY
    if code.isascii() and code.isdigit() and len(code) in LEVEL_OF_LENGTH:
        return LEVEL_OF_LENGTH[len(code)]
    raise ValueError(f"{code!r} is no code of a place")


def parent_code(code: str) -> str | None:
    """The code of the area around this one; the country around a province, None around that."""
    level = level_of(code)
    if level == Level.COUNTRY:
        return None
    return code[:-2] if level != Level.PROVINCE else WHOLE_COUNTRY


def ancestors(code: str) -> list[str]:
    """The codes of the areas around this one, the country first, without the code itself."""
    if level_of(code) == Level.COUNTRY:
        return []
    return [WHOLE_COUNTRY, *(code[:digits] for digits in range(2, len(code), 2))]


def village_code(tambon: str, moo: int) -> str:
    """The code of a village: its tambon's and two figures."""
    return f"{tambon}{moo:02d}"


def covers(codes: Iterable[str], area_code: str) -> bool:
    """Whether an area lies in one of the given areas, or is one of them."""
    return any(code == WHOLE_COUNTRY or (code and area_code.startswith(code)) for code in codes)


def after(code: str) -> str:
    """The least text above the code and all below it: "8601" → "8602", "8699" → "87"."""
    stem = code.rstrip("9")
    return stem[:-1] + str(int(stem[-1]) + 1) if stem else AFTER_ALL_FIGURES


def within(field: str, codes: Iterable[str]) -> Q:
    """Rows whose area lies in one of the given areas: ranges that an index serves everywhere.

    "TH" is the whole country; no code at all matches no row.
    """
    wanted = sorted({codes} if isinstance(codes, str) else set(codes))
    if WHOLE_COUNTRY in wanted:
        # Not an empty Q, which vanishes beside an "or"; and no range, which SQLite would use in
        # the place of a narrower one beside it.
        return Q(**{f"{field}__isnull": False})
    taken: list[str] = []
    for code in wanted:
        if level_of(code) and not covers(taken, code):
            taken.append(code)
    ranges = [Q(**{f"{field}__gte": code, f"{field}__lt": after(code)}) for code in taken]
    return reduce(or_, ranges) if ranges else Q(**{f"{field}__in": []})


def any_of(questions: Iterable[Q]) -> Q:
    """Rows for which one of the questions holds; without a question, no row."""
    asked = list(questions)
    return reduce(or_, asked) if asked else Q(pk__in=[])


def current(areas: QuerySet[Area]) -> QuerySet[Area]:
    """The areas that are in force; the abolished ones stay in the table, dated."""
    return areas.filter(ended_on__isnull=True)


def areas_under(code: str, level: Level | str) -> QuerySet[Area]:
    """The current areas of one level within an area, in the order of their codes."""
    return current(Area.objects.filter(within("code", [code]), level=level)).order_by("code")


def counts_in(code: str) -> dict[str, int]:
    """How many current areas of each level lie within an area, by level."""
    found = current(Area.objects.filter(within("code", [code]))).order_by()
    return dict(found.values_list("level").annotate(n=Count("pk")))


def areas_on(areas: QuerySet[Area], day: date) -> QuerySet[Area]:
    """The areas that were in force on a day; where nothing says since when, since ever."""
    begun = Q(started_on__isnull=True) | Q(started_on__lte=day)
    return areas.filter(begun, Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def counts_below(code: str, day: date | None = None) -> dict[str, dict[str, int]]:
    """How many areas of each level, of today or of a day, lie in each child of an area, by code."""
    size = 2 if code == WHOLE_COUNTRY else len(code) + 2
    inside = Area.objects.filter(within("code", [code]))
    in_force = current(inside) if day is None else areas_on(inside, day)
    below = in_force.exclude(level=Level.COUNTRY)
    rows = below.annotate(child=Substr("code", 1, size), size=Length("code")).filter(size__gt=size)
    counts: dict[str, dict[str, int]] = {}
    for child, level, count in (
        rows.order_by().values_list("child", "level").annotate(count=Count("pk"))
    ):
        counts.setdefault(child, {})[level] = count
    return counts


def without_successor() -> QuerySet[Area]:
    """Abolished areas of which nothing says what took their place."""
    gone = Area.objects.filter(ended_on__isnull=False, successors__isnull=True)
    return gone.order_by("-ended_on", "code")


def region_provinces(region: Region, on: date) -> list[str]:
    """The codes of the provinces that make up a region on a day."""
    members = RegionMember.objects.filter(region=region, started_on__lte=on)
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return sorted(members.filter(still).values_list("province_id", flat=True))
