"""Which people stand in the register of volunteers of an area."""

from collections.abc import Sequence

from django.db.models import Q

from asa.places.queries import within


def is_registered_in(areas: Sequence[str]) -> Q:
    """People of the register who live in some areas."""
    return within("volunteer__area_id", areas)
