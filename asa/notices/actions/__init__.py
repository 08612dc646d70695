"""Everything that tells people something, and by which they say how they want to be told."""

from asa.notices.actions.calendars import (
    count_feed,
    make_calendar_address,
    withdraw_calendar_address,
)
from asa.notices.actions.contacts import (
    Wishes,
    ask_for_address,
    change_wishes,
    confirm_address,
    forget_contact,
    make_code,
    note_code_fault,
)
from asa.notices.actions.quiet import change_quiet_hours
from asa.notices.actions.sending import (
    give_up_broken_off,
    note_failed,
    note_sent,
    plan_next_sending,
    plan_sending,
    send_again,
    take_up,
)
from asa.notices.actions.telling import forget_notices, read_all_notices, read_notice, tell

__all__ = [
    "Wishes",
    "ask_for_address",
    "change_quiet_hours",
    "change_wishes",
    "confirm_address",
    "count_feed",
    "forget_contact",
    "forget_notices",
    "give_up_broken_off",
    "make_calendar_address",
    "make_code",
    "note_code_fault",
    "note_failed",
    "note_sent",
    "plan_next_sending",
    "plan_sending",
    "read_all_notices",
    "read_notice",
    "send_again",
    "take_up",
    "tell",
    "withdraw_calendar_address",
]
