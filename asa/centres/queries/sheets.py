"""The centres of an area as rows of the list that can be filled in and brought in."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from asa.centres.models import CommitteeTerm, Profile
from asa.centres.queries.facts import services_on
from asa.common import phones
from asa.places.queries import name_of, remember_names
from asa.volunteers.codes import Position
from asa.volunteers.models import Centre, Office

People = dict[tuple[UUID, str], list[str]]


def sheet_rows(centres: QuerySet[Centre], on: date) -> Iterator[list[object]]:
    """A row for each centre, in the order of the columns of the import, in five queries."""
    found = list(centres.order_by("area_id", "pk"))
    remember_names({str(centre.area_id) for centre in found})
    profiles = Profile.objects.select_related("focal_volunteer__person")
    known = {profile.pk: profile for profile in profiles.filter(pk__in=centres)}
    services = {one.code: one.name_th for one in services_on(on)}
    offices, terms = _offices(centres), _terms(centres)
    for centre in found:
        profile = known.get(centre.pk) or Profile(centre=centre)
        focal = profile.focal_volunteer
        code = str(centre.area_id)
        yield [
            centre.name_th,
            _LEVELS[len(code)],
            name_of(code) if len(code) == 6 else "",
            name_of(code[:4]) if len(code) >= 4 else "",
            name_of(code[:2]),
            centre.place,
            centre.phone,
            profile.hours,
            focal.person.full_name if focal else profile.focal_name,
            phones.shown(profile.focal_phone) if profile.focal_phone else "",
            [services[one] for one in profile.services if one in services],
            profile.seats,
            profile.vehicles,
            profile.evidence_on,
            terms.get(centre.pk),
            *(offices[centre.pk, str(position)] for position in Position),
        ]


_LEVELS = {2: "จังหวัด", 4: "อำเภอ", 6: "ตำบล"}


def _offices(centres: QuerySet[Centre]) -> People:
    held: People = defaultdict(list)
    current = Office.objects.filter(centre__in=centres, ended_on__isnull=True)
    for office in current.select_related("volunteer__person").order_by("started_on", "pk"):
        held[office.centre_id, office.position].append(office.volunteer.person.full_name)
    return held


def _terms(centres: QuerySet[Centre]) -> dict[UUID, date]:
    terms = CommitteeTerm.objects.filter(centre__in=centres).order_by("started_on")
    return dict(terms.values_list("centre_id", "started_on"))
