"""The money of a workshop: lines, sums, and the rates of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from asa.training.codes import BudgetKind
from asa.training.models import BudgetLine, BudgetRate, Workshop


def rates_on(day: date, kept: int | None = None) -> QuerySet[BudgetRate]:
    """The rates in force on a day, and the one that a line keeps from the day it was written."""
    in_force = Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    return BudgetRate.objects.filter(in_force | Q(pk=kept)).order_by("kind", "code")


def all_rates() -> list[BudgetRate]:
    """Every rate that holds, held or will hold, in the order of the kinds; the newest first."""
    order = {kind: place for place, kind in enumerate(BudgetKind.values)}
    found = BudgetRate.objects.order_by("code", "-started_on")
    return sorted(found, key=lambda rate: order[rate.kind])


@dataclass(frozen=True)
class KindSum:
    """What one kind of thing is to cost and did cost, in baht."""

    kind: str
    label: str
    planned: Decimal
    spent: Decimal


def lines_of_money(workshop: Workshop) -> list[BudgetLine]:
    """The lines of a workshop in the order of the kinds."""
    order = {kind: place for place, kind in enumerate(BudgetKind.values)}
    lines = workshop.budget_lines.select_related("rate")
    return sorted(lines, key=lambda line: (order[line.kind], str(line.pk)))


def sums_by_kind(lines: Iterable[BudgetLine]) -> list[KindSum]:
    """Plan and result of each kind that has a line."""
    found: dict[str, list[BudgetLine]] = {}
    for line in lines:
        found.setdefault(line.kind, []).append(line)
    return [
        KindSum(kind, str(BudgetKind(kind).label), planned_of(own), spent_of(own))
        for kind, own in found.items()
    ]


def planned_of(lines: Iterable[BudgetLine]) -> Decimal:
    """What some lines are to cost together, in baht."""
    return sum((line.planned for line in lines), Decimal(0))


def spent_of(lines: Iterable[BudgetLine]) -> Decimal:
    """What some lines did cost together, in baht."""
    return sum((line.spent or Decimal(0) for line in lines), Decimal(0))
