"""The short code on a badge: it says nothing, and nobody can make one up."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from asa.common.shortcodes import code_from, typed_code
from asa.training.codes import BADGE_LENGTH

_SALT = "asa.training.badge"


def badge_code(enrolment: UUID) -> str:
    """The code of somebody's badge in a cohort, as it is typed without its dash: "7Q4M2K9P".

    A keyed digest of the enrolment's key: nothing can be read out of it, and without the
    installation's key none can be made.
    """
    return code_from(salted_hmac(_SALT, enrolment.hex, algorithm="sha256").digest(), BADGE_LENGTH)


def of_this_badge(code: str, enrolments: Iterable[UUID]) -> UUID | None:
    """Whose badge has the code, as it was typed or scanned; None where nobody's has."""
    wanted = typed_code(code, BADGE_LENGTH)
    found = [key for key in enrolments if constant_time_compare(badge_code(key), wanted)]
    return found[0] if len(found) == 1 else None
