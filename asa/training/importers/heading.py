"""What the lines above a list say of the workshop: its name, cohort, days and venue."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext

from asa.common import thaitext
from asa.common.errors import DomainError
from asa.common.spreadsheets import Sheet
from asa.common.thaidate import DateError, parse_thai_date

_LINES: Final = 10
_NAME: Final = re.compile(r"(?:รายชื่อ|บัญชีรายชื่อ)?(?:ผู้เข้าร่วม|ผู้เข้ารับการอบรม|ผู้เข้าอบรม)?(.+)")
_IS_LIST: Final = re.compile(r"^(?:บัญชี)?รายชื่อ|ผู้เข้าร่วม|ผู้เข้ารับการอบรม|ผู้เข้าอบรม")
_COHORT: Final = re.compile(r"(?:รุ่นที่|รุ่น|ครั้งที่)\s*(\d{1,2})")
_DAYS: Final = re.compile(
    r"(?:ระหว่างวันที่|วันที่)\s*(\d{1,2})\s*(?P<month1>[ก-์.]+)?\s*(?P<year1>\d{4})?"
    r"(?:\s*(?:-|–|ถึง|ถึงวันที่)\s*(\d{1,2})\s*(?P<month2>[ก-์.]+)\s*(?:พ\.ศ\.)?\s*(?P<year2>\d{4}))?"
)
_VENUE: Final = re.compile(r"\s(?:ณ|ที่)\s+(.+)$")


class Known(NamedTuple):
    """The workshop of a list, with all that must be known of it."""

    name: str
    cohort: int
    starts_on: date
    ends_on: date
    venue: str


@dataclass(frozen=True)
class Heading:
    """What is known of the workshop that a list belongs to; empty where nothing says it."""

    name: str = ""
    cohort: int = 1
    starts_on: date | None = None
    ends_on: date | None = None
    venue: str = ""

    def with_said(self, **said: Any) -> "Heading":
        """The same, with what somebody says about it, which wins over the file."""
        return replace(self, **{key: value for key, value in said.items() if value})

    def checked(self) -> Known:
        """All that must be known. Raises DomainError for what neither the list nor anybody says."""
        if not self.name:
            raise DomainError(
                gettext(
                    "The list does not say which workshop it is of. Write its name above the"
                    " headings, such as รายชื่อผู้เข้าร่วมประชุมเชิงปฏิบัติการ… รุ่นที่ 2."
                )
            )
        if self.starts_on is None or self.ends_on is None:
            raise DomainError(
                gettext(
                    "The list does not say on which days the workshop is. Write them above the"
                    " headings, such as ระหว่างวันที่ 21 - 23 มีนาคม 2561."
                )
            )
        if not self.venue:
            raise DomainError(
                gettext(
                    "The list does not say where the workshop is. Write it behind the days,"
                    " such as ณ โรงแรมริมน้ำ กรุงเทพมหานคร."
                )
            )
        return Known(self.name, self.cohort, self.starts_on, self.ends_on, self.venue)


def heading_of(sheets: Iterable[Sheet]) -> Heading:
    """What the lines above the headings of the sheets say, the first that says it."""
    told = Heading()
    for sheet in sheets:
        for row in sheet.rows[:_LINES]:
            filled = [cell for cell in row if isinstance(cell, str) and cell.strip()]
            if len(filled) == 1:
                told = _with_line(told, thaitext.arabic_digits(thaitext.clean(filled[0])))
    return told


def _with_line(told: Heading, line: str) -> Heading:
    if found := _DAYS.search(line):
        if told.starts_on is None and (days := _days(found)):
            told = replace(told, starts_on=days[0], ends_on=days[1])
        if not told.venue and (venue := _VENUE.search(line)):
            told = replace(told, venue=venue[1].strip()[:200])
    elif not told.name and _IS_LIST.search(line):
        cohort = _COHORT.search(line)
        name = _COHORT.sub("", line).strip()
        whole = _NAME.fullmatch(name)
        told = replace(
            told,
            name=(whole[1] if whole else name).strip()[:300],
            cohort=int(cohort[1]) if cohort else told.cohort,
        )
    return told


def _days(found: re.Match[str]) -> tuple[date, date] | None:
    """First and last day of "21 - 23 มีนาคม 2561" or "30 มีนาคม - 1 เมษายน 2561"."""
    month2, year2 = found["month2"] or found["month1"], found["year2"] or found["year1"]
    month1, year1 = found["month1"] or month2, found["year1"] or year2
    last = found[4] or found[1]
    if not (month2 and year2):
        return None
    try:
        return (
            parse_thai_date(f"{found[1]} {month1} {year1}"),
            parse_thai_date(f"{last} {month2} {year2}"),
        )
    except DateError:
        return None
