"""Registration numbers as offices write them, and the names of centres."""

import re
from typing import Any, Final

from django.utils.translation import gettext, override

from asa.common import thaitext
from asa.common.errors import InputError
from asa.common.imports import cells
from asa.places.queries import shown_place

_NUMBER = re.compile(r"([0-9A-Za-zก-ฮ][0-9A-Za-zก-ฮ.\- ]{0,24})\s*/\s*(\d{4})")
_YEARS: Final = range(2546, 2700)
_YEARS_AS_WRITTEN: Final = frozenset(map(str, _YEARS))
_ABSENT: Final = ("", "-", "–")


def registration_number(cell: Any) -> tuple[str, int | None]:
    """Number and year (B.E.) of "868600022/2546"; ("", None) for an empty cell."""
    if cell.__class__ is str and cell.isascii():  # what most are: digits, a stroke, a year
        number, _, year = cell.partition("/")
        if number.isdigit() and len(number) <= 25 and year in _YEARS_AS_WRITTEN:
            return number, int(year)
    text = thaitext.arabic_digits(cells.as_text(cell))
    if text in _ABSENT:
        return "", None
    found = _NUMBER.fullmatch(text)
    if found is None or int(found[2]) not in _YEARS:
        raise InputError(
            "registration_number",
            gettext("This is not a registration number with its year."),
            gettext("Write number, stroke and year, such as 868600022/2546."),
        )
    return found[1].strip(), int(found[2])


def centre_name(level: str, area: str) -> str:
    """The Thai name of the centre of a tambon, district or province."""
    with override("th"):
        place = shown_place(area, level)
        return gettext("Volunteer coordination centre of %(place)s") % {"place": place}
