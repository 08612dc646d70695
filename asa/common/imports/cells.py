"""Reading single cells: each function takes a cell as it is and gives a clean value.

What cannot be taken raises InputError with reason and remedy. Nothing is remembered here: a table
asks once for each different cell of a column.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext

from asa.common import citizenid, phones, thaitext
from asa.common.errors import InputError
from asa.common.spreadsheets import Cell, CellError
from asa.common.thaidate import PartialDate, add_years, parse_partial_date, parse_thai_date

Reader = Callable[[Any], Any]
OLDEST: Final = 120
_NOTHING: Final = frozenset({"", "-", "–", "—", "--"})
_SEVERAL = re.compile(r"\s*[,;\n|、]\s*")
_POSTCODE = re.compile(r"[1-9]\d{4}")
_MOST_MONEY: Final = Decimal(100_000_000)


def as_text(cell: Cell) -> str:
    """A cell as cleaned text: 299.0 is 299. Raises InputError for an error of a formula."""
    if cell.__class__ is str:
        return thaitext.clean(cell)
    if isinstance(cell, CellError):
        raise InputError(
            "error_cell",
            gettext("The cell holds the error %(error)s in place of a value.")
            % {"error": cell.text},
            gettext("Type the value itself into this cell."),
        )
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return thaitext.clean(str(cell))


def _is_nothing(cell: Cell) -> bool:
    """Whether a cell says that there is nothing; a longer text is not even looked at."""
    return isinstance(cell, str) and (len(cell) < 4 or cell.isspace()) and as_text(cell) in _NOTHING


def _looked_at(cell: Cell) -> Cell:
    """The cell, unless it holds an error: for parsers that know cells of every kind."""
    if isinstance(cell, CellError):
        as_text(cell)
    return cell


def words(longest: int, *, missing: tuple[str, str] | None = None) -> Reader:
    """Text of at most so many characters; "" for "-". missing: reason and remedy if required."""

    def read(cell: Cell) -> str:
        text = as_text(cell)
        if text in _NOTHING:
            text = ""
        if missing and not text:
            raise InputError("missing", gettext(missing[0]), gettext(missing[1]))
        if len(text) > longest:
            raise InputError(
                "too_long",
                gettext("The text has %(length)s characters; at most %(longest)s fit.")
                % {"length": len(text), "longest": longest},
                gettext("Shorten the text."),
            )
        return text

    return read


_title = words(60)


def several(longest: int) -> Reader:
    """Words within one cell, separated by commas, as a tuple."""
    read_text = words(longest)

    def read(cell: Cell) -> tuple[str, ...]:
        return tuple(word for word in _SEVERAL.split(read_text(cell)) if word)

    return read


def choice(meanings: Mapping[str, Any], empty: Any, remedy: Callable[[], str]) -> Reader:
    """One of the known words, compared by their key; `empty` for an empty cell."""
    by_key = {choice_key(word): value for word, value in meanings.items()}

    def read(cell: Cell) -> Any:
        text = as_text(cell)
        if text in _NOTHING:
            return empty
        found = by_key.get(choice_key(text))
        if found is None:
            raise InputError("unknown", gettext("This word is not known here."), remedy())
        return found

    return read


def choice_key(text: str) -> str:
    """What two spellings of one of a few words share: no spaces, no dots."""
    return thaitext.key(text).replace(" ", "").replace(".", "")


def title(cell: Cell) -> str:
    """The title before a name, in full: น.ส. is นางสาว."""
    return thaitext.full_title(_title(cell))


def postcode(cell: Cell) -> str:
    text = thaitext.arabic_digits(as_text(cell))
    if text in _NOTHING:
        return ""
    if not _POSTCODE.fullmatch(text):
        raise InputError(
            "postcode",
            gettext("A postcode has 5 digits."),
            gettext("Write 5 digits, such as 86000, or leave the cell empty."),
        )
    return text


def money(cell: Cell) -> Decimal | None:
    """An amount in baht, such as 12,500 or 12500.50; None for an empty cell."""
    text = thaitext.arabic_digits(as_text(cell)).replace(",", "").removesuffix("บาท").strip()
    if text in _NOTHING:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < _MOST_MONEY:
        raise InputError(
            "money",
            gettext("This is not an amount of money."),
            gettext("Write the amount in digits, such as 12,500."),
        )
    return amount.quantize(Decimal("0.01"))


def count(cell: Cell) -> int | None:
    """A whole number from 0 to 999; None for an empty cell."""
    text = thaitext.arabic_digits(as_text(cell))
    if text in _NOTHING:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise InputError(
            "count",
            gettext("This is not a whole number."),
            gettext("Write a number in digits, such as 4."),
        )
    return int(text)


def citizen_id(cell: Cell) -> str:
    """The 13 digits; an empty cell is a fault."""
    return citizenid.parse(_looked_at(cell))


def citizen_id_or_none(cell: Cell) -> str:
    """The 13 digits, or "" where the cell says that there is none."""
    if isinstance(cell, str) and as_text(cell) in (*_NOTHING, "ไม่มี"):
        return ""
    return citizenid.parse(_looked_at(cell))


def telephones(cell: Cell) -> tuple[str, str]:
    """The first mobile number of the cell, or the first one, and another one."""
    if cell.__class__ is str and (mobile := phones.usual_mobile(cell)):
        return mobile, ""
    found = phones.parse_many(_looked_at(cell))
    if len(found) < 2:
        return (found[0], "") if found else ("", "")
    first = next(filter(phones.is_mobile, found), found[0])
    return first, next(number for number in found if number != first)


def day(today: dt.date) -> Reader:
    """A day until today, with a short year meaning 25xx; None for an empty cell."""

    def read(cell: Cell) -> dt.date | None:
        if _is_nothing(cell):
            return None
        return parse_thai_date(_looked_at(cell), today=today, two_digit=True)

    return read


def birth(today: dt.date) -> Reader:
    """A day of birth, as exactly as it is known; None for an empty cell."""
    too_long_ago = add_years(today, -OLDEST - 1)

    def read(cell: Cell) -> PartialDate | None:
        if _is_nothing(cell):
            return None
        born = parse_partial_date(_looked_at(cell), today=today)
        if born.day <= too_long_ago:
            raise InputError(
                "too_old",
                gettext("This would be an age of more than %(years)s years.") % {"years": OLDEST},
                gettext("Compare the year with the id card."),
            )
        return born

    return read
