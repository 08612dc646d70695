"""Groups of cohorts and their points, as far as somebody may see them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within
from asa.training.codes import SEATED, CohortState
from asa.training.models import Cohort, GroupMinutes, GroupPoint, WorkGroup
from asa.training.queries.workshops import READERS

# While the days last and after them.
HELD = (CohortState.RUNNING, CohortState.DONE)


def groups_for(user: User) -> QuerySet[WorkGroup]:
    """The groups that someone may see: of workshops kept or audited, of cohorts whose roll one
    calls, and those for which one notes the points. Start every read here.
    """
    kept = within("cohort__workshop__owner", scope(user, *READERS))
    called = Q(cohort__registrars__user=user)
    own = _own(user) if user.person_id else Q(pk__in=[])
    keys = WorkGroup.objects.filter(kept | called | own).values("pk")
    related = ("cohort__workshop__owner", "cohort__workshop__course", "reporter__person", "session")
    return WorkGroup.objects.filter(pk__in=keys).select_related(*related)


def points_for(user: User) -> QuerySet[GroupPoint]:
    """The points of the groups that someone may see."""
    related = ("group__cohort__workshop", "group__reporter")
    return GroupPoint.objects.filter(group__in=groups_for(user)).select_related(*related)


def own_groups(user: User) -> QuerySet[WorkGroup]:
    """The groups whose points one still notes: of cohorts whose minutes are not closed."""
    open_yet = WorkGroup.objects.filter(cohort__state__in=HELD, cohort__group_minutes=None)
    return open_yet.filter(_own(user)).select_related("cohort__workshop")


def _own(user: User) -> Q:
    return Q(reporter__person=user.person_id, reporter__state__in=SEATED)


def minutes_of(cohort: Cohort) -> GroupMinutes | None:
    """The closed minutes; none as long as points are noted."""
    return GroupMinutes.objects.filter(cohort=cohort).select_related("closed_by").first()


def is_capturing(cohort: Cohort) -> bool:
    """Whether groups and points are written: the cohort is or was held, the minutes are open."""
    return cohort.state in HELD and not GroupMinutes.objects.filter(cohort=cohort).exists()


@dataclass(frozen=True)
class GroupCount:
    """How many groups worked in a cohort, and how many points they noted."""

    groups: int
    points: int


def group_count(cohort: Cohort) -> GroupCount:
    """The groups and their points, in one question to the database."""
    told = WorkGroup.objects.filter(cohort=cohort).aggregate(
        groups=Count("pk", distinct=True), points=Count("points", distinct=True)
    )
    return GroupCount(told["groups"], told["points"])
