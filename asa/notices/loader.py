"""Quiet hours and what passes them, brought from `data/*.csv` by `asa prepare`."""

import csv
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from django.db import transaction

from asa.notices.models import QuietHours, UrgentKind

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_lists() -> dict[str, int]:
    """Add what is not there yet; tells by list how many. What is known stays as it is."""
    return {"quiet_hours": _load_hours(), "urgent_kinds": _load_urgent()}


def _load_hours() -> int:
    known = set(QuietHours.objects.values_list("started_on", flat=True))
    if known:
        return 0
    rows = list(_rows("quiet_hours.csv"))
    for row in rows:
        QuietHours.objects.create(
            starts_at=time.fromisoformat(row["starts_at"]),
            ends_at=time.fromisoformat(row["ends_at"]),
            started_on=date.fromisoformat(row["started_on"]),
        )
    return len(rows)


def _load_urgent() -> int:
    made = [UrgentKind.objects.get_or_create(kind=row["kind"]) for row in _rows("urgent_kinds.csv")]
    return sum(is_new for _kind, is_new in made)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
