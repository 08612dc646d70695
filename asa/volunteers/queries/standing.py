"""Who is active: the formula of the province, and how a volunteer stands by it on a day.

The months before the day are summed. Who has not enough there is still active if there was enough
on any day of the latest quiet months, so that a silence counts against nobody before it has
lasted longer than those.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from asa.common.thaidate import add_months
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import within
from asa.volunteers.codes import Standing, VolunteerState
from asa.volunteers.models import ActiveFormula, Activity, Volunteer
from asa.volunteers.queries.register import OFFICES


@dataclass(frozen=True)
class Formula:
    """What is asked of who counts as active; reports or hours, either is enough.

    Where no formula is on record yet, it is that of `data/active_formulas.csv`.
    """

    months: int = 12
    quiet_months: int = 3
    reports: int | None = 1
    hours_per_month: int | None = 8


PROMISED = Formula()
# So many keys in one question: an engine takes only so many values in a statement.
AT_ONCE = 500


@dataclass(frozen=True)
class Window:
    """From a day to a day, both of them in it."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


class Work(NamedTuple):
    """How many reports there are in a period, and hours in all."""

    reports: int = 0
    hours: Decimal = Decimal(0)


class Sums(NamedTuple):
    """What a volunteer did in the months before a day, in as many before the quiet ones, and in
    both together.
    """

    now: Work = Work()
    before: Work = Work()
    together: Work = Work()


class Account(NamedTuple):
    """How a volunteer stands on a day, by which formula, and what there is in which periods.

    earlier: of the periods that end in the quiet months the first that is enough, else the first.
    """

    standing: Standing
    formula: Formula
    now: Window
    done: Work
    earlier: Window
    done_earlier: Work


Days = Sequence[tuple[date, Decimal | None]]
NOTHING_DONE = Sums()


class Formulas:
    """The formulas of a day by province."""

    def __init__(self, on: date) -> None:
        rows = ActiveFormula.objects.filter(Post.current_on(on))
        self.by_area = {str(row.area_id): formula_of(row) for row in rows}

    def at(self, code: str) -> Formula:
        """What is asked of the volunteers of a place."""
        country = self.by_area.get(WHOLE_COUNTRY, PROMISED)
        return self.by_area.get(code[:2], country)


def formula_of(row: ActiveFormula) -> Formula:
    """What a row of the formulas asks for."""
    return Formula(row.months, row.quiet_months, row.reports, row.hours_per_month)


def formulas_for(user: User, on: date) -> list[tuple[str, Formula, ActiveFormula | None]]:
    """The formulas that a user works under: the country's, those of the own provinces, and for the
    department each that a province has of its own. None in the third place: it is the country's.
    """
    rows = ActiveFormula.objects.filter(Post.current_on(on)).order_by("area_id")
    by_area = {str(row.area_id): row for row in rows}
    own = {code[:2] for code in scope(user)}
    wanted = by_area if WHOLE_COUNTRY in own and scope(user, *OFFICES) else own
    codes = [WHOLE_COUNTRY, *sorted({*wanted} - {WHOLE_COUNTRY})]
    country = by_area.get(WHOLE_COUNTRY)
    asked = formula_of(country) if country else PROMISED
    return [
        (code, formula_of(by_area[code]) if code in by_area else asked, by_area.get(code))
        for code in codes
    ]


def windows(formula: Formula, on: date) -> tuple[Window, Window]:
    """The months before a day with the day itself, and as many before the quiet ones."""
    return _months_until(on, formula.months), _months_until(
        add_months(on, -formula.quiet_months), formula.months
    )


def _months_until(last: date, months: int) -> Window:
    return Window(date.fromordinal(add_months(last, -months).toordinal() + 1), last)


def meets(formula: Formula, done: Work) -> bool:
    """Whether a period is enough; a mean of an hour in twelve months is twelve hours."""
    return _enough_reports(formula, done) or _enough_hours(formula, done)


def _enough_reports(formula: Formula, done: Work) -> bool:
    return formula.reports is not None and done.reports >= formula.reports


def _enough_hours(formula: Formula, done: Work) -> bool:
    asked = formula.hours_per_month
    return asked is not None and done.hours >= asked * formula.months


def standing_by(
    formula: Formula, done: Work, *, was_enough: bool, registered_on: date | None, on: date
) -> Standing:
    """How a registered volunteer stands on a day.

    was_enough: whether it was on some day of the quiet months.
    """
    if _enough_reports(formula, done):
        return Standing.REPORTS
    if _enough_hours(formula, done):
        return Standing.HOURS
    if was_enough:
        return Standing.QUIET
    if registered_on is not None and registered_on > add_months(on, -formula.quiet_months):
        return Standing.NEW
    return Standing.FEW if done.reports else Standing.NOTHING


def done_in(period: Window, days: Days) -> Work:
    """What was done in a period."""
    found = [hours for day, hours in days if period.holds(day)]
    return Work(len(found), sum((hours or Decimal(0) for hours in found), Decimal(0)))


def earlier_period(formula: Formula, days: Days, on: date) -> Window:
    """Of the periods that end in the quiet months the first that is enough, else the first.

    Between two reports a period only loses; it is enough to look where one ends with a report.
    """
    first = windows(formula, on)[1]
    ends = sorted(day for day, _hours in days if first.last < day < on)
    periods = [first, *(_months_until(end, formula.months) for end in ends)]
    enough = (one for one in periods if meets(formula, done_in(one, days)))
    return next(enough, first)


def account_by(formula: Formula, days: Days, registered_on: date | None, on: date) -> Account:
    """How a volunteer stands by what was done on some days."""
    now, earlier = windows(formula, on)[0], earlier_period(formula, days, on)
    done, done_earlier = done_in(now, days), done_in(earlier, days)
    standing = standing_by(
        formula, done, was_enough=meets(formula, done_earlier), registered_on=registered_on, on=on
    )
    return Account(standing, formula, now, done, earlier, done_earlier)


def account_of(volunteer: Volunteer, on: date) -> Account:
    """How one volunteer stands on a day; two queries."""
    formula = Formulas(on).at(str(volunteer.area_id))
    days = _days_of([volunteer.pk], formula, on).get(volunteer.pk, [])
    return account_by(formula, days, volunteer.registered_on, on)


def _days_of(
    volunteers: Collection[UUID], formula: Formula, on: date
) -> dict[UUID, list[tuple[date, Decimal | None]]]:
    found = _counted(Activity.objects.filter(volunteer__in=volunteers), formula, on)
    days: dict[UUID, list[tuple[date, Decimal | None]]] = {}
    for key, day, hours in found.values_list("volunteer_id", "happened_on", "hours"):
        days.setdefault(key, []).append((day, hours))
    return days


def _counted(activities: QuerySet[Activity], formula: Formula, on: date) -> QuerySet[Activity]:
    now, before = windows(formula, on)
    return activities.filter(
        happened_on__range=(before.first, now.last), withdrawn_on__isnull=True
    ).order_by()


def sums_of(activities: QuerySet[Activity], formula: Formula, on: date) -> dict[UUID, Sums]:
    """The sums by volunteer, of those who did anything at all; one query."""
    now, before = windows(formula, on)
    in_now = Q(happened_on__range=(now.first, now.last))
    in_before = Q(happened_on__range=(before.first, before.last))
    rows = (
        _counted(activities, formula, on)
        .values_list("volunteer_id")
        .annotate(
            a=Count("pk", filter=in_now),
            b=Sum("hours", filter=in_now),
            c=Count("pk", filter=in_before),
            d=Sum("hours", filter=in_before),
            e=Count("pk"),
            f=Sum("hours"),
        )
    )
    none = Decimal(0)
    return {
        key: Sums(Work(a, b or none), Work(c, d or none), Work(e, f or none))
        for key, a, b, c, d, e, f in rows
    }


def _were_enough(sums: Mapping[UUID, Sums], formula: Formula, on: date) -> set[UUID]:
    """Who had enough on some day of the quiet months, of those who have not today.

    Only the few for whom neither period is enough and both together are, are looked at by day.
    """
    lacking = {key: one for key, one in sums.items() if not meets(formula, one.now)}
    found = {key for key, one in lacking.items() if meets(formula, one.before)}
    doubtful = [k for k, one in lacking.items() if k not in found and meets(formula, one.together)]
    for start in range(0, len(doubtful), AT_ONCE):
        days = _days_of(doubtful[start : start + AT_ONCE], formula, on)
        for key, done in days.items():
            if meets(formula, done_in(earlier_period(formula, done, on), done)):
                found.add(key)
    return found


def changed_standings(province: str, formula: Formula, on: date) -> dict[Standing, list[UUID]]:
    """The registered volunteers of a province who stand otherwise than is kept.

    Two queries, and one more for each five hundred who are in doubt.
    """
    registered = Q(state=VolunteerState.REGISTERED)
    found = Volunteer.objects.filter(within("area_id", [province]), registered)
    activities = Activity.objects.filter(
        within("volunteer__area_id", [province]), volunteer__state=VolunteerState.REGISTERED
    )
    sums = sums_of(activities, formula, on)
    were_enough = _were_enough(sums, formula, on)
    changed: dict[Standing, list[UUID]] = {}
    for key, registered_on, kept in found.values_list("pk", "registered_on", "standing"):
        done = sums.get(key, NOTHING_DONE).now
        stands = standing_by(
            formula, done, was_enough=key in were_enough, registered_on=registered_on, on=on
        )
        if stands != kept:
            changed.setdefault(stands, []).append(key)
    return changed


def activities_of(volunteer: Volunteer) -> QuerySet[Activity]:
    """What a volunteer did, the latest first; for who reads the entry in full."""
    found = volunteer.activities.select_related("volunteer", "recorded_by__person")
    return found.order_by("-happened_on", "-pk")
