"""The lists of rounds: who may know of a line, who is to answer, what waits for the office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common.calendar import CalendarEvent
from asa.common.ids import moment_of
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.codes import DIGITS, Level
from asa.places.queries import ancestors, any_of, within
from asa.reverification.codes import Answer, Outcome, RoundState
from asa.reverification.models import Entry, NotFoundRule, Round
from asa.volunteers.queries import LEADS, OFFICES, REGISTRARS, register_areas

READERS = (*LEADS, *OFFICES)
DEFAULT_DAYS = 30
PROVINCE, DISTRICT, TAMBON = (
    DIGITS[level] for level in (Level.PROVINCE, Level.DISTRICT, Level.TAMBON)
)


def rounds_for(user: User) -> QuerySet[Round]:
    """The rounds whose area touches a post of the user: around it, or inside it.

    Leads read those that were opened; only who keeps rounds knows of a planned one.
    """
    codes = scope(user, *READERS)
    around = {code for area in codes for code in (*ancestors(area), area)}
    seen = Q(area_id__in=around) | within("area_id", codes)
    found = Round.objects.filter(seen).select_related("area")
    if not scope(user, *OFFICES):
        found = found.filter(state__in=[RoundState.OPEN, RoundState.CLOSED])
    return found


def round_events(user: User) -> Iterator[CalendarEvent]:
    """The last days of rounds that are open, for the calendar of those who work on them; what was
    taken back says so for as long as it might have lasted.
    """
    shown = (RoundState.OPEN, RoundState.TAKEN_BACK)
    found = rounds_for(user).filter(state__in=shown, ends_on__gte=today(), opened_on__isnull=False)
    for one in found:
        is_cancelled = one.state == RoundState.TAKEN_BACK
        page = reverse("reverification:show", args=[one.pk])
        yield CalendarEvent(
            uid=f"round-{one.pk}@asa",
            starts=one.ends_on,
            summary=_("Last day of re-verification: %(name)s") % {"name": one.name},
            sequence=int(is_cancelled),
            cancelled=is_cancelled,
            changed_at=moment_of(one.pk),
            url=f"{settings.ASA_PUBLIC_ADDRESS}{page}",
        )


def overlapping(area: str) -> QuerySet[Round]:
    """The open rounds in which a volunteer of an area may be asked about."""
    return Round.objects.filter(
        Q(area_id__in=[*ancestors(area), area]) | within("area_id", [area]), state=RoundState.OPEN
    )


def entries_for(user: User) -> QuerySet[Entry]:
    """The lines that someone may read: those of the areas of leads, offices and department."""
    codes = scope(user, *READERS)
    seen = within("area_id", codes) if codes else Q(pk__in=[])
    return Entry.objects.filter(seen).exclude(round__state=RoundState.TAKEN_BACK)


# --- who is to answer -----------------------------------------------------------------------------


def _lead_posts(*roles: Role) -> QuerySet[Post]:
    return Post.objects.filter(Post.current_on(today()), role__in=roles, user__is_active=True)


def _is_lead(*roles: Role) -> Q:
    """Whether the volunteer of a line leads herself."""
    return Q(Exists(_lead_posts(*roles).filter(user__person=OuterRef("volunteer__person"))))


def _held(role: Role, digits: int) -> Q:
    """Whether somebody leads the place of a line."""
    place = Substr(OuterRef("area_id"), 1, digits)
    return Q(Exists(_lead_posts(role).filter(area_id=place)))


def _not_for_tambon() -> Q:
    return _is_lead(*LEADS) | ~_held(Role.TAMBON_LEAD, TAMBON)


@dataclass(frozen=True)
class _Step:
    """Who answers at a step, for places of how many digits, and which lines wait there."""

    roles: Sequence[Role]
    digits: int
    waits: Q


def _steps() -> tuple[_Step, _Step, _Step]:
    """The lead of the sub-district; of leads, and where there is none, the lead of the district;
    of those, and where there is none, the provincial office.
    """
    not_for_district = _is_lead(Role.DISTRICT_LEAD) | ~_held(Role.DISTRICT_LEAD, DISTRICT)
    return (
        _Step([Role.TAMBON_LEAD], TAMBON, ~_is_lead(*LEADS)),
        _Step([Role.DISTRICT_LEAD], DISTRICT, _not_for_tambon() & ~_is_lead(Role.DISTRICT_LEAD)),
        _Step(REGISTRARS, PROVINCE, _not_for_tambon() & not_for_district),
    )


def _open_to(user: User) -> QuerySet[Entry]:
    """Lines of open rounds, without oneself."""
    found = Entry.objects.filter(round__state=RoundState.OPEN)
    if user.person_id is not None:
        found = found.exclude(volunteer__person=user.person_id)
    return found


def _in(codes: list[str]) -> Q:
    return within("area_id", codes) if codes else Q(pk__in=[])


def _offices(user: User) -> list[str]:
    return sorted({*scope(user, *REGISTRARS), *register_areas(user)})


def waiting_for(user: User) -> QuerySet[Entry]:
    """The lines that wait for the user: nobody nearer is there to answer them."""
    tambon, district, office = _steps()
    mine = [
        (scope(user, *tambon.roles), tambon.waits),
        (scope(user, *district.roles), district.waits),
        (_offices(user), office.waits),
    ]
    asked = [_in(codes) & q for codes, q in mine if codes]
    return _open_to(user).filter(any_of(asked), answer=Answer.WAITING)


def waited_for(found: Round, posts: QuerySet[Post]) -> set[UUID]:
    """Of who holds some posts, the keys of those for whom lines of an open round wait.

    The same as to ask `waiting_for` of each, in a fixed number of queries.
    """
    waiting = Entry.objects.filter(
        round=found, round__state=RoundState.OPEN, answer=Answer.WAITING
    ).order_by()
    return {user for step in _steps() for user in _waited_for_at(step, waiting, posts)}


def _waited_for_at(step: _Step, waiting: QuerySet[Entry], posts: QuerySet[Post]) -> set[UUID]:
    lines = waiting.filter(step.waits).annotate(part=Substr("area_id", 1, step.digits))
    holders = posts.filter(role__in=step.roles)
    all_there = dict(lines.values_list("part").annotate(n=Count("pk")))
    # Nobody is asked about oneself.
    own = lines.filter(volunteer__person__in=holders.values("user__person"))
    own_there = {
        (person, part): n
        for person, part, n in own.values_list("volunteer__person", "part").annotate(n=Count("pk"))
    }
    held = holders.values_list("user_id", "user__person_id", "area_id")
    return {
        user
        for user, person, area in held
        if all_there.get(area, 0) > own_there.get((person, area), 0)
    }


def answerable_by(user: User) -> QuerySet[Entry]:
    """The lines that the user may answer: those that wait for the own level or one below."""
    mine = [
        (scope(user, Role.TAMBON_LEAD), ~_is_lead(*LEADS)),
        (scope(user, Role.DISTRICT_LEAD), ~_is_lead(Role.DISTRICT_LEAD)),
        (_offices(user), Q()),
    ]
    asked = [_in(codes) & q for codes, q in mine if codes]
    return _open_to(user).filter(any_of(asked), outcome=Outcome.NONE)


def waiting_by_round(user: User) -> dict[UUID, int]:
    """How many volunteers wait for the user in each open round; nothing for who never answers."""
    if not scope(user, *LEADS, *REGISTRARS, Role.DEPARTMENT_OFFICER):
        return {}
    found = waiting_for(user).order_by().values_list("round")
    return dict(found.annotate(n=Count("pk")))


def tambons_for(user: User, found: Round) -> list[tuple[str, int, int]]:
    """The sub-districts in which the user may answer: code, how many wait for her, how many."""
    tambon = Substr("area_id", 1, TAMBON)
    waiting = waiting_for(user).filter(round=found).order_by().annotate(part=tambon)
    counts = dict(waiting.values_list("part").annotate(n=Count("pk")))
    mine = answerable_by(user).filter(round=found).order_by().annotate(part=tambon)
    rows = mine.values_list("part").annotate(n=Count("pk")).order_by("part")
    return [(part, counts.get(part, 0), n) for part, n in rows]


# --- what follows ---------------------------------------------------------------------------------


def days_until_suspension(on: date) -> int:
    """After how many days somebody not found is proposed to be suspended, as it holds that day."""
    rule = NotFoundRule.objects.filter(started_on__lte=on).order_by("-started_on").first()
    return rule.days if rule else DEFAULT_DAYS


def all_rules() -> list[NotFoundRule]:
    """Every version of the days until a suspension is proposed, the newest first."""
    return list(NotFoundRule.objects.order_by("-started_on"))


def proposals_for(user: User, on: date) -> QuerySet[Entry]:
    """The answers that ask the user's office for a change of the register.

    Who stopped or moved at once; who was not found when the days of the rule have passed since.
    """
    lately = on - timedelta(days=days_until_suspension(on))
    asks = Q(answer__in=[Answer.ENDED, Answer.MOVED]) | Q(
        answer=Answer.NOT_FOUND, answered_on__lte=lately
    )
    codes = sorted({*_offices(user), *scope(user, Role.DEPARTMENT_OFFICER)})
    found = entries_for(user).filter(_in(codes), asks, outcome=Outcome.NONE)
    if user.person_id is not None:
        found = found.exclude(volunteer__person=user.person_id)
    return found


def last_seen(volunteer: UUID) -> date | None:
    """The last day on which a volunteer was confirmed in any round."""
    found = Entry.objects.filter(volunteer=volunteer, answer=Answer.CONFIRMED)
    day: date | None = found.aggregate(day=Max("answered_on"))["day"]
    return day
