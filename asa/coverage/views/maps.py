"""The map of an area's parts: as they lie where outlines are loaded, else a tile for each."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from django.utils.translation import gettext as _

from asa.common import svg
from asa.common.svgmaps import Place, area_map, shaded
from asa.coverage.models import Outline
from asa.coverage.queries import AreaLine
from asa.places.codes import WHOLE_COUNTRY

# Its tambons have a drawing of their own.
DRAWN = "86"
Link = Callable[[str], str]


def picture_of(area: str, lines: list[AreaLine], link: Link | None) -> str:
    """The country: how many tambons of a province are without; else volunteers by tambon.

    link: the address that a part opens; without it a part opens nothing.
    """
    of_country = area == WHOLE_COUNTRY
    values = {
        line.code: line.tally.tambons_without if of_country else line.tally.volunteers
        for line in lines
    }
    gaps = [] if of_country else [line.code for line in lines if line.tally.tambons_without]
    title = (
        _("Sub-districts without a volunteer by province; the numbers stand in the table")
        if of_country
        else _("Current volunteers by sub-district; the numbers stand in the table")
    )
    rings = rings_of(values)
    names = {line.code: line.name for line in lines}
    if not rings and (of_country or area == DRAWN):
        told = (tuple(values.items()), tuple(gaps), tuple(names.items()))
        return _tiles(title, *told, of_country=of_country, link=link)
    tone = shaded(values, gaps)
    places = [
        Place(
            *(code, names[code], value, tone(code, value)),
            *(link(code) if link else "", rings.get(code, [])),
        )
        for code, value in values.items()
    ]
    return area_map(places, title)


@lru_cache(maxsize=32)
def _tiles(
    title: str,
    values: tuple[tuple[str, int], ...],
    gaps: tuple[str, ...],
    names: tuple[tuple[str, str], ...],
    *,
    of_country: bool,
    link: Link | None,
) -> str:
    """The map of these figures, which is drawn once for them."""
    return svg.tile_map(
        dict(values),
        title,
        of="prov" if of_country else "tam",
        gaps=gaps,
        link=link,
        names=dict(names),
    )


def rings_of(codes: Iterable[str]) -> dict[str, list[list[list[int]]]]:
    """The outlines of those areas that have one."""
    return dict(Outline.objects.filter(area_id__in=list(codes)).values_list("area_id", "rings"))
