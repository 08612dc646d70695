"""The ministry's lists, brought from `data/*.csv` into the database by `asa prepare`."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models, transaction

from asa.cases.models import AidProgramme, AppealTerm, CheckStep, Problem, ProblemArea, ServiceTime

DATA = Path(__file__).parent / "data"

Reader = Callable[[str], Any]


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _money(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _yes(text: str) -> bool:
    return text == "yes"


def _words(text: str) -> list[str]:
    return text.split("|") if text else []


# The columns that are not text; what stands in no list is text.
READERS: dict[str, Reader] = {
    "number": _whole,
    "digits": _whole,
    "days": _whole,
    "soon_from": _whole,
    "near_from": _whole,
    "times_per_fiscal_year": _whole,
    "months_after_death": _whole,
    "age_from": _whole,
    "age_to": _whole,
    "cap": _money,
    "income_limit_per_year": _money,
    "started_on": _day,
    "ended_on": _day,
    "is_verified": _yes,
    "protects": _yes,
    "governor_may_exceed": _yes,
    "is_active": _yes,
    "documents": _words,
}

# Each list: its model, its file, and the columns by which a row is known again.
LISTS: list[tuple[type[models.Model], str, tuple[str, ...]]] = [
    (ProblemArea, "problem_areas.csv", ("code",)),
    (Problem, "problems.csv", ("code",)),
    (CheckStep, "check_steps.csv", ("state", "started_on")),
    (ServiceTime, "service_times.csv", ("code", "started_on")),
    (AppealTerm, "appeal_terms.csv", ("started_on",)),
    (AidProgramme, "aid_programmes.csv", ("code", "started_on")),
]


@transaction.atomic
def load_lists() -> dict[str, int]:
    """Add the rows that are not there yet; tells by list how many.

    A row that is known stays as it is, for the department may have changed it on its page.
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
            values = {key: READERS.get(key, str)(value) for key, value in row.items()}
            if "area" in values:
                values["area_id"] = values.pop("area")
            yield values
