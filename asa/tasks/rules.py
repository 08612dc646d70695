from asa.households.models import Household
from asa.households.rules import can_assign_caretaker, can_visit
from asa.people.models import User
from asa.people.rules import holds
from asa.tasks.models import Task
from asa.tasks.queries import OVERSEERS, tasks_for


def oversees(user: User) -> bool:
    """Leads and the provincial office see what is overdue in their area."""
    return holds(user, *OVERSEERS)


def can_finish_task(user: User, task: Task) -> bool:
    """A task is finished by the person it was given to, or by who coordinates the area."""
    if not tasks_for(user).filter(pk=task.pk).exists():
        return False
    return task.assignee_id == user.pk or holds(user, *OVERSEERS, area=task.area)


def can_plan_visit(user: User, household: Household) -> bool:
    """A visit is planned by those who may make it themselves or give the household to another."""
    return can_visit(user, household) or can_assign_caretaker(user, household)
