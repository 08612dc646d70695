"""Planning and finishing what people are to do."""

from datetime import date
from uuid import UUID

from django.db import transaction

from asa.common import journal
from asa.common.errors import allow
from asa.households.models import Household
from asa.people.models import User
from asa.tasks.codes import TaskState
from asa.tasks.models import Task
from asa.tasks.queries import open_tasks_about
from asa.tasks.rules import can_finish_task


@transaction.atomic
def plan_task(  # noqa: PLR0913 - a task is who, what, for whom, by when
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
def finish_task(task: Task, *, by: User, on: date) -> Task:
    """Tick a task off."""
    allow(can_finish_task(by, task))
    task.move_to(TaskState.DONE, done_on=on, done_by=by)
    journal.record(by, "task.done", task, area=task.area, on=on)
    return task


@transaction.atomic
def cancel_tasks_about(*, subject_id: UUID, by: User, on: date) -> int:
    """Take away what is planned for a subject that has ended; tells how many there were."""
    waiting = list(open_tasks_about(subject_id))
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
