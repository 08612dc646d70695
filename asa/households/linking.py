"""Which people live in households of an area, and whom a sealed household hides."""

from collections.abc import Sequence
from uuid import UUID

from asa.households.models import HouseholdMember
from asa.people.linking import Persons
from asa.places.queries import within


def lives_in(areas: Sequence[str], among: Persons) -> set[UUID]:
    """Members, of today or of before, of households in some areas."""
    members = HouseholdMember.objects.filter(within("household__area_id", areas), person__in=among)
    return set(members.values_list("person", flat=True))


def is_hidden(among: Persons) -> set[UUID]:
    """Whoever is or was a member of a sealed household."""
    members = HouseholdMember.objects.filter(household__is_sealed=True, person__in=among)
    return set(members.values_list("person", flat=True))
