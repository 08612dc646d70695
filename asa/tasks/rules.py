from asa.households.models import Household
from asa.households.queries import OFFICE_ROLES
from asa.households.rules import can_assign_caretaker, can_visit
from asa.people.models import User
from asa.people.rules import holds
from asa.tasks.codes import TaskState
from asa.tasks.kinds import kinds_of_office
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


def can_assign_task(user: User, task: Task) -> bool:
    """What is still to do is given to a colleague by who coordinates the area, what the office
    alone does by the office; of a sealed household by its team.
    """
    if task.state != TaskState.OPEN or not tasks_for(user).filter(pk=task.pk).exists():
        return False
    if task.household.is_sealed:
        return True
    of_office = task.kind in kinds_of_office()
    return holds(user, *(OFFICE_ROLES if of_office else OVERSEERS), area=task.area)


def can_plan_visit(user: User, household: Household) -> bool:
    """A visit is planned by those who may make it themselves or give the household to another."""
    return can_visit(user, household) or can_assign_caretaker(user, household)
