"""Everything that changes the register of volunteers. One function, one thing a person does."""

from asa.volunteers.actions.life import (
    end_volunteer,
    move_posts,
    move_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
)
from asa.volunteers.actions.offices import ensure_centre, fill_office, hold_office, leave_office
from asa.volunteers.actions.registering import NewVolunteer, register_volunteer

__all__ = [
    "NewVolunteer",
    "end_volunteer",
    "ensure_centre",
    "fill_office",
    "hold_office",
    "leave_office",
    "move_posts",
    "move_volunteer",
    "register_volunteer",
    "reinstate_volunteer",
    "suspend_volunteer",
]
