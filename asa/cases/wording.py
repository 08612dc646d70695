"""What the office says of a case, and what the volunteer and the public read."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import CaseState, PassReason
from asa.common.journal import HistoryLine
from asa.common.parts import Step
from asa.common.thaidate import thai_date

if TYPE_CHECKING:
    from asa.cases.models import Case

S = CaseState
AWAITING_INTAKE = _("Awaiting intake")

# The public wording of each state; parameters are filled in by `public_words`.
PUBLIC: dict[str, str | Promise] = {
    S.DRAFT: _("Not sent yet, draft kept"),
    S.TAMBON_REVIEW: _("We have it; the sub-district volunteer is checking it"),
    S.DISTRICT_REVIEW: _("We have it; the district volunteer is checking it"),
    S.RECEIVED: _("The provincial office has it; someone will visit"),
    S.FACT_FINDING: _("The provincial office has it; someone will visit"),
    S.ASSESSED: _("The office is considering it"),
    S.APPROVED: _("Approved; help is being prepared"),
    S.AWAITING_BUDGET: _("Approved; help is being prepared"),
    S.DISBURSING: _("Approved; help is being prepared"),
    S.HELPED: _("Help has been given; we will follow up"),
    S.REFERRED: _("Sent on to %(agency)s"),
    S.FOLLOWING_UP: _("Help has been given; we will follow up"),
    S.CLOSED: _("The matter is closed"),
    S.RETURNED: _("More information is needed: %(n)s items"),
    S.INELIGIBLE: _("This request does not meet the criteria: %(reason)s"),
    S.WITHDRAWN: _("The matter was withdrawn"),
    S.DUPLICATE: _("This matter was reported before; it goes on under the earlier report"),
}
WAITS_FOR_INTAKE = _("The provincial office will take it up")
# What is said beside a refusal; `n` days, of the dated term.
APPEAL = _("You may appeal within %(n)s days")
# What was done, where the state did not change or its words would only be said again.
PUBLIC_ACTS: dict[str, str | Promise] = {
    "case.facts_found": _("The office looks into it"),
    "aid.approved": PUBLIC[S.APPROVED],
    "aid.refused": _("Part of the help was not approved; the rest goes on"),
    "aid.awaits_budget": _("Waiting for the budget"),
    "aid.budget_released": _("The budget is there"),
    "aid.paid": _("The money was paid; the help will be handed over"),
    "aid.delivered": _("Part of the help was handed over; the rest goes on"),
    "aid.money_returned": _("This help could not be given; the office looks for how to go on"),
    "referral.accepted": _("The agency took it on"),
    "referral.refused": _("The agency cannot help; the provincial office has it again"),
    "referral.revoked": _("Called back from the agency; the provincial office has it again"),
    "referral.done": _("The agency has helped"),
    "case.followed_up": _("Followed up"),
}
# Where the one detail that the sentence names is not known.
BARE: dict[str, str | Promise] = {
    S.RETURNED: _("More information is needed"),
    S.REFERRED: _("Sent on to the agency that can help"),
    S.INELIGIBLE: _("This request does not meet the criteria"),
}

# The tone of the badge that says the state.
TONES: dict[str, str] = {
    S.DRAFT: "",
    S.RETURNED: "soon",
    S.HELPED: "well",
    S.FOLLOWING_UP: "well",
    S.CLOSED: "well",
    S.INELIGIBLE: "",
    S.WITHDRAWN: "",
    S.DUPLICATE: "",
}


def tone_of(case: "Case") -> str:
    """The tone of the badge of a case's state."""
    return TONES.get(case.state, "way")


def office_words(case: "Case") -> str:
    """The state as the office says it; what the office has not taken in yet is said apart."""
    if case.state == S.RECEIVED and case.taken_in_on is None:
        return str(AWAITING_INTAKE)
    return str(CaseState(case.state).label)


def public_words(case: "Case", **details: Any) -> str:
    """The state as the reporter and the public read it: `n`, `agency`, `reason` where it asks."""
    if case.state == S.RECEIVED and case.taken_in_on is None:
        return str(WAITS_FOR_INTAKE)
    sentence = str(PUBLIC[case.state])
    try:
        return sentence % details
    except KeyError:
        return str(BARE[case.state])


# --- the way of a case --------------------------------------------------------------------------

# The steps in the order of a case's life; each with the states in which the case stands there.
WAY: list[tuple[str | Promise, frozenset[str]]] = [
    (_("Sub-district check"), frozenset({S.TAMBON_REVIEW})),
    (_("District check"), frozenset({S.DISTRICT_REVIEW})),
    (_("The provincial office"), frozenset({S.RECEIVED, S.FACT_FINDING})),
    (_("Consideration"), frozenset({S.ASSESSED})),
    (
        _("Giving help"),
        frozenset({S.APPROVED, S.AWAITING_BUDGET, S.DISBURSING, S.HELPED, S.REFERRED}),
    ),
    (_("Follow-up"), frozenset({S.FOLLOWING_UP})),
    (_("Closed"), frozenset({S.CLOSED})),
]
REPORTED = _("Reported")
ENDS: dict[str, str | Promise] = {
    S.INELIGIBLE: _("Not eligible"),
    S.WITHDRAWN: _("Withdrawn"),
    S.DUPLICATE: _("Duplicate"),
}


def way_of(case: "Case", lines: Iterable[HistoryLine]) -> list[Step]:
    """The steps of a case with their days; what was passed over says why."""
    told = sorted(lines, key=lambda line: line.recorded_at)
    arrived = _days_by_state(told)
    passed = {
        line.data["step"]: line.data["why"] for line in told if line.verb == "case.step_passed"
    }
    here = _place_on_way(case)
    steps = [Step(str(REPORTED), thai_date(case.reported_on, "day"), "done")]
    for place, (name, states) in enumerate(WAY):
        if reason := next((passed[state] for state in states if state in passed), ""):
            steps.append(Step(str(name), str(PassReason(reason).label), "done"))
            continue
        day = next(
            (arrived[state] for state in WAY_ORDER if state in states & arrived.keys()), None
        )
        tone = "done" if place < here else "now" if place == here else ""
        shown = thai_date(day, "day") if day and place <= here else ""
        if tone == "done" and not shown:
            continue  # a step that this case never came to, such as money where it was referred
        steps.append(Step(str(name), shown, tone))
    if case.state in ENDS:
        ended = [step for step in steps if step.tone == "done"]
        return [*ended, Step(str(ENDS[case.state]), thai_date(case.state_since, "day"), "now")]
    return steps


# Which state a step in the office brings, where the journal does not name it itself.
STATE_OF_VERB: dict[str, str] = {
    "case.taken_in": S.RECEIVED,
    "case.facts_found": S.FACT_FINDING,
    "aid.proposed": S.ASSESSED,
    "aid.approved": S.APPROVED,
    "aid.delivered": S.HELPED,
    "case.referred": S.REFERRED,
    "case.followed_up": S.FOLLOWING_UP,
    "case.closed": S.CLOSED,
}
WAY_ORDER = list(CaseState.values)


def _place_on_way(case: "Case") -> int:
    """Where on the way the case stands; what came back stands at the step that sent it back."""
    state = case.returned_from if case.state == S.RETURNED else case.state
    for place, (_name, states) in enumerate(WAY):
        if state in states:
            return place
    return -1 if case.state == S.DRAFT else len(WAY)


def _days_by_state(lines: Iterable[HistoryLine]) -> dict[str, date]:
    """The first day on which the case came to each state, as the journal has it."""
    days: dict[str, date] = {}
    for line in lines:
        state = line.data.get("to") or STATE_OF_VERB.get(line.verb)
        if line.verb == "case.checked":
            state = line.data.get("step")
        if state:
            days.setdefault(str(state), line.happened_on)
    return days


# --- the history in words -------------------------------------------------------------------------

# Verbs of the journal in the office's words; the public reads only those in PUBLIC_VERBS.
OFFICE_VERBS: dict[str, str | Promise] = {
    "case.reported": _("Reported"),
    "case.step_passed": _("A step of the check was passed over"),
    "case.checked": _("Checked and passed on"),
    "case.check_taken_over": _("The provincial office took over the check"),
    "case.taken_back": _("Taken back by the office without an answer"),
    "case.received": _("Reached the provincial office"),
    "case.returned": _("Sent back for correction"),
    "case.mended": _("The reporter mended a part of the report"),
    "case.answered": _("The reporter answered what was sent back"),
    "case.withdrawn": _("The matter was withdrawn"),
    "case.marked_duplicate": _("Marked as a duplicate"),
    "case.protected": _("Handed to the named team"),
}
PUBLIC_VERBS: dict[str, str | Promise] = {
    "case.reported": _("You sent the report"),
    "case.step_passed": _("A step of the check was passed over"),
    "case.checked": _("Checked and passed on"),
    "case.check_taken_over": _("The provincial office took over the check"),
    "case.taken_back": _("Taken back by the office without an answer"),
    "case.received": _("Reached the provincial office"),
    "case.returned": _("Sent back to you for more information"),
    "case.answered": _("You answered"),
    "case.withdrawn": _("The matter was withdrawn"),
    "case.marked_duplicate": _("This matter was reported before"),
}
