"""Which people stand in the register of volunteers of an area."""

from collections.abc import Sequence
from uuid import UUID

from asa.people.linking import Persons
from asa.places.queries import within
from asa.volunteers.models import Volunteer


def is_registered_in(areas: Sequence[str], among: Persons) -> set[UUID]:
    """People of the register who live in some areas."""
    entries = Volunteer.objects.filter(within("area_id", areas), person__in=among)
    return set(entries.values_list("person", flat=True))
