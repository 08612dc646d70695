"""Maps drawn on the server: outlines of areas where they are known, tiles for the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from asa.common import svg
from asa.common.svg import Number, element

WIDTH, NARROW, SIZE, ACROSS = 620.0, 372.0, 62, 10
MOST_NAMED, LONGEST = 40, 15
# One degree of latitude is as long as 1 / cos 13° degrees of longitude, in the middle of Thailand.
STRETCH = 1.026

Ring = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Place:
    """An area of a map: its code, name and figure, its shade and, if it is known, its outline.

    note: what is told beside the name when the area is pointed at.

    tone: the class that fills it; "gap" is ringed in red. link: the address that it opens.
    rings: in hundred-thousandths of a degree, longitude and latitude.
    """

    code: str
    name: str
    value: Number | None
    tone: str = ""
    link: str = ""
    rings: Sequence[Ring] = field(default_factory=list)
    note: str = ""


def shaded(
    values: Mapping[str, Number], gaps: Sequence[str] = ()
) -> Callable[[str, Number | None], str]:
    """The class of an area by its figure, in five shades; gaps are ringed."""
    shade, ringed = svg.shade_by_fifths(values), set(gaps)

    def tone(code: str, value: Number | None) -> str:
        return "gap" if code in ringed else "l0" if value is None else shade(code, value)

    return tone


def area_map(places: Sequence[Place], title: str) -> SafeString:
    """The areas that have an outline as they lie, and below them a tile for each that has none."""
    outlined = [place for place in places if place.rings]
    tiles = [place for place in places if not place.rings]
    drawn, height = _outlines(outlined) if outlined else ([], 0.0)
    # Few tiles are wide and carry their names; of many the name is told when one is pointed at.
    named = len(tiles) <= MOST_NAMED
    # A sheet of names is as narrow as a phone, so that they stay readable there.
    width = WIDTH if outlined or not named else NARROW
    wide = width / (5 if outlined else 3) if named else width / ACROSS
    across = round(width / wide)
    for number, place in enumerate(tiles):
        x, y = number % across * wide, height + number // across * SIZE
        drawn.append(_linked(place, _tile(place, (x, y), wide, named=named)))
    rows = -(-len(tiles) // across)
    sheet = element("g", *drawn, transform="translate(3 3)")
    linked = any(place.link for place in places)
    return svg.picture(title, (width + 6, height + rows * SIZE + 6), [sheet], "tiles", linked)


def _linked(place: Place, drawn: Sequence[SafeString]) -> SafeString:
    return element("a", *drawn, href=place.link) if place.link else element("g", *drawn)


def _said(place: Place) -> str:
    said = f"{place.name} · {place.note}" if place.note else place.name
    return said if place.value is None else f"{said} {place.value:,}"


def _figure(place: Place, x: float, y: float) -> list[SafeString]:
    if place.value is None:
        return []
    dark = place.tone in svg.DARK_SHADES
    ink = "gap-ink" if place.tone == "gap" else "strong on-dark" if dark else "strong"
    words = f"{place.value:,}"
    return [element("text", words, x=x, y=y, text_anchor="middle", class_=f"tilenum {ink}")]


def _tile(place: Place, spot: tuple[float, float], wide: float, *, named: bool) -> list[SafeString]:
    x, y = spot
    square = element(
        "rect",
        element("title", _said(place)),
        x=x + 2,
        y=y + 2,
        width=wide - 4,
        height=SIZE - 4,
        rx=7,
        class_=place.tone,
    )
    if not named:
        return [square, *_figure(place, x + wide / 2, y + SIZE / 2 + 7)]
    short = place.name if len(place.name) <= LONGEST else f"{place.name[: LONGEST - 1]}…"
    ink = "on-dark" if place.tone in svg.DARK_SHADES else ""
    name = element("text", short, x=x + wide / 2, y=y + 24, text_anchor="middle", class_=ink)
    return [square, name, *_figure(place, x + wide / 2, y + 50)]


def _outlines(places: Sequence[Place]) -> tuple[list[SafeString], float]:
    points = [point for place in places for ring in place.rings for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    scale = (WIDTH - 4) / max(east - west, (north - south) * STRETCH * 0.6, 1)

    def at(point: Sequence[int]) -> tuple[float, float]:
        return 2 + (point[0] - west) * scale, 2 + (north - point[1]) * scale * STRETCH

    drawn = []
    for place in places:
        path = "".join(_path([at(point) for point in ring]) for ring in place.rings)
        said = element("title", _said(place))
        shape = element("path", said, d=path, class_=f"outline {place.tone}", fill_rule="evenodd")
        drawn.append(_linked(place, [shape, *_figure(place, *_middle(place, at))]))
    return drawn, (north - south) * scale * STRETCH + 8


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _middle(
    place: Place, at: Callable[[Sequence[int]], tuple[float, float]]
) -> tuple[float, float]:
    """The middle of the largest ring's box, a little lower, where a figure stands well."""
    largest = max(place.rings, key=len)
    spots = [at(point) for point in largest]
    xs, ys = [x for x, _y in spots], [y for _x, y in spots]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2 + 6
