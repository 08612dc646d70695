"""At the door: who did not come, and who takes the seat."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.actions.seats import check_still_comes, hold_enrolment
from asa.training.codes import EnrolmentState
from asa.training.models import Enrolment, Quota
from asa.training.queries.roll import HELD_NOW
from asa.training.rules import can_call_roll

# Who may be let in: the reserve, and whoever of the quota was nominated once and came after all.
_AFTER_ALL = (EnrolmentState.DECLINED, EnrolmentState.WITHDRAWN)


@transaction.atomic
def mark_absent(enrolment: Enrolment, *, by: User, on: date) -> Enrolment:
    """Note that somebody did not come; the seat is free for whoever stands at the door."""
    allow(can_call_roll(by, enrolment.cohort))
    _hold(enrolment, on)
    _leave(enrolment)
    enrolment.quota.move_to(taken=-1)
    _note(by, "enrolment.absent", enrolment, on)
    return enrolment


@transaction.atomic
def swap_on_the_spot(
    enrolment: Enrolment, *, substitute: Enrolment, reason: str = "", by: User, on: date
) -> Enrolment:
    """Give the seat of somebody who did not come to somebody who is there; tells who has it now.

    The seat stays in its quota: who comes from the reserve of another area joins this quota, and
    the reason is written down.
    """
    allow(can_call_roll(by, enrolment.cohort))
    if substitute.cohort_id != enrolment.cohort_id:
        raise DomainError(_("Only who was nominated for this cohort takes a seat of it."))
    is_from_elsewhere = substitute.quota_id != enrolment.quota_id
    why = reason.strip()
    if is_from_elsewhere:
        why = written(reason, _("Say why somebody of another area takes the seat."))
    _hold(enrolment, on)
    if enrolment.state == EnrolmentState.ABSENT:
        _take_the_free_seat(enrolment.quota)
    else:
        _leave(enrolment)
    _enter(substitute, enrolment, on, is_from_elsewhere=is_from_elsewhere)
    told = {"text": why, "subject": substitute.person_id} if why else {}
    _note(by, "enrolment.swapped", substitute, on, instead_of=str(enrolment.pk), **told)
    return substitute


def _hold(enrolment: Enrolment, on: date) -> None:
    """A seat is given at the door on the days of the cohort alone: before them who waits moves up
    by herself.
    """
    cohort = hold_enrolment(enrolment).cohort
    if cohort.state not in HELD_NOW:
        raise DomainError(
            _("This cohort is “%(old)s” already.") % {"old": cohort.get_state_display()}
        )
    if on < cohort.starts_on:
        raise DomainError(_("The first day is still to come."))


def _leave(enrolment: Enrolment) -> None:
    if enrolment.attendances.filter(is_present=True).exists():
        raise DomainError(_("This person was there already. Take the tick back first."))
    enrolment.move_to(EnrolmentState.ABSENT)


def _take_the_free_seat(quota: Quota) -> None:
    if not quota.move_to(taken=1):
        raise DomainError(_("This seat was given away already."))


def _enter(substitute: Enrolment, absent: Enrolment, on: date, *, is_from_elsewhere: bool) -> None:
    check_still_comes(substitute)
    if substitute.state in _AFTER_ALL and not is_from_elsewhere:
        substitute.move_to(EnrolmentState.RESERVE)
    elif substitute.state != EnrolmentState.RESERVE:
        raise DomainError(_("This person is not in the reserve any more. Look at the list again."))
    substitute.move_to(
        EnrolmentState.CONFIRMED, quota=absent.quota, in_place_of=absent, answered_on=on,
        answer_by=None,
    )  # fmt: skip


def _note(by: User, verb: str, enrolment: Enrolment, on: date, **data: Any) -> None:
    area = str(enrolment.cohort.workshop.owner_id)
    journal.record(by, verb, enrolment, area=area, on=on, **data)
