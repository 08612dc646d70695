"""Everything that changes the register of volunteers. One function, one thing a person does."""

from asa.volunteers.actions.activities import (
    Done,
    count_activity,
    record_activity,
    refresh_standing,
    set_active_formula,
    uncount_activity,
    withdraw_activity,
)
from asa.volunteers.actions.activity_lists import record_activities
from asa.volunteers.actions.applying import Application, add_sign_up_day, take_application
from asa.volunteers.actions.checking import (
    Registration,
    Training,
    enrol_volunteer,
    train_volunteer,
    verify_volunteer,
)
from asa.volunteers.actions.correcting import correct_applicant
from asa.volunteers.actions.growing_up import make_full_volunteer, tell_of_grown_up
from asa.volunteers.actions.identity import Identity
from asa.volunteers.actions.life import (
    Order,
    apply_again,
    end_volunteer,
    move_posts,
    move_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
)
from asa.volunteers.actions.mending import mend_contact, mend_volunteer
from asa.volunteers.actions.offices import ensure_centre, fill_office, hold_office, leave_office
from asa.volunteers.actions.registering import NewVolunteer, register_volunteer
from asa.volunteers.actions.standings import keep_standings
from asa.volunteers.actions.taking_back import take_step_back
from asa.volunteers.actions.transfers import (
    Wish,
    accept_transfer,
    ask_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from asa.volunteers.actions.work import (
    add_affiliation,
    end_affiliation,
    end_assignment,
    give_assignment,
)

__all__ = [
    "Application",
    "Done",
    "Identity",
    "NewVolunteer",
    "Order",
    "Registration",
    "Training",
    "Wish",
    "accept_transfer",
    "add_affiliation",
    "add_sign_up_day",
    "apply_again",
    "ask_transfer",
    "correct_applicant",
    "count_activity",
    "end_affiliation",
    "end_assignment",
    "end_volunteer",
    "enrol_volunteer",
    "ensure_centre",
    "fill_office",
    "give_assignment",
    "hold_office",
    "keep_standings",
    "leave_office",
    "make_full_volunteer",
    "mend_contact",
    "mend_volunteer",
    "move_posts",
    "move_volunteer",
    "record_activities",
    "record_activity",
    "refresh_standing",
    "refuse_transfer",
    "register_volunteer",
    "reinstate_volunteer",
    "set_active_formula",
    "suspend_volunteer",
    "take_application",
    "take_step_back",
    "tell_of_grown_up",
    "train_volunteer",
    "uncount_activity",
    "verify_volunteer",
    "withdraw_activity",
    "withdraw_transfer",
]
