"""The words of the notices and tasks of the office's half of a case's life."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import CaseState
from asa.cases.wording import PUBLIC
from asa.notices import kinds as notices
from asa.tasks import kinds as tasks

FIND_FACTS = "case.find_facts"
FOLLOW_UP = "case.follow_up"

NOTICES: dict[str, str | Promise] = {
    # Taken in: the reporter reads that someone will visit.
    "case.taken_in": format_lazy("%(number)s · {}", PUBLIC[CaseState.RECEIVED]),
    "case.assigned_to_you": _("A case was given to you: %(number)s"),
    "case.awaits_decision": _("A case waits for consideration: %(number)s"),
    "case.more_facts_wanted": _("More information is wanted for case %(number)s"),
    "case.aid_refused": _("Help was not approved in case %(number)s"),
    "case.awaits_payment": _("Approved help waits for finance: %(number)s"),
    "case.awaits_delivery": _("Paid help is to be handed over: %(number)s"),
    "case.money_returned": _("Money came back; help was dropped in case %(number)s"),
    "case.followed_up": _("A follow-up was recorded in case %(number)s"),
    "referral.arrived": _("A case was referred to your agency"),
    "referral.revoked": _("The office called a referral to your agency back"),
    "referral.accepted": _("The agency took on case %(number)s"),
    "referral.refused": _("The agency cannot help with case %(number)s"),
    "referral.done": _("The agency has helped with case %(number)s"),
    "duty.listed": _("You are on duty for emergencies on %(day)s"),
}


def register_office(*, may_open_case: tasks.MayOpen, may_open_follow_up: tasks.MayOpen) -> None:
    """Give the kinds of the second half of a case's life their words, and their pages the rules."""
    for kind, words in NOTICES.items():
        notices.register(kind, words)
    tasks.register(
        FIND_FACTS,
        _("Find the facts of a case"),
        url_name="cases:show",
        may_open=may_open_case,
        by_subject=True,
        of_office=True,
    )
    tasks.register(
        FOLLOW_UP,
        _("Visit again after help"),
        url_name="cases:follow_up",
        by_subject=True,
        may_open=may_open_follow_up,
    )
