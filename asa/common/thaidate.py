"""Days as Thailand writes them: the Buddhist year on the page, the common era in the database.

This file alone knows 543 and 1 October. Before 2484 the year began on 1 April; papers do not say
by which reckoning a day of January to March was written down, so such a day is taken as written.
"""

import datetime as dt
from typing import Final, Literal
from zoneinfo import ZoneInfo

from django.utils import timezone

from asa.common.languages import is_english
from asa.common.thaidateread import (
    BUDDHIST_OFFSET,
    DateError,
    PartialDate,
    parse_partial_date,
    parse_thai_date,
)
from asa.common.thaimonths import FULL, SHORT
from asa.common.thaitext import arabic_digits, thai_digits

__all__ = [
    "BANGKOK",
    "DateError",
    "PartialDate",
    "add_months",
    "add_years",
    "age_on",
    "arabic_digits",
    "buddhist_year",
    "fiscal_quarter",
    "fiscal_year",
    "fiscal_year_bounds",
    "now",
    "parse_partial_date",
    "parse_thai_date",
    "partial_date",
    "thai_date",
    "thai_digits",
    "thai_month",
    "thai_time",
    "today",
]

BANGKOK: Final = ZoneInfo("Asia/Bangkok")
Style = Literal["short", "long", "day", "weekday"]

_DAYS_TH = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def now() -> dt.datetime:
    """This moment, on a clock in Bangkok."""
    return timezone.now().astimezone(BANGKOK)


def today() -> dt.date:
    """The day that it is in Bangkok."""
    return now().date()


def buddhist_year(day: dt.date) -> int:
    """The calendar year of a day in the Buddhist era."""
    return day.year + BUDDHIST_OFFSET


def thai_date(day: dt.date, style: Style = "short") -> str:
    """A day in words: "26 ก.พ. 2568", long "26 กุมภาพันธ์ 2568", day "26 ก.พ.", weekday "วันพุธ 26
    กุมภาพันธ์ 2568". A moment is taken as its day in Bangkok. English pages show the common era.
    """
    day = _day_of(day)
    if is_english():
        month = _MONTHS_EN[day.month - 1]
        short, year, weekday = month[:3], day.year, f"{_DAYS_EN[day.weekday()]} "
    else:
        month, short = FULL[day.month - 1], SHORT[day.month - 1]
        year, weekday = buddhist_year(day), f"วัน{_DAYS_TH[day.weekday()]} "
    if style == "day":
        return f"{day.day} {short}"
    if style == "short":
        return f"{day.day} {short} {year}"
    return f"{weekday if style == 'weekday' else ''}{day.day} {month} {year}"


def thai_month(day: dt.date, style: Literal["short", "long"] = "short") -> str:
    """The month of a day: "ก.พ. 2568", long "กุมภาพันธ์ 2568"."""
    day = _day_of(day)
    if is_english():
        name = _MONTHS_EN[day.month - 1]
        return f"{name[:3] if style == 'short' else name} {day.year}"
    names = SHORT if style == "short" else FULL
    return f"{names[day.month - 1]} {buddhist_year(day)}"


def partial_date(partial: PartialDate, style: Literal["short", "long"] = "short") -> str:
    """A date as exactly as it is known: "26 ก.พ. 2490", "ก.พ. 2490" or "พ.ศ. 2490"."""
    if partial.precision == "day":
        return thai_date(partial.day, style)
    if partial.precision == "month":
        return thai_month(partial.day, style)
    return str(partial.day.year) if is_english() else f"พ.ศ. {buddhist_year(partial.day)}"


def thai_time(moment: dt.datetime) -> str:
    """The time of a moment in Bangkok: "09.41 น.", kept together by a no-break space."""
    local = moment.astimezone(BANGKOK) if moment.tzinfo else moment
    if is_english():
        return f"{local.hour:02d}:{local.minute:02d}"
    return f"{local.hour:02d}.{local.minute:02d}\u00a0น."


def fiscal_year(day: dt.date) -> int:
    """The fiscal year (B.E.) of a day; it begins on 1 October of the year before."""
    return buddhist_year(day) + (day.month >= 10)


def fiscal_year_bounds(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year (B.E.): 2570 is 1 October 2026 to 30 September 2027."""
    common = year - BUDDHIST_OFFSET
    return dt.date(common - 1, 10, 1), dt.date(common, 9, 30)


def fiscal_quarter(day: dt.date) -> int:
    """The quarter of the fiscal year, 1 (October to December) to 4 (July to September)."""
    return (day.month - 10) % 12 // 3 + 1


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day some years on; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months on, or the last day of a month that is too short for it."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = following - dt.timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def age_on(birth: PartialDate | dt.date, on: dt.date) -> int:
    """Full years of life on a day. Unknown months and days count as the first, as ThaID has it."""
    born = birth.day if isinstance(birth, PartialDate) else birth
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _day_of(day: dt.date) -> dt.date:
    if isinstance(day, dt.datetime):
        return (day.astimezone(BANGKOK) if day.tzinfo else day).date()
    return day
