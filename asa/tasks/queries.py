from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within
from asa.tasks.codes import TaskState
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
    """One's own tasks and, for those who coordinate, the tasks of their area; sealed ones apart."""
    of_area = within("area", scope(user, *OVERSEERS)) & Q(household__is_sealed=False)
    found = Task.objects.filter(Q(assignee=user) | of_area)
    return found.select_related("household__area", "assignee__person")


def own_tasks(user: User) -> QuerySet[Task]:
    """What is still to do for this person, the late ones first."""
    return tasks_for(user).filter(assignee=user, state=TaskState.OPEN).order_by("due_on", "pk")


def overdue_tasks(user: User, on: date) -> QuerySet[Task]:
    """Tasks whose day is past and that nobody has done."""
    return tasks_for(user).filter(state=TaskState.OPEN, due_on__lt=on).order_by("due_on", "pk")


def open_tasks_about(subject_id: UUID) -> QuerySet[Task]:
    """What is still planned for a subject, such as a case. Only actions read it."""
    return Task.objects.filter(subject_id=subject_id, state=TaskState.OPEN)
