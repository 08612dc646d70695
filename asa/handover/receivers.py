"""What handovers hear from the register."""

from datetime import date
from typing import Any

from asa.handover.actions import open_handover, return_items
from asa.people.models import User
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import VolunteerStep


def volunteer_took_a_step(
    sender: Any, *, step: VolunteerStep, by: User, on: date, **_more: Any
) -> None:
    """Who is registered no more, or moved, leaves what she had; who is again gets it back."""
    is_registered = step.to_state == VolunteerState.REGISTERED
    if step.moves_to or (is_registered and step.from_state != step.to_state):
        return_items(step, by=by, on=on)
    if step.moves_from or (not is_registered and step.from_state):
        open_handover(step, by=by, on=on)
