"""The two ways in which Asa says no."""

from django.core.exceptions import PermissionDenied


class DomainError(Exception):
    """A rule of the work says no; the message is a sentence that can be shown as it is."""


class InputError(DomainError):
    """A value that cannot be taken: what is wrong with it (reason) and how to mend it (remedy).

    `fault` names the kind of fault for machines; it never holds the value itself.
    """

    def __init__(self, fault: str, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.fault = fault
        self.reason = reason
        self.remedy = remedy


def written(words: str, otherwise: str) -> str:
    """The words without blanks around them; a DomainError with the other sentence if none."""
    found = words.strip()
    if not found:
        raise DomainError(otherwise)
    return found


def allow(answer: bool) -> None:
    """Stop an action unless its rule answered yes."""
    if not answer:
        raise PermissionDenied


class PhotoError(InputError):
    """A file that cannot be kept as a photo."""
