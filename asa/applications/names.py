"""The code on the receipt of an application."""

from uuid import UUID

from asa.common import crypto
from asa.common.shortcodes import code_from


def code_of(ticket: UUID) -> str:
    """The code that belongs to the random ticket of a form.

    The ticket lies in the applicant's form alone, and the database has of the code only its keyed
    hash. Who sends the same form twice, since the line broke, gets the same receipt twice.
    """
    return code_from(crypto.mac("application_code", ticket.bytes))


def index_of(code: str) -> str:
    """The keyed hash by which the database knows a code."""
    return crypto.blind_index("application_code", code)
