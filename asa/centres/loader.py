"""The lists of centres, brought from `data/*.csv` into the database by `asa prepare`."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction

from asa.centres.models import Component, Question, Service, SupportRule, TermLength

DATA = Path(__file__).parent / "data"
# Each list: its model, its file, and the columns by which a row is known again.
LISTS: list[tuple[type[models.Model], str, tuple[str, ...]]] = [
    (Service, "services.csv", ("code",)),
    (Component, "components.csv", ("code",)),
    (Question, "questions.csv", ("code",)),
    (TermLength, "term_lengths.csv", ("level", "started_on")),
    (SupportRule, "support_rules.csv", ("started_on",)),
]
NUMBERS = ("number", "years", "unseen_months", "remind_days")


@transaction.atomic
def load_lists() -> dict[str, int]:
    """Add the rows that are not there yet; tells by list how many.

    A row that is known stays as it is, for the department may have changed it.
    """
    return {name: _load(model, name, keys) for model, name, keys in LISTS}


def _load(model: type[models.Model], name: str, keys: tuple[str, ...]) -> int:
    known = set(model._default_manager.values_list(*keys))
    missing = [row for row in _rows(name) if tuple(row[key] for key in keys) not in known]
    for row in missing:
        model._default_manager.create(**row)
    return len(missing)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {key: _value(key, text) for key, text in row.items()}


def _value(key: str, text: str) -> Any:
    if key in NUMBERS:
        return int(text)
    return date.fromisoformat(text) if key == "started_on" else text
