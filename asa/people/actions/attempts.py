from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asa.common.thaidate import thai_time
from asa.people.codes import Outcome
from asa.people.errors import TooManyTries
from asa.people.models import SignInAttempt
from asa.people.queries.attempts import wait_for_another, wait_until

# What the law on computer traffic asks to be kept.
KEPT_FOR = timedelta(days=90)
Answer = TypeVar("Answer")


@transaction.atomic
def begin_attempt(account: str, *, device: str, address: str, at: datetime) -> SignInAttempt:
    """Write a try down before it is looked at, so that many at once cannot slip through."""
    return SignInAttempt.objects.create(account=account, device=device, address=address, at=at)


@transaction.atomic
def forget_attempts(*, at: datetime) -> int:
    """Delete the tries that need not be kept any more; tells how many."""
    return SignInAttempt.objects.filter(at__lt=at - KEPT_FOR).delete()[0]


class Throttle:
    """Lets a secret be tried ten times in a quarter of an hour, counted in the database."""

    def __init__(self, account: str, *, device: str, address: str) -> None:
        self.account, self.device, self.address = account, device, address

    def check(self, question: Callable[[], Answer | None]) -> Answer | None:
        """Ask the question and count a failure; raises TooManyTries without asking."""
        attempt = begin_attempt(
            self.account, device=self.device, address=self.address, at=timezone.now()
        )
        until = wait_until(attempt)
        if until is not None:
            attempt.move_to(Outcome.REFUSED)
            raise TooManyTries(
                _(
                    "There were too many tries. Wait until %(time)s and try again,"
                    " or ask your coordinator for an activation code."
                )
                % {"time": thai_time(until + timedelta(minutes=1))}
            )
        answer = question()
        if answer is not None:
            attempt.move_to(Outcome.SIGNED_IN)
        return answer


@transaction.atomic
def count_attempt(account: str, *, address: str, at: datetime, most: int) -> datetime | None:
    """Count something that is done without a secret; tells until when it has to wait, if it does.

    most: how often in a quarter of an hour. Nothing of it counts against anybody's sign-in.
    """
    attempt = begin_attempt(account, device="", address=address, at=at)
    attempt.move_to(Outcome.SIGNED_IN)
    until = wait_for_another(attempt, most)
    if until is not None:
        attempt.move_to(Outcome.REFUSED)
    return until
