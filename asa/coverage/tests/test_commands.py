"""`asa coverage` and `asa load_shapes`: their shapes, and the sentences where they refuse."""

import json

import pytest
from django.core.management import CommandError, call_command

from asa.common import journal
from asa.common.thaidate import today
from asa.coverage.importers.shapes import area_of, code_of, simplified
from asa.coverage.models import Outline
from asa.coverage.tests.factories import VILLAGES, make_tambon
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db


def told(capsys, *words):
    call_command("coverage", *words)
    return capsys.readouterr().out


def test_the_json_says_where_none_is_by_code_with_definitions_and_day(chumphon, capsys):
    make_tambon()
    found = json.loads(told(capsys, "--area", "8601", "--json"))
    definitions = found.pop("definitions")
    without = found.pop("without_volunteer")
    assert (len(without), without[0]) == (16, "860102")
    assert found == {
        "as_of": today().isoformat(),
        "area": "8601",
        "tambons": 17,
        "villages": 4,
        "villages_without_volunteer": [VILLAGES[2]],
        "volunteers": 4,
        "active": 0,
        "households": 4,
        "ratio": 1.0,
        "tambons_below_target": 16,
        "villages_below_target": 1,
    }
    assert definitions.keys() == found.keys() - {"as_of", "area"} | {"without_volunteer"}
    assert all(
        any("\u0e01" <= letter <= "\u0e5b" for letter in said) for said in definitions.values()
    )


def test_without_an_area_it_is_the_country_and_nobody_makes_no_ratio(chumphon, capsys):
    found = json.loads(told(capsys, "--json"))
    assert (found["area"], found["ratio"], found["volunteers"]) == ("TH", None, 0)
    assert found["tambons"] == len(found["without_volunteer"])


def test_for_people_each_number_stands_before_its_sentence(chumphon, capsys):
    make_tambon()
    lines = told(capsys, "--area", "860101").splitlines()
    assert lines[0].startswith("ท่าตะเภา (860101) ณ ")
    assert any(line.strip().startswith("1  villages_without_volunteer") for line in lines)


@pytest.mark.parametrize("code", ["99", "nonsense", "86010101", "", "860199"])
def test_another_code_ends_with_2_and_a_thai_sentence(chumphon, code):
    make_area(VILLAGES[0])
    with pytest.raises(CommandError, match="ไม่มีพื้นที่") as stopped:
        call_command("coverage", "--area", code)
    assert stopped.value.returncode == 2


# --- outlines --------------------------------------------------------------------------------------

SQUARE = [[99.0, 10.0], [99.2, 10.0], [99.2, 10.2], [99.1, 10.2], [99.0, 10.2], [99.0, 10.0]]
ISLET = [[99.5, 10.0], [99.501, 10.0], [99.501, 10.001], [99.5, 10.0]]


def feature(geometry="Polygon", **properties):
    parts = [SQUARE] if geometry == "Polygon" else [[SQUARE], [ISLET]]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry, "coordinates": parts},
    }


def collection(*features):
    return {"type": "FeatureCollection", "features": list(features)}


@pytest.fixture
def load(tmp_path, capsys):
    def loaded(content):
        path = tmp_path / "tambons.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        call_command("load_shapes", str(path), "--json")
        return json.loads(capsys.readouterr().out)

    return loaded


def test_geojson_with_codes_and_pcodes_becomes_outlines(chumphon, load):
    found = load(
        collection(
            feature(ADM3_PCODE="TH860101", ADM2_PCODE="TH8601", ADM1_PCODE="TH86"),
            feature("MultiPolygon", dopa_code=860102),
            feature(ADM2_PCODE="TH8601", ADM1_PCODE="TH86"),
            feature(code="999999"),
            feature(name="nothing"),
        )
    )
    assert found == {"outlines": 3, "unknown": ["999999"], "empty": []}
    corners = [[9900000, 1000000], [9920000, 1000000], [9920000, 1020000], [9900000, 1020000]]
    for code in ("860101", "860102", "8601"):
        assert Outline.objects.get(pk=code).rings == [corners]
    (line,) = journal.history_of(("coverage.outline", "TH"))
    assert (line.verb, line.data) == ("outlines.loaded", {"count": 3})
    load(collection(feature(ADM3_PCODE="TH860101")))
    assert Outline.objects.count() == 3


def test_topojson_with_shared_arcs_and_small_steps_becomes_the_same(chumphon, load):
    arcs = [
        [[0, 0], [2000, 0]],
        [[2000, 0], [0, 2000]],
        [[2000, 2000], [-2000, 0], [0, -2000]],
        [[2000, 0], [2000, 0], [0, 2000], [-2000, 0]],
    ]
    load(
        {
            "type": "Topology",
            "transform": {"scale": [0.0001, 0.0001], "translate": [99.0, 10.0]},
            "arcs": arcs,
            "objects": {
                "tambons": {
                    "type": "GeometryCollection",
                    "geometries": [
                        {
                            "type": "Polygon",
                            "arcs": [[0, 1, 2]],
                            "properties": {"p": "x"},
                            "id": 860101,
                        },
                        {
                            "type": "MultiPolygon",
                            "arcs": [[[3, -2]]],
                            "properties": {"pcode": "TH860102"},
                        },
                    ],
                }
            },
        }
    )
    west = {tuple(p) for p in Outline.objects.get(pk="860101").rings[0]}
    east = {tuple(p) for p in Outline.objects.get(pk="860102").rings[0]}
    assert west == {(9900000, 1000000), (9920000, 1000000), (9920000, 1020000), (9900000, 1020000)}
    assert west & east == {(9920000, 1000000), (9920000, 1020000)}
    assert len(east) == 4


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe not json", "GeoJSON"),
        (b"[1, 2]", "GeoJSON"),
        ({"type": "Polygon", "coordinates": [SQUARE]}, "GeoJSON"),
        (collection(), "รหัสพื้นที่"),
        (collection(feature(name="ท่าตะเภา")), "รหัสพื้นที่"),
        (collection(feature(code="990101")), "ไม่มีรหัสใด"),
        ({"type": "FeatureCollection"}, "ไม่สมบูรณ์"),
        (
            {"type": "Topology", "arcs": [], "objects": {"a": {"type": "Polygon", "arcs": [[7]]}}},
            "ไม่สมบูรณ์",
        ),
        (
            collection(
                {
                    "properties": {"code": "860101"},
                    "geometry": {"type": "Polygon", "coordinates": [[["a", "b"]]]},
                }
            ),
            "ไม่สมบูรณ์",
        ),
        (
            collection(
                {
                    "properties": {"code": "860101"},
                    "geometry": {"type": "Polygon", "coordinates": [[[500000.0, 1100000.0]]]},
                }
            ),
            "องศา",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_thai_sentence(chumphon, load, content, words):
    with pytest.raises(CommandError, match=words) as stopped:
        load(content)
    assert stopped.value.returncode == 2
    assert not Outline.objects.exists()


def test_a_file_that_is_not_there_is_said(chumphon, tmp_path):
    with pytest.raises(CommandError, match="ไม่พบไฟล์"):
        call_command("load_shapes", str(tmp_path / "none.json"))


def test_the_most_telling_code_of_a_shape_is_taken():
    assert code_of({"ADM1_PCODE": "TH86", "ADM3_PCODE": "TH860101"}) == "860101"
    assert code_of({"code": "86 01"}) == ""
    assert code_of({}, "TH8601") == "8601"


def test_simplified_keeps_corners_and_the_way_round():
    ring = [(0, 0), (50, 1), (100, 0), (100, 100), (0, 100), (0, 0)]
    assert simplified(ring, 5) == [(0, 0), (100, 0), (100, 100), (0, 100)]
    assert simplified(ring, 0) == ring[:-1]
    assert area_of(simplified(ring, 5)) > 0


def test_the_map_draws_what_has_an_outline_and_tiles_for_the_others(chumphon, load, page):
    load(collection(feature(code="860101"), feature(code="86")))
    make_tambon()
    officer = make_user("province_officer", "86")
    shown = page(officer, "/coverage/", area="8601").content.decode()
    assert shown.count('class="outline') == 1
    assert shown.count("<title>Tha Taphao 4</title>") == 1
    assert shown.count('class="gap"') == 16
