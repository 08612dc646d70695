"""Who issues cards, brought from `data/*.csv` into the database by `asa prepare`."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from asa.cards.models import CardIssuer

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_lists() -> int:
    """Add the issuers that are not there yet; tells how many.

    Nothing is added where there is one: the department keeps the list on its page.
    """
    if CardIssuer.objects.exists():
        return 0
    with (DATA / "card_issuers.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        CardIssuer.objects.create(**row | {"started_on": date.fromisoformat(row["started_on"])})
    return len(rows)
