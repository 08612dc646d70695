"""What workshops hear from the register."""

from datetime import date
from typing import Any

from asa.people.models import User
from asa.training.actions import leave_what_is_to_come
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import VolunteerStep

GONE = (VolunteerState.ENDED, VolunteerState.SUSPENDED)


def volunteer_took_a_step(
    sender: Any, *, step: VolunteerStep, by: User, on: date, **_more: Any
) -> None:
    """Who is ended or suspended comes to nothing that is still to come."""
    if step.to_state in GONE and step.from_state not in GONE:
        leave_what_is_to_come(step.volunteer, by=by, on=on)
