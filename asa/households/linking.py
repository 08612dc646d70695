"""Which people live in households of an area, and whom a sealed household hides."""

from collections.abc import Sequence

from django.db.models import Exists, Q

from asa.households.models import HouseholdMember
from asa.people.linking import PERSON
from asa.places.queries import within


def lives_in(areas: Sequence[str]) -> Q:
    """Members, of today or of before, of households in some areas."""
    members = HouseholdMember.objects.filter(within("household__area_id", areas), person=PERSON)
    return Q(Exists(members))


def is_hidden() -> Q:
    """Whoever is or was a member of a sealed household."""
    members = HouseholdMember.objects.filter(household__is_sealed=True, person=PERSON)
    return Q(Exists(members))
