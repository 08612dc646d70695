"""Codes as people read them, titles in English, and what stands on the front of a card."""

import secrets
from typing import Final

from asa.cards.codes import ALPHABET, CODE_LENGTH
from asa.common import thaititles
from asa.common.thaitext import arabic_digits

_ENGLISH_TITLES: Final = {
    "นาย": "Mr.",
    "นาง": "Mrs.",
    "นางสาว": "Miss",
    "เด็กชาย": "Master",
    "เด็กหญิง": "Miss",
}
_GROUP: Final = 4


def new_code() -> str:
    """A random code that nobody can guess, for the QR of one card."""
    return "".join(secrets.choice(ALPHABET) for _n in range(CODE_LENGTH))


def grouped(code: str) -> str:
    """A code in groups of four, as it is printed beside the QR: 7Q4M-2K9P-H3VT."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def typed_code(text: str) -> str:
    """The code in what somebody typed or scanned; "" where there is none."""
    signs = "".join(arabic_digits(text).upper().split()).replace("-", "")
    fits = len(signs) == CODE_LENGTH and all(sign in ALPHABET for sign in signs)
    return signs if fits else ""


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
