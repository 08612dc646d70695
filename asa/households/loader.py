"""The lists of households: the wordings of the privacy notice, from versioned files."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from asa.households.models import PrivacyNotice

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_lists() -> int:
    """Bring the notices to the state of the files; tells how many there are. Safe to run again."""
    with (DATA / "privacy_notices.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        version = row["version"]
        PrivacyNotice.objects.update_or_create(
            version=version,
            defaults={"ended_on": date.fromisoformat(row["ended_on"]) if row["ended_on"] else None},
            # What was read out to people stays as it was; a new wording is a new version.
            create_defaults={
                "name_th": row["name_th"],
                "name_en": row["name_en"],
                "text_th": _text(version, "th"),
                "text_en": _text(version, "en"),
                "started_on": date.fromisoformat(row["started_on"]),
                "ended_on": date.fromisoformat(row["ended_on"]) if row["ended_on"] else None,
            },
        )
    return len(rows)


def _text(version: str, language: str) -> str:
    return (DATA / f"notice-{version}.{language}.md").read_text(encoding="utf-8").strip()
