from asa.people.models import User
from asa.people.rules import holds
from asa.tasks.models import Task
from asa.tasks.queries import OVERSEERS


def can_finish_task(user: User, task: Task) -> bool:
    """A task is finished by the person it was given to, or by who coordinates the area."""
    if task.assignee_id == user.pk:
        return True
    return not task.household.is_sealed and holds(user, *OVERSEERS, area=task.area)
