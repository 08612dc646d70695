"""Which people live in households of an area, whom a sealed household hides, and what stands on
them there.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext

from asa.common.thaidate import thai_date
from asa.households.models import Consent, HouseholdMember
from asa.people.linking import Persons
from asa.people.merging import Standing
from asa.places.queries import within


def lives_in(areas: Sequence[str], among: Persons) -> set[UUID]:
    """Members, of today or of before, of households in some areas."""
    members = HouseholdMember.objects.filter(within("household__area_id", areas), person__in=among)
    return set(members.values_list("person", flat=True))


def is_hidden(among: Persons) -> set[UUID]:
    """Whoever is or was a member of a sealed household."""
    members = HouseholdMember.objects.filter(household__is_sealed=True, person__in=among)
    return set(members.values_list("person", flat=True))


def _membership_in_words(member: HouseholdMember) -> str:
    told = {"number": member.household.reference or str(member.household)}
    if member.left_on:
        return gettext("Was a member of household %(number)s") % told
    return gettext("Member of household %(number)s") % told


def _consent_in_words(consent: Consent) -> str:
    told = {"kind": consent.get_kind_display(), "day": thai_date(consent.recorded_on)}
    return gettext("Answer to the notice: %(kind)s, %(day)s") % told


MEMBERSHIP = Standing("household__area_id", _membership_in_words)
CONSENT = Standing("household__area_id", _consent_in_words)
