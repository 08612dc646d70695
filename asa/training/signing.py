"""The short code on a badge: it says nothing, and nobody can make one up."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from asa.training.codes import BADGE_ALPHABET, BADGE_LENGTH

_SALT = "asa.training.badge"


def badge_code(enrolment: UUID) -> str:
    """The code of somebody's badge in a cohort, as it is typed without its dash: "7Q4M2K9P".

    A keyed digest of the enrolment's key: nothing can be read out of it, and without the
    installation's key none can be made.
    """
    digest = salted_hmac(_SALT, enrolment.hex, algorithm="sha256").digest()
    bits = int.from_bytes(digest[: BADGE_LENGTH * 5 // 8], "big")
    signs = [BADGE_ALPHABET[bits >> 5 * place & 31] for place in range(BADGE_LENGTH)]
    return "".join(reversed(signs))


def shown_code(code: str) -> str:
    """The code as it stands on the badge: "7Q4M-2K9P"."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def of_this_badge(code: str, enrolments: Iterable[UUID]) -> UUID | None:
    """Whose badge has the code, as it was typed or scanned; None where nobody's has."""
    wanted = "".join(code.upper().split()).replace("-", "")
    found = [key for key in enrolments if constant_time_compare(badge_code(key), wanted)]
    return found[0] if len(found) == 1 else None
