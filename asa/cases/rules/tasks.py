"""Who is let in by the page where a task about a case is done."""

from asa.cases.queries import cases_for
from asa.cases.rules.office import can_follow_up
from asa.people.models import User
from asa.tasks.models import Task


def can_open_case(user: User, task: Task) -> bool:
    """The case of a task is opened by whoever sees that case."""
    subject = task.subject_id
    return subject is not None and cases_for(user).filter(pk=subject).exists()


def can_open_follow_up(user: User, task: Task) -> bool:
    """The page of a follow-up is opened by whoever may follow up that case."""
    subject = task.subject_id
    case = cases_for(user).filter(pk=subject).first() if subject else None
    return case is not None and can_follow_up(user, case)
