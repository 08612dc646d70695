"""The country, a province or a district by its parts, in numbers alone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, Model, Q, QuerySet
from django.db.models.functions import Substr

from asa.cases.models import Case
from asa.cases.queries import COUNTER, counted
from asa.coverage.queries import coverage_of
from asa.people.queries import provinces_with
from asa.places.codes import DIGITS, Level
from asa.places.models import Region
from asa.places.queries import covers, name_of, within

SCHEME = "geo4"
TAMBON_DIGITS = DIGITS[Level.TAMBON]


@dataclass(frozen=True)
class Totals:
    """Volunteers, gaps and cases of an area or of several."""

    volunteers: int = 0
    tambons: int = 0
    gaps: int = 0
    open_cases: int = 0
    late_cases: int = 0


@dataclass(frozen=True)
class AreaLine(Totals):
    """The totals of one area; it opens its parts where it has any."""

    code: str = ""
    name: str = ""
    opens: bool = False


@dataclass(frozen=True)
class RegionLines:
    """The provinces of a region, and what they come to."""

    name: str
    lines: list[AreaLine] = field(default_factory=list)

    @property
    def totals(self) -> Totals:
        return totals_of(self.lines)


def area_lines(code: str, on: date) -> list[AreaLine]:
    """The areas one level below an area (a tambon: itself), each with its numbers of the day."""
    covered = coverage_of(code, on)
    parts = covered.parts or covered.tambons
    digits = len(parts[0].code) if parts else TAMBON_DIGITS
    open_cases = _by_part(Case.objects.filter(counted("open", on)), code, digits)
    late_cases = _by_part(Case.objects.filter(counted("late", on)), code, digits)
    return [
        AreaLine(
            volunteers=part.tally.volunteers,
            tambons=part.tally.tambons,
            gaps=part.tally.tambons_without,
            open_cases=open_cases.get(part.code, 0),
            late_cases=late_cases.get(part.code, 0),
            code=part.code,
            name=part.name,
            opens=digits < TAMBON_DIGITS,
        )
        for part in parts
    ]


def _by_part(rows: QuerySet[Model], code: str, digits: int) -> dict[str, int]:
    inside = rows.filter(within("area_id", [code]))
    parts = inside.annotate(part=Substr("area_id", 1, digits)).order_by().values_list("part")
    return dict(parts.annotate(n=Count("pk")))


def totals_of(lines: Iterable[Totals]) -> Totals:
    """What several areas come to."""
    rows = list(lines)
    return Totals(
        sum(row.volunteers for row in rows),
        sum(row.tambons for row in rows),
        sum(row.gaps for row in rows),
        sum(row.open_cases for row in rows),
        sum(row.late_cases for row in rows),
    )


@dataclass(frozen=True)
class EmptyOffice:
    """A province where nobody may take in what waits there: how many reports, since when."""

    code: str
    name: str
    waiting: int
    since: date


def empty_offices(codes: Iterable[str], on: date) -> list[EmptyOffice]:
    """The provinces of some areas in which reports await intake, and nobody holds a post that
    takes in; the longest waiting first.
    """
    inside = Case.objects.filter(counted("intake", on), within("province", codes)).order_by()
    waits = inside.values_list("province").annotate(n=Count("pk"), since=Min("received_on"))
    found = sorted(waits, key=lambda row: (row[2], row[0]))
    if not found:
        return []
    served = provinces_with(COUNTER, on)
    empty = [row for row in found if not covers(served, row[0])]
    return [EmptyOffice(code, name_of(code), n, since) for code, n, since in empty]


def regions_of(lines: list[AreaLine], on: date) -> list[RegionLines]:
    """Provinces put into the regions of the day; what belongs to none stands last, without name."""
    still = Q(members__ended_on__isnull=True) | Q(members__ended_on__gt=on)
    found = Region.objects.filter(still, scheme_id=SCHEME, members__started_on__lte=on)
    belongs: dict[str, tuple[str, str]] = {}
    for region in found.prefetch_related("members").distinct():
        for member in region.members.all():
            if member.started_on <= on and (member.ended_on is None or member.ended_on > on):
                belongs[str(member.province_id)] = (region.code, region.name)
    groups: dict[tuple[str, str], list[AreaLine]] = {}
    for line in lines:
        groups.setdefault(belongs.get(line.code, ("~", "")), []).append(line)
    return [RegionLines(name, rows) for (_code, name), rows in sorted(groups.items())]
