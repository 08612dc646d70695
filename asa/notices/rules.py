from asa.notices.models import Notice
from asa.people.models import User


def can_read_notice(user: User, notice: Notice) -> bool:
    """A notice is marked as read by the person it was written to, and by nobody else."""
    return notice.user_id == user.pk
