"""Whom one supports, what is agreed with each, how far it is, and who needs somebody to look."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from asa.centres.codes import PLAN_DAYS, REMIND_DAYS, SUPERVISORS, UNSEEN_MONTHS, Need
from asa.centres.models import Profile, Question, Supervision, SupportRule, Target
from asa.common.asked import once_a_page
from asa.common.thaidate import add_months
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.queries import any_of, within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Activity, Centre, Volunteer


def supervised_for(user: User) -> QuerySet[Volunteer]:
    """The volunteers whom someone supports: those of the area of leads and the provincial office,
    and of the centre whose focal person one is; never oneself. Start every read here.
    """
    areas = supervised_areas(user)
    if not areas:
        return Volunteer.objects.none()
    found = Volunteer.objects.filter(within("area", areas)).select_related("person")
    return found.exclude(person=user.person_id) if user.person_id else found


@once_a_page
def supervised_areas(user: User) -> list[str]:
    """The areas whose volunteers someone supports."""
    areas = list(scope(user, *SUPERVISORS))
    if user.person_id is not None and scope(user):
        own = Profile.objects.filter(
            focal_volunteer__person=user.person_id,
            focal_volunteer__state=VolunteerState.REGISTERED,
        )
        areas += own.values_list("centre__area_id", flat=True)
    return areas


def support_for(user: User) -> QuerySet[Volunteer]:
    """The volunteers whose targets and visits someone may read: whom one supports, and oneself."""
    found = supervised_for(user)
    if user.person_id is None or not scope(user):
        return found
    own = Volunteer.objects.filter(person=user.person_id)
    return Volunteer.objects.filter(Q(pk__in=found.values("pk")) | Q(pk__in=own)).select_related(
        "person"
    )


def targets_for(user: User) -> QuerySet[Target]:
    """What is agreed with the volunteers whom someone supports, and with oneself."""
    return Target.objects.filter(volunteer__in=support_for(user)).select_related(
        "volunteer__person", "set_by__person"
    )


def supervisions_for(user: User) -> QuerySet[Supervision]:
    """The visits to the volunteers whom someone supports, and to oneself, the latest first."""
    found = Supervision.objects.filter(volunteer__in=support_for(user))
    seen = found.select_related("volunteer__person", "visited_by__person", "withdrawn_by__person")
    return seen.order_by("-visited_on", "-pk")


def questions_on(day: date) -> list[Question]:
    """The checklist of a day, in its order."""
    return list(Question.objects.filter(Post.current_on(day)))


@once_a_page
def support_rule_on(day: date) -> SupportRule:
    """What the department has set for visits on a day; the usual figures where it set nothing."""
    found = SupportRule.objects.filter(started_on__lte=day).order_by("-started_on").first()
    return found or SupportRule(
        started_on=day, unseen_months=UNSEEN_MONTHS, remind_days=REMIND_DAYS
    )


def unseen_before(on: date) -> date:
    """Whoever was last visited before this day waits too long."""
    return add_months(on, -support_rule_on(on).unseen_months)


# --- plan and result --------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """A target beside what was done of it."""

    target: Target
    done: int
    before: int
    # Whether the target held through the month before already.
    held_before: bool

    @property
    def is_reached(self) -> bool:
        return self.done >= self.target.per_month

    @property
    def was_behind(self) -> bool:
        return self.held_before and self.before < self.target.per_month

    @property
    def share(self) -> int:
        """The part that is reached in per cent, at most 100 as a bar shows it."""
        return min(100, self.done * 100 // self.target.per_month)


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def progress_of(volunteers: Iterable[UUID], on: date) -> dict[UUID, list[Progress]]:
    """Plan and result of the month of a day and of the one before, in two queries."""
    keys = list(volunteers)
    this, last = month_of(on), month_of(add_months(month_of(on), -1))
    targets = Target.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on), volunteer__in=keys, started_on__lte=on
    ).select_related("set_by__person")
    done: dict[tuple[UUID, str, bool], int] = defaultdict(int)
    activities = Activity.objects.filter(
        volunteer__in=keys, happened_on__gte=last, happened_on__lte=on, withdrawn_on__isnull=True
    )
    is_new = Case(
        When(happened_on__gte=this, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    counted = activities.annotate(is_new=is_new).values_list("volunteer", "kind", "is_new")
    for volunteer, kind, is_of_this, count in counted.annotate(n=Count("pk")).order_by():
        done[volunteer, kind, is_of_this] += count
        done[volunteer, "", is_of_this] += count
    found: dict[UUID, list[Progress]] = defaultdict(list)
    for target in targets.order_by("started_on", "kind"):
        key = target.volunteer_id
        counts = (done[key, target.kind, True], done[key, target.kind, False])
        found[key].append(Progress(target, *counts, target.started_on <= last))
    return found


# --- who needs somebody to look ---------------------------------------------------------------


def _latest(field_name: str) -> Subquery:
    visits = Supervision.objects.filter(volunteer=OuterRef("pk"), withdrawn_on__isnull=True)
    return Subquery(visits.order_by("-visited_on", "-pk").values(field_name)[:1])


def _is_behind(on: date) -> Exists:
    this = month_of(on)
    last = add_months(this, -1)
    counted = Activity.objects.alias(
        wanted=ExpressionWrapper(OuterRef("kind"), output_field=CharField())
    ).filter(
        Q(wanted="") | Q(kind=F("wanted")), volunteer=OuterRef("volunteer"),
        happened_on__gte=last, happened_on__lt=this, withdrawn_on__isnull=True,
    )  # fmt: skip
    done = counted.order_by().values("volunteer").annotate(n=Count("pk")).values("n")
    held = Target.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on),
        volunteer=OuterRef("pk"), started_on__lte=last,
    )  # fmt: skip
    reached = Coalesce(Subquery(done, output_field=IntegerField()), 0)
    return Exists(held.annotate(done=reached).filter(done__lt=F("per_month")))


def needing(volunteers: QuerySet[Volunteer], need: str, on: date) -> QuerySet[Volunteer]:
    """The registered volunteers in a need; "" for any but that nobody came for some months.

    Who asked for help stands first, then whoever waits longest for a visit.
    """
    found = volunteers.filter(state=VolunteerState.REGISTERED).annotate(
        seen_on=_latest("visited_on"), next_on=_latest("next_on"), asked=_latest("wants_help")
    )
    needs = {
        Need.HELP.value: Q(asked=True),
        Need.DUE.value: Q(next_on__lt=on),
        Need.BEHIND.value: Q(_is_behind(on)),
        Need.UNSEEN.value: Q(seen_on__isnull=True) | Q(seen_on__lt=unseen_before(on)),
    }
    if need:
        found = found.filter(needs[need])
    else:
        found = found.filter(any_of(needs[one] for one in (Need.HELP, Need.DUE, Need.BEHIND)))
    asked, seen = F("asked").desc(nulls_last=True), F("seen_on").asc(nulls_first=True)
    return found.order_by(asked, seen, "person__sort_key", "pk")


@dataclass
class SupportRow:
    """A volunteer as the list of those who need support shows her."""

    volunteer: Volunteer
    progress: Sequence[Progress]
    last: Supervision | None = None
    needs: list[Need] = field(default_factory=list)


def support_rows(volunteers: Iterable[Volunteer], on: date) -> list[SupportRow]:
    """The volunteers of a page with plan, result, last visit and needs, in three queries."""
    some = list(volunteers)
    keys = [one.pk for one in some]
    progress = progress_of(keys, on)
    latest: dict[UUID, Supervision] = {}
    visits = Supervision.objects.filter(volunteer__in=keys, withdrawn_on__isnull=True)
    for visit in visits.order_by("visited_on", "pk"):
        latest[visit.volunteer_id] = visit
    rows = [SupportRow(one, progress.get(one.pk, []), latest.get(one.pk)) for one in some]
    for row in rows:
        row.needs = needs_of(row.progress, row.last, on)
    return rows


def needs_of(progress: Sequence[Progress], last: Supervision | None, on: date) -> list[Need]:
    """Why somebody should look after a volunteer, the most urgent first."""
    is_due = last is not None and last.next_on is not None and last.next_on < on
    is_unseen = last is None or last.visited_on < unseen_before(on)
    told = {
        Need.HELP: last is not None and last.wants_help,
        Need.BEHIND: any(one.was_behind for one in progress),
        Need.DUE: is_due,
        Need.UNSEEN: is_unseen,
    }
    return [need for need, holds in told.items() if holds]


def visits_to_remind(on: date) -> list[Supervision]:
    """The agreed visits to registered volunteers that come within the days of the rule and of
    which nobody was reminded yet; not those after which another visit was made.
    """
    later = Supervision.objects.filter(
        volunteer=OuterRef("volunteer"), withdrawn_on__isnull=True,
        visited_on__gt=OuterRef("visited_on"),
    )  # fmt: skip
    last = on + timedelta(days=support_rule_on(on).remind_days)
    found = Supervision.objects.filter(
        ~Exists(later), withdrawn_on__isnull=True, reminded_on__isnull=True,
        next_on__range=(on, last), volunteer__state=VolunteerState.REGISTERED,
    )  # fmt: skip
    return list(found.select_related("volunteer__person", "visited_by").order_by("next_on", "pk"))


def visits_planned(user: User, centre: Centre, on: date) -> list[Supervision]:
    """The agreed visits to the volunteers of a centre's area that are overdue or come soon."""
    inside = supervised_for(user).filter(
        within("area", [str(centre.area_id)]), state=VolunteerState.REGISTERED
    )
    later = Supervision.objects.filter(
        volunteer=OuterRef("volunteer"), withdrawn_on__isnull=True,
        visited_on__gt=OuterRef("visited_on"),
    )  # fmt: skip
    found = Supervision.objects.filter(
        ~Exists(later), volunteer__in=inside, withdrawn_on__isnull=True,
        next_on__lte=on + timedelta(days=PLAN_DAYS),
    )  # fmt: skip
    return list(found.select_related("volunteer__person").order_by("next_on", "pk"))
