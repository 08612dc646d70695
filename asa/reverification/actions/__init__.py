"""Everything that changes a round. One function, one thing a person does."""

from asa.reverification.actions.answering import Said, answer_entry, confirm_entries
from asa.reverification.actions.deciding import carry_out, carry_out_each, decline
from asa.reverification.actions.rounds import (
    Plan,
    close_round,
    open_round,
    plan_round,
    remind_leads,
    take_back_round,
)
from asa.reverification.actions.working_rules import change_not_found_rule

__all__ = [
    "Plan",
    "Said",
    "answer_entry",
    "carry_out",
    "carry_out_each",
    "change_not_found_rule",
    "close_round",
    "confirm_entries",
    "decline",
    "open_round",
    "plan_round",
    "remind_leads",
    "take_back_round",
]
