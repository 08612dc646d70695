"""A list as a paper: for a file of the office, a signature, a place without a computer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaitext import thai_digits
from asa.common.typesetting import typeset

PAPER: Final = Path(__file__).parent / "paper"
# Set in a few seconds while somebody waits; more is read in a spreadsheet.
MOST_ON_PAPER: Final = 2_000


@dataclass(frozen=True)
class Column:
    """A column: its heading, and its width as "24mm" or as a share of the rest, "1fr".

    is_code: registration and telephone numbers stay as people type them.
    """

    heading: str
    width: str
    is_code: bool = False


@dataclass(frozen=True)
class ListPaper:
    """A list to be printed: what it is, what it was narrowed to, who took it out and when."""

    title: str
    narrowed: str
    taken: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


def check_fits_on_paper(rows: int) -> None:
    """A DomainError where a list has more rows than are set on paper."""
    if rows > MOST_ON_PAPER:
        raise DomainError(
            _(
                "A PDF holds %(most)s rows at most, and this list has %(n)s. Narrow the list, or "
                "take it out as a spreadsheet."
            )
            % {"most": f"{MOST_ON_PAPER:,}", "n": f"{rows:,}"}
        )


def list_as_pdf(paper: ListPaper) -> bytes:
    """The list as a PDF of A4 pages, lying, the headings on each of them."""
    check_fits_on_paper(len(paper.rows))
    return typeset(list_files(paper))


def list_files(paper: ListPaper) -> dict[str, str]:
    """Everything that the document of the list reads; what people typed stays text."""
    language = get_language() or "th"
    in_thai = settings.ASA_PAPER_DIGITS == "thai" and language == "th"
    digits = thai_digits if in_thai else str
    told = {
        "title": digits(paper.title),
        "narrowed": digits(paper.narrowed),
        "taken": digits(paper.taken),
        "language": language[:2],
        "in-thai-digits": in_thai,
        "heads": [column.heading for column in paper.columns],
        "widths": [column.width for column in paper.columns],
        "rows": [
            [
                cell if column.is_code else digits(cell)
                for column, cell in zip(paper.columns, row, strict=True)
            ]
            for row in paper.rows
        ],
    }
    main = (PAPER / "list.typ").read_text(encoding="utf-8")
    return {"main.typ": main, "list.json": json.dumps(told, ensure_ascii=False)}
