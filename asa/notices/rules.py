from asa.notices.models import Contact, Delivery, Notice
from asa.notices.queries import OUTBOX_ROLES, deliveries_for
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope


def can_read_notice(user: User, notice: Notice) -> bool:
    """A notice is marked as read by the person it was written to, and by nobody else."""
    return notice.user_id == user.pk


def can_change_contact(user: User, contact: Contact) -> bool:
    """How a person is told is said by that person alone."""
    return contact.user_id == user.pk


def can_have_calendar(user: User) -> bool:
    """Whoever holds a post may have the own calendar under a secret address."""
    return holds(user)


def sees_outbox(user: User) -> bool:
    """What went out and what did not is seen by administrators and department officers."""
    return holds(user, *OUTBOX_ROLES)


def can_send_again(user: User, delivery: Delivery) -> bool:
    """A message that failed is sent again by whoever sees it in the outbox of the own area."""
    return deliveries_for(user).filter(pk=delivery.pk).exists()


def can_read_quiet_hours(user: User) -> bool:
    """The quiet hours are no secret: whoever holds a post may read them."""
    return holds(user)


def can_change_quiet_hours(user: User) -> bool:
    """The quiet hours are set by the department, for the whole country."""
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)
