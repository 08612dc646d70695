"""The Thai citizen id: 13 digits, the last of them a check digit.

The check digit is weak (nothing protects the third digit), so a good id alone never says that two
records are one person.
"""

import re
from operator import mul
from typing import Final

from django.db import models
from django.utils.translation import gettext, gettext_lazy

from asa.common import thaitext
from asa.common.errors import InputError

_WEIGHTS: Final = tuple(range(13, 1, -1))
# In ASCII a figure stands at its value and that of "0".
_WEIGHT_OF_ZEROS: Final = ord("0") * sum(_WEIGHTS)
_SEPARATORS: Final = str.maketrans("", "", " -‐‑‒–—−.")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


class CitizenIdError(InputError):
    """A citizen id that cannot be taken as it stands; nothing of it is ever guessed."""


class IdKind(models.TextChoices):
    """What the first digit of a citizen id says about its holder."""

    CITIZEN = "citizen", gettext_lazy("Thai citizen")
    PINK_CARD = "pink_card", gettext_lazy("Person without Thai nationality (pink card)")
    NON_REGISTERED = "non_registered", gettext_lazy("Person without registration status")


_KIND_BY_FIRST_DIGIT: Final = {
    "0": IdKind.NON_REGISTERED,
    **dict.fromkeys("12345", IdKind.CITIZEN),
    **dict.fromkeys("678", IdKind.PINK_CARD),
}


def parse(value: object) -> str:
    """The 13 digits of an id typed with dashes, spaces or Thai digits, or held by a number cell.

    Raises CitizenIdError with reason and remedy; its `fault` is missing, letters, scientific,
    too_short, too_long, first_digit or check_digit.
    """
    if value.__class__ is str and value.isascii():  # what most are: digits, perhaps with dashes
        digits = value if len(value) == 13 else value.replace("-", "").replace(" ", "")
        if len(digits) == 13 and digits.isdigit():
            return _checked(digits)
    digits = _digits(value)
    if len(digits) != 13:
        raise _wrong_length(len(digits))
    return _checked(digits)


def check_digit(digits: str) -> str:
    """The digit that belongs behind the first twelve of an id."""
    # There are twelve weights: what stands behind the twelfth digit is not counted.
    total = sum(map(mul, digits.encode("ascii"), _WEIGHTS)) - _WEIGHT_OF_ZEROS
    return str((11 - total % 11) % 10)


def kind(digits: str) -> IdKind:
    """Whose id it is, by its first digit (the meaning of the digits is the registry's custom)."""
    return _KIND_BY_FIRST_DIGIT[digits[0]]


def shown(digits: str) -> str:
    """All digits, grouped as on the card: 3-8607-12345-67-8."""
    return "-".join((digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12:]))


def masked(number: str) -> str:
    """The id as pages show it: 3-86xx-xxxxx-41-2; of a passport or a code the ends alone."""
    if len(number) != len(_WEIGHTS) + 1 or not number.isdigit():
        return f"{number[:2]}xxxxx{number[-2:]}"
    return f"{number[0]}-{number[1:3]}xx-xxxxx-{number[10:12]}-{number[12:]}"


def _digits(value: object) -> str:
    """The digits of what was typed or of a number cell, in 0–9."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _digits_of_number(value)
    if value is not None and not isinstance(value, str):
        raise _with_letters()
    text = thaitext.arabic_digits(thaitext.clean(value or ""))
    if not text.strip("-– "):
        raise CitizenIdError(
            "missing",
            gettext("There is no citizen id."),
            gettext("Write the 13 digits of the id card."),
        )
    if _SCIENTIFIC.fullmatch(text):
        raise CitizenIdError(
            "scientific",
            gettext("The spreadsheet has shortened the citizen id and its last digits are lost."),
            gettext("Set the column to text and type the 13 digits again."),
        )
    digits = text.translate(_SEPARATORS).removeprefix("'")
    if not (digits.isascii() and digits.isdigit()):
        raise _with_letters()
    return digits


def _digits_of_number(number: float) -> str:
    """The digits of a number cell; a zero lost at its front is not guessed."""
    if not 0 <= number < 10**15 or number != int(number):
        raise _with_letters()
    return str(int(number))


def _checked(digits: str) -> str:
    if digits[0] not in _KIND_BY_FIRST_DIGIT:
        raise CitizenIdError(
            "first_digit",
            gettext("No citizen id begins with %(digit)s.") % {"digit": digits[0]},
            gettext("Compare it with the id card, digit by digit."),
        )
    if check_digit(digits) != digits[12]:
        raise CitizenIdError(
            "check_digit",
            gettext("This citizen id is not right: a digit is wrong or two are swapped."),
            gettext("Compare it with the id card, digit by digit."),
        )
    return digits


def _wrong_length(length: int) -> CitizenIdError:
    remedy = gettext("Write the 13 digits of the id card.")
    if length < 13:
        reason = gettext("The citizen id has %(length)s digits; %(missing)s missing.")
        counts = {"length": length, "missing": 13 - length}
        return CitizenIdError("too_short", reason % counts, remedy)
    reason = gettext("The citizen id has %(length)s digits; %(surplus)s too many.")
    return CitizenIdError("too_long", reason % {"length": length, "surplus": length - 13}, remedy)


def _with_letters() -> CitizenIdError:
    return CitizenIdError(
        "letters",
        gettext("A citizen id has digits only."),
        gettext("Write the 13 digits of the id card."),
    )
