"""What can be done with a case at the office: each act's rule, words and address, in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.cases.models import AidRequest, Case, Referral
from asa.cases.rules import checking, office
from asa.people.models import User

Rule = Callable[[User, Any], bool]


@dataclass(frozen=True)
class Act:
    """One thing that may be done, on its own page."""

    name: str
    words: str | Promise
    rule: Rule
    icon: str = "right"
    danger: bool = False
    # Whether it brings the case on; what may be done besides is never the page's solid button.
    is_step: bool = True

    def url(self, thing: Any) -> str:
        """The page of the act for one case, request or referral."""
        return reverse(f"cases:{self.name}", args=[thing.pk])


_besides = partial(Act, is_step=False)

# The first one that is allowed, if it brings the case on, is the page's one solid button.
CASE_ACTS = [
    Act("check", _("Check the report"), checking.can_check_case, "tick"),
    Act("check", _("Take the report back"), office.can_take_back, "left"),
    Act("take_in", _("Take the case in"), office.can_take_in, "tick"),
    Act("write_facts", _("Record fact-finding"), office.can_find_facts, "edit"),
    Act("write_opinion", _("Write the opinion"), office.can_write_opinion, "edit"),
    Act("propose", _("Submit to the provincial head"), office.can_propose_first_aid, "send"),
    # Closing is possible after a follow-up; until then visiting again is what brings it on.
    Act("close", _("Close the case"), office.can_close_case, "tick"),
    Act("follow_up", _("Record the follow-up"), office.can_follow_up, "house"),
    Act("assign", _("Assign a social worker"), office.can_assign_manager, "person"),
    _besides("propose", _("Propose further help"), office.can_propose_more_aid, "plus"),
    _besides("refer", _("Refer to an agency"), office.can_refer_case, "send"),
    _besides("return_case", _("Send back for correction"), checking.can_return_case, "edit"),
    _besides(
        "add_to_team", _("Name one more person of the team"), office.can_name_case_team, "plus"
    ),
    _besides("duplicate", _("Same as another case"), office.can_end_as_duplicate, "swap"),
    Act("end", _("End without help"), office.can_end_case, "cross", danger=True, is_step=False),
    Act("reopen", _("Open again"), office.can_reopen_case, "left"),
]
RETURN_MONEY = Act(
    "return_money",
    _("Record money that came back"),
    office.can_return_money,
    "left",
    danger=True,
    is_step=False,
)
AID_ACTS = [
    Act("decide", _("Consider"), office.can_decide_aid, "tick"),
    Act("budget", _("Record the budget"), office.can_release_budget, "coins"),
    Act("pay", _("Record the payment"), office.can_pay, "coins"),
    Act("deliver", _("Record the hand-over"), office.can_deliver_aid, "tick"),
    RETURN_MONEY,
]
REFERRAL_ACTS = [
    Act("answer", _("Answer"), office.can_answer_referral, "tick"),
    Act("revoke", _("Call the referral back"), office.can_revoke_referral, "left", danger=True),
]


@dataclass(frozen=True)
class Offer:
    """An act that this person may do with this thing now."""

    act: Act
    url: str
    thing: Any
    about: str = ""


def offers(user: User, case: Case) -> list[Offer]:
    """What the person may do now: with aid and referrals inside the case first, then the case."""
    found: list[Offer] = []
    requests: list[AidRequest] = list(case.aid_requests.select_related("programme", "beneficiary"))
    for request in requests:
        request.case = case
        found += allowed(user, request, AID_ACTS, request.programme.name)
    referrals: list[Referral] = list(case.referrals.select_related("partner"))
    for referral in referrals:
        referral.case = case
        found += allowed(user, referral, REFERRAL_ACTS, referral.partner.name)
    return found + allowed(user, case, CASE_ACTS)


def allowed(user: User, thing: Any, acts: list[Act], about: str = "") -> list[Offer]:
    """Those of the acts that the person may do with the thing now."""
    return [Offer(act, act.url(thing), thing, about) for act in acts if act.rule(user, thing)]
