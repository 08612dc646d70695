"""What may stand about a centre, whoever tells it, in sentences that say how to mend it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from asa.centres.codes import MOST_SEATS, MOST_VEHICLES, OF_CENTRE
from asa.centres.models import Profile
from asa.centres.queries import services_on
from asa.common import phones
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, written
from asa.places.queries import within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Centre, Volunteer


def check_facts(area: str, told: Mapping[str, Any], changed: Collection[str], *, on: date) -> None:
    """Refuse facts that cannot stand about the centre of an area from a day on.

    told: every fact as it would stand. changed: the names of the new ones; what stood there before
    may have been right in its day and is not asked again.
    """
    written(told["name_th"], _("Write the name of the centre."))
    check_fits(Centre, **{name: told[name] for name in OF_CENTRE})
    check_fits(Profile, **{name: told[name] for name in ("focal_name", "focal_phone", "hours")})
    _check_evidence(told["evidence_on"], on)
    if told["focal_volunteer"] and told["focal_name"]:
        raise DomainError(_("Name one focal person: a volunteer, or somebody else."))
    if "focal_volunteer" in changed:
        _check_focal(area, told["focal_volunteer"])
    if "focal_phone" in changed and told["focal_phone"]:
        phones.parse(told["focal_phone"])
    if "services" in changed and {*told["services"]} - {one.pk for one in services_on(on)}:
        raise DomainError(_("One of these services is not in the list any more. Choose again."))
    _check_number(told["seats"], MOST_SEATS, _("Write the seats as a number from 0 to %(most)s."))
    _check_number(
        told["vehicles"], MOST_VEHICLES, _("Write the vehicles as a number from 0 to %(most)s.")
    )


def _check_evidence(day: str, on: date) -> None:
    if day and date.fromisoformat(day) > on:
        raise DomainError(_("The day of the evidence is still to come."))


def _check_focal(area: str, key: str) -> None:
    if not key:
        return
    known = Volunteer.objects.filter(pk=UUID(key), state=VolunteerState.REGISTERED)
    if not known.filter(within("area", [area])).exists():
        raise DomainError(_("The focal person is a registered volunteer of the centre's area."))


def _check_number(number: int | None, most: int, sentence: str) -> None:
    if number is not None and not 0 <= number <= most:
        raise DomainError(sentence % {"most": most})
