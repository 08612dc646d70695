"""Planning and finishing what people are to do."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_day
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.households.models import Household
from asa.notices.actions import tell
from asa.people.models import User
from asa.tasks.codes import TaskState
from asa.tasks.kinds import VISIT
from asa.tasks.models import Task
from asa.tasks.queries import may_visit, open_tasks_about, open_visits_of, takers
from asa.tasks.rules import can_assign_task, can_finish_task, can_plan_visit


@transaction.atomic
def plan_task(
    household: Household,
    *,
    kind: str,
    assignee: User,
    due_on: date,
    by: User,
    subject: tuple[str, UUID] | None = None,
) -> Task:
    """Give one person something to do for a household by a day. Called by the actions above."""
    subject_type, subject_id = subject or ("", None)
    task = Task.objects.create(
        kind=kind,
        household=household,
        assignee=assignee,
        planned_by=by,
        area=household.area_id,
        due_on=due_on,
        subject_type=subject_type,
        subject_id=subject_id,
    )
    journal.record(by, "task.planned", task, area=task.area, kind=kind, household=str(household.pk))
    return task


@transaction.atomic
def plan_visit(household: Household, *, assignee: User, due_on: date, by: User) -> Task:
    """Ask somebody to visit a household by a day; who is asked is told."""
    allow(can_plan_visit(by, household))
    if not may_visit(household, by, on=today()).filter(pk=assignee.pk).exists():
        raise DomainError(
            _("%(name)s cannot be asked to visit this household. Choose another volunteer.")
            % {"name": assignee.shown_name}
        )
    check_day(due_on, first=today())
    task = plan_task(household, kind=VISIT, assignee=assignee, due_on=due_on, by=by)
    if assignee != by:
        tell([assignee], kind="tasks.planned", area=task.area, link=reverse("tasks:list"))
    return task


@transaction.atomic
def assign_task(task: Task, *, to: User, by: User, on: date) -> Task:
    """Give a task to somebody else of the area; who has it now and who had it are told."""
    task = Task.objects.select_for_update(of=("self",)).select_related("household").get(pk=task.pk)
    allow(can_assign_task(by, task))
    if not takers(task, by, on=on).filter(pk=to.pk).exists():
        raise DomainError(
            _("%(name)s cannot be given this task. Choose another colleague.")
            % {"name": to.shown_name}
        )
    before, task.assignee = task.assignee, to
    task.save(update_fields=["assignee"])
    journal.record(
        by, "task.assigned", task, area=task.area, on=on, to=str(to.pk), before=str(before.pk)
    )
    page = reverse("tasks:list")
    if to != by:
        tell([to], kind="tasks.assigned", area=task.area, link=page)
    if before != by and not before.has_died:
        tell([before], kind="tasks.handed_on", area=task.area, link=page)
    return task


@transaction.atomic
def finish_visit_tasks(household: Household, *, by: User, on: date) -> int:
    """Tick off the visits that a person was asked for, because she made one; tells how many."""
    waiting = list(open_visits_of(household, by))
    for task in waiting:
        task.move_to(TaskState.DONE, done_on=on, done_by=by)
        journal.record(by, "task.done", task, area=task.area, on=on)
    return len(waiting)


@transaction.atomic
def finish_task(task: Task, *, by: User, on: date, note: str = "") -> Task:
    """Tick a task off."""
    allow(can_finish_task(by, task))
    task.move_to(TaskState.DONE, done_on=on, done_by=by, note=note)
    journal.record(by, "task.done", task, area=task.area, on=on)
    return task


@transaction.atomic
def cancel_tasks_about(*, subject_id: UUID, kind: str = "", by: User, on: date) -> int:
    """Take away what is planned for a subject, all or of one kind; tells how many there were."""
    waiting = [task for task in open_tasks_about(subject_id) if not kind or task.kind == kind]
    for task in waiting:
        task.move_to(TaskState.CANCELLED, done_on=on, done_by=by)
        journal.record(by, "task.cancelled", task, area=task.area, on=on)
    return len(waiting)


@transaction.atomic
def finish_tasks_about(*, subject_id: UUID, kind: str, by: User, on: date) -> int:
    """Tick off the tasks of a kind because the act itself was done; tells how many."""
    waiting = list(open_tasks_about(subject_id).filter(kind=kind))
    for task in waiting:
        task.move_to(TaskState.DONE, done_on=on, done_by=by)
        journal.record(by, "task.done", task, area=task.area, on=on)
    return len(waiting)
