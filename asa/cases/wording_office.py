"""The verbs of the journal in the office's words: a case's history, and the two logs."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.cases.wording import OFFICE_VERBS, PUBLIC_VERBS
from asa.common.journal import HistoryLine
from asa.common.parts import HistoryRow
from asa.people.models import User

VERBS: dict[str, str | Promise] = {
    **OFFICE_VERBS,
    "case.taken_in": _("Taken in by the provincial office"),
    "case.assigned": _("A social worker was assigned"),
    "case.facts_found": _("Facts were recorded"),
    "case.opinion_written": _("The opinion was written"),
    "case.opinion_mended": _("The opinion was changed; the words before:"),
    "aid.proposed": _("Submitted to the provincial head"),
    "aid.approved": _("Help was approved"),
    "aid.refused": _("Help was not approved"),
    "case.more_facts_wanted": _("The provincial head asked for more information"),
    "aid.budget_released": _("The budget is there"),
    "aid.awaits_budget": _("Waiting for the budget"),
    "aid.cancelled": _("The proposed help was dropped"),
    "case.team_joined": _("One more person was named to the team"),
    "aid.paid": _("Paid"),
    "aid.delivered": _("Help was handed over"),
    "aid.money_returned": _("Money came back; the help was dropped"),
    "case.referred": _("Referred to an agency"),
    "referral.accepted": _("The agency took it on"),
    "referral.refused": _("The agency cannot help"),
    "referral.done": _("The agency has helped"),
    "referral.revoked": _("The referral was called back"),
    "case.followed_up": _("Followed up"),
    "case.closed": _("Closed"),
    "case.found_ineligible": _("Found not eligible"),
    "case.found_duplicate": _("Ended as a duplicate"),
    "case.reopened": _("Opened again"),
}

# What the two logs hold besides: looks, exports, and what is done beside a case.
LOGGED: dict[str, str | Promise] = {
    **VERBS,
    "case.sent_on": _("Sent on to its next step"),
    "case.unheard": _("The department told that nobody at the office takes reports in"),
    "case.emergency_unheard": _("Emergency told to the department, the office being empty"),
    "case.seen": _("Case looked at"),
    "case.read_for_check": _("Report read for its check"),
    "cases.exported": _("List of cases exported"),
    "memo.seen": _("Memorandum read"),
    "referral.seen": _("Referral read"),
    "programme.changed": _("Aid programme changed"),
    "check_step.changed": _("Step of the check changed"),
    "service_time.changed": _("Service time changed"),
    "appeal_term.changed": _("Days to appeal changed"),
    "problem_area.changed": _("Area of problems changed"),
    "problem.changed": _("Problem of the list changed"),
    "problem.added": _("Problem added to the list"),
    "protection.named": _("Named to the protection team"),
    "protection.ended": _("Left the protection team"),
    "duty.set": _("Put on duty"),
    "duty.cancelled": _("Taken off duty"),
}
RECORDS: dict[str, str | Promise] = {
    "cases.case": _("Case"),
    "cases.referral": _("Referral"),
    "cases.aidrequest": _("Aid request"),
    "cases.aidprogramme": _("Aid programme"),
    "cases.checkstep": _("Step of the check"),
    "cases.servicetime": _("Service time"),
    "cases.appealterm": _("Days to appeal"),
    "cases.problemarea": _("Area of problems"),
    "cases.problem": _("Problem of the list"),
    "cases.protectionteammember": _("Member of the protection team"),
    "cases.dutyshift": _("Duty for emergencies"),
}


# What the volunteer and the leads read of it: the steps, without names and reasons.
PUBLIC_STEPS: dict[str, str | Promise] = {
    **PUBLIC_VERBS,
    "case.reported": _("Reported"),
    "case.returned": _("Sent back for correction"),
    "case.answered": _("The reporter answered what was sent back"),
    "case.taken_in": _("Taken in by the provincial office"),
    "case.facts_found": _("The office looks into it"),
    "aid.proposed": _("The office is considering it"),
    "aid.approved": _("Help was approved"),
    "aid.refused": _("Help was not approved"),
    "case.more_facts_wanted": _("The office looks into it"),
    "aid.budget_released": _("The budget is there"),
    "aid.awaits_budget": _("Waiting for the budget"),
    "aid.paid": _("Paid"),
    "aid.delivered": _("Help was handed over"),
    "aid.money_returned": _("This help could not be given"),
    "case.referred": _("Referred to an agency"),
    "referral.accepted": _("The agency took it on"),
    "referral.refused": _("The agency cannot help"),
    "referral.done": _("The agency has helped"),
    "referral.revoked": _("The referral was called back"),
    "case.followed_up": _("Followed up"),
    "case.closed": _("Closed"),
    "case.found_ineligible": _("Found not eligible"),
    "case.found_duplicate": _("Ended as a duplicate"),
    "case.reopened": _("Opened again"),
}


def history_rows(lines: Iterable[HistoryLine]) -> list[HistoryRow]:
    """The history as the office reads it, with names and the words of reasons."""
    told = [line for line in lines if line.verb in VERBS]
    people = _names({line.actor_id for line in told if line.actor_id})
    return [
        HistoryRow(
            what=str(VERBS[line.verb]),
            at=line.recorded_at,
            on=line.happened_on,
            who=people.get(line.actor_id, "") if line.actor_id else "",
            text=_with_letter(line),
        )
        for line in told
    ]


def _with_letter(line: HistoryLine) -> str:
    """The words of a line, and the governor's letter that lifted a cap."""
    letter = line.data.get("governor_letter_no")
    said = [line.text, _("Governor's letter %(number)s") % {"number": letter} if letter else ""]
    return " · ".join(str(one) for one in said if one)


def public_rows(lines: Iterable[HistoryLine]) -> list[HistoryRow]:
    """The history as volunteers and leads read it."""
    return _rows(lines, PUBLIC_STEPS)


def own_rows(lines: Iterable[HistoryLine]) -> list[HistoryRow]:
    """The history as the reporter reads it: the same steps, her own as “you”."""
    return _rows(lines, {**PUBLIC_STEPS, **PUBLIC_VERBS})


def _rows(lines: Iterable[HistoryLine], words: Mapping[str, str | Promise]) -> list[HistoryRow]:
    return [
        HistoryRow(what=str(words[line.verb]), at=line.recorded_at, on=line.happened_on)
        for line in lines
        if line.verb in words
    ]


def _names(keys: set[UUID]) -> dict[UUID, str]:
    users = User.objects.filter(pk__in=keys).select_related("person")
    return {user.pk: user.shown_name for user in users}
