"""What transfers that wait hear of each step."""

from datetime import date
from typing import Any

from asa.people.models import User
from asa.volunteers.actions.transfers import lapse_transfer
from asa.volunteers.models import VolunteerStep


def volunteer_took_a_step(
    sender: Any, *, step: VolunteerStep, by: User, on: date, **_more: Any
) -> None:
    """A transfer is overtaken where the volunteer is registered no more or in another province."""
    lapse_transfer(step, by=by, on=on)
