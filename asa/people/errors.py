"""Why a sign-in is refused for a while."""

from asa.common.errors import DomainError


class TooManyTries(DomainError):
    """The account or the address was tried too often; the sentence says until when to wait."""
