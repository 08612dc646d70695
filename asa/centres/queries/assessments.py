"""Looks at the capacity of centres, and one compared with the one before."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from asa.centres.models import Assessment, Component, Priority
from asa.centres.queries.centres import centres_in_full_for
from asa.common import svg
from asa.people.models import Post, User


class Line(NamedTuple):
    """A component as it was rated: its score, why, and the score of the look before (or none)."""

    component: Component
    score: int
    evidence: str
    before: int | None

    @property
    def change(self) -> int | None:
        return None if self.before is None else self.score - self.before


def assessments_for(user: User) -> QuerySet[Assessment]:
    """The assessments of the centres that one sees in full, the latest first."""
    found = Assessment.objects.filter(centre__in=centres_in_full_for(user))
    return found.select_related("centre").order_by("-assessed_on", "-pk")


def priorities_for(user: User) -> QuerySet[Priority]:
    """The work plans of the assessments that one may read."""
    found = Priority.objects.filter(assessment__in=assessments_for(user).values("pk"))
    return found.select_related("component", "owner__person", "assessment__centre")


def components_on(day: date) -> list[Component]:
    """The sides of capacity that a look on a day rates."""
    return list(Component.objects.filter(Post.current_on(day)))


def compared(assessment: Assessment) -> list[Line]:
    """The ratings in the order of the list, each beside that of the look before."""
    before = Assessment.objects.filter(
        centre=assessment.centre_id, assessed_on__lt=assessment.assessed_on
    )
    last = before.order_by("-assessed_on").first()
    scores = dict(last.ratings.values_list("component_id", "score")) if last else {}
    ratings = assessment.ratings.select_related("component").order_by("component__number")
    return [
        Line(one.component, one.score, one.evidence, scores.get(one.component_id))
        for one in ratings
    ]


def bars_of(lines: list[Line]) -> str:
    """The scores as lying bars; the same numbers stand in the table beside them."""
    rows = [(line.component.name, line.score) for line in lines]
    return svg.bars(rows, _("Scores from 1 to 5; the numbers stand in the table"))
