"""The terms of handovers, brought from `data/terms.csv` into the database by `asa prepare`."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from asa.handover.models import HandoverTerm

TERMS = Path(__file__).parent / "data" / "terms.csv"


@transaction.atomic
def load_lists() -> int:
    """Add the terms that are not there yet; tells how many."""
    known = set(HandoverTerm.objects.values_list("started_on", flat=True))
    added = 0
    with TERMS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            started_on = date.fromisoformat(row.pop("started_on"))
            if started_on not in known:
                numbers = {name: int(text) for name, text in row.items()}
                HandoverTerm.objects.create(started_on=started_on, **numbers)
                added += 1
    return added
