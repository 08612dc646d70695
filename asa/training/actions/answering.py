"""A seat is confirmed, given up, taken back or passed on; who waits moves up by herself."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.people.actions import system_user
from asa.people.models import User
from asa.training.actions.seats import (
    answer_day,
    check_still_comes,
    free_seat,
    hold_enrolment,
    hold_quota,
)
from asa.training.codes import PASSING, SEATED, EnrolmentState
from asa.training.kinds import MOVED_UP, NOMINATED, PASSED_ON
from asa.training.models import Enrolment, Quota
from asa.training.rules import can_answer, can_nominate, can_take_back
from asa.training.telling import tell_people

# Who has no seat and may leave the list all the same.
WITHOUT_SEAT = (EnrolmentState.RESERVE, EnrolmentState.PROPOSED)


@transaction.atomic
def confirm_seat(enrolment: Enrolment, *, by: User, on: date) -> Enrolment:
    """Say that one comes, as long as one still may: the seat is one's own."""
    allow(can_answer(by, enrolment))
    held = hold_enrolment(enrolment)
    if enrolment.state != EnrolmentState.NOMINATED:
        raise DomainError(_said(enrolment))
    _check_is_before(held)
    check_still_comes(enrolment)
    enrolment.move_to(EnrolmentState.CONFIRMED, answered_on=on)
    _note(enrolment, "enrolment.confirmed", by=by, on=on)
    return enrolment


@transaction.atomic
def give_up_seat(enrolment: Enrolment, *, by: User, on: date, reason: str = "") -> Enrolment:
    """Give up a seat, or the place in the reserve; the first who waits moves up."""
    allow(can_answer(by, enrolment))
    leave_list(enrolment, state=EnrolmentState.DECLINED, by=by, on=on, reason=reason)
    return enrolment


@transaction.atomic
def withdraw_nomination(enrolment: Enrolment, *, reason: str, by: User, on: date) -> Enrolment:
    """Take a name back that should not have been on the list; the first who waits moves up."""
    allow(can_take_back(by, enrolment))
    why = written(reason, _("Write why the name is taken back."))
    leave_list(enrolment, state=EnrolmentState.WITHDRAWN, by=by, on=on, reason=why)
    return enrolment


@transaction.atomic
def put_in_place(
    waiting: Enrolment, *, of: Enrolment, reason: str, by: User, on: date
) -> Enrolment:
    """Give the seat of somebody who cannot come to one chosen from the reserve of the quota."""
    allow(can_nominate(by, waiting.quota))
    held = hold_enrolment(waiting)
    of.refresh_from_db()
    if of.quota_id != waiting.quota_id or not of.has_seat:
        raise DomainError(_("Choose somebody who has a seat in this list."))
    if waiting.state != EnrolmentState.RESERVE:
        raise DomainError(_said(waiting))
    _check_is_before(held)
    check_still_comes(waiting)
    why = written(reason, _("Write why the seat goes to another."))
    of.move_to(EnrolmentState.DECLINED, answered_on=on, answer_by=None, reason=why)
    day = answer_day(held.cohort, on=on)
    waiting.move_to(EnrolmentState.NOMINATED, answer_by=day, in_place_of=of)
    _note(of, "enrolment.declined", by=by, on=on)
    _note(waiting, "enrolment.put_in_place", by=by, on=on)
    tell_people([waiting], NOMINATED)
    return waiting


@transaction.atomic
def pass_on_unanswered(quota: Quota, *, on: date) -> int:
    """Pass on the seats of a quota that nobody confirmed in time; tells how many there were."""
    held = hold_quota(quota)
    if held.cohort.state not in PASSING:
        return 0
    late = Enrolment.objects.filter(
        quota=held, state=EnrolmentState.NOMINATED, answer_by__lt=on
    ).order_by("rank", "pk")
    found = list(late)
    for one in found:
        leave_list(one, state=EnrolmentState.DECLINED, by=system_user(), on=on, is_late=True)
    tell_people(found, PASSED_ON)
    return len(found)


@transaction.atomic
def leave_list(
    enrolment: Enrolment,
    *,
    state: EnrolmentState,
    by: User,
    on: date,
    reason: str = "",
    is_late: bool = False,
) -> None:
    """Take somebody off the list of a cohort that is not held yet; the first who waits moves up.
    The caller has asked the rule, and says why.
    """
    held = hold_enrolment(enrolment)
    _check_is_before(held)
    had_seat = enrolment.state in SEATED
    if not had_seat and enrolment.state not in WITHOUT_SEAT:
        raise DomainError(_said(enrolment))
    enrolment.move_to(state, answered_on=on, answer_by=None, reason=reason.strip() or None)
    _note(enrolment, "enrolment.passed_on" if is_late else _LEFT[state], by=by, on=on)
    if not had_seat:
        return
    moved_up = free_seat(held, on=on, left_by=enrolment)
    if moved_up is not None:
        tell_of_moving_up([moved_up], by=by, on=on)


_LEFT = {
    EnrolmentState.DECLINED: "enrolment.declined",
    EnrolmentState.WITHDRAWN: "enrolment.withdrawn",
}


@transaction.atomic
def tell_of_moving_up(enrolments: list[Enrolment], *, by: User, on: date) -> int:
    """Write down and tell who moved up; tells how many."""
    for one in enrolments:
        _note(one, "enrolment.moved_up", by=by, on=on)
    tell_people(enrolments, MOVED_UP)
    return len(enrolments)


def _check_is_before(quota: Quota) -> None:
    if quota.cohort.state not in PASSING:
        raise DomainError(
            _("This cohort is “%(old)s” already.") % {"old": quota.cohort.get_state_display()}
        )


def _said(enrolment: Enrolment) -> str:
    return _("Somebody else has just changed this: it is “%(old)s” now.") % {
        "old": enrolment.get_state_display()
    }


def _note(enrolment: Enrolment, verb: str, *, by: User, on: date) -> None:
    journal.record(
        by, verb, enrolment, area=enrolment.area_id, on=on, cohort=str(enrolment.cohort_id)
    )
