"""By what number a person of a register is known: citizen id, passport, or none and why.

Nothing is guessed: what may be a citizen id with a slip in it is no passport, and words are a
reason only where they begin as one.
"""

import re
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext

from asa.common import citizenid
from asa.common.citizenid import CitizenIdError
from asa.common.errors import DomainError
from asa.common.imports import cells
from asa.volunteers.checks import number_and_kind

LONGEST_REASON: Final = 120
# A passport has fewer digits than a citizen id with one letter in it by mistake.
_DIGITS_OF_PASSPORTS: Final = range(2, 11)
_PASSPORT: Final = re.compile(
    r"^(?:หนังสือเดินทาง|พาสปอร์ต|passport)\s*(?:เลขที่|no\.?)?\s*[:.]?\s*", re.IGNORECASE
)
_THERE_IS_NONE: Final = r"(?:ไม่มี(?:เลข(?:ประจำตัว|บัตร)?|บัตร(?:ประจำตัว)?)?(?:ประชาชน)?|none)"
_BECAUSE: Final = re.compile(
    rf"^{_THERE_IS_NONE}?[\s,:–-]*(?:เพราะว่า|เพราะ|เนื่องจาก|because)[\s:]*|^{_THERE_IS_NONE}$",
    re.IGNORECASE,
)
_REASONS: Final = (
    "ไม่มี", "ไม่ได้", "ยังไม่", "ไร้", "รอ", "อยู่ระหว่าง", "ตกหล่น", "ตกสำรวจ", "เพราะ", "เนื่องจาก",
    "none", "because", "stateless",
)  # fmt: skip
# Whoever fills in so does not know the number: it is no passport, whatever stands behind it.
_NOT_KNOWN: Final = re.compile(
    r"^(?:ไม่ทราบ|ไม่รู้|ไม่ระบุ|ไม่แน่ใจ|unknown|not known|n/?a\b|nil\b)", re.IGNORECASE
)
_MANY_DIGITS: Final = re.compile(r"(?:\d[\s-]?){5}")


class NoNumber(NamedTuple):
    """That a person has no number, and why ("": the cell itself does not say)."""

    reason: str


def number_of_person(cell: Any) -> str | NoNumber:
    """13 digits, a passport number in capitals, or that there is none; an empty cell is a fault."""
    try:
        return citizenid.parse(cell) if cell.__class__ is str else cells.citizen_id(cell)
    except CitizenIdError as error:
        if not isinstance(cell, str):
            raise
        return _otherwise(cells.as_text(cell), error)


def number_or_none(cell: Any) -> str:
    """As `number_of_person`; "" for an empty cell and for who has none: others say who is meant."""
    if isinstance(cell, str) and not cells.as_text(cell):
        return ""
    number = number_of_person(cell)
    return "" if isinstance(number, NoNumber) else number


def _otherwise(text: str, error: CitizenIdError) -> str | NoNumber:
    """What a cell says that holds no citizen id; the error where that is none of the others."""
    if error.fault == "missing" and text:
        return NoNumber("")
    if error.fault != "letters":
        raise error
    if _NOT_KNOWN.match(text):
        raise _neither()
    if text.lower().startswith(_REASONS):
        return NoNumber(_reason(text))
    try:
        number, _kind = number_and_kind(_PASSPORT.sub("", text))
    except DomainError:
        raise _neither() from None
    if sum(letter.isdigit() for letter in number) not in _DIGITS_OF_PASSPORTS:
        raise _neither()
    return number


def _reason(text: str) -> str:
    """The reason alone, without "there is none, because". No number may hide in it."""
    if _MANY_DIGITS.search(text):
        raise _neither()
    said = _BECAUSE.sub("", text)
    return cells.words(LONGEST_REASON)(said)  # type: ignore[no-any-return] # words are text


def _neither() -> CitizenIdError:
    return CitizenIdError(
        "letters",
        gettext("This is neither a citizen id nor a passport number."),
        gettext(
            "Write the 13 digits of the id card, or the passport number in Latin letters and"
            " digits, or ไม่มี เพราะ and the reason."
        ),
    )


def without_reason() -> CitizenIdError:
    """The fault of a row that says that there is no number, and nowhere why."""
    return CitizenIdError(
        "no_reason",
        gettext("The row says that there is no number, but not why."),
        gettext("Write ไม่มี เพราะ and the reason in this cell, or the 13 digits."),
    )
