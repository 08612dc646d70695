"""What trained volunteers did afterwards beside those not yet trained, and who never was.

Both groups are of the same area and looked at over the same months. Who is sent to a workshop is
not chosen by lot, so a difference says nothing of its cause; the page says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Substr

from asa.common.thaidate import add_months, add_years
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import within
from asa.training.codes import EARNED
from asa.training.models import Enrolment, RefresherRule
from asa.volunteers.codes import ActivityKind, ActivitySource, VolunteerState
from asa.volunteers.models import Activity, Volunteer
from asa.volunteers.queries import volunteers_for

# The months that are looked at, the same for both groups.
MONTHS: Final = 6
# What counts as each of them. Whoever was at a household visited it, whatever for: to find
# somebody in trouble, to visit, or to follow up; a visit of the last kind counts there too.
COUNTED: Final = {
    ActivityKind.HOME_VISIT: Q(kind=ActivityKind.HOME_VISIT) | Q(source=ActivitySource.VISIT),
    ActivityKind.REFERRAL: Q(kind=ActivityKind.REFERRAL),
    ActivityKind.FOLLOW_UP: Q(kind=ActivityKind.FOLLOW_UP),
}
KINDS: Final = tuple(COUNTED)
TRAINED, NEVER, DUE = "trained", "never", "due"


@dataclass(frozen=True)
class Group:
    """Some volunteers, and what they did in the months: kind → (who did so, how often in all)."""

    people: int
    did: dict[ActivityKind, tuple[int, int]]

    def share(self, kind: ActivityKind) -> Decimal | None:
        """How many in a hundred did so at least once; None where there is nobody."""
        if not self.people:
            return None
        return (Decimal(100) * self.did[kind][0] / self.people).quantize(Decimal("0.1"))


def _finished(before: date | None = None) -> Exists:
    """Whether a volunteer finished a workshop with a result, at all or before a day."""
    done = Enrolment.objects.filter(volunteer=OuterRef("pk"), result__in=EARNED)
    return Exists(done.filter(cohort__ends_on__lt=before) if before else done)


def registered_in(area: str) -> QuerySet[Volunteer]:
    """The registered volunteers of an area."""
    return Volunteer.objects.filter(within("area", [area]), state=VolunteerState.REGISTERED)


def _trained(people: QuerySet[Volunteer], on: date) -> QuerySet[Volunteer]:
    return people.filter(_finished(add_months(on, -MONTHS)))


def _never(people: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
    return people.exclude(_finished())


def followed_through(area: str, on: date) -> tuple[Group, Group]:
    """The trained and those never trained, in the months before a day.

    Trained: with a result of a workshop that ended before these months. Who was trained within
    them belongs to neither group.
    """
    people = registered_in(area)
    return _group(_trained(people, on), on), _group(_never(people), on)


def _done(on: date) -> QuerySet[Activity]:
    """What was done in the months before a day, and not taken back."""
    since = add_months(on, -MONTHS)
    return Activity.objects.filter(
        happened_on__gte=since, happened_on__lte=on, withdrawn_on__isnull=True
    )


def _group(people: QuerySet[Volunteer], on: date) -> Group:
    done = _done(on).filter(reduce(or_, COUNTED.values()), volunteer__in=people.values("pk"))
    counts = done.aggregate(
        **{
            f"{kind}_who": Count("volunteer", filter=q, distinct=True)
            for kind, q in COUNTED.items()
        },
        **{f"{kind}_times": Count("pk", filter=q) for kind, q in COUNTED.items()},
    )
    did = {kind: (counts[f"{kind}_who"], counts[f"{kind}_times"]) for kind in KINDS}
    return Group(people.count(), did)


def refresher_rules_on(day: date) -> list[RefresherRule]:
    """After how many years each course is to be taken again, as it stands on a day."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    found = RefresherRule.objects.filter(still, started_on__lte=day)
    return list(found.select_related("course").order_by("course__number"))


def _due(rules: Iterable[RefresherRule], on: date) -> Q:
    """Who finished a course so many years ago or longer, and not again since."""
    found = Q(pk__in=[])
    for rule in rules:
        done = Enrolment.objects.filter(
            volunteer=OuterRef("pk"), result__in=EARNED, cohort__workshop__course=rule.course_id
        )
        lately = done.filter(cohort__ends_on__gt=add_years(on, -rule.years))
        found |= Q(Exists(done)) & ~Q(Exists(lately))
    return found


@dataclass(frozen=True)
class PartLine:
    """A part of an area: its registered volunteers, those who never finished a workshop, and those
    who are due for a refresher.
    """

    code: str
    registered: int
    never: int
    due: int


def training_by_part(area: str, rules: Iterable[RefresherRule], on: date) -> list[PartLine]:
    """The parts of an area, most never trained first; in one query."""
    size = 2 if area == WHOLE_COUNTRY else min(len(area) + 2, 8)
    people = registered_in(area).annotate(
        part=Substr("area_id", 1, size),
        trained=_finished(),
        due=Case(When(_due(rules, on), then=Value(1)), default=Value(0)),
    )
    rows: Iterable[tuple[str, int, int, int]] = (
        people.order_by()
        .values_list("part")
        .annotate(n=Count("pk"), never=Count("pk", filter=Q(trained=False)), late=Sum("due"))
        .values_list("part", "n", "never", "late")
    )
    lines = [PartLine(*row) for row in rows]
    return sorted(lines, key=lambda line: (-line.never, -line.due, line.code))


def names_for(
    user: User, area: str, group: str, on: date, kind: ActivityKind | None = None
) -> QuerySet[Volunteer]:
    """The people behind a number, as far as the user may know of them.

    group: TRAINED, NEVER or DUE. kind: only who did so in the months, with how often as `times`.
    """
    people = volunteers_for(user).filter(within("area", [area]), state=VolunteerState.REGISTERED)
    if group == DUE:
        people = people.filter(_due(refresher_rules_on(on), on))
    else:
        people = _trained(people, on) if group == TRAINED else _never(people)
    if kind is not None:
        done = _done(on).filter(COUNTED[kind], volunteer=OuterRef("pk")).order_by()
        times = done.values("volunteer").annotate(n=Count("pk")).values("n")
        people = people.filter(Exists(done)).annotate(times=Subquery(times))
    return people.order_by("person__sort_key", "pk")
