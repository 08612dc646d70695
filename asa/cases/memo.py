"""The first words of an approval memo, composed of what stands in the case; a person mends them."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from asa.cases.models import Case
from asa.common.thaidate import thai_date
from asa.households.queries import current_members
from asa.places.queries import shown_place


@dataclass(frozen=True)
class MemoDraft:
    """The five parts of a memo as they are offered; the laws follow from the programme."""

    background: str
    facts: str
    consideration: str
    proposal: str
    laws: str = ""


def compose_memo(case: Case) -> MemoDraft:
    """Draft the memo in Thai, whatever the language of the page: it is an official paper."""
    with translation.override("th"):
        return MemoDraft(
            background=_background(case),
            facts=_facts(case),
            consideration=_consideration(case),
            proposal=_("The provincial head is asked to consider helping as proposed."),
        )


def _background(case: Case) -> str:
    return _("On %(day)s case %(number)s of %(name)s at %(place)s was reported: %(summary)s") % {
        "day": thai_date(case.reported_on, "long"),
        "number": case.number,
        "name": case.subject.full_name if case.subject else "",
        "place": shown_place(case.area) if case.area else "",
        "summary": case.summary or "",
    }


def _facts(case: Case) -> str:
    members = current_members(case.household).count() if case.household else 0
    lines = [_("The household has %(n)s members.") % {"n": members}]
    lines += [finding.text or "" for finding in case.fact_findings.all()]
    return "\n".join(lines)


def _consideration(case: Case) -> str:
    return "\n".join(opinion.text or "" for opinion in case.opinions.order_by("written_on"))
