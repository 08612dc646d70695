"""What stands on a person in cases, and whom a protected case hides."""

from uuid import UUID

from django.utils.translation import gettext

from asa.cases.models import AidRequest, Case
from asa.people import linking, merging
from asa.people.linking import Persons
from asa.people.merging import Standing


def is_protected(among: Persons) -> set[UUID]:
    """Whoever is or was the subject of a protected case, or had aid in one."""
    subjects = Case.objects.filter(is_protected=True, subject__in=among)
    helped = AidRequest.objects.filter(case__is_protected=True, beneficiary__in=among)
    return {
        *subjects.values_list("subject", flat=True),
        *helped.values_list("beneficiary", flat=True),
    }


def _case_in_words(case: Case) -> str:
    told = {"number": case.number or gettext("Draft"), "state": case.get_state_display()}
    return gettext("Case %(number)s · %(state)s") % told


def _aid_in_words(aid: AidRequest) -> str:
    return gettext("Aid in case %(number)s") % {"number": aid.case.number}


SUBJECT = Standing("area_id", _case_in_words)
BENEFICIARY = Standing("case__area_id", _aid_in_words)


def register_links() -> None:
    """Say whom a protected case hides, and how cases are spoken of when people are merged."""
    linking.register(hidden=is_protected)
    merging.register(Case, "subject", SUBJECT)
    merging.register(AidRequest, "beneficiary", BENEFICIARY)
