"""The verbs of the journal in the office's words, for the history of a case."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.cases.wording import OFFICE_VERBS
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
    "aid.paid": _("Paid"),
    "aid.delivered": _("Help was handed over"),
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


def history_rows(lines: Iterable[HistoryLine], *, in_full: bool) -> list[HistoryRow]:
    """The history as the page shows it, with names; the words of reasons only in full."""
    told = [line for line in lines if line.verb in VERBS]
    people = _names({line.actor_id for line in told if line.actor_id})
    return [
        HistoryRow(
            what=str(VERBS[line.verb]),
            at=line.recorded_at,
            who=people.get(line.actor_id, "") if line.actor_id else "",
            text=line.text if in_full else "",
        )
        for line in told
    ]


def _names(keys: set[UUID]) -> dict[UUID, str]:
    users = User.objects.filter(pk__in=keys).select_related("person")
    return {user.pk: user.shown_name for user in users}
