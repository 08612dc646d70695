"""What a person is told whose request is refused: why, where else to turn, and until when to
appeal.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from asa.cases.codes import CaseState
from asa.cases.models import AppealTerm, Case
from asa.common.errors import DomainError
from asa.common.journal import HistoryLine
from asa.common.thaidate import today
from asa.partners.models import Partner
from asa.partners.queries import partners_serving
from asa.people.models import Post


def appeal_days(on: date) -> int:
    """Within how many days after being told a person may appeal against a refusal of a day."""
    term = AppealTerm.objects.filter(Post.current_on(on)).order_by("-started_on").first()
    if term is None:
        raise DomainError(_("No days to appeal are in force; the department must set them."))
    return term.days


@dataclass(frozen=True)
class Refusal:
    """Why a case, or a part of its help, was refused, and within how many days to appeal."""

    reason: str
    days: int


def refusals_of(case: Case, lines: list[HistoryLine]) -> list[Refusal]:
    """The refusals that stand in a case, the newest first.

    lines: the history of the case; what the office decided before it opened the case again is
    left out.
    """
    found = []
    for line in sorted(lines, key=lambda line: line.recorded_at, reverse=True):
        if line.verb == "case.reopened":
            break
        if line.verb in ("case.found_ineligible", "aid.refused") and line.text:
            found.append(Refusal(line.text, appeal_days(line.happened_on)))
    return found


def why_ineligible(case: Case, lines: list[HistoryLine]) -> str:
    """The reason for which a case was found not eligible; empty where it is not."""
    found = refusals_of(case, lines) if case.state == CaseState.INELIGIBLE else []
    return found[0].reason if found else ""


def others_who_help(case: Case) -> QuerySet[Partner]:
    """The agencies of the case's area where the person may ask for help instead."""
    return Partner.objects.filter(partners_serving(str(case.area_id), on=today()))
