"""The rules of the register, brought from `data/*.csv` into the database by `asa prepare`."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.db import transaction

from asa.places.models import Area
from asa.volunteers.models import ActiveFormula, LinkageRule, NumberPattern, Qualification

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_lists() -> dict[str, int]:
    """Add the rules that are not there yet; tells by list how many.

    A rule that is known stays as it is, for the department may have changed it on its page.
    """
    return {
        "qualifications": _load_qualifications(),
        "number_patterns": _load_patterns(),
        "active_formulas": _load_formulas(),
        "linkage_rules": _load_linkage_rules(),
    }


def _load_qualifications() -> int:
    known = set(Qualification.objects.values_list("code", flat=True))
    missing = [row for row in _rows("qualifications.csv") if row["code"] not in known]
    for row in missing:
        Qualification.objects.create(
            code=row["code"],
            number=int(row["number"]),
            check_kind=row["check_kind"],
            step=row["step"],
            kind=row["kind"],
            years=int(row["years"]) if row["years"] else None,
            may_deviate=row["may_deviate"] == "yes",
            name_th=row["name_th"],
            name_en=row["name_en"],
            started_on=date.fromisoformat(row["started_on"]),
        )
    return len(missing)


def _load_patterns() -> int:
    """Only of provinces that are there: the areas are loaded before."""
    known = set(NumberPattern.objects.values_list("province_id", flat=True))
    rows = list(_rows("number_patterns.csv"))
    provinces = Area.objects.filter(pk__in=[row["province"] for row in rows])
    there = set(provinces.values_list("pk", flat=True))
    missing = [row for row in rows if row["province"] in there - known]
    for row in missing:
        NumberPattern.objects.create(
            province_id=row["province"],
            prefix=row["prefix"],
            width=int(row["width"]),
            started_on=date.fromisoformat(row["started_on"]),
        )
    return len(missing)


def _load_formulas() -> int:
    """Only of areas that are there: the areas are loaded before."""
    known = set(ActiveFormula.objects.values_list("area_id", flat=True))
    rows = list(_rows("active_formulas.csv"))
    areas = Area.objects.filter(pk__in=[row["area"] for row in rows])
    there = set(areas.values_list("pk", flat=True))
    missing = [row for row in rows if row["area"] in there - known]
    for row in missing:
        ActiveFormula.objects.create(
            area_id=row["area"],
            months=int(row["months"]),
            quiet_months=int(row["quiet_months"]),
            reports=int(row["reports"]) if row["reports"] else None,
            hours_per_month=int(row["hours_per_month"]) if row["hours_per_month"] else None,
            started_on=date.fromisoformat(row["started_on"]),
        )
    return len(missing)


def _load_linkage_rules() -> int:
    if LinkageRule.objects.exists():
        return 0
    rows = list(_rows("linkage_rules.csv"))
    for row in rows:
        LinkageRule.objects.create(
            percent=int(row["percent"]), started_on=date.fromisoformat(row["started_on"])
        )
    return len(rows)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
