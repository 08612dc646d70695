"""The agencies of the demonstration's province, from a file."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from asa.partners.models import Partner
from asa.places.models import Area

DATA = Path(__file__).parent / "data"
SINCE = date(2024, 10, 1)


@transaction.atomic
def load_demo_partners() -> int:
    """Put the agencies of Chumphon on the list; those already there stay as they are."""
    with (DATA / "partners_chumphon.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    known = set(Area.objects.filter(pk__in={row["area"] for row in rows}).values_list(flat=True))
    made = [_put(row) for row in rows if row["area"] in known]
    return sum(made)


def _put(row: dict[str, str]) -> bool:
    area = row.pop("area")
    code = row.pop("code")
    _partner, new = Partner.objects.get_or_create(
        code=code, defaults={**row, "area_id": area, "started_on": SINCE}
    )
    return new
