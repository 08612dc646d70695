"""How a province stands: cases by month, households by dimension and level."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncMonth

from asa.cases.models import Case
from asa.cases.queries import counted
from asa.common.svg import Share
from asa.common.thaidate import add_months
from asa.households.codes import Dimension, DimensionLevel
from asa.households.models import DimensionAssessment, Household
from asa.places.queries import within

MONTHS = 6


@dataclass(frozen=True)
class MonthLine:
    """How many cases the office received and helped in a month (its first day)."""

    month: date
    received: int
    helped: int


def month_lines(area: str, on: date) -> list[MonthLine]:
    """The last six whole months of an area, the latest last."""
    this = on.replace(day=1)
    months = [add_months(this, -ago) for ago in range(MONTHS, 0, -1)]
    received = _by_month(area, "received_on", months[0], this)
    helped = _by_month(area, "helped_on", months[0], this)
    return [MonthLine(m, received.get(m, 0), helped.get(m, 0)) for m in months]


def _by_month(area: str, field: str, first: date, until: date) -> dict[date, int]:
    found: QuerySet[Case] = Case.objects.filter(
        counted("all", until),
        within("area_id", [area]),
        **{f"{field}__gte": first, f"{field}__lt": until},
    )
    by_month = found.annotate(month=TruncMonth(field)).order_by().values_list("month")
    return dict(by_month.annotate(n=Count("pk")))


def assessed_households(area: str) -> int:
    """How many households of an area were looked at in the five dimensions; no sealed one."""
    found = Household.objects.filter(within("area_id", [area]), is_sealed=False)
    return found.filter(latest_round__isnull=False).count()


@dataclass(frozen=True)
class DimensionLine:
    """How many households stand at each level of a dimension at their latest look."""

    dimension: Dimension
    levels: list[tuple[DimensionLevel, int]]

    @property
    def total(self) -> int:
        return sum(n for _level, n in self.levels)

    @property
    def shares(self) -> list[Share]:
        return [Share(n, f"l{level.value}") for level, n in self.levels]


def dimension_lines(area: str) -> list[DimensionLine]:
    """Households of an area by dimension and level of the latest look; sealed ones do not count."""
    latest = DimensionAssessment.objects.filter(
        within("round__household__area_id", [area]),
        round__household__is_sealed=False,
        round__household__latest_round=F("round"),
    )
    found = latest.order_by().values_list("dimension", "level").annotate(n=Count("pk"))
    counts = {(dimension, level): n for dimension, level, n in found}
    return [
        DimensionLine(
            dimension, [(level, counts.get((dimension, level), 0)) for level in DimensionLevel]
        )
        for dimension in Dimension
    ]
