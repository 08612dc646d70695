import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asa.common import svg

counts = st.integers(min_value=0, max_value=10**7)
names = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20)


def read(picture: str) -> ET.Element:
    """The picture as a browser's parser would take it; a fault of markup raises."""
    return ET.fromstring(picture)  # noqa: S314 - it was drawn by the function under test


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in read(picture).iter("text")]


@given(st.lists(st.tuples(names, counts), max_size=8), names)
def test_bars_show_every_name_and_figure(rows: list[tuple[str, int]], title: str) -> None:
    picture = svg.bars(rows, title)
    assert read(picture).findtext("title") == title
    assert texts(picture) == [said for name, count in rows for said in (name, f"{count:,}")]
    assert max([float(bar.get("width") or 0) for bar in read(picture).iter("rect")] or [0]) <= 250


@given(st.lists(st.tuples(names, counts, counts), max_size=8), names)
def test_pairs_name_their_sides_and_show_both_figures_of_a_row(
    rows: list[tuple[str, int, int]], title: str
) -> None:
    picture = svg.pairs(rows, title, sides=("แผน", "จ่ายจริง"))
    figures = [said for name, a, b in rows for said in (name, f"{a:,}", f"{b:,}")]
    assert texts(picture) == ["แผน", "จ่ายจริง", *figures]
    bars = [float(bar.get("width") or 0) for bar in read(picture).iter("rect")][2:]
    assert max(bars, default=0) <= 240
    for (_, a, b), first, second in zip(rows, bars[::2], bars[1::2], strict=True):
        assert (a < b) <= (first <= second)


@given(st.lists(counts, max_size=12), st.lists(counts, max_size=12))
def test_lines_stay_inside_their_sheet(came: list[int], helped: list[int]) -> None:
    labels = [f"{i + 1}" for i in range(max(len(came), len(helped)))]
    picture = read(svg.lines(labels, [("รับ", came), ("ช่วย", helped)], "รายเดือน"))
    _, _, width, height = (float(side) for side in (picture.get("viewBox") or "").split())
    for line in picture.iter("polyline"):
        for point in (line.get("points") or "").split():
            x, y = (float(at) for at in point.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_names_of_lines_that_end_at_one_point_do_not_cover_each_other() -> None:
    picture = read(svg.lines(["ก", "ข"], [("รับ", [1, 5]), ("ช่วย", [2, 5])], "รายเดือน"))
    downs = [float(t.get("y") or 0) for t in picture.iter("text") if t.text in ("รับ", "ช่วย")]
    assert abs(downs[0] - downs[1]) >= 20


def test_names_of_lines_that_end_at_nothing_stand_above_the_months_and_apart() -> None:
    months = ["มิ.ย.", "ก.ค."]
    picture = read(svg.lines(months, [("รับ", [0, 0]), ("ช่วย", [0, 0])], "รายเดือน"))
    at = {text.text: float(text.get("y") or 0) for text in picture.iter("text")}
    assert abs(at["รับ"] - at["ช่วย"]) >= 24
    assert max(at["รับ"], at["ช่วย"]) <= at["ก.ค."] - 20


@given(st.lists(st.tuples(names, counts, counts), max_size=9))
def test_a_pyramid_shows_both_sides_of_every_band(bands: list[tuple[str, int, int]]) -> None:
    picture = svg.pyramid(bands, "อายุ", sides=("หญิง", "ชาย"))
    assert len(texts(picture)) == 2 + 3 * len(bands)
    assert all(float(bar.get("x") or 0) >= 0 for bar in read(picture).iter("rect"))


@given(st.lists(counts, min_size=1, max_size=4))
def test_the_shares_of_a_strip_fill_it_and_no_more(values: list[int]) -> None:
    picture = read(svg.strip([(v, "l1") for v in values], sum(values)))
    widths = [float(bar.get("width") or 0) for bar in list(picture.iter("rect"))[1:]]
    assert sum(widths) == pytest.approx(100 if sum(values) else 0, abs=0.5)


def test_a_radar_has_a_point_for_each_dimension() -> None:
    picture = read(svg.radar(["ก", "ข", "ค", "ง", "จ"], [1, 1, 2, 3, 1], [2, 3, 3, 4, 4], "ห้ามิติ"))
    assert len(list(picture.iter("circle"))) == 5
    assert [shape.get("class") for shape in picture.iter("polygon")][-2:] == ["then", "now"]


def test_the_country_has_77_tiles_and_only_known_areas_have_figures() -> None:
    picture = svg.tile_map({"86": 5, "50": 2}, "ที่นั่ง")
    assert len(list(read(picture).iter("rect"))) == 77
    assert sorted(texts(picture)) == ["2", "5"]


def test_a_tile_opens_its_rows_and_a_gap_is_ringed() -> None:
    picture = read(
        svg.tile_map(
            {"860208": 3, "860101": 40},
            "อพม.",
            of="tam",
            gaps=["860208"],
            link=lambda c: f"/?a={c}&b=1",
        )
    )
    assert {link.get("href") for link in picture.iter("a")} == {"/?a=860208&b=1", "/?a=860101&b=1"}
    assert [tile.get("class") for tile in picture.iter("rect")].count("gap") == 1
    assert picture.get("role") == "group"


def test_a_tile_is_called_what_the_page_calls_its_area() -> None:
    picture = read(svg.tile_map({"86": 5, "85": 1}, "Seats", names={"86": "Chumphon"}))
    titles = [title.text for title in picture.iter("title")]
    assert "Chumphon 5" in titles
    assert "ระนอง 1" in titles


def test_no_two_tiles_stand_on_one_another() -> None:
    for places in (svg.tiles()["prov"], svg.tiles()["tam"]):
        spots = [tuple(place["xy"]) for place in places.values()]
        assert len(spots) == len(set(spots))


@given(names)
def test_a_name_cannot_break_out_of_a_picture(name: str) -> None:
    for evil in (name, "<script>alert(1)</script>", '"><b onload=x>'):
        picture = svg.bars([(evil, 1)], evil)
        assert read(picture).findtext("title") == evil
        assert not re.search(r"<script|style=", picture)


@given(st.floats(min_value=0, max_value=1e9))
def test_an_axis_holds_the_greatest_value_in_few_round_steps(most: float) -> None:
    step, top = svg._scale(most)
    assert top >= most
    assert 1 <= top / step <= 6
