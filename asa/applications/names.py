"""The code on the receipt of an application."""

from typing import Final
from uuid import UUID

from asa.applications.codes import ALPHABET, CODE_LENGTH
from asa.common import crypto
from asa.common.thaitext import arabic_digits

_GROUP: Final = 4


def code_of(ticket: UUID) -> str:
    """The code that belongs to the random ticket of a form.

    The ticket lies in the applicant's form alone, and the database has of the code only its keyed
    hash. Who sends the same form twice, since the line broke, gets the same receipt twice.
    """
    number = int.from_bytes(crypto.mac("application_code", ticket.bytes))
    signs = []
    for _place in range(CODE_LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def index_of(code: str) -> str:
    """The keyed hash by which the database knows a code."""
    return crypto.blind_index("application_code", code)


def grouped(code: str) -> str:
    """A code as the receipt shows it: 7Q4M-2K9P-H3VT."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def typed_code(text: str) -> str:
    """The code in what somebody typed; "" where there is none."""
    signs = "".join(arabic_digits(text).upper().split()).replace("-", "")
    fits = len(signs) == CODE_LENGTH and all(sign in ALPHABET for sign in signs)
    return signs if fits else ""
