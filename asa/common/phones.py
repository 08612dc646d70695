"""Telephone numbers: as people write them, stored as E.164 (+66810002345;ext=12), shown grouped.

Thai numbers are read by their own few rules: mobiles have 10 digits and begin with 06, 08 or 09,
land lines have 9 and begin with 02, 03, 04, 05 or 07. Foreign ones must come with + and their
country, and are checked against the international numbering plans.
"""

import re
from typing import Final

from django.utils.translation import gettext

from asa.common import thaitext
from asa.common.errors import InputError

SHORT_CODES: Final = frozenset({"191", "199", "1111", "1155", "1300", "1323", "1507", "1669"})
_LONGEST: Final = 200
_MOBILE = re.compile(r"0[689][0-9]{8}")
_LAND_LINE = re.compile(r"0[23457]\d{7}")
_EXTENSION = re.compile(
    r"(?P<number>.*?)\s*(?:;ext=|ต่อ|ext\.?|#|x)\s*(?P<extension>\d{1,6})", re.IGNORECASE
)
_LABEL = re.compile(r"(?:โทรศัพท์|โทร|มือถือ|เบอร์|tel|phone|mobile)[\s.:]*", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:[,/;\n|、]|และ|หรือ|\band\b|\bor\b)\s*(?!ext=)")
_SEPARATORS: Final = str.maketrans("", "", " -().‐‑‒–—−")
_NO_PHONE: Final = frozenset({"", "-", "--", "ไม่มี", "ไม่มีโทรศัพท์", "none", "n/a"})


class PhoneError(InputError):
    """A telephone number that cannot be rung as it stands."""


def parse(value: object) -> str:
    """One telephone number as E.164 ("+66810002345", "+6677500060;ext=12"), or a short code.

    Raises PhoneError with reason and remedy; its `fault` is missing, several, too_short, too_long,
    letters or unknown.
    """
    numbers = parse_many(value)
    if not numbers:
        raise PhoneError(
            "missing",
            gettext("There is no telephone number."),
            gettext("Write a number such as 081 000 2345."),
        )
    if len(numbers) > 1:
        raise PhoneError(
            "several",
            gettext("There is more than one telephone number."),
            gettext("Write one number only."),
        )
    return numbers[0]


def parse_many(value: object) -> list[str]:
    """All numbers of a cell, each once, in the order written; none for an empty cell or "-"."""
    if value.__class__ is str and (mobile := usual_mobile(value)):
        return [mobile]
    if value is None:
        return []
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [_parse_one(_digits_of_number(value))]
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise _unknown()
    return list(_parse_text(value))


def usual_mobile(text: str) -> str:
    """What most cells hold: one mobile number, as E.164; "" where it must be looked at closely."""
    digits = text.replace("-", "").replace(" ", "")
    if digits.startswith("+66"):
        digits = f"0{digits[3:]}"
    return f"+66{digits[1:]}" if _MOBILE.fullmatch(digits) else ""


def shown(number: str) -> str:
    """A stored number as people read it out: 081 000 2345, 077 500 060 ext. 12, 1300."""
    number, _, extension = number.partition(";ext=")
    text = _grouped(number)
    return (
        gettext("%(number)s ext. %(extension)s")
        % {
            "number": text,
            "extension": extension,
        }
        if extension
        else text
    )


def is_mobile(number: str) -> bool:
    """Whether a stored number is a Thai mobile, which can receive a short message."""
    return re.fullmatch(r"\+66[689]\d{8}", number) is not None


def _parse_text(text: str) -> tuple[str, ...]:
    text = thaitext.arabic_digits(thaitext.clean(text, lines=True))
    if text.lower() in _NO_PHONE:
        return ()
    pieces = [piece for piece in _SPLIT.split(text) if piece.strip("- ")]
    return tuple(dict.fromkeys(_parse_one(piece) for piece in pieces))


def _parse_one(text: str) -> str:
    text = _LABEL.sub("", text, count=1) if text[:1].isalpha() else text
    extension = ""
    if found := _EXTENSION.fullmatch(text):
        text, extension = found["number"], f";ext={found['extension']}"
    digits = text.translate(_SEPARATORS)
    if digits in SHORT_CODES and not extension:
        return digits
    if digits.startswith("+") and not digits.startswith("+66"):
        return _foreign(digits) + extension
    return "+66" + _thai(digits)[1:] + extension


def _thai(digits: str) -> str:
    """A Thai number with its leading zero; the country's code and a lost zero are mended."""
    digits = digits.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        raise PhoneError(
            "letters",
            gettext("A telephone number has digits only."),
            gettext("Write a number such as 081 000 2345."),
        )
    digits = _national(digits)
    if _MOBILE.fullmatch(digits) or _LAND_LINE.fullmatch(digits):
        return digits
    raise _wrong_length(digits) if digits[:2] in _LENGTHS else _unknown()


_LENGTHS: Final = {
    **dict.fromkeys(("06", "08", "09"), 10),
    **dict.fromkeys(("02", "03", "04", "05", "07"), 9),
}


def _national(digits: str) -> str:
    """Digits with the zero that they begin with inside the country."""
    for country in ("0066", "66"):
        rest = digits.removeprefix(country).removeprefix("0")
        if digits.startswith(country) and len(rest) == _LENGTHS.get(f"0{rest[:1]}", 0) - 1:
            return f"0{rest}"
    if not digits.startswith("0") and len(digits) == _LENGTHS.get(f"0{digits[:1]}", 0) - 1:
        return f"0{digits}"
    return digits


def _digits_of_number(number: float) -> str:
    if not 0 <= number < 10**15 or number != int(number):
        raise _unknown()
    return str(int(number))


def _foreign(digits: str) -> str:
    import phonenumbers  # noqa: PLC0415 - 0.1 s that only a foreign number is worth

    try:
        number = phonenumbers.parse(digits)
    except phonenumbers.NumberParseException:
        raise _unknown() from None
    if not phonenumbers.is_valid_number(number):
        raise _unknown()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _grouped(number: str) -> str:
    if not number.startswith("+"):
        return number
    if not number.startswith("+66"):
        return _foreign_grouped(number)
    digits = "0" + number[3:]
    if len(digits) == 10:
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    area = 2 if digits.startswith("02") else 3
    return f"{digits[:area]} {digits[area : area + 3]} {digits[area + 3 :]}"


def _foreign_grouped(number: str) -> str:
    import phonenumbers  # noqa: PLC0415 - 0.1 s that only a foreign number is worth

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _wrong_length(digits: str) -> PhoneError:
    length = _LENGTHS[digits[:2]]
    if length == 10:
        remedy = gettext("A mobile number has 10 digits, such as 081 000 2345.")
    else:
        remedy = gettext("A land line has 9 digits, such as 077 500 060.")
    missing = length - len(digits)
    if missing > 0:
        reason = gettext("Digits missing from the telephone number: %(count)s.")
        return PhoneError("too_short", reason % {"count": missing}, remedy)
    reason = gettext("Digits too many in the telephone number: %(count)s.")
    return PhoneError("too_long", reason % {"count": -missing}, remedy)


def _unknown() -> PhoneError:
    return PhoneError(
        "unknown",
        gettext("This is not a telephone number."),
        gettext("Write a number such as 081 000 2345."),
    )
