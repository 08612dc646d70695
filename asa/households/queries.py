from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from asa.common import crypto, thaitext
from asa.common.fixed import FixedQuestion
from asa.common.thaidate import PartialDate, today
from asa.households.codes import Dimension, DimensionLevel
from asa.households.kinds import waiting_for
from asa.households.models import (
    Consent,
    Household,
    HouseholdMember,
    HouseholdTeamMember,
    LogbookRound,
    Photo,
    PrivacyNotice,
    Visit,
)
from asa.people.codes import PROVINCIAL_OFFICE_ROLES, Role
from asa.people.models import Person, Post, User
from asa.people.names import full_name
from asa.people.queries import names_of
from asa.people.rules import scope
from asa.places.queries import any_of, within
from asa.volunteers.models import Volunteer

FIELD_ROLES = (Role.VOLUNTEER, Role.TAMBON_LEAD, Role.DISTRICT_LEAD)
LEAD_ROLES = (Role.TAMBON_LEAD, Role.DISTRICT_LEAD)
OFFICE_ROLES = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
# A task is a room above; its table is reached by the name that it gives to its side of the tie.
OPEN_TASK = "open"
# What a row of a list tells, in the order of HouseholdRow. Nothing is joined: to order all
# households, the database would have to look up what stands beside each of them.
COLUMNS = (
    *("pk", "latest_round_id", "caretaker_id"),
    *("area_id", "reference", "house_code", "house_no", "shown_as", "worst_level"),
)
IN_NEED = (DimensionLevel.URGENT, DimensionLevel.WATCH)
# A dimension and its level.
Levels = dict[str, int]


def households_for(user: User) -> QuerySet[Household]:
    """The households a person may know of. Start every read here.

    A volunteer: those she reported, looks after or has an open task for, in the province of her
    post. A lead: those of the area too. The provincial office: those of the province. A sealed
    household: its named team and nobody else. The department, finance, auditors, analysts,
    administrators and partners work with numbers, cases and payments, not with households.
    """
    area = scope(user, *LEAD_ROLES, *OFFICE_ROLES)
    return _seen(user, _own(user) + ([within("area", area)] if area else []))


def households_in_full_for(user: User) -> QuerySet[Household]:
    """Of the households a person may know of, those whose sensitive fields she may read.

    Leads only for as long as something waits at their step, or if they care for it themselves.
    """
    seen = _own(user)
    if office := scope(user, *OFFICE_ROLES):
        seen.append(within("area", office))
    if area := scope(user, *LEAD_ROLES):
        waiting = any_of(Q(pk__in=keys) for keys in waiting_for(user))
        seen.append(within("area", area) & waiting)
    return _seen(user, seen)


def own_households_for(user: User) -> QuerySet[Household]:
    """The households a person works with herself: reported, looked after, tasked, of her team."""
    return _seen(user, _own(user))


def _seen(user: User, unsealed: list[Q]) -> QuerySet[Household]:
    """What the named team sees, and what is seen of households that are not sealed."""
    seen = [Q(is_sealed=False) & any_of(unsealed)] if unsealed else []
    found = Household.objects.filter(any_of([*seen, *_team(user)]))
    return found.select_related("area__parent", "caretaker__person")


def provinces_of(user: User, *roles: Role) -> list[str]:
    """The provinces in which the user holds a post of these roles today ("TH": everywhere)."""
    return sorted({code if code == "TH" else code[:2] for code in scope(user, *roles)})


def _own(user: User) -> list[Q]:
    """Hers while she holds a post in that province: reported, looked after, or a task to do."""
    provinces = provinces_of(user, *FIELD_ROLES)
    if not provinces:
        return []
    tasked = Household.objects.filter(tasks__assignee=user, tasks__state=OPEN_TASK).values("pk")
    hers = Q(reported_by=user) | Q(caretaker=user) | Q(pk__in=tasked)
    return [hers & within("area", provinces)]


def _team(user: User) -> list[Q]:
    """Sealed households whose team the user belongs to today, while of the office of the place."""
    offices = scope(user, *PROVINCIAL_OFFICE_ROLES)
    if not offices:
        return []
    member = HouseholdTeamMember.objects.filter(Post.current_on(today()), user=user)
    of_team = Q(is_sealed=True, pk__in=member.values("household_id"))
    return [of_team & within("area", offices)]


def has_a_team(household: Household, on: date) -> bool:
    """Whether somebody on a sealed household's team is still of the provincial office."""
    members = household.team.filter(Post.current_on(on))
    posts = Post.objects.filter(
        Post.current_on(on),
        user__in=members.values("user_id"),
        user__is_active=True,
        area_id=str(household.area_id)[:2],
        role__in=PROVINCIAL_OFFICE_ROLES,
    )
    return posts.exists()


# --- what stands on a household's page -----------------------------------------------------------


def current_members(household: Household) -> QuerySet[HouseholdMember]:
    """Who lives there today, the head first."""
    found = household.members.filter(left_on__isnull=True).select_related("person")
    return found.order_by("-is_head", "number")


def former_members(household: Household) -> QuerySet[HouseholdMember]:
    """Who left, the latest first."""
    found = household.members.filter(left_on__isnull=False).select_related("person")
    return found.order_by("-left_on", "number")


def head_of(household: Household) -> Person | None:
    """The person who heads the household today, else whoever stands first."""
    member = current_members(household).first()
    return member.person if member else None


class HouseholdRow(NamedTuple):
    """What a list tells of a household; the rest of it and of its people is not read."""

    pk: UUID
    area: str
    reference: str
    house_code: str
    house_no: str
    shown_as: str
    worst_level: int | None
    assessed_on: date | None
    caretaker: str
    head: str
    people: int
    levels: Levels

    @property
    def name(self) -> str:
        """Its head, else its house."""
        house = _("House %(number)s") % {"number": self.house_no} if self.house_no else ""
        return self.head or house or _("Household without a name yet")

    @property
    def needs(self) -> list[tuple[int, str]]:
        """The dimensions of the latest look in which it needs help or care: level, short name."""
        found = [(self.levels.get(one, 0), one) for one in Dimension] if self.levels else []
        return [(level, one.short) for level, one in found if level in IN_NEED]


def told(households: QuerySet[Household]) -> QuerySet[Household, tuple[Any, ...]]:
    """The columns that `household_rows` reads, so that nothing else of a household is."""
    return households.select_related(None).values_list(*COLUMNS)


def household_rows(lines: Iterable[tuple[Any, ...]]) -> Iterator[HouseholdRow]:
    """The households that were `told`, with three questions about each 500 of them: who lives there
    today, the head first; how the five dimensions stood at the latest look; who looks after them.
    """
    waiting = iter(lines)
    while some := list(islice(waiting, 500)):
        people = _people_in([line[0] for line in some])
        looks = _looks_at([line[1] for line in some])
        names = names_of({line[2] for line in some})
        for pk, latest, caretaker, *told in some:
            lives = people.get(pk, [])
            assessed_on, levels = looks.get(latest, (None, {}))
            head = lives[0] if lives else ""
            looked_after = names.get(caretaker, "")
            yield HouseholdRow._make(
                (pk, *told, assessed_on, looked_after, head, len(lives), levels)
            )


def _people_in(households: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for pk, *name in _members(households=households):
        found.setdefault(pk, []).append(full_name(*name))
    return found


@FixedQuestion
def _members(households: list[UUID]) -> QuerySet[HouseholdMember, tuple[Any, ...]]:
    lives_there = HouseholdMember.objects.filter(household__in=households, left_on__isnull=True)
    names = (f"person__{name}" for name in ("prefix", "given_name", "family_name"))
    return lives_there.order_by("-is_head", "number").values_list("household_id", *names)


def _looks_at(rounds: list[UUID | None]) -> dict[UUID | None, tuple[date, Levels]]:
    """The day of each look at the five dimensions, and the level of each of them."""
    found: dict[UUID | None, tuple[date, Levels]] = {}
    rows = _looks(rounds=[one for one in rounds if one])
    for pk, assessed_on, dimension, level in rows:
        found.setdefault(pk, (assessed_on, {}))[1][dimension] = level
    return found


@FixedQuestion
def _looks(rounds: list[UUID]) -> QuerySet[LogbookRound, tuple[Any, ...]]:
    told = ("pk", "assessed_on", "levels__dimension", "levels__level")
    return LogbookRound.objects.filter(pk__in=rounds).order_by().values_list(*told)


def next_due(household: Household) -> date | None:
    """The day by which somebody is to do something for the household next."""
    # Tasks are a room above: reached by the name of their side of the tie, as in `_own`.
    dates = household.tasks.filter(state=OPEN_TASK).order_by("due_on")
    found: date | None = dates.values_list("due_on", flat=True).first()
    return found


def rounds_of(household: Household) -> QuerySet[LogbookRound]:
    """The looks at the five dimensions, the first one first."""
    found = household.rounds.select_related("assessed_by__person").prefetch_related("levels")
    return found.order_by("number")


def visits_of(household: Household) -> QuerySet[Visit]:
    """Who came when, the latest first."""
    found = household.visits.select_related("visited_by__person")
    return found.order_by("-visited_on", "-created_at")


def own_visits_for(user: User) -> QuerySet[Visit]:
    """The visits that the person made since the first of the month, the latest first; those to a
    sealed household only as long as she is on its team.
    """
    first: date = today().replace(day=1)
    team = households_for(user).filter(is_sealed=True)
    known = Q(household__is_sealed=False) | Q(household__in=team.values("pk"))
    found = Visit.objects.filter(known, visited_by=user, visited_on__gte=first)
    return found.order_by("-visited_on", "-pk")


def photos_for(user: User) -> QuerySet[Photo]:
    """Pictures of households that the person may read in full."""
    return Photo.objects.filter(household__in=households_in_full_for(user)).select_related(
        "household"
    )


def consents_of(household: Household) -> QuerySet[Consent]:
    """Whom the notice was read to and what they answered, the latest first."""
    found = household.consents.select_related("person", "recorded_by__person")
    return found.order_by("-recorded_on", "-pk")


def notice_on(day: date) -> PrivacyNotice | None:
    """The wording of the privacy notice in force on a day."""
    found = PrivacyNotice.objects.filter(Post.current_on(day))
    return found.order_by("-started_on", "-version").first()


# --- neighbours, caretakers, the same person ----------------------------------------------------


@dataclass(frozen=True)
class NeighbourLine:
    """All that a volunteer is told of another's household: the house, and who looks after it."""

    house_no: str
    area: str
    caretaker: str


def neighbour_lines(user: User) -> list[NeighbourLine]:
    """Houses of a volunteer's village or tambon that others look after; no names, none sealed."""
    area = within("area", scope(user, Role.VOLUNTEER))
    others = Household.objects.filter(area, is_sealed=False).exclude(house_no="")
    others = others.exclude(pk__in=households_for(user).values("pk"))
    found = others.select_related("caretaker__person").only(
        "area",
        "house_no",
        "caretaker__username",
        "caretaker__person__given_name",
        "caretaker__person__family_name",
    )
    return [
        NeighbourLine(one.house_no, one.area_id, one.caretaker.shown_name if one.caretaker else "")
        for one in sorted(found, key=lambda one: _by_number(one.house_no))
    ]


def _by_number(house_no: str) -> tuple[int, str]:
    """House 9 before house 42 and 42/1."""
    figures = house_no.split("/", maxsplit=1)[0]
    return (int(figures) if figures.isascii() and figures.isdigit() else 10**9, house_no)


def candidate_caretakers(household: Household, *, on: date) -> QuerySet[User]:
    """Volunteers of today whose post lies in the household's tambon or covers it; nobody who is
    known to have died, though the post may still stand.
    """
    tambon = household.area_id[:6]
    posts = Post.objects.filter(Post.current_on(on), within("area", [tambon]), role__in=FIELD_ROLES)
    found = User.objects.filter(is_active=True, pk__in=posts.values("user_id"))
    living = found.exclude(person__died_on__isnull=False)
    return living.select_related("person").order_by("person__sort_key", "username")


def households_matching(households: QuerySet[Household], words: str) -> QuerySet[Household]:
    """Households whose house, number or member is called so, in any spelling."""
    wanted = words.strip()
    parts = thaitext.name_parts(wanted)
    named = HouseholdMember.objects.filter(left_on__isnull=True)
    for part in parts:
        named = named.filter(person__name_key__holds=part)
    return households.filter(
        Q(house_no__iexact=wanted)
        | Q(reference__iexact=wanted)
        | Q(house_code=wanted.replace("-", ""))
        | Q(shown_as__icontains=wanted)
        | (Q(pk__in=named.values("household_id")) if parts else Q(pk__in=[]))
    )


def latest_levels(household: Household) -> dict[Dimension, tuple[int, str]]:
    """The level and its reason in each dimension at the latest look; empty if nobody looked."""
    if household.latest_round is None:
        return {}
    return {
        Dimension(one.dimension): (one.level, one.reason)
        for one in household.latest_round.levels.all()
    }


def possible_same_persons(
    user: User,
    *,
    given_name: str,
    family_name: str,
    citizen_id: str,
    birth: PartialDate | None,
    tambon: str,
) -> list[Person]:
    """People who may be the one being written down, for a person to judge; never merged alone.

    The same citizen id, or the same name and birth year in this tambon: of members and volunteers
    whom the user may see anyhow, so that nobody learns of a stranger by typing a number.
    """
    found = Q(pk__in=[])
    if citizen_id:
        found |= Q(citizen_id_index=crypto.blind_index("citizen_id", citizen_id))
    if birth is not None:
        lives = HouseholdMember.objects.filter(
            within("household__area", [tambon]), left_on__isnull=True
        )
        volunteers = Volunteer.objects.filter(within("area", [tambon]))
        found |= Q(
            name_key=thaitext.name_key(given_name, family_name)[:200], birth_on__year=birth.day.year
        ) & (Q(pk__in=lives.values("person_id")) | Q(pk__in=volunteers.values("person_id")))
    return list(Person.objects.filter(found, _visible_person(user)).order_by("created_at"))


def _visible_person(user: User) -> Q:
    """Persons are seen only through a household or a register entry of one's own area."""
    members = HouseholdMember.objects.filter(household__in=households_for(user).values("pk"))
    volunteers = Volunteer.objects.filter(within("area", scope(user)))
    return Q(pk__in=members.values("person_id")) | Q(pk__in=volunteers.values("person_id"))
