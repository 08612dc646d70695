"""Seats shared among areas in proportion: whole seats, none lost, none made up."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from django.db.models import Count, Q

from asa.places.codes import DIGITS, WHOLE_COUNTRY
from asa.places.models import Area, Region
from asa.places.queries import region_provinces, within
from asa.training.models import Cohort, Quota
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

Key = TypeVar("Key", bound=Hashable)


def share_out(
    seats: int, weights: Mapping[Key, int], *, at_most: Mapping[Key, int] | None = None
) -> dict[Key, int]:
    """So many whole seats by weight, by largest remainder; ties go to whoever stands first.

    at_most: how many somebody can take; what is over goes to the others. Without any weight all
    are equal. The shares sum to the seats, or to what all together can take if that is less.
    """
    shares = dict.fromkeys(weights, 0)
    free = min(seats, sum(at_most.values())) if at_most is not None else seats
    while free and (open_ones := [key for key in weights if _room(key, shares, at_most)]):
        given = _one_round(free, {key: weights[key] for key in open_ones})
        for key, n in given.items():
            room = _room(key, shares, at_most)
            taken = n if at_most is None else min(n, room)
            shares[key] += taken
            free -= taken
    return shares


def _room(key: Key, shares: Mapping[Key, int], at_most: Mapping[Key, int] | None) -> int:
    return 1 if at_most is None else at_most.get(key, 0) - shares[key]


def _one_round(seats: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    total = sum(weights.values())
    if not total:
        weights, total = dict.fromkeys(weights, 1), len(weights)
    whole = {key: seats * weight // total for key, weight in weights.items()}
    rest = seats - sum(whole.values())
    by_remainder = sorted(weights, key=lambda key: seats * weights[key] % total, reverse=True)
    for key in by_remainder[:rest]:
        whole[key] += 1
    return whole


def volunteers_by_area(codes: list[str]) -> dict[str, int]:
    """How many registered volunteers each of some areas has; the areas are of one level."""
    if not codes:
        return {}
    found = dict.fromkeys(codes, 0)
    digits = len(codes[0])
    here = Volunteer.objects.filter(within("area", codes), state=VolunteerState.REGISTERED)
    for code, n in here.order_by().values_list("area").annotate(n=Count("pk")):
        if code[:digits] in found:
            found[code[:digits]] += n
    return found


def proposed_shares(cohort: Cohort, places: Sequence[Area | Region]) -> list[int]:
    """The seats of a cohort for each place, by share of registered volunteers; each has one at
    least, as long as there are as many seats as places.
    """
    weights = _volunteers_of(places, cohort)
    if cohort.seats < len(places):
        return list(share_out(cohort.seats, weights).values())
    more = share_out(cohort.seats - len(places), weights)
    return [1 + more[n] for n in range(len(places))]


def _volunteers_of(places: Sequence[Area | Region], cohort: Cohort) -> dict[int, int]:
    codes = [
        region_provinces(place, cohort.starts_on) if isinstance(place, Region) else [place.pk]
        for place in places
    ]
    by_area = volunteers_by_area([code for one in codes for code in one])
    return {n: sum(by_area[code] for code in one) for n, one in enumerate(codes)}


def places_of(quota: Quota) -> list[str]:
    """The codes of the areas that the seats of a quota are for."""
    if quota.region is not None:
        return region_provinces(quota.region, quota.cohort.starts_on)
    return [quota.area_id] if quota.area_id else []


def quota_of(cohort: Cohort, area: str) -> Quota | None:
    """The quota that an area belongs to: the smallest around it, else that of its region."""
    around = [WHOLE_COUNTRY, *(area[:digits] for digits in DIGITS.values())]
    fitting = Q(area__in=around) | Q(region__isnull=False)
    quotas = Quota.objects.filter(fitting, cohort=cohort).order_by().select_related("region")
    of_areas, of_regions = {}, []
    for quota in quotas:
        if quota.region is None:
            of_areas[quota.area_id] = quota
        elif _in(quota.region, area, cohort):
            of_regions.append(quota)
    nearest = [of_areas[code] for code in reversed(around) if code in of_areas]
    return next(iter([*nearest, *of_regions]), None)


def _in(region: Region, area: str, cohort: Cohort) -> bool:
    return area[:2] in region_provinces(region, cohort.starts_on)
