"""Loading the areas of the country: from the geothai package and from data/regions.csv."""

import csv
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import geothai
from django.conf import settings
from django.db import connection, transaction
from geothai.abolished import abolished_areas

from asa.common.thaidate import today
from asa.places.codes import BANGKOK, WHOLE_COUNTRY, Level
from asa.places.models import PlaceSource, Region
from asa.places.names import place_key, without_level_word
from asa.places.queries import codes_decided_here, forget_names, level_of, parent_code

AREAS, REGIONS = "GeoThai", "Regions"
CREDIT = (
    "GeoThai/data © 2026 Pongsakorn Thipayanate, CC BY 4.0 "
    "(https://creativecommons.org/licenses/by/4.0/). "
    "กรมการปกครอง (stat.bora.dopa.go.th), ไปรษณีย์ไทย, "
    "thailand-geography-json © Joe Takara (MIT)."
)
# Raise it when the keys of names are made otherwise: the next start then writes them anew.
KEYS = 1

Row = tuple[str | int | bool | None, ...]

# The same words serve SQLite and PostgreSQL. Villages and what people wrote are left alone.
_AREA_SQL = """
    INSERT INTO places_area (code, level, name_th, name_en, name_key, english_key, parent_id,
                             ended_on, confirmed, note)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, '')
    ON CONFLICT (code) DO UPDATE SET
        name_th = excluded.name_th, name_en = excluded.name_en, name_key = excluded.name_key,
        english_key = excluded.english_key, ended_on = excluded.ended_on
"""
_POSTCODE_SQL = """
    INSERT INTO places_postcode (area_id, code) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""
_SUCCESSOR_SQL = """
    INSERT INTO places_areasuccessor (area_id, successor_id, basis, in_force_on, source)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (area_id, successor_id) DO UPDATE SET
        basis = excluded.basis, in_force_on = excluded.in_force_on, source = excluded.source
"""
_SCHEME_SQL = """
    INSERT INTO places_regionscheme (code, name_th, name_en) VALUES (%s, %s, %s)
    ON CONFLICT (code) DO UPDATE SET name_th = excluded.name_th, name_en = excluded.name_en
"""
_REGION_SQL = """
    INSERT INTO places_region (scheme_id, code, name_th, name_en) VALUES (%s, %s, %s, %s)
    ON CONFLICT (scheme_id, code) DO UPDATE SET
        name_th = excluded.name_th, name_en = excluded.name_en
"""
_MEMBER_SQL = """
    INSERT INTO places_regionmember (region_id, province_id, started_on, ended_on)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (region_id, province_id, started_on) DO UPDATE SET ended_on = excluded.ended_on
"""


def load_places() -> bool:
    """Load the areas and regions where this release of them is not yet there; True if it wrote."""
    regions = regions_file()
    versions = {
        AREAS: f"{geothai.DATA_VERSION}/{KEYS}",
        REGIONS: sha256(regions.read_bytes()).hexdigest()[:12],
    }
    if versions == dict(PlaceSource.objects.values_list("name", "version")):
        return False
    with transaction.atomic():
        write_areas(area_rows())
        write_many(_POSTCODE_SQL, postcode_rows())
        write_many(_SUCCESSOR_SQL, successor_rows())
        write_regions(regions)
        for name, version in versions.items():
            PlaceSource.objects.update_or_create(
                name=name,
                defaults={
                    "version": version,
                    "loaded_on": today(),
                    "attribution": CREDIT if name == AREAS else "data/regions.csv",
                },
            )
    forget_names()
    return True


def regions_file() -> Path:
    return Path(settings.BASE_DIR) / "data" / "regions.csv"


def write_many(sql: str, rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(rows))


def write_areas(rows: Iterable[Row]) -> None:
    """Write areas; what a change of the department says of a code holds against every release."""
    decided = codes_decided_here()
    write_many(_AREA_SQL, [row for row in rows if row[0] not in decided])


def area_row(code: str, name_th: str, name_en: str, ended_on: str | None = None) -> Row:
    """One row of an area. The word เขต of Bangkok's districts is a level's, not the name's."""
    level = level_of(code)
    if level == Level.DISTRICT and code.startswith(BANGKOK):
        name_th = without_level_word(name_th)[1]
    keys = (place_key(name_th), place_key(name_en))
    return (code, level.value, name_th, name_en, *keys, parent_code(code), ended_on, True)


def area_rows() -> list[Row]:
    """The country, then every area from the largest to the smallest, the abolished ones dated."""
    known: list[tuple[str, str, str, str | None]] = [(WHOLE_COUNTRY, "ประเทศไทย", "Thailand", None)]
    known += [(p.code, p.name_th, p.name_en, None) for p in geothai.provinces()]
    for province in geothai.provinces():
        for district in geothai.districts(province.code):
            known.append((district.code, district.name_th, district.name_en, None))
            tambons = geothai.subdistricts(district.code)
            known += [(t.code, t.name_th, t.name_en, None) for t in tambons]
    for area in abolished_areas():
        known.append((area.code, area.name_th, area.name_en or "", area.abolished_on))
    known[1:] = sorted(known[1:], key=lambda row: (len(row[0]), row[0]))
    return [area_row(*row) for row in known]


def postcode_rows() -> list[Row]:
    tambons = (
        tambon
        for province in geothai.provinces()
        for district in geothai.districts(province.code)
        for tambon in geothai.subdistricts(district.code)
    )
    return [(tambon.code, postcode) for tambon in tambons for postcode in tambon.postal_codes]


def successor_rows() -> list[Row]:
    return [
        (area.code, code, area.successors_basis, area.successors_in_force, source)
        for area in abolished_areas()
        for source in [area.successors_source or ""]
        for code in area.successors
    ]


def write_regions(path: Path) -> None:
    """The schemes, their regions and which provinces belong to them from which day on."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    schemes = {(r["scheme"], r["scheme_th"], r["scheme_en"]) for r in lines}
    regions = {(r["scheme"], r["region"], r["region_th"], r["region_en"]) for r in lines}
    write_many(_SCHEME_SQL, sorted(schemes))
    write_many(_REGION_SQL, sorted(regions))
    keys = {(r.scheme_id, r.code): r.pk for r in Region.objects.all()}
    members = [
        (keys[r["scheme"], r["region"]], r["province"], r["started_on"], r["ended_on"] or None)
        for r in lines
    ]
    write_many(_MEMBER_SQL, members)
