"""The dated rule about who is not found, brought from `data/` by `asa prepare`."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from asa.reverification.models import NotFoundRule

FILE = Path(__file__).parent / "data" / "not_found_rules.csv"


@transaction.atomic
def load_lists() -> int:
    """Add the rules that are not there yet; tells how many."""
    known = set(NotFoundRule.objects.values_list("started_on", flat=True))
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [
            (int(row["days"]), date.fromisoformat(row["started_on"]))
            for row in csv.DictReader(lines)
        ]
    missing = [row for row in rows if row[1] not in known]
    for days, started_on in missing:
        NotFoundRule.objects.create(days=days, started_on=started_on)
    return len(missing)
