"""Reads of handovers: what waits, what is overdue, what is offered to whom, who could take it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from asa.handover.codes import OPEN_STATES, ItemState, Leaving, Told
from asa.handover.models import Handover, HandoverItem, HandoverTerm
from asa.households.models import Household, HouseholdTeamMember
from asa.households.queries import (
    LEAD_ROLES,
    OFFICE_ROLES,
    candidate_caretakers,
    households_for,
    provinces_of,
)
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.queries import holders
from asa.people.rules import scope
from asa.places.queries import within
from asa.tasks.codes import TaskState
from asa.tasks.kinds import kinds_of_office
from asa.tasks.models import Task
from asa.tasks.queries import takers, tasks_for
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import field_posts_of, user_of

WRITERS = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)
OVERSEERS = (*LEAD_ROLES, *OFFICE_ROLES)
FEW = 3


def term_on(on: date) -> HandoverTerm:
    """The days that hold on a day."""
    return HandoverTerm.objects.filter(started_on__lte=on).order_by("-started_on")[0]


def all_terms() -> list[HandoverTerm]:
    """Every version of the days, the newest first."""
    return list(HandoverTerm.objects.order_by("-started_on"))


# --- who may know of what -------------------------------------------------------------------------


def items_for(user: User) -> QuerySet[HandoverItem]:
    """The items that someone may know of. Start every read here.

    Leads and the provincial office: those of their area. Who left, and who is offered one or
    has it on record: that one, while holding a post in the province. Of a sealed household: its
    named team and nobody else.
    """
    mine = Q(state=ItemState.OFFERED, offered_to=user) | Q(holder=user)
    mine |= Q(handover__leaver=user)
    seen = within("household__area_id", scope(user, *OVERSEERS))
    seen |= mine & within("household__area_id", provinces_of(user))
    team = households_for(user).filter(is_sealed=True)
    found = HandoverItem.objects.filter(
        (Q(household__is_sealed=False) & seen) | Q(household__in=team.values("pk"))
    )
    return found.select_related(
        *("household__area", "task", "handover__leaver__person", "handover__volunteer__person"),
        *("holder__person", "offered_to__person", "offered_by__person", "refused_by__person"),
    )


def handovers_for(user: User) -> QuerySet[Handover]:
    """The handovers of which someone may know at least one item."""
    keys = items_for(user).order_by().values("handover_id")
    return Handover.objects.filter(pk__in=keys).select_related("volunteer__person", "leaver")


def _still_held() -> Q:
    """Nobody else has taken it on in another way, and it is not done."""
    care = Q(task__isnull=True, household__caretaker=F("holder"))
    return care | Q(task__assignee=F("holder"), task__state=TaskState.OPEN)


def open_items(user: User) -> QuerySet[HandoverItem]:
    """What still is to have a successor, the longest due first."""
    found = items_for(user).filter(_still_held(), state__in=OPEN_STATES)
    return found.order_by("due_on", "household__area_id", "pk")


def offers_to(user: User) -> QuerySet[HandoverItem]:
    """What is offered to a person and waits for the answer."""
    return open_items(user).filter(state=ItemState.OFFERED, offered_to=user)


def waiting_before(user: User) -> QuerySet[HandoverItem]:
    """What whoever leads or coordinates is to offer to somebody, or to wait for the answer to."""
    return open_items(user).filter(_of_area(user))


def overdue_before(user: User, on: date) -> QuerySet[HandoverItem]:
    """What is without an owner for too long: before the lead, and before the office once the lead
    has let it lie or there is none; of a sealed household, before its team.
    """
    area = "household__area_id"
    mine = within(area, scope(user, *LEAD_ROLES)) | Q(household__is_sealed=True)
    mine |= within(area, scope(user, *OFFICE_ROLES)) & Q(told=Told.OFFICE)
    return open_items(user).filter(mine, due_on__lt=on)


def settled_before(user: User) -> QuerySet[HandoverItem]:
    """What has an owner again, the latest first."""
    found = items_for(user).filter(_of_area(user)).exclude(state__in=OPEN_STATES)
    return found.order_by("-accepted_on", "-pk")


def _of_area(user: User) -> Q:
    area = within("household__area_id", scope(user, *OVERSEERS))
    return area | Q(household__is_sealed=True)


def given_by(user: User) -> QuerySet[HandoverItem]:
    """The items that someone may give to others: households by who gives them into care, tasks by
    who coordinates the area, of a sealed household by its team.
    """
    households = households_for(user).order_by()
    care = Q(task__isnull=True, household__is_sealed=False, household__in=households.values("pk"))
    care &= within("household__area_id", scope(user, *LEAD_ROLES, *WRITERS))
    tasks = tasks_for(user).filter(state=TaskState.OPEN).order_by()
    coordinated = within("task__area", scope(user, *OVERSEERS)) | Q(household__is_sealed=True)
    return items_for(user).filter(care | (Q(task__in=tasks.values("pk")) & coordinated))


# --- what someone has in hand -------------------------------------------------------------------


@dataclass(frozen=True)
class InHand:
    """What would be without an owner if a volunteer left."""

    households: QuerySet[Household]
    tasks: QuerySet[Task]


def in_hand(user: User, *, kept: Sequence[str] = ()) -> InHand:
    """All that is on record as somebody's and not being handed over; only actions read it.

    kept: areas in which it stays hers. What the office alone does has a way of its own.
    """
    handed = HandoverItem.objects.filter(state__in=OPEN_STATES, holder=user)
    households = Household.objects.filter(caretaker=user, is_sealed=False).exclude(
        pk__in=handed.filter(task__isnull=True).values("household_id")
    )
    tasks = Task.objects.filter(assignee=user, state=TaskState.OPEN).exclude(
        Q(kind__in=kinds_of_office()) | Q(pk__in=handed.filter(task__isnull=False).values("task"))
    )
    if kept:
        households = households.exclude(within("area_id", kept))
        tasks = tasks.exclude(within("area", kept))
    return InHand(households.order_by("pk"), tasks.order_by("pk").select_related("household"))


def kept_after(volunteer: Volunteer, leaving: Leaving, on: date) -> list[str]:
    """The sub-districts in which somebody who moved still works; none for who left."""
    if leaving != Leaving.MOVED:
        return []
    posts = [post.area_id[:6] for post in field_posts_of(volunteer, on)]
    return sorted({volunteer.area_id[:6], *posts})


@dataclass(frozen=True)
class Preview:
    """What would be without an owner, as far as the reader may know of it."""

    households: int
    tasks: int
    successors: list["Successor"]
    days: int

    def __bool__(self) -> bool:
        return bool(self.households or self.tasks)


def preview_for(user: User, volunteer: Volunteer, on: date) -> Preview | None:
    """What would be without an owner if the volunteer left today; None where she never signs in."""
    leaver = user_of(volunteer)
    if leaver is None:
        return None
    found = in_hand(leaver)
    households = households_for(user).filter(pk__in=found.households.values("pk"))
    tasks = tasks_for(user).filter(pk__in=found.tasks.values("pk"))
    first = households.first() or next((task.household for task in tasks[:1]), None)
    successors = successors_for(first, leaver, on=on)[:FEW] if first else []
    return Preview(households.count(), tasks.count(), successors, term_on(on).days)


# --- who could take it on -------------------------------------------------------------------------


@dataclass(frozen=True)
class Successor:
    """Somebody who could take something on: where she works, and how much she has already."""

    user: User
    area: str
    households: int
    is_same_village: bool


def successors_for(household: Household, leaver: User, *, on: date) -> list[Successor]:
    """Volunteers of today of the sub-district: of the same village first, then with the fewest
    households in care.
    """
    return _ranked(candidate_caretakers(household, on=on), household, leaver)


def takers_of(item: HandoverItem, user: User, *, on: date) -> list[Successor]:
    """To whom a person can offer an item, the nearest with the fewest households first."""
    if item.task is None:
        return successors_for(item.household, item.handover.leaver, on=on)
    return _ranked(takers(item.task, user, on=on), item.household, item.handover.leaver)


def can_have_again(item: HandoverItem, user: User, *, on: date) -> bool:
    """Whether who had an item before the handover works there again and could be given it."""
    leaver = item.handover.leaver
    if item.task_id is not None:
        # As it lies there now: who has it is asked no more whether she could have it.
        task = Task.objects.select_related("household").get(pk=item.task_id)
        return takers(task, user, on=on).filter(pk=leaver.pk).exists()
    return candidate_caretakers(item.household, on=on).filter(pk=leaver.pk).exists()


def _ranked(found: QuerySet[User], household: Household, leaver: User) -> list[Successor]:
    users = [
        one
        for one in found.exclude(pk=leaver.pk)
        if one.person is None or one.person.died_on is None
    ]
    people = [one.person_id for one in users if one.person_id]
    entries = Volunteer.objects.filter(person__in=people).values_list("person", "area_id")
    lives: dict[Any, str] = dict(entries)
    # What is sealed is not even counted to who may not know of it.
    care = Household.objects.filter(caretaker__in=users, is_sealed=False).order_by()
    counts = dict(care.values_list("caretaker").annotate(n=Count("pk")))
    place = str(household.area_id)
    ranked = [
        Successor(
            one,
            lives.get(one.person_id, ""),
            counts.get(one.pk, 0),
            lives.get(one.person_id) == place,
        )
        for one in users
    ]
    return sorted(ranked, key=lambda one: (not one.is_same_village, one.households))


def first_before(area: str, on: date) -> tuple[Told, list[User]]:
    """Who is to see to an item of a place first: its lead, else the district's, else the office."""
    for role in (Role.TAMBON_LEAD, Role.DISTRICT_LEAD):
        if found := list(holders(role, area[:6], on)):
            return Told.LEAD, found
    return Told.OFFICE, office_of(area, on)


def office_of(area: str, on: date) -> list[User]:
    """The officers of the provincial office of a place."""
    return list(holders(Role.PROVINCE_OFFICER, area[:2], on))


def team_of(household: Household, on: date) -> list[User]:
    """Who works with a sealed household."""
    team = HouseholdTeamMember.objects.filter(Post.current_on(on), household=household)
    return list(User.objects.filter(pk__in=team.values("user_id"), is_active=True))


def can_read_of(user: User, area: str, on: date) -> bool:
    """Whether somebody signs in and still holds a post in the province of a place."""
    posts = Post.objects.filter(Post.current_on(on), within("area_id", [area[:2]]), user=user)
    return user.is_active and posts.exists()


def unowned(on: date) -> QuerySet[HandoverItem]:
    """All that is overdue; the work of the night reads it."""
    found = HandoverItem.objects.filter(_still_held(), state__in=OPEN_STATES, due_on__lt=on)
    return found.select_related("household", "handover").order_by("handover_id", "pk")


def taken_on_otherwise() -> QuerySet[HandoverItem]:
    """Open items whose household or task has got another owner, or is done; the night reads it."""
    found = HandoverItem.objects.filter(state__in=OPEN_STATES).exclude(
        pk__in=HandoverItem.objects.filter(_still_held()).values("pk")
    )
    return found.select_related("household", "handover").order_by("handover_id", "pk")
