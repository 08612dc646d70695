"""Ways of telling people outside of the product. Each is one class, registered by its code.

A channel is given an address and a letter and knows neither notices nor users. What it carries
names nobody (`kinds.outside_words`).
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.notices.codes import Channel, Why

LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Letter:
    """What is carried: a sentence and a link; key: the same for each try of one message."""

    key: str
    subject: str
    text: str


class NotSent(Exception):
    """A letter did not go out. for_good: another try would change nothing."""

    def __init__(self, why: Why, *, for_good: bool = False) -> None:
        super().__init__(why.value)
        self.why, self.for_good = why, for_good


# Sends one letter to one address, or raises NotSent.
Send = Callable[[str, Letter], None]


class Carrier(Protocol):
    """What a channel has to be able to do."""

    def is_ready(self) -> bool:
        """Whether this installation can send through it."""

    def read_address(self, typed: str) -> str:
        """The address that a person typed, in one form; a DomainError says how to mend it."""

    def hint(self, address: str) -> str:
        """An address as others may see it."""

    def opened(self) -> AbstractContextManager[Send]:
        """One connection for as many letters as are sent inside."""


_CARRIERS: dict[str, Carrier] = {}


def register(channel: str, carrier: Carrier) -> None:
    """Say which class carries what goes through a channel."""
    _CARRIERS[channel] = carrier


def carrier_of(channel: str) -> Carrier:
    return _CARRIERS[channel]


def ready_channels() -> list[str]:
    """The channels through which this installation can send."""
    return [channel for channel, carrier in _CARRIERS.items() if carrier.is_ready()]


class Email:
    """E-mail, by whatever Django's settings name: a folder, a mail server, a service of anymail."""

    def is_ready(self) -> bool:
        return bool(settings.ASA_EMAIL_URL)

    def read_address(self, typed: str) -> str:
        found = typed.strip()
        local, _at, domain = found.rpartition("@")
        try:
            validate_email(found)
        except ValidationError as error:
            raise DomainError(_("Write an e-mail address, such as name@example.com")) from error
        if len(found) > LONGEST_ADDRESS or not found.isascii():
            raise DomainError(_("Write an e-mail address, such as name@example.com"))
        return f"{local}@{domain.lower()}"

    def hint(self, address: str) -> str:
        local, _at, domain = address.rpartition("@")
        return f"{local[:1]}…@{domain}"

    @contextmanager
    def opened(self) -> Iterator[Send]:
        connection = get_connection()
        refusals, faults = _what_goes_wrong()
        host = urlsplit(settings.ASA_PUBLIC_ADDRESS).hostname or "asa"

        def send(address: str, letter: Letter) -> None:
            # The same name for each try: a mailbox that has it already shows it once.
            headers = {"Message-ID": f"<{letter.key}@{host}>", "Auto-Submitted": "auto-generated"}
            message = EmailMessage(
                letter.subject, letter.text, to=[address], headers=headers, connection=connection
            )
            try:
                message.send()
            except refusals as error:
                raise NotSent(Why.REFUSED, for_good=True) from error
            except faults as error:
                raise NotSent(Why.UNREACHABLE) from error

        try:
            yield send
        finally:
            connection.close()


def _what_goes_wrong() -> tuple[tuple[type[Exception], ...], tuple[type[Exception], ...]]:
    """What says that an address is refused, and what says that nothing went out this time."""
    if not settings.EMAIL_BACKEND.startswith("anymail."):
        return (SMTPRecipientsRefused,), (SMTPException, OSError)
    # Half a second to load, for those alone who send by a service.
    from anymail.exceptions import AnymailError, AnymailRecipientsRefused  # noqa: PLC0415 - as said

    return (AnymailRecipientsRefused,), (AnymailError, OSError)


def register_channels() -> None:
    register(Channel.EMAIL, Email())
