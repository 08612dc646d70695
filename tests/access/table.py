"""The table of who may open what, as `table.csv` holds it, read for the test and for people."""

import csv
from dataclasses import dataclass
from pathlib import Path

from asa.people.codes import Role

FILE = Path(__file__).parent / "table.csv"
ELSEWHERE_FILE = Path(__file__).parent / "elsewhere.csv"
COLUMNS = ["page", "records", "extra", "reach", *Role.values, "ended"]
EVERYWHERE = "everywhere"


@dataclass(frozen=True)
class Row:
    """One page: the records its address takes, and the answers (GET/POST) by role.

    reach: "place" where the records are absent to whoever's post does not hold their place,
    "everywhere" where they belong to everybody. ended: after the last day of the post.
    """

    page: str
    records: tuple[str, ...]
    extra: tuple[str, ...]
    answers: dict[str, str]
    reach: str
    ended: str

    @property
    def has_a_place(self) -> bool:
        return bool(self.records) and self.reach != EVERYWHERE


def read_table() -> dict[str, Row]:
    """The rows by the name of their page."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [_row(line) for line in csv.DictReader(lines)]
    pages = [row.page for row in rows]
    if twice := {page for page in pages if pages.count(page) > 1}:
        raise ValueError(f"These pages stand twice in {FILE.name}: {sorted(twice)}.")
    return dict(zip(pages, rows, strict=True))


def _row(line: dict[str, str]) -> Row:
    return Row(
        page=line["page"],
        records=tuple(line["records"].split()),
        extra=tuple(line["extra"].split()),
        answers={role: line[role] for role in Role.values},
        reach=line["reach"],
        ended=line["ended"],
    )


def read_elsewhere() -> dict[tuple[str, str, str], str]:
    """Answers that differ from what the relation promises, by page, role and relation."""
    with ELSEWHERE_FILE.open(encoding="utf-8", newline="") as lines:
        return {
            (line["page"], line["role"], line["relation"]): line["answer"]
            for line in csv.DictReader(lines)
        }
