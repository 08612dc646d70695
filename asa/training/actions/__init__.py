"""Everything that changes a workshop. One function, one thing a person does."""

from asa.training.actions.answering import (
    confirm_seat,
    give_up_seat,
    pass_on_unanswered,
    put_in_place,
    withdraw_nomination,
)
from asa.training.actions.budget import (
    Line,
    change_line,
    note_spent,
    remove_line,
    write_line,
)
from asa.training.actions.cohorts import (
    CohortPlan,
    cancel_cohort,
    change_cohort,
    confirm_list,
    finish_cohort,
    open_cohort,
    plan_cohort,
    start_cohort,
)
from asa.training.actions.enrolling import apply_for_seat, nominate
from asa.training.actions.projects import (
    Plan,
    approve_workshop,
    cancel_workshop,
    change_workshop,
    plan_workshop,
    report_workshop,
    return_workshop,
)
from asa.training.actions.quotas import (
    offer_seats,
    return_seats,
    return_unused,
    set_quotas,
    share_out_seats,
)
from asa.training.actions.watching import remind_missing, watch_cohorts

__all__ = [
    "CohortPlan",
    "Line",
    "Plan",
    "apply_for_seat",
    "approve_workshop",
    "cancel_cohort",
    "cancel_workshop",
    "change_cohort",
    "change_line",
    "change_workshop",
    "confirm_list",
    "confirm_seat",
    "finish_cohort",
    "give_up_seat",
    "nominate",
    "note_spent",
    "offer_seats",
    "open_cohort",
    "pass_on_unanswered",
    "plan_cohort",
    "plan_workshop",
    "put_in_place",
    "remind_missing",
    "remove_line",
    "report_workshop",
    "return_seats",
    "return_unused",
    "return_workshop",
    "set_quotas",
    "share_out_seats",
    "start_cohort",
    "watch_cohorts",
    "withdraw_nomination",
    "write_line",
]
