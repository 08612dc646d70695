"""Who may do what with handovers."""

from asa.handover.codes import ItemState
from asa.handover.models import HandoverItem
from asa.handover.queries import OVERSEERS, given_by, items_for
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope

# Of the provincial office, those who give households into care.
OFFICE = (Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER)


def oversees_handovers(user: User) -> bool:
    """Leads and the provincial office see to it that everything has an owner."""
    return holds(user, *OVERSEERS)


def can_read_terms(user: User) -> bool:
    """The days of handovers are no secret: whoever holds a post may read them."""
    return holds(user)


def can_change_terms(user: User) -> bool:
    """The days of handovers are set by the department, for the whole country."""
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)


def can_offer(user: User, item: HandoverItem) -> bool:
    """What waits for a successor is offered by whoever may give the household or the task away."""
    return item.state == ItemState.WAITING and _may_give(user, item)


def can_withdraw(user: User, item: HandoverItem) -> bool:
    """An offer is withdrawn by whoever could make it, as long as it was not answered."""
    return item.state == ItemState.OFFERED and _may_give(user, item)


def may_still_give(user: User, item: HandoverItem) -> bool:
    """An offer holds while whoever made it may still give the household or the task away."""
    return _may_give(user, item)


def _may_give(user: User, item: HandoverItem) -> bool:
    return given_by(user).filter(pk=item.pk).exists()


def can_answer(user: User, item: HandoverItem) -> bool:
    """An offer is accepted or declined by the person to whom it was made, and by nobody else."""
    asked = item.state == ItemState.OFFERED and item.offered_to_id == user.pk
    return asked and items_for(user).filter(pk=item.pk).exists()


def can_undo(user: User, item: HandoverItem) -> bool:
    """What a successor accepted is undone by the provincial office that may give it away, not by
    the successor.
    """
    return is_undone_by(user, item) and _may_give(user, item)


def is_undone_by(user: User, item: HandoverItem) -> bool:
    """What somebody else accepted is undone by the provincial office of the place."""
    accepted = item.state == ItemState.ACCEPTED and item.holder_id != user.pk
    return accepted and holds(user, *OFFICE, area=str(item.household.area_id))


def can_give_back(user: User, item: HandoverItem) -> bool:
    """What was accepted is given back by whoever accepted it."""
    accepted = item.state == ItemState.ACCEPTED and item.holder_id == user.pk
    return accepted and items_for(user).filter(pk=item.pk).exists()
