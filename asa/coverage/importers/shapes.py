"""GeoJSON or TopoJSON with DOPA codes or p-codes → the outlines that maps are drawn with."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.coverage.importers.topology import features_of_topology
from asa.coverage.models import Outline
from asa.coverage.rules import can_load_outlines
from asa.people.models import User
from asa.places.models import Area

Point = tuple[int, int]
Rings = list[list[Point]]

# The properties in which files carry the code of an area, the most telling first.
CODE_NAMES = (
    *("dopa_code", "dopa", "adm3_pcode", "adm2_pcode", "adm1_pcode", "pcode", "p_code"),
    *("tambon_code", "district_code", "province_code", "code", "id", "tb_code", "tam_code"),
)
LENGTHS = (2, 4, 6, 8)
LARGEST = 200 * 1024 * 1024
# Hundred-thousandths of a degree: about a metre. What is nearer to a line is left out, by level.
FINE = 100_000
TOLERANCE = {2: 1500, 4: 500, 6: 150, 8: 60}
# A ring that small beside the largest is an islet that no map of this size shows.
SMALLEST = 0.004
WEST, EAST, SOUTH, NORTH = 90, 112, 1, 25


@dataclass
class Loaded:
    """What a file brought: how many outlines, and which codes no area has or have no outline."""

    outlines: int = 0
    unknown: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def load_shapes(file: IO[bytes], *, name: str, by: User) -> Loaded:
    """Keep the outline of each area of a file, in place of the one that was kept before.

    file: GeoJSON (a FeatureCollection) or TopoJSON, in degrees. A DomainError in a sentence for
    whoever ran it, where it is no such file or names no area; then nothing is changed.
    """
    allow(can_load_outlines(by))
    found: dict[str, Rings] = {}
    loaded = Loaded()
    for properties, key, geometry in _features(_read(file)):
        code = code_of(properties, key)
        if not code:
            continue
        rings = outline_of(geometry, TOLERANCE[len(code)])
        if rings:
            found.setdefault(code, []).extend(rings)
        else:
            loaded.empty.append(code)
    if not found:
        raise DomainError(
            _(
                "No outline in the file has the code of an area: a DOPA code such as 860101, or a "
                "p-code such as TH860101. Use a file of administrative areas of Thailand."
            )
        )
    return _keep(found, loaded, name=name, by=by)


@transaction.atomic
def _keep(found: dict[str, Rings], loaded: Loaded, *, name: str, by: User) -> Loaded:
    known = set(Area.objects.filter(code__in=found.keys()).values_list("code", flat=True))
    loaded.unknown = sorted(found.keys() - known)
    rows = [
        Outline(area_id=code, rings=rings, source=name[:160])
        for code, rings in sorted(found.items())
        if code in known
    ]
    if not rows:
        raise DomainError(_("None of the codes in the file is the code of an area that is known."))
    Outline.objects.filter(area_id__in=[row.area_id for row in rows]).delete()
    Outline.objects.bulk_create(rows, batch_size=500)
    loaded.outlines = len(rows)
    journal.record(
        by, "outlines.loaded", ("coverage.outline", "TH"), area="TH", on=today(), count=len(rows)
    )
    return loaded


def _read(file: IO[bytes]) -> dict[str, Any]:
    no_such_file = _(
        "This is neither GeoJSON nor TopoJSON. Give a text file that holds a FeatureCollection "
        "or a Topology."
    )
    text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise DomainError(_("The file is larger than 200 MB. Give a simplified one."))
    try:
        content = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise DomainError(no_such_file) from error
    kind = content.get("type") if isinstance(content, dict) else None
    if kind not in ("FeatureCollection", "Topology"):
        raise DomainError(no_such_file)
    found: dict[str, Any] = content
    return found


def _features(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any, dict[str, Any]]]:
    """The properties, the id and the geometry of each feature, whatever the kind of file."""
    try:
        if content["type"] == "Topology":
            yield from features_of_topology(content)
            return
        for feature in content["features"]:
            properties, geometry = feature.get("properties") or {}, feature.get("geometry")
            if isinstance(properties, dict) and isinstance(geometry, dict):
                yield properties, feature.get("id"), geometry
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise DomainError(
            _("The file is damaged: a part that this kind of file must have is missing.")
        ) from error


def code_of(properties: dict[str, Any], key: Any = None) -> str:
    """The DOPA code that the properties or the id name, without the TH of a p-code; or ""."""
    lower = {str(name).lower(): value for name, value in properties.items()}
    for value in (*(lower.get(name) for name in CODE_NAMES), key):
        code = str(value if value is not None else "").strip().upper().removeprefix("TH")
        if code.isascii() and code.isdigit() and len(code) in LENGTHS:
            return code
    return ""


def outline_of(geometry: dict[str, Any], tolerance: int) -> Rings:
    """The outer and inner rings of a (multi)polygon, simplified; none where it has no extent.

    tolerance: in hundred-thousandths of a degree.
    """
    kind, parts = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        return []
    try:
        polygons: list[Any] = [parts] if kind == "Polygon" else parts or []
        rings = [[_point(point) for point in ring] for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, IndexError, OverflowError) as error:
        raise DomainError(
            _("The file is damaged: a part that this kind of file must have is missing.")
        ) from error
    sizes = [abs(area_of(ring)) for ring in rings]
    least = max(sizes, default=0) * SMALLEST
    kept = [ring for ring, size in zip(rings, sizes, strict=True) if size > least]
    simple = [simplified(ring, tolerance) for ring in kept]
    return [ring for ring in simple if len(ring) >= 3]


def _point(point: Any) -> Point:
    x, y = float(point[0]), float(point[1])
    if not (WEST < x < EAST and SOUTH < y < NORTH):
        raise DomainError(
            _("The outlines do not lie in Thailand. Give the file in degrees (WGS 84).")
        )
    return round(x * FINE), round(y * FINE)


def area_of(ring: list[Point]) -> float:
    """Twice the area inside a ring; negative where it runs the other way round."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return float(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs))


def simplified(ring: list[Point], tolerance: int) -> list[Point]:
    """A ring without the points that lie nearer to the line of their neighbours (Douglas-Peucker).

    The closing point is left out; every point that stays is one of the ring.
    """
    points = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
    if len(points) < 4:
        return points
    # The ring is cut at the point farthest from the first, so that both halves are lines.
    far = max(range(len(points)), key=lambda i: math.dist(points[0], points[i]))
    keep = {0, far}
    stack = [(0, far), (far, len(points))]
    closed = [*points, points[0]]
    while stack:
        first, last = stack.pop()
        middle, away = _farthest(closed, first, last)
        if away > tolerance:
            keep.add(middle)
            stack += [(first, middle), (middle, last)]
    return [points[i] for i in sorted(keep) if i < len(points)]


def _farthest(points: list[Point], first: int, last: int) -> tuple[int, float]:
    """Which point between two is farthest from the line through them, and how far."""
    (x1, y1), (x2, y2) = points[first], points[last]
    long = math.dist(points[first], points[last])
    middle, away = first, 0.0
    for i in range(first + 1, last):
        x, y = points[i]
        off = (
            abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long
            if long
            else math.dist(points[first], points[i])
        )
        if off > away:
            middle, away = i, off
    return middle, away
