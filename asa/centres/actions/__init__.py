"""Everything that changes what belongs to centres. One function, one thing a person does."""

from asa.centres.actions.assessing import Rated, Work, assess_centre, choose_priorities, plan_work
from asa.centres.actions.changing import (
    CentreFacts,
    accept_change,
    found_centre,
    propose_change,
    reject_change,
    withdraw_change,
)
from asa.centres.actions.committees import Seat, elect_committee, end_office, fill_seat, write_term
from asa.centres.actions.meetings import (
    Correction,
    Minutes,
    NewPoint,
    Plan,
    cancel_meeting,
    correct_minutes,
    finish_point,
    plan_meeting,
    record_minutes,
)
from asa.centres.actions.support import (
    Goal,
    Visit,
    end_target,
    record_supervision,
    remind_of_visits,
    set_target,
    withdraw_supervision,
)

__all__ = [
    "CentreFacts",
    "Correction",
    "Goal",
    "Minutes",
    "NewPoint",
    "Plan",
    "Rated",
    "Seat",
    "Visit",
    "Work",
    "accept_change",
    "assess_centre",
    "cancel_meeting",
    "choose_priorities",
    "correct_minutes",
    "elect_committee",
    "end_office",
    "end_target",
    "fill_seat",
    "finish_point",
    "found_centre",
    "plan_meeting",
    "plan_work",
    "propose_change",
    "record_minutes",
    "record_supervision",
    "reject_change",
    "remind_of_visits",
    "set_target",
    "withdraw_change",
    "withdraw_supervision",
    "write_term",
]
