"""Courses, skills and rates, brought from `data/*.csv` into the database by `asa prepare`."""

import csv
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models, transaction

from asa.places.models import Area
from asa.training.models import (
    BudgetRate,
    Course,
    CourseTopic,
    Duty,
    RefresherRule,
    ReminderRule,
    SatisfactionItem,
    Signer,
    Skill,
)

DATA = Path(__file__).parent / "data"
# Each list: its model, its file, and the columns by which a row is known again.
LISTS: list[tuple[type[models.Model], str, tuple[str, ...]]] = [
    (Skill, "skills.csv", ("code",)),
    (Course, "courses.csv", ("code",)),
    (CourseTopic, "topics.csv", ("course_id", "number")),
    (BudgetRate, "rates.csv", ("code", "started_on")),
    (ReminderRule, "reminders.csv", ("started_on",)),
    (SatisfactionItem, "satisfaction.csv", ("code", "started_on")),
    (RefresherRule, "refreshers.csv", ("course_id", "started_on")),
    (Duty, "duties.csv", ("code", "started_on")),
    (Signer, "signers.csv", ("owner_id", "started_on")),
]
NUMBERS = (
    "number", "day", "minutes", "attendance_percent", "pass_percent", "valid_months", "years",
    "days_before_names_end", "days_before_answer", "days_before_start",
)  # fmt: skip
KEYS = {"course": "course_id", "skill": "skill_id", "owner": "owner_id"}


@transaction.atomic
def load_lists() -> dict[str, int]:
    """Add the rows that are not there yet; tells by list how many.

    A row that is known stays as it is, for the department may have changed it.
    """
    return {name: _load(model, name, keys) for model, name, keys in LISTS}


def _load(model: type[models.Model], name: str, keys: tuple[str, ...]) -> int:
    known = set(model._default_manager.values_list(*keys))
    missing = [row for row in _rows(name) if tuple(row[key] for key in keys) not in known]
    if model is Signer:
        owners = {row["owner_id"] for row in missing}
        areas = set(Area.objects.filter(pk__in=owners).values_list("pk", flat=True))
        missing = [row for row in missing if row["owner_id"] in areas]
    for row in missing:
        model._default_manager.create(**row)
    return len(missing)


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield {KEYS.get(key, key): _value(key, text) for key, text in row.items()}


def _value(key: str, text: str) -> Any:
    if key in NUMBERS:
        return int(text) if text else None
    if key in {"started_on", "starts_at"}:
        return date.fromisoformat(text) if key == "started_on" else time.fromisoformat(text)
    if key in {"is_basic", "thai_digits"}:
        return text == "1"
    if key == "skills_needed":
        return text.split()
    if key == "skill":
        return text or None
    return Decimal(text) if key == "amount" else text
