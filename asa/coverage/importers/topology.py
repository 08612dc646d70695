"""TopoJSON: shapes whose borders are arcs that neighbours share, stored as small steps."""

from collections.abc import Iterator
from typing import Any

Point = tuple[float, float]


def features_of_topology(
    content: dict[str, Any],
) -> Iterator[tuple[dict[str, Any], Any, dict[str, Any]]]:
    """The properties, the id and the GeoJSON geometry of each shape of every object."""
    arcs = _arcs(content)
    for thing in content["objects"].values():
        for shape in thing.get("geometries", [thing]):
            if shape.get("type") in ("Polygon", "MultiPolygon"):
                many = shape["type"] == "MultiPolygon"
                polygons = shape["arcs"] if many else [shape["arcs"]]
                drawn = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
                geometry = {"type": "MultiPolygon", "coordinates": drawn}
                yield shape.get("properties") or {}, shape.get("id"), geometry


def _arcs(content: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: the steps of a quantized file are summed up."""
    transform = content.get("transform")
    if not transform:
        return [[(point[0], point[1]) for point in arc] for arc in content["arcs"]]
    (scale_x, scale_y), (east, north) = transform["scale"], transform["translate"]
    arcs = []
    for arc in content["arcs"]:
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * scale_x + east, y * scale_y + north))
        arcs.append(points)
    return arcs


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring; ~n is arc n run backwards, and each arc begins where one ended."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
