"""The two ways in which Asa says no."""

from django.core.exceptions import PermissionDenied


class DomainError(Exception):
    """A rule of the work says no; the message is a translated sentence that can be shown as it is."""


def allow(answer: bool) -> None:
    """Stop an action unless its rule answered yes."""
    if not answer:
        raise PermissionDenied
