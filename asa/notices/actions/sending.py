"""The outbox: each message through each channel is taken up once, sent, tried again or given up."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from asa.common import jobs, journal
from asa.common.codes import JobState
from asa.common.errors import DomainError, allow
from asa.common.models import Job
from asa.notices.channels import NotSent
from asa.notices.codes import (
    BROKEN_OFF_AFTER,
    MOST_TRIES,
    SEND,
    WAITS,
    DeliveryState,
    Why,
)
from asa.notices.models import Delivery
from asa.notices.queries import Outbox, next_moment
from asa.notices.rules import can_send_again
from asa.people.actions import system_user
from asa.people.models import User


@transaction.atomic
def plan_sending(*, after: datetime) -> Job | None:
    """Queue a run that sends what waits at a moment, unless one that is to begin by then waits."""
    waiting = Job.objects.filter(kind=SEND, state=JobState.WAITING)
    begin = [datetime.fromisoformat(job.params["after"]) for job in waiting]
    if any(moment <= after for moment in begin):
        return None
    params = {"after": after.isoformat()}
    return jobs.start(SEND, _("Messages are sent"), by=system_user(), params=params, after=after)


@transaction.atomic
def plan_next_sending(*, at: datetime) -> Job | None:
    """Queue a run for when the next message may go out; none while nothing waits."""
    moment = next_moment()
    return None if moment is None else plan_sending(after=max(moment, at))


@transaction.atomic
def take_up(delivery: Delivery, *, outbox: Outbox, at: datetime) -> str | None:
    """Take a message up to send it; gives the address, or None where it is not to be sent now.

    Of several workers who come to one message, one gets the address. What was read meanwhile, is
    not wanted any more or no longer of this person's work is dropped; what falls into quiet hours
    waits until they end, unless its kind is urgent.
    """
    if why := outbox.why_not(delivery):
        delivery.move_to(DeliveryState.DROPPED, why=why, ended_at=at)
        return None
    if until := outbox.quiet_until(delivery, at):
        delivery.move_to(DeliveryState.WAITING, next_try_at=until)
        return None
    is_ours = delivery.move_to(
        DeliveryState.SENDING, taken_up_at=at, attempts=F("attempts") + 1, why=""
    )
    return outbox.address_of(delivery) if is_ours else None


@transaction.atomic
def note_sent(delivery: Delivery, *, at: datetime) -> bool:
    """Write down that a message went out; tells whether it still was in this worker's hands."""
    return delivery.move_to(DeliveryState.SENT, ended_at=at, why="")


@transaction.atomic
def note_failed(delivery: Delivery, *, fault: NotSent, at: datetime) -> bool:
    """Write down why a message did not go out, and when it is tried again, or that it is not."""
    if fault.for_good or delivery.attempts >= MOST_TRIES:
        return delivery.move_to(DeliveryState.FAILED, why=fault.why, ended_at=at)
    wait = WAITS[delivery.attempts - 1]
    return delivery.move_to(DeliveryState.WAITING, why=fault.why, next_try_at=at + wait)


@transaction.atomic
def give_up_broken_off(*, at: datetime) -> int:
    """Write down as failed what somebody took up and never told the end of; tells how many.

    It may have arrived, so it is not sent again unless somebody asks for it.
    """
    dead = Delivery.objects.filter(
        state=DeliveryState.SENDING, taken_up_at__lt=at - BROKEN_OFF_AFTER
    )
    return sum(
        one.move_to(DeliveryState.FAILED, why=Why.INTERRUPTED, ended_at=at) for one in list(dead)
    )


@transaction.atomic
def send_again(delivery: Delivery, *, by: User, at: datetime) -> Delivery:
    """Let a message that failed be tried anew from the first try on."""
    allow(can_send_again(by, delivery))
    if delivery.state != DeliveryState.FAILED or not delivery.move_to(
        DeliveryState.WAITING, attempts=0, next_try_at=at, why="", ended_at=None
    ):
        raise DomainError(_("This message is not among the failed ones any more."))
    journal.record(
        by, "delivery.sent_again", delivery, area=delivery.notice.area or "TH",
        channel=delivery.channel,
    )  # fmt: skip
    plan_sending(after=at)
    return delivery
