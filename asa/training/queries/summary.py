"""What came of a cohort, counted from its own rows: each number has its rows behind it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from asa.people.models import User
from asa.training.codes import EARNED, SEATED, TESTED, BudgetKind, EnrolmentState, MarkKind, Result
from asa.training.models import Attendance, BudgetLine, Cohort, Enrolment, Mark, Session, Workshop
from asa.training.queries.enrolments import outcomes_for

# The numbers of a place, and how the rows of each are found again.
CAME = Exists(Attendance.objects.filter(enrolment=OuterRef("pk"), is_present=True))
COUNTED: dict[str, Q] = {
    "seated": Q(state__in=SEATED),
    "came": Q(CAME),
    # Passed, or attended where the paper of the course is one of honour.
    "earned": Q(result__in=EARNED),
    "failed": Q(result=Result.FAILED),
    "reserve": Q(state=EnrolmentState.RESERVE),
    "declined": Q(state__in=(EnrolmentState.DECLINED, EnrolmentState.WITHDRAWN)),
    "absent": Q(state=EnrolmentState.ABSENT),
}


def rows_of_number(user: User, cohort: Cohort, counted: str) -> QuerySet[Enrolment]:
    """The people whom a number of the outcome counted, as far as the user may see them."""
    return outcomes_for(user).filter(COUNTED[counted], cohort=cohort)


@dataclass(frozen=True)
class PlaceLine:
    """The numbers of one quota: its place (or region), its seats, and people by `COUNTED`."""

    quota: UUID
    # Code of the area; "" for a quota of a region, which has a name alone.
    code: str
    region: str
    seats: int
    counts: Counter[str]


@dataclass(frozen=True)
class SessionLine:
    """How many were at a session at which the roll is called."""

    session: Session
    present: int


@dataclass(frozen=True)
class MarkLine:
    """How many people had so many points, in fifths of the full mark, before and after."""

    # 0 for up to 20 %, 4 for more than 80 %.
    fifth: int
    before: int
    after: int


@dataclass(frozen=True)
class Summary:
    """All that is told of one cohort."""

    cohort: Cohort
    places: list[PlaceLine]
    sessions: list[SessionLine]
    marks: list[MarkLine]
    # The mean share of the points, in percent, of those who have both marks; None without any.
    mean_before: Decimal | None = None
    mean_after: Decimal | None = None
    # How many have both marks.
    marked_twice: int = 0
    totals: Counter[str] = field(default_factory=Counter)


def summary_of(cohort: Cohort) -> Summary:
    """What came of a cohort, in four questions to the database, however many came."""
    places = _places(cohort)
    totals: Counter[str] = Counter()
    for line in places:
        totals.update(line.counts)
    totals["seats"] = cohort.seats
    marks = shares_of_points(Mark.objects.filter(enrolment__cohort=cohort))
    before, after = means_of_both(marks)
    return Summary(
        cohort,
        places,
        _sessions(cohort),
        _by_fifths(marks),
        before,
        after,
        sum(1 for pair in marks.values() if len(pair) == 2),
        totals,
    )


def _places(cohort: Cohort) -> list[PlaceLine]:
    counts = {name: Count("pk", filter=asked) for name, asked in COUNTED.items()}
    rows = Enrolment.objects.filter(cohort=cohort).order_by().values_list("quota")
    by_quota = {
        quota: Counter(dict(zip(COUNTED, numbers, strict=True)))
        for quota, *numbers in rows.annotate(**counts).values_list("quota", *COUNTED)
    }
    return [
        PlaceLine(
            quota.pk,
            quota.area_id or "",
            str(quota.region) if quota.region_id else "",
            quota.seats,
            by_quota.get(quota.pk, Counter()),
        )
        for quota in cohort.quotas.select_related("region").order_by("area", "region")
    ]


def _sessions(cohort: Cohort) -> list[SessionLine]:
    here = Count("attendances", filter=Q(attendances__is_present=True))
    called = Session.objects.filter(cohort=cohort, counts=True, is_cancelled=False).annotate(
        here=here
    )
    # What is counted in groups is not in the order of its model.
    in_order = called.order_by("day", "starts_at", "pk")
    return [SessionLine(session, session.here) for session in in_order]


def shares_of_points(marks: QuerySet[Mark]) -> dict[UUID, dict[str, Decimal]]:
    """Per person the share of the points before and after, in percent."""
    found: dict[UUID, dict[str, Decimal]] = {}
    tested = marks.filter(kind__in=TESTED)
    for who, kind, points, out_of in tested.values_list("enrolment", "kind", "points", "out_of"):
        found.setdefault(who, {})[kind] = 100 * points / out_of
    return found


def means_of_both(marks: dict[UUID, dict[str, Decimal]]) -> tuple[Decimal | None, Decimal | None]:
    """Of those alone who have both, or the two would not be of the same people."""
    both = [pair for pair in marks.values() if len(pair) == 2]
    if not both:
        return None, None
    before, after = (
        _mean(pair[kind] for pair in both) for kind in (MarkKind.BEFORE, MarkKind.AFTER)
    )
    return before, after


def _mean(shares: Iterable[Decimal]) -> Decimal:
    all_of_them = list(shares)
    return (sum(all_of_them, Decimal(0)) / len(all_of_them)).quantize(Decimal("0.1"))


def _by_fifths(marks: dict[UUID, dict[str, Decimal]]) -> list[MarkLine]:
    counts = Counter(
        (kind, _fifth(share)) for pair in marks.values() for kind, share in pair.items()
    )
    if not counts:
        return []
    return [
        MarkLine(fifth, counts[MarkKind.BEFORE, fifth], counts[MarkKind.AFTER, fifth])
        for fifth in range(5)
    ]


def _fifth(share: Decimal) -> int:
    return max(0, min(4, int((share - Decimal("0.001")) // 20)))


@dataclass(frozen=True)
class MoneyLine:
    """What one kind of things was to cost and did cost, in baht."""

    kind: BudgetKind
    planned: Decimal
    spent: Decimal


def money_of(workshop: Workshop) -> list[MoneyLine]:
    """Plan beside result by kind, in the order of the list of kinds."""
    lines = BudgetLine.objects.filter(workshop=workshop)
    planned: Counter[str] = Counter()
    for line in lines:
        planned[line.kind] += line.planned  # type: ignore[assignment] # a Counter of money
    spent = dict(
        lines.order_by()
        .values_list("kind")
        .annotate(spent=Sum("spent"))
        .values_list("kind", "spent")
    )
    return [
        MoneyLine(kind, Decimal(planned[kind]), spent.get(kind) or Decimal(0))
        for kind in BudgetKind
        if kind in planned
    ]
