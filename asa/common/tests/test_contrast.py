"""Every pair of colours that the parts use can be read, in the sun and in the dark."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static/asa/css/tokens.css"
TEXT = [
    *[("ink", ground) for ground in ("paper", "sheet", "sunk")],
    *[("ink-soft", ground) for ground in ("paper", "sheet", "sunk")],
    *[("indigo", ground) for ground in ("paper", "sheet", "indigo-tint")],
    *[(tone, f"{tone}-tint") for tone in ("leaf", "amber", "rust", "brick", "river")],
    *[("ink", f"{tone}-tint") for tone in ("leaf", "amber", "brick", "river")],
    *[(tone, "sheet") for tone in ("brick", "leaf", "amber")],
    ("on-indigo", "indigo"),
]
EDGES = [
    *[("edge", ground) for ground in ("sheet", "paper", "sunk")],
    ("focus", "paper"),
    ("level-1", "sheet"),
    ("level-4", "sheet"),
]
# Figures on coloured cells and tiles.
CELLS = [
    ("#ffffff", "level-1"),
    ("#1a2036", "level-2"),
    ("#1a2036", "level-3"),
    ("#ffffff", "level-4"),
    ("#ffffff", "amount-3"),
    ("#1a2036", "amount-2"),
    ("#1a2036", "marigold"),
    ("#ffffff", "brick"),
    ("#ffffff", "leaf"),
]


def colours() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text(encoding="utf-8").split(":root[data-theme")
    named = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
    day = dict(named.findall(light))
    return {"light": day, "dark": {**day, **dict(named.findall(dark))}}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_reads_on_its_ground(theme: str, ink: str, ground: str) -> None:
    tokens = colours()[theme]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_an_edge_is_seen_on_its_ground(theme: str, edge: str, ground: str) -> None:
    tokens = colours()[theme]
    assert contrast(tokens[edge], tokens[ground]) >= 3


@pytest.mark.parametrize(("ink", "cell"), CELLS)
def test_a_figure_reads_on_its_cell(ink: str, cell: str) -> None:
    assert contrast(ink, colours()["light"][cell]) >= 4.5
