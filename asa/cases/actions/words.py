"""Words that an act cannot do without."""

from asa.common.errors import DomainError


def written(words: str, otherwise: str) -> str:
    """The words without blanks around them; a DomainError with the other sentence if none."""
    found = words.strip()
    if not found:
        raise DomainError(otherwise)
    return found
