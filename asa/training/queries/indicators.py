"""The indicators of a workshop: what was to be reached beside what was, counted where it can be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from asa.training.codes import BEFORE_THE_DAYS, LEAST_ANSWERS, CohortState, Measure, WorkshopState
from asa.training.models import (
    Cohort,
    Enrolment,
    Indicator,
    Mark,
    SatisfactionSheet,
    Workshop,
)
from asa.training.queries.summary import COUNTED, means_of_both, shares_of_points

Values = dict[str, Decimal | None]


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator with what was reached; None while nothing can be said."""

    indicator: Indicator
    reached: Decimal | None

    @property
    def is_reached(self) -> bool:
        return self.reached is not None and self.reached >= self.indicator.target


def indicators_of(workshop: Workshop) -> list[IndicatorLine]:
    """Plan beside result of each indicator, in five questions to the database at most."""
    found = list(Indicator.objects.filter(workshop=workshop))
    counts = any(not one.is_typed for one in found)
    values = values_of(workshop) if counts and _has_begun(workshop) else {}
    return [
        IndicatorLine(one, one.reached if one.is_typed else values.get(one.measure))
        for one in found
    ]


def _has_begun(workshop: Workshop) -> bool:
    return workshop.state not in (*BEFORE_THE_DAYS, WorkshopState.CANCELLED)


def values_of(workshop: Workshop) -> Values:
    """What the event itself says, over all cohorts that were not cancelled, by measure."""
    cohorts = Cohort.objects.filter(workshop=workshop).exclude(state=CohortState.CANCELLED)
    seats = cohorts.aggregate(seats=Sum("seats"))["seats"] or 0
    counted = {name: Count("pk", filter=COUNTED[name]) for name in ("seated", "came", "earned")}
    people = Enrolment.objects.filter(cohort__in=cohorts).aggregate(**counted)
    marks = Mark.objects.filter(enrolment__cohort__in=cohorts)
    before, after = means_of_both(shares_of_points(marks))
    return {
        Measure.CAME: Decimal(people["came"]),
        Measure.FILLED: _percent(people["seated"], seats),
        Measure.EARNED: Decimal(people["earned"]),
        Measure.EARNED_SHARE: _percent(people["earned"], people["came"]),
        Measure.GAIN: None if before is None or after is None else after - before,
        Measure.SATISFACTION: _satisfaction(cohorts),
    }


def _percent(part: int, of: int) -> Decimal | None:
    return (Decimal(100 * part) / of).quantize(Decimal("0.1")) if of else None


def _satisfaction(cohorts: QuerySet[Cohort]) -> Decimal | None:
    """The mean of all ratings, of 5; of those alone whose own mean is shown, or somebody's rating
    could be told from the difference.
    """
    given: dict[tuple[object, str], list[int]] = defaultdict(list)
    sheets = SatisfactionSheet.objects.filter(cohort__in=cohorts)
    for cohort, ratings in sheets.values_list("cohort", "ratings"):
        for item, rating in ratings.items():
            given[cohort, item].append(int(rating))
    return _mean(
        one for ratings in given.values() if len(ratings) >= LEAST_ANSWERS for one in ratings
    )


def _mean(ratings: Iterable[int]) -> Decimal | None:
    found = list(ratings)
    return (Decimal(sum(found)) / len(found)).quantize(Decimal("0.01")) if found else None
