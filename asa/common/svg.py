"""Pictures drawn on the server: plain SVG with a title and classes, without script or style.

A picture never stands alone: the page shows the same numbers in a table beside or under it.
Every function returns markup that is safe to print in a template.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, TypedDict

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

TILES = Path(__file__).parent / "data/tiles.json"
# The shades of an amount, least to most; on the last two a figure is white.
SHADES = ("a0", "a1", "a2", "a3", "a4")
DARK_SHADES = {"a3", "a4"}
LINES = ("line-a", "line-b", "line-c")

Number = float | int
Label = str


class Share(NamedTuple):
    """A part of a strip: how many, drawn by which class (l1…l4, well, soon, late, on)."""

    value: Number
    shade: str
    name: Label = ""


class Tile(TypedDict):
    xy: tuple[int, int]
    name: str


class Tiles(TypedDict):
    prov: dict[str, Tile]
    tam: dict[str, Tile]
    dist: dict[str, str]


def element(tag: str, *children: str, **attributes: object) -> SafeString:
    """<tag a-b="…">children</tag>; an attribute that is None is left out, values are escaped."""
    said = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{conditional_escape(_written(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    inside = "".join(conditional_escape(child) for child in children)
    return mark_safe(f"<{tag}{said}>{inside}</{tag}>")  # noqa: S308 - every part was escaped above


def _written(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def picture(
    title: str, size: tuple[float, float], children: Iterable[str], kind: str, linked: bool = False
) -> SafeString:
    """The sheet of a picture; what can be pressed inside makes it a group of links.

    kind: chart, radar or tiles. A sheet is as narrow as a phone, so that its words stay readable.
    """
    width, height = (_written(float(side)) for side in size)
    return element(
        "svg",
        element("title", title),
        *children,
        class_=f"picture {kind}",
        viewBox=f"0 0 {width} {height}",
        role="group" if linked else "img",
        aria_label=title if linked else None,
    )


def strip(
    parts: Iterable[Share | tuple[Number, str]], total: Number, title: str = ""
) -> SafeString:
    """One bar cut into shares, such as the four levels of a dimension in a table's row."""
    x, drawn = 0.0, [element("rect", width=100, height=12)]
    for part in parts:
        share = Share(*part)
        width = 100 * share.value / total if total else 0
        drawn.append(element("rect", x=x, width=float(width), height=12, class_=share.shade))
        x += width
    return element(
        "svg",
        *([element("title", title)] if title else []),
        *drawn,
        class_="bar",
        viewBox="0 0 100 12",
        preserveAspectRatio="none",
        role="img" if title else None,
        aria_hidden=None if title else "true",
    )


def bars(rows: Sequence[tuple[Label, Number]], title: str, *, shade: str = "a4") -> SafeString:
    """Bars that lie, the name above and the figure at the end of each."""
    most, line, width = max([value for _, value in rows] or [0]) or 1, 52, 320
    drawn: list[str] = []
    for i, (name, value) in enumerate(rows):
        y, long = i * line, (width - 70) * value / most
        drawn += [
            element("text", name, x=0, y=y + 17),
            element("rect", x=0, y=y + 25, width=float(long), height=18, rx=4, class_=shade),
            element("text", f"{value:,}", x=float(long + 8), y=y + 40, class_="strong"),
        ]
    return picture(title, (width, max(len(rows), 1) * line), drawn, "chart")


def pairs(
    rows: Sequence[tuple[Label, Number, Number]], title: str, *, sides: tuple[Label, Label]
) -> SafeString:
    """Two bars that lie under each name, to be held against each other: (name, first, second).

    sides names both: the first is light, as a plan or those beside; the second dark.
    """
    most = max([max(first, second) for _, first, second in rows] or [0]) or 1
    head, line, width, shades = 32, 84, 320, ("a2", "a4")
    drawn: list[str] = []
    for i, (side, shade) in enumerate(zip(sides, shades, strict=True)):
        x = i * width / 2
        drawn += [
            element("rect", x=x, y=4, width=14, height=14, rx=3, class_=shade),
            element("text", side, x=x + 22, y=17, class_="soft"),
        ]
    for i, (name, *values) in enumerate(rows):
        top = head + i * line
        drawn.append(element("text", name, x=0, y=top + 19))
        for k, (value, shade) in enumerate(zip(values, shades, strict=True)):
            y, long = top + 28 + k * 22, float((width - 80) * value / most)
            drawn += [
                element("rect", x=0, y=y, width=long, height=18, rx=4, class_=shade),
                element("text", f"{value:,}", x=long + 8, y=y + 15, class_="strong"),
            ]
    return picture(title, (width, head + len(rows) * line), drawn, "chart")


# How far below each other two names stand, so that the marks of Thai above and below are free.
LINE_HEIGHT = 24


def lines(
    labels: Sequence[Label], series: Sequence[tuple[Label, Sequence[Number]]], title: str
) -> SafeString:
    """At most three lines over time, each named at its end; the newest point at the right."""
    width, height, left, right, foot = 350, 260, 46, 124, 34
    step, top = _scale(max([v for _, values in series for v in values] or [0]))
    room = width - left - right

    def across(i: int) -> float:
        return left + (i * room / (len(labels) - 1) if len(labels) > 1 else room / 2)

    def down(value: Number) -> float:
        return 12 + (height - foot - 12) * (1 - value / top)

    drawn: list[str] = []
    for value in range(0, top + 1, step):
        y = down(value)
        drawn += [
            element("line", x1=left, x2=left + room, y1=y, y2=y, class_="grid"),
            element("text", f"{value:,}", x=left - 8, y=y + 5, text_anchor="end", class_="soft"),
        ]
    every = math.ceil(len(labels) / 4) or 1
    drawn += [
        element("text", name, x=across(i), y=height - 8, text_anchor="middle", class_="soft")
        for i, name in enumerate(labels)
        if (len(labels) - 1 - i) % every == 0
    ]
    for (_, values), shade in zip(series, LINES, strict=False):
        points = " ".join(f"{across(i):.1f},{down(v):.1f}" for i, v in enumerate(values))
        drawn.append(element("polyline", points=points, class_=shade))
    drawn += _names_at_the_end(series, across, down)
    return picture(title, (width, height), drawn, "chart")


def _names_at_the_end(
    series: Sequence[tuple[Label, Sequence[Number]]],
    across: Callable[[int], float],
    down: Callable[[Number], float],
) -> list[SafeString]:
    """The names of the lines, moved apart so that none covers another."""
    ends = sorted(
        (down(values[-1]), across(len(values) - 1), name) for name, values in series if values
    )
    places, free = [], 0.0
    for y, _x, _name in ends:
        places.append(max(y + 5, free))
        free = places[-1] + LINE_HEIGHT
    # None stands below the axis, where the months are: the lowest push the others up.
    lowest = down(0) + 5
    for i in reversed(range(len(places))):
        places[i] = min(places[i], lowest)
        lowest = places[i] - LINE_HEIGHT
    return [
        element("text", name, x=x + 8, y=y, class_="strong")
        for (_y, x, name), y in zip(ends, places, strict=True)
    ]


def _scale(most: Number) -> tuple[int, int]:
    """A round step and the top of an axis that has four or five lines."""
    if most <= 4:
        return 1, max(math.ceil(most), 1)
    unit = 10 ** math.floor(math.log10(most / 4))
    step = next(int(unit * m) for m in (1, 2, 2.5, 5, 10) if unit * m * 5 >= most and unit * m >= 1)
    return step, step * math.ceil(most / step)


def pyramid(
    bands: Sequence[tuple[Label, int, int]],
    title: str,
    *,
    sides: tuple[Label, Label],
    links: Sequence[tuple[str, str]] = (),
) -> SafeString:
    """Ages down the middle, oldest first; (band, left count, right count); sides name both.

    links: for each band the addresses that its left and its right count open.
    """
    most = max([max(a, b) for _, a, b in bands] or [0]) or 1
    line, head, middle, half = 36, 30, 175, 76
    drawn: list[str] = [
        element("text", sides[0], x=middle - 46, y=18, text_anchor="end", class_="strong"),
        element("text", sides[1], x=middle + 46, y=18, class_="strong"),
    ]
    for i, (name, a, b) in enumerate(bands):
        y, left, right = head + i * line, half * a / most, half * b / most
        bar = {"y": y, "height": line - 8, "rx": 4}
        said = {"y": y + 21, "class_": "soft"}
        one_side = [
            element("rect", x=middle - 42 - left, width=left, class_="a4", **bar),
            element("text", f"{a:,}", x=middle - 48 - left, text_anchor="end", **said),
        ]
        other_side = [
            element("rect", x=float(middle + 42), width=right, class_="a2", **bar),
            element("text", f"{b:,}", x=middle + 48 + right, **said),
        ]
        if links:
            one_side = [element("a", *one_side, href=links[i][0])]
            other_side = [element("a", *other_side, href=links[i][1])]
        middle_name = element("text", name, x=middle, y=y + 21, text_anchor="middle")
        drawn += [*one_side, *other_side, middle_name]
    size = (2 * middle, head + len(bands) * line)
    return picture(title, size, drawn, "chart", bool(links))


def radar(
    names: Sequence[Label], first: Sequence[int], latest: Sequence[int], title: str
) -> SafeString:
    """Dimensions 1 to 4 around a middle: the first round dashed, the latest filled."""
    middle, radius = (220.0, 150.0), 96

    def point(i: int, value: float) -> tuple[float, float]:
        angle = -math.pi / 2 + i * 2 * math.pi / len(names)
        return (
            middle[0] + radius * value / 4 * math.cos(angle),
            middle[1] + radius * value / 4 * math.sin(angle),
        )

    def ring(values: Iterable[float], shade: str) -> SafeString:
        points = " ".join("{:.1f},{:.1f}".format(*point(i, v)) for i, v in enumerate(values))
        return element("polygon", points=points, class_=shade)

    drawn: list[str] = [ring([level] * len(names), "grid") for level in (1, 2, 3, 4)]
    drawn += [ring(first, "then"), ring(latest, "now")]
    for i, (name, level) in enumerate(zip(names, latest, strict=True)):
        x, y = point(i, level)
        drawn.append(element("circle", cx=x, cy=y, r=5, class_="point"))
        x, y = point(i, 4.7)
        anchor = "middle" if abs(x - middle[0]) < 20 else "end" if x < middle[0] else "start"
        drawn.append(element("text", name, x=x, y=y + 6, text_anchor=anchor, class_="strong"))
    return picture(title, (440, 290), drawn, "radar")


@lru_cache(maxsize=1)
def tiles() -> Tiles:
    """Where each of 77 provinces and of the tambons of Chumphon stands on the tile maps."""
    found: Tiles = json.loads(TILES.read_text(encoding="utf-8"))
    return found


def shade_by_fifths(values: Mapping[str, Number]) -> Callable[[str, Number], str]:
    """Five shades between 0 and the greatest amount."""
    most = max(values.values(), default=0) or 1

    def shade(code: str, value: Number) -> str:
        return SHADES[min(4, math.ceil(4 * value / most))]

    return shade


def tile_map(  # noqa: PLR0913 - places, their figures, and what else a tile says
    values: Mapping[str, Number],
    title: str,
    *,
    of: Literal["prov", "tam"] = "prov",
    gaps: Iterable[str] = (),
    link: Callable[[str], str] | None = None,
    names: Mapping[str, str] | None = None,
    tones: Mapping[str, str] | None = None,
) -> SafeString:
    """One tile for each province of the country, or each tambon of Chumphon, its figure inside.

    values: area code → figure; an area without a value is an empty tile. shade: the class of a
    tile by code and value. gaps: codes ringed in red. link: the address that a tile opens.
    names: area code → what the page calls it; an area without a name has its Thai one.
    tones: area code → the class of its tile, where that says something else than the amount.
    """
    places, size = tiles()[of], 62
    shade, ringed = shade_by_fifths(values), set(gaps)
    drawn: list[str] = []
    for code, place in places.items():
        value = values.get(code)
        tone = "gap" if code in ringed else "l0" if value is None else shade(code, value)
        tone = (tones or {}).get(code, tone)
        said = (names or {}).get(code, place["name"])
        tile = _tile(place["xy"], said, value, tone, size)
        drawn.append(element("a", tile, href=link(code)) if link and value is not None else tile)
    if of == "tam":
        drawn.append(element("path", class_="edge", d=_borders(places, size)))
    wide = 1 + max(place["xy"][0] for place in places.values())
    high = 1 + max(place["xy"][1] for place in places.values())
    sheet = element("g", *drawn, transform="translate(3 3)")
    return picture(title, (wide * size + 6, high * size + 6), [sheet], "tiles", link is not None)


def _tile(
    spot: tuple[int, int], name: str, value: Number | None, tone: str, size: int
) -> SafeString:
    x, y = (at * size for at in spot)
    said = name if value is None else f"{name} {value:,}"
    square = element(
        "rect",
        element("title", said),
        x=x + 2,
        y=y + 2,
        width=size - 4,
        height=size - 4,
        rx=7,
        class_=tone,
    )
    if value is None:
        return square
    ink = "gap-ink" if tone == "gap" else "strong on-dark" if tone in DARK_SHADES else "strong"
    figure = element(
        "text",
        f"{value:,}",
        x=x + size / 2,
        y=y + size / 2 + 6,
        text_anchor="middle",
        class_=f"tilenum {ink}",
    )
    return format_html("{}{}", square, figure)


def _borders(places: Mapping[str, Tile], size: int) -> str:
    """The path of lines where neighbouring tiles belong to different districts."""
    district = {tuple(place["xy"]): code[:4] for code, place in places.items()}
    path = []
    for (x, y), own in district.items():
        if district.get((x + 1, y)) != own:
            path.append(f"M{(x + 1) * size} {y * size}v{size}")
        if district.get((x, y + 1)) != own:
            path.append(f"M{x * size} {(y + 1) * size}h{size}")
        if (x - 1, y) not in district:
            path.append(f"M{x * size} {y * size}v{size}")
        if (x, y - 1) not in district:
            path.append(f"M{x * size} {y * size}h{size}")
    return "".join(path)
