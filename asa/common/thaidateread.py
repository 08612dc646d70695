"""Reading a day out of what people type and spreadsheets hold."""

import datetime as dt
import re
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from asa.common import thaitext
from asa.common.errors import InputError
from asa.common.thaimonths import NUMBER_BY_NAME

BUDDHIST_OFFSET: Final = 543
_FIRST_BUDDHIST_YEAR: Final = 2400
_COMMON_YEARS: Final = range(1800, 2201)
# A date cell between them is as it should be.
_FIRST_DAY: Final = dt.date(_COMMON_YEARS.start, 1, 1)
_LAST_DAY: Final = dt.date(_COMMON_YEARS.stop - 1, 12, 31)
_LONGEST: Final = 60

# Spreadsheets count days from here; the serials of 1927 to 2720 leave small numbers to be years.
_SERIAL_DAY_ZERO: Final = dt.date(1899, 12, 30)
_SERIALS: Final = range(10_000, 300_000)

_ERA = r"(?P<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|B\.?E\.?|C\.?E\.?|A\.?D\.?)?\s*"
_WEEKDAY = r"(?:วัน[ก-๎]*?\s?ที่\s?|วัน[ก-๎]+\s|[A-Za-z]+day,?\s)?"
_MONTH = r"(?P<month>[A-Za-zก-๎][A-Za-zก-๎.\s]*?)"
_GAP = r"[\s/.,\-]*"
_YEAR = r"(?P<year>\d+)"
# What most cells hold: 26/02/2568, 26 ก.พ. 2568.
_USUAL = re.compile(r"([0-9]{1,2})(?:([/.\-])([0-9]{1,2})\2| ([ก-๎.]+) )([0-9]{4})")
_AS_NUMBERS = re.compile(r"(\d{1,2})\s?([/.\-]|\s)\s?(\d{1,2})\s?\2\s?(\d+)")
_AS_ISO = re.compile(
    r"(\d{4})([/\-])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?)?"
)
_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_GAP}{_MONTH}{_GAP}{_ERA}{_YEAR}", re.IGNORECASE
)
_MONTH_YEAR = re.compile(rf"(?:เดือน\s?)?{_MONTH}{_GAP}{_ERA}{_YEAR}", re.IGNORECASE)
_MONTH_YEAR_NUMBERS = re.compile(r"(\d{1,2})\s?[/\-]\s?(\d{4})")
_YEAR_ALONE = re.compile(rf"(?:ปี\s?)?{_ERA}{_YEAR}(?:\.0)?", re.IGNORECASE)
_DASHES = str.maketrans("‐‑‒–—−⁄∕", "------//")


class DateError(InputError):
    """A day that cannot be read or does not exist."""


class PartialDate(NamedTuple):
    """A date that may be known only by its month or its year; `day` is the first day it can be."""

    day: dt.date
    precision: Literal["day", "month", "year"] = "day"


def parse_thai_date(
    value: object, *, today: dt.date | None = None, two_digit: bool = False
) -> dt.date:
    """The day that a text or a spreadsheet cell names, in the common era.

    A year of 2400 or more is Buddhist, in texts and in date cells alike. `two_digit` allows "68"
    for 2568 (days of registration; never days of birth). With `today` a later day is refused.
    Raises DateError with reason and remedy.
    """
    day = _usual_day(value) if value.__class__ is str else _day_of_cell(value)
    if day is None:
        day = _day_of_tidy(_tidy(_text(value)), two_digit)
    if today is not None and day > today:
        raise _future()
    return day


def parse_partial_date(value: object, *, today: dt.date | None = None) -> PartialDate:
    """A day of birth that may be a month or only a year: "มี.ค. 2490", "00/00/2490", "ปี 2490".

    Raises DateError; with `today` a later day is refused.
    """
    day = _usual_day(value) if value.__class__ is str else None
    partial = PartialDate(day) if day else _partial_of_cell(value) or _read_partial(_text(value))
    if today is not None and partial.day > today:
        raise _future()
    return partial


def _text(value: object) -> str:
    if value is None or (isinstance(value, str) and value.strip() in ("", "-")):
        raise DateError(
            "missing", gettext("There is no date."), gettext("Write a date such as 26/02/2568.")
        )
    if not isinstance(value, str):
        raise _unread()
    return value


def _day_of_cell(value: object) -> dt.date | None:
    """The day of a date or number cell; None where the value must be read as text."""
    if value.__class__ is str:
        return None
    if value.__class__ is dt.date and _FIRST_DAY <= value <= _LAST_DAY:
        return value
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None:
            value = value.astimezone(ZoneInfo("Asia/Bangkok"))
        value = value.date()
    if isinstance(value, dt.date):
        return _checked(value.day, value.month, _common_year(value.year))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _day_of_serial(value)
    return None


def _day_of_serial(number: float) -> dt.date:
    if not _SERIALS.start <= number < _SERIALS.stop:
        raise _unread()
    day = _SERIAL_DAY_ZERO + dt.timedelta(days=int(number))
    return _checked(day.day, day.month, _common_year(day.year))


def _partial_of_cell(value: object) -> PartialDate | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 1000 <= value <= 9999:
        if value != int(value):
            raise _unread()
        return PartialDate(dt.date(_common_year(int(value)), 1, 1), "year")
    day = _day_of_cell(value)
    return None if day is None else PartialDate(day)


def _usual_day(text: str) -> dt.date | None:
    """The day where it is written as most are; None where the text must be looked at closely."""
    found = _USUAL.fullmatch(text)
    if found is None:
        return None
    day, _sign, number, name, year = found.groups()
    month = int(number) if number else NUMBER_BY_NAME.get(name.replace(".", ""), 0)
    if not month or day in ("0", "00"):
        return None
    return _checked(int(day), month, _common_year(int(year)))


def _day_of_tidy(text: str, two_digit: bool) -> dt.date:
    if found := _AS_NUMBERS.fullmatch(text):
        return _checked(int(found[1]), int(found[3]), _year(found[4], None, two_digit))
    if found := _IN_WORDS.fullmatch(text):
        month = _month(found["month"])
        allowed = two_digit and not found["month"][0].isascii()
        return _checked(int(found["day"]), month, _year(found["year"], found["era"], allowed))
    if found := _AS_ISO.fullmatch(text):
        return _checked(int(found[4]), int(found[3]), _common_year(int(found[1])))
    raise _unread()


def _read_partial(text: str) -> PartialDate:
    tidy = _tidy(text)
    if found := _AS_NUMBERS.fullmatch(tidy):
        if int(found[1]) == 0:
            return _without_day(int(found[3]), _year(found[4], None, False))
    elif found := _YEAR_ALONE.fullmatch(tidy):
        return _without_day(0, _year(found["year"], found["era"], False))
    elif found := _MONTH_YEAR_NUMBERS.fullmatch(tidy):
        return _without_day(int(found[1]), _common_year(int(found[2])))
    elif found := _MONTH_YEAR.fullmatch(tidy):
        return _without_day(_month(found["month"]), _year(found["year"], found["era"], False))
    return PartialDate(_day_of_tidy(tidy, two_digit=False))


def _without_day(month: int, year: int) -> PartialDate:
    return PartialDate(_checked(1, month or 1, year), "month" if month else "year")


def _tidy(text: str) -> str:
    if len(text) > _LONGEST:
        raise _unread()
    return thaitext.arabic_digits(thaitext.clean(text)).translate(_DASHES)


def _month(name: str) -> int:
    number = NUMBER_BY_NAME.get(name.replace(".", "").replace(" ", "").lower())
    if number is None:
        raise DateError(
            "month",
            gettext("The name of the month is not known."),
            gettext("Write the month in full or short, such as กุมภาพันธ์ or ก.พ."),
        )
    return number


def _year(digits: str, era: str | None, two_digit: bool) -> int:
    """The year in the common era of digits as they were written."""
    if len(digits) == 2 and two_digit:
        return 2500 + int(digits) - BUDDHIST_OFFSET
    if len(digits) != 4:
        raise DateError(
            "two_digit_year" if len(digits) == 2 else "year",
            gettext("The year does not have 4 digits."),
            gettext("Write the year with 4 digits, such as 2518 or 1975."),
        )
    year = int(digits)
    if era and (era[0] in "พBb") != (year >= _FIRST_BUDDHIST_YEAR):
        raise _wrong_year()
    return _common_year(year)


def _common_year(year: int) -> int:
    common = year - BUDDHIST_OFFSET if year >= _FIRST_BUDDHIST_YEAR else year
    if common not in _COMMON_YEARS:
        raise _wrong_year()
    return common


def _checked(day: int, month: int, year: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        pass
    if not 1 <= month <= 12:
        raise DateError(
            "month", gettext("There is no such month."), gettext("Write a month from 1 to 12.")
        )
    if (day, month) == (29, 2):
        raise DateError(
            "not_leap_year",
            gettext("In the year %(year)s February has only 28 days.")
            % {"year": year + BUDDHIST_OFFSET},
            gettext("Check the day, the month and the year on the paper."),
        )
    raise DateError(
        "impossible_day",
        gettext("That month has no such day."),
        gettext("Check the day, the month and the year on the paper."),
    )


def _future() -> DateError:
    return DateError(
        "future",
        gettext("This day is still to come."),
        gettext("Check the year, such as 2568 for the common era's 2025."),
    )


def _wrong_year() -> DateError:
    return DateError(
        "year",
        gettext("The year cannot be right."),
        gettext("Write a Buddhist year such as 2518, or 1975 of the common era."),
    )


def _unread() -> DateError:
    return DateError(
        "unread",
        gettext("This is not a date that can be read."),
        gettext("Write day, month and year, such as 26/02/2568 or 26 ก.พ. 2568."),
    )
