"""The lists of this app, brought from `data/` into the database by `asa prepare`.

What is there already stays as it is, for the department may have changed it.
"""

import csv
import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from asa.knowledge.codes import EditionState
from asa.knowledge.models import Edition, Lesson, LessonSet, Question, Topic

DATA = Path(__file__).parent / "data"
# Keys of what comes with the program follow from its codes, so that they are the same everywhere.
_OURS = UUID("6d1f5e0a-3c0b-5a57-9d42-0a5a4b0e7c11")


@transaction.atomic
def load_lists() -> dict[str, int]:
    """Add the topics and sets that are not there yet; tells by list how many."""
    made = [_load_set(path) for path in sorted(DATA.glob("*.toml"))]
    return {"topics.csv": _load_topics(), "sets": sum(made)}


def _load_topics() -> int:
    known = set(Topic.objects.values_list("code", flat=True))
    with (DATA / "topics.csv").open(encoding="utf-8", newline="") as lines:
        missing = [row for row in csv.DictReader(lines) if row["code"] not in known]
    for row in missing:
        Topic.objects.create(**{**row, "started_on": date.fromisoformat(row["started_on"])})
    return len(missing)


def _load_set(path: Path) -> bool:
    with path.open("rb") as file:
        told = tomllib.load(file)
    if LessonSet.objects.filter(code=told["code"]).exists():
        return False
    lesson_set = LessonSet.objects.create(
        pk=_key(told["code"]),
        code=told["code"],
        name_th=told["name_th"],
        name_en=told["name_en"],
    )
    edition = Edition.objects.create(
        lesson_set=lesson_set,
        number=told["edition"],
        state=EditionState.PUBLISHED,
        note=told["note"],
        questions_asked=told["questions_asked"],
        pass_mark=told["pass_mark"],
        published_on=told["published_on"],
    )
    for number, lesson in enumerate(told["lessons"], start=1):
        _put_lesson(edition, number, lesson)
    for number, question in enumerate(told["questions"], start=1):
        _put_question(edition, number, question)
    return True


def _put_lesson(edition: Edition, number: int, told: dict[str, Any]) -> None:
    Lesson.objects.create(
        edition=edition,
        key=_key(edition.lesson_set.code, "lesson", told["code"]),
        number=number,
        since=edition.number,
        title_th=told["title_th"],
        title_en=told["title_en"],
        text_th=told["text_th"].strip(),
        text_en=told.get("text_en", "").strip(),
    )


def _put_question(edition: Edition, number: int, told: dict[str, Any]) -> None:
    code = edition.lesson_set.code
    Question.objects.create(
        edition=edition,
        key=_key(code, "question", str(number)),
        lesson_key=_key(code, "lesson", told["lesson"]),
        text_th=told["text_th"],
        text_en=told.get("text_en", ""),
        choices=[{"th": words, "en": ""} for words in told["choices"]],
        right=told["right"] - 1,
    )


def _key(*parts: str) -> UUID:
    return uuid5(_OURS, "/".join(parts))
