"""What participants said of a cohort, as means; nothing before so many have answered that nobody
can be told by it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from asa.people.models import User
from asa.training.codes import LEAST_ANSWERS, EnrolmentState
from asa.training.models import (
    Cohort,
    Enrolment,
    SatisfactionGiven,
    SatisfactionItem,
    SatisfactionSheet,
)


def items_on(day: date) -> list[SatisfactionItem]:
    """The items that are rated on a day, in their order."""
    since = SatisfactionItem.objects.filter(started_on__lte=day)
    return list(since.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day)).order_by("number"))


@dataclass(frozen=True)
class ItemMean:
    """The mean of an item, with one decimal, and how many rated it; None for too few."""

    item: SatisfactionItem
    mean: Decimal | None
    answers: int


@dataclass(frozen=True)
class Satisfaction:
    """What came back: how many answered, the means and the words; both empty for too few."""

    answers: int
    means: list[ItemMean]
    words: list[str]

    @property
    def is_shown(self) -> bool:
        return self.answers >= LEAST_ANSWERS


def satisfaction_of(cohort: Cohort) -> Satisfaction:
    """The means and words of a cohort, in two questions to the database."""
    sheets = list(SatisfactionSheet.objects.filter(cohort=cohort).order_by("pk"))
    if len(sheets) < LEAST_ANSWERS:
        return Satisfaction(len(sheets), [], [])
    means = [_mean(item, sheets) for item in items_on(cohort.starts_on)]
    return Satisfaction(len(sheets), means, [sheet.words for sheet in sheets if sheet.words])


def _mean(item: SatisfactionItem, sheets: list[SatisfactionSheet]) -> ItemMean:
    given = [int(one.ratings[item.code]) for one in sheets if item.code in one.ratings]
    if len(given) < LEAST_ANSWERS:
        return ItemMean(item, None, len(given))
    return ItemMean(item, (Decimal(sum(given)) / len(given)).quantize(Decimal("0.1")), len(given))


def own_forms(user: User, on: date) -> QuerySet[Enrolment]:
    """One's own seats in cohorts that have begun by a day, whose form is not filled in yet."""
    given = SatisfactionGiven.objects.values("enrolment")
    own = Enrolment.objects.filter(person=user.person_id, state=EnrolmentState.CONFIRMED)
    begun = own.filter(cohort__starts_on__lte=on).exclude(pk__in=given)
    return begun.select_related("cohort__workshop").order_by("-cohort__starts_on")
