"""Everything that changes a household. One function, one thing a person does."""

from asa.households.actions.care import (
    add_to_team,
    assign_caretaker,
    hand_household_over,
    seal_household,
)
from asa.households.actions.details import ConsentAnswer, HouseholdPlace, MemberDetails
from asa.households.actions.members import (
    add_member,
    change_head,
    edit_member,
    end_membership,
)
from asa.households.actions.papers import add_photo, record_consent, withdraw_consent
from asa.households.actions.records import edit_household, record_household
from asa.households.actions.visits import assess_household, record_visit

__all__ = [
    "ConsentAnswer",
    "HouseholdPlace",
    "MemberDetails",
    "add_member",
    "add_photo",
    "add_to_team",
    "assess_household",
    "assign_caretaker",
    "change_head",
    "edit_household",
    "edit_member",
    "end_membership",
    "hand_household_over",
    "record_consent",
    "record_household",
    "record_visit",
    "seal_household",
    "withdraw_consent",
]
