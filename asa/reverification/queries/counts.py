"""The numbers of a round: before, the answers by area, and after."""

from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Substr

from asa.places.codes import PART_DIGITS
from asa.places.queries import level_of, name_of, remember_names
from asa.reverification.codes import Answer
from asa.reverification.models import Entry
from asa.volunteers.queries import volunteer_counts


@dataclass(frozen=True)
class Counts:
    """How many of a list have which answer; together they are the list."""

    waiting: int = 0
    confirmed: int = 0
    moved: int = 0
    ended: int = 0
    not_found: int = 0

    @property
    def total(self) -> int:
        """All who are on the list."""
        return sum(asdict(self).values())

    @property
    def asked(self) -> int:
        """Those of whom something was said."""
        return self.total - self.waiting

    def by_answer(self) -> list[tuple[Answer, int]]:
        """Each answer with its number, in the order of the columns."""
        return [(answer, getattr(self, answer.value)) for answer in COLUMNS]

    def as_json(self) -> dict[str, int]:
        """The numbers by name, as a closed round keeps them."""
        return asdict(self)


COLUMNS = (Answer.CONFIRMED, Answer.MOVED, Answer.ENDED, Answer.NOT_FOUND, Answer.WAITING)
NAMES = {field.name for field in fields(Counts)}


@dataclass(frozen=True)
class Line:
    """A part of the area with its counts."""

    code: str
    name: str
    counts: Counts


def counts_of(entries: QuerySet[Entry]) -> Counts:
    """The answers of some lines."""
    found = entries.order_by().values_list("answer").annotate(n=Count("pk"))
    return Counts(**{answer: n for answer, n in found if answer in NAMES})


def lines_of(entries: QuerySet[Entry], area: str) -> list[Line]:
    """The answers by the parts of an area, in the order of their codes: one question."""
    digits = PART_DIGITS[level_of(area)]
    parts: dict[str, dict[str, int]] = defaultdict(dict)
    found = entries.order_by().annotate(part=Substr("area_id", 1, digits))
    for part, answer, n in found.values_list("part", "answer").annotate(n=Count("pk")):
        parts[part][answer] = n
    remember_names(parts)
    return [Line(code, name_of(code), Counts(**parts[code])) for code in sorted(parts)]


def register_counts(area: str, on: date) -> dict[str, Any]:
    """Ever registered, current and active on a day, as a round keeps them, with the day."""
    return {**asdict(volunteer_counts(area, on)), "as_of": on.isoformat()}
