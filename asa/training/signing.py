"""Codes that say nothing and that nobody can make up: of a badge, of a cohort's calendar."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from asa.common.shortcodes import code_from, typed_code
from asa.training.codes import BADGE_LENGTH, FEED_LENGTH

_SALT, _FEED_SALT = "asa.training.badge", "asa.training.cohort-feed"


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


def feed_code(cohort: UUID) -> str:
    """What makes the address of a cohort's calendar: whoever was given it reads days and venue, and
    nobody finds another's. It stays the same, so that calendars go on asking.
    """
    digest = salted_hmac(_FEED_SALT, cohort.hex, algorithm="sha256").digest()
    return code_from(digest, FEED_LENGTH)


def is_of_this_feed(code: str, cohort: UUID) -> bool:
    """Whether a calendar that asks was given the address of this cohort."""
    return constant_time_compare(feed_code(cohort), code)
