from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from asa.common.calendar import CalendarEvent
from asa.common.thaidate import today
from asa.households.models import Household, HouseholdMember, HouseholdTeamMember
from asa.households.queries import (
    FIELD_ROLES,
    OFFICE_ROLES,
    candidate_caretakers,
    households_for,
    provinces_of,
)
from asa.people.codes import PROVINCIAL_OFFICE_ROLES, Role
from asa.people.models import Post, User
from asa.people.queries import works_in_province_of
from asa.people.rules import holds, scope
from asa.places.queries import within
from asa.tasks.codes import TaskState
from asa.tasks.kinds import VISIT, kinds_of_office, page_for, words_of
from asa.tasks.models import Task

# Whoever leads or coordinates sees the tasks of the area; a volunteer sees her own.
OVERSEERS = (
    Role.TAMBON_LEAD,
    Role.DISTRICT_LEAD,
    Role.PROVINCE_OFFICER,
    Role.SOCIAL_WORKER,
    Role.PROVINCE_HEAD,
)


def tasks_for(user: User) -> QuerySet[Task]:
    """One's own tasks and, for those who coordinate, the tasks of their area.

    One's own while holding a post in the province. Tasks of a sealed household: its team alone,
    all of it.
    """
    own = Q(assignee=user) & within("area", provinces_of(user))
    of_area = within("area", scope(user, *OVERSEERS))
    team = households_for(user).filter(is_sealed=True)
    found = Task.objects.filter(
        (Q(household__is_sealed=False) & (own | of_area)) | Q(household__in=team.values("pk"))
    )
    return found.select_related("household__area", "assignee__person")


def own_tasks(user: User) -> QuerySet[Task]:
    """What is still to do for this person, the late ones first."""
    return tasks_for(user).filter(assignee=user, state=TaskState.OPEN).order_by("due_on", "pk")


def overdue_tasks(user: User, on: date) -> QuerySet[Task]:
    """Tasks whose day is past and that nobody has done."""
    return tasks_for(user).filter(state=TaskState.OPEN, due_on__lt=on).order_by("due_on", "pk")


def task_events(user: User) -> Iterator[CalendarEvent]:
    """The days by which one's own tasks are due, for the own calendar: the kind of task alone.

    A calendar lies with others, who shall not know of sealed households; their tasks stay inside.
    """
    page = f"{settings.ASA_PUBLIC_ADDRESS}{reverse('tasks:list')}"
    for task in own_tasks(user).filter(household__is_sealed=False):
        yield CalendarEvent(
            uid=f"task-{task.pk}@asa",
            starts=task.due_on,
            summary=words_of(task),
            changed_at=task.created_at,
            url=page,
        )


def unheld_tasks(user: User) -> QuerySet[Task]:
    """What is still to do and lies in nobody's hands, for its person holds no post in the province
    any more. It is before the lead of the sub-district, else the district's, else the office; what
    only the office does, before the office; of a sealed household, before its team.
    """
    on = today()
    held = works_in_province_of("assignee", "area", on, *FIELD_ROLES, *OFFICE_ROLES)
    tambon_led, district_led = _is_led(Role.TAMBON_LEAD, 6, on), _is_led(Role.DISTRICT_LEAD, 4, on)
    for_office = Q(kind__in=kinds_of_office())
    before_me = within("area", scope(user, Role.TAMBON_LEAD)) & ~for_office
    before_me |= within("area", scope(user, Role.DISTRICT_LEAD)) & ~for_office & ~Q(tambon_led)
    nobody_leads = ~Q(tambon_led) & ~Q(district_led)
    office = within("area", scope(user, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD))
    before_me |= office & (for_office | nobody_leads)
    found = tasks_for(user).filter(~Q(held), state=TaskState.OPEN)
    return found.filter(Q(household__is_sealed=True) | before_me).order_by("due_on", "pk")


def _is_led(role: Role, digits: int, on: date) -> Exists:
    """For each task: whether somebody leads its sub-district (6 digits) or district (4)."""
    posts = Post.objects.filter(
        Post.current_on(on), role=role, area_id=Substr(OuterRef("area"), 1, digits)
    )
    return Exists(posts.filter(user__is_active=True))


def takers(task: Task, user: User, *, on: date) -> QuerySet[User]:
    """To whom a person can give a task: who may visit, or of the office where only it can do it."""
    workers = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)
    if task.household.is_sealed or task.kind not in kinds_of_office():
        found = may_visit(task.household, user, on=on)
        if not holds(user, *FIELD_ROLES, *workers):
            found = found.exclude(pk=user.pk)
    else:
        posts = Post.objects.filter(Post.current_on(on), role__in=workers, area_id=task.area[:2])
        found = User.objects.filter(is_active=True, pk__in=posts.values("user_id"))
        found = found.exclude(person__died_on__isnull=False)
        found = found.select_related("person").order_by("person__sort_key", "username")
    return found.exclude(pk=task.assignee_id)


def open_tasks_about(subject_id: UUID) -> QuerySet[Task]:
    """What is still planned for a subject, such as a case. Only actions read it."""
    return Task.objects.filter(subject_id=subject_id, state=TaskState.OPEN)


def with_heads(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Each task with the people of its household, the head first, in a fixed number of queries."""
    members = HouseholdMember.objects.filter(left_on__isnull=True).select_related("person")
    return tasks.prefetch_related(
        Prefetch("household__members", members.order_by("-is_head", "number"), to_attr="today")
    )


def open_visits_of(household: Household, user: User) -> QuerySet[Task]:
    """The visits to a household that one person still has to make."""
    return household.tasks.filter(kind=VISIT, assignee=user, state=TaskState.OPEN)


def may_visit(household: Household, user: User, *, on: date) -> QuerySet[User]:
    """Who can be asked to visit: volunteers of the tambon and oneself; if sealed, the team."""
    if household.is_sealed:
        team = HouseholdTeamMember.objects.filter(Post.current_on(on), household=household)
        office = Post.objects.filter(
            Post.current_on(on),
            role__in=PROVINCIAL_OFFICE_ROLES,
            area_id=household.area_id[:2],
        )
        here = User.objects.filter(is_active=True, pk__in=office.values("user_id"))
        found = here.filter(pk__in=team.values("user_id"))
    else:
        volunteers = candidate_caretakers(household, on=on)
        found = User.objects.filter(Q(pk__in=volunteers.values("pk")) | Q(pk=user.pk))
    return found.select_related("person").order_by("person__sort_key", "username")


def tasks_on_page(user: User, household: Household, in_full: bool) -> dict[str, Any] | None:
    """The tasks on a household's page: those that the reader may see, the soonest first."""
    found = tasks_for(user).filter(household=household, state=TaskState.OPEN)
    tasks = list(found.order_by("due_on", "pk"))
    # Tasks of one kind about one thing have one page, whose rule is asked once.
    first = {(task.kind, task.subject_id): task for task in tasks}
    pages = {about: page_for(task, user) for about, task in first.items()}
    rows = [(task, pages[task.kind, task.subject_id]) for task in tasks]
    return {"tasks": rows, "today": today()}
