"""Short codes that people read, say and type: on a receipt, a card, a certificate, a badge."""

import secrets
from typing import Final

from asa.common.thaitext import arabic_digits

# No 0 O 1 I: a code is read aloud and copied by hand. Thirty-two signs are five bits each.
ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
# Sixty bits: not to be guessed by many addresses at once.
PUBLIC_LENGTH: Final = 12
_GROUP: Final = 4


def new_code(length: int = PUBLIC_LENGTH) -> str:
    """A random code that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _n in range(length))


def code_from(digest: bytes, length: int = PUBLIC_LENGTH) -> str:
    """The code that stands for a keyed digest: always the same one."""
    number = int.from_bytes(digest)
    signs = []
    for _place in range(length):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def grouped(code: str) -> str:
    """A code in groups of four, as it is shown: 7Q4M-2K9P-H3VT."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def typed_code(text: str, length: int = PUBLIC_LENGTH) -> str:
    """The code in what somebody typed or scanned; "" where there is none of this length."""
    signs = "".join(arabic_digits(text).upper().split()).replace("-", "")
    fits = len(signs) == length and all(sign in ALPHABET for sign in signs)
    return signs if fits else ""
