"""Reads of places: ranges of codes, words for a place, search, and finding a place by its words."""

from asa.places.queries.finding import PlaceIndex, VillageNumbers, check_moo, find_place
from asa.places.queries.ranges import (
    after,
    ancestors,
    any_of,
    areas_under,
    counts_below,
    covers,
    current,
    level_of,
    parent_code,
    region_provinces,
    village_code,
    within,
    without_successor,
)
from asa.places.queries.search import search_areas
from asa.places.queries.words import (
    forget_names,
    name_of,
    remember_names,
    shown_place,
    shown_places,
    tambons_by_district,
)

__all__ = [
    "PlaceIndex",
    "VillageNumbers",
    "after",
    "ancestors",
    "any_of",
    "areas_under",
    "check_moo",
    "counts_below",
    "covers",
    "current",
    "find_place",
    "forget_names",
    "level_of",
    "name_of",
    "parent_code",
    "region_provinces",
    "remember_names",
    "search_areas",
    "shown_place",
    "shown_places",
    "tambons_by_district",
    "village_code",
    "within",
    "without_successor",
]
