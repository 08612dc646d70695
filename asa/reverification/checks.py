"""What holds for a place that somebody is said to have moved to, whoever says it."""

from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.places.codes import Level
from asa.places.models import Area


def check_place(there: Area) -> None:
    """A DomainError unless somebody can have moved there: a sub-district that is in force."""
    if there.level != Level.TAMBON or there.ended_on is not None:
        raise DomainError(_("Choose the sub-district, one that is in force."))
