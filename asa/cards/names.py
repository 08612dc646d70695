"""Titles in English, and what stands on the front of a card."""

from typing import Final

from asa.common import thaititles

_ENGLISH_TITLES: Final = {
    "นาย": "Mr.",
    "นาง": "Mrs.",
    "นางสาว": "Miss",
    "เด็กชาย": "Master",
    "เด็กหญิง": "Miss",
}


def english_name(prefix: str, given: str, family: str) -> str:
    """Title and name in Latin letters; "" where the register has no English name."""
    if not given:
        return ""
    title = _ENGLISH_TITLES.get(thaititles.full(prefix), "")
    return " ".join(part for part in (title, given, family) if part)


def id_in_groups(number: str) -> str:
    """A citizen id as cards show it, 1 2345 67890 12 3; another number as it is."""
    if len(number) != 13 or not number.isdigit():
        return number
    parts = (number[0], number[1:5], number[5:10], number[10:12], number[12])
    return " ".join(parts)
