from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.people.actions import end_post, give_post, system_user
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.rules import can_end_post, can_give_post_to
from asa.places.codes import Level
from asa.places.models import Area
from asa.volunteers.actions.activities import refresh_standing
from asa.volunteers.actions.ending import end_all, end_offices_elsewhere, end_posts, end_work
from asa.volunteers.actions.steps import NewStep, check_day, take_step
from asa.volunteers.actions.work import begin_main_assignment
from asa.volunteers.checks import judge, why_not
from asa.volunteers.codes import Channel, EndReason, StepKind, VolunteerState
from asa.volunteers.models import Volunteer, VolunteerStep
from asa.volunteers.queries import (
    current_assignments,
    end_of,
    end_reasons,
    ended_before_registration,
    field_posts_of,
    provinces_touched,
)
from asa.volunteers.rules import can_change_volunteer, can_move_volunteer
from asa.volunteers.signals import volunteer_stepped

S = VolunteerState


@dataclass(frozen=True)
class Order:
    """Why a step is taken, in words, and the number of the order that says so."""

    text: str = ""
    number: str = ""


NO_ORDER = Order()


@transaction.atomic
def suspend_volunteer(volunteer: Volunteer, *, order: Order, by: User, on: date) -> VolunteerStep:
    """Let a volunteer rest: not counted as current until reinstated, and the posts end."""
    allow(can_change_volunteer(by, volunteer))
    words = written(order.text, _("Write the reason."))
    posts = end_posts(volunteer, by=by, on=on)
    step = NewStep(
        StepKind.SUSPENDED,
        S.SUSPENDED,
        order_no=order.number,
        text=words,
        details={"posts": posts},
    )
    return take_step(volunteer, step=step, come_from={S.REGISTERED}, by=by, on=on)


@transaction.atomic
def reinstate_volunteer(
    volunteer: Volunteer, *, by: User, on: date, order: Order = NO_ORDER
) -> VolunteerStep:
    """Take a suspended or an ended volunteer back; posts are given anew where they are needed."""
    allow(can_change_volunteer(by, volunteer))
    details: dict[str, Any] = {"before": end_of(volunteer)}
    if volunteer.state == S.ENDED:
        _check_return(volunteer)
        if ended_before_registration(volunteer):
            raise DomainError(_("This person was no volunteer yet. Let the person apply again."))
        reasons = why_not(volunteer, S.VERIFIED, on=on)
        if deviates := judge(reasons, order.text):
            details["deviates"] = deviates
    step = NewStep(
        StepKind.REINSTATED,
        S.REGISTERED,
        order_no=order.number,
        text=order.text,
        details=details,
    )
    taken = take_step(
        volunteer, step=step, come_from={S.SUSPENDED, S.ENDED}, by=by, on=on,
        ended_on=None, end_reason="",
    )  # fmt: skip
    begin_main_assignment(volunteer, on=on)
    return taken


@transaction.atomic
def end_volunteer(
    volunteer: Volunteer, *, reason: EndReason, by: User, on: date, order: Order = NO_ORDER
) -> VolunteerStep:
    """End a volunteer's work for a reason: assignments, offices and posts end with it."""
    allow(can_change_volunteer(by, volunteer))
    if reason not in end_reasons(volunteer):
        raise DomainError(
            _("“%(reason)s” is no reason to end who is “%(state)s”. Choose another.")
            % {"reason": reason.label, "state": volunteer.get_state_display()}
        )
    ended = end_work(volunteer, by=by, on=on)
    step = NewStep(
        StepKind.ENDED,
        S.ENDED,
        order_no=order.number,
        reason=reason,
        text=order.text,
        details=ended,
    )
    everywhere = set(VolunteerState) - {S.ENDED}
    taken = take_step(
        volunteer, step=step, come_from=everywhere, by=by, on=on, ended_on=on, end_reason=reason
    )
    if reason == EndReason.DECEASED:
        volunteer.person.died_on = on
        volunteer.person.save(update_fields=["died_on"])
    return taken


@transaction.atomic
def apply_again(
    volunteer: Volunteer, *, by: User, on: date, order: Order = NO_ORDER
) -> VolunteerStep:
    """Take the application of somebody who was ended: the same person with the same history.

    The registration number of before stays with the entry until another is given.
    """
    allow(can_change_volunteer(by, volunteer))
    _check_return(volunteer)
    details = {"before": end_of(volunteer), "channel": Channel.AGAIN.value}
    step = NewStep(StepKind.APPLIED, S.APPLIED, text=order.text, details=details)
    return take_step(
        volunteer, step=step, come_from={S.ENDED}, by=by, on=on, ended_on=None, end_reason=""
    )


def _check_return(volunteer: Volunteer) -> None:
    if volunteer.end_reason == EndReason.DECEASED:
        raise DomainError(
            _("The register says that this person has died. If that is wrong, take the step back.")
        )


@transaction.atomic
def move_volunteer(
    volunteer: Volunteer,
    *,
    to: Area,
    by: User,
    on: date,
    order: Order = NO_ORDER,
    agreed_with: User | None = None,
) -> Volunteer:
    """Let a volunteer work elsewhere: the main assignment ends there and one begins here.

    The registration number stays. Offices of centres that the new place does not belong to end,
    and so do the posts of the old place. agreed_with: who keeps the register of the other place,
    where the two belong to different provinces.
    """
    # Who ends or moves the same volunteer at this moment waits, and is told what holds by then.
    volunteer.refresh_from_db(from_queryset=Volunteer.objects.select_for_update())
    allow(can_move_volunteer(by, volunteer, to, agreed_with))
    if to.level not in (Level.TAMBON, Level.VILLAGE):
        raise DomainError(_("Choose the sub-district or the village where the volunteer lives."))
    if volunteer.state != VolunteerState.REGISTERED:
        raise DomainError(_("Only a registered volunteer moves. Reinstate the volunteer first."))
    before = volunteer.area_id
    if before == to.pk:
        raise DomainError(_("The volunteer is there already. Choose another place."))
    check_day(volunteer, on=on)
    # Beside the main one, areas of work in another province end with a move.
    left_behind = Q(is_main=True) | ~Q(area__code__startswith=to.pk[:2])
    ended = end_all(current_assignments(volunteer).filter(left_behind), on=on)
    volunteer.area = to
    volunteer.save(update_fields=["area"])
    begin_main_assignment(volunteer, on=on)
    step = leave_place(
        volunteer, before=before, order=order, by=by, on=on, ended={"assignments": ended}
    )
    refresh_standing(volunteer)
    # One line in the journal of each province that the move touches.
    for place in provinces_touched(before, to.pk):
        journal.record(
            by, "volunteer.moved", volunteer, area=place, on=on, before=before, after=to.pk,
            subject=volunteer.person_id if order.text else None, text=order.text,
        )  # fmt: skip
    volunteer_stepped.send(VolunteerStep, step=step, by=by, on=on)
    return volunteer


@transaction.atomic
def leave_place(
    volunteer: Volunteer,
    *,
    before: str,
    by: User,
    on: date,
    order: Order = NO_ORDER,
    ended: Mapping[str, list[str]] = MappingProxyType({}),
) -> VolunteerStep:
    """What follows from working elsewhere than before: the offices of centres that the new place
    does not belong to end, the posts of the old place too, and the story tells the move.

    ended: the keys of what ended with it already, by kind; the step keeps them for the way back.
    Part of an action whose rule has been asked, and which tells those who listen.
    """
    kept = {
        **ended,
        "offices": end_offices_elsewhere(volunteer, on=on),
        "posts": move_posts(volunteer, before=before, by=by, on=on),
    }
    return VolunteerStep.objects.create(
        volunteer=volunteer,
        kind=StepKind.MOVED,
        from_state=volunteer.state,
        to_state=volunteer.state,
        on=on,
        order_no=order.number,
        details={
            "before": before,
            "after": volunteer.area_id,
            **{name: keys for name, keys in kept.items() if keys},
        },
        text=order.text or None,
        by=by,
    )


@transaction.atomic
def move_posts(volunteer: Volunteer, *, before: str, by: User, on: date) -> list[str]:
    """End the posts of the place where a volunteer worked before; the post of a volunteer begins
    at the new place, if the actor may give it. Who leads there is chosen there.

    The move itself ends them, also where it is made by somebody who gives no posts. The keys of
    the posts that ended.
    """
    ended = []
    for post in field_posts_of(volunteer, on):
        of_before = post.area_id.startswith(before[:6]) or post.holds(before)
        if not of_before or post.holds(volunteer.area_id):
            continue
        ends = by if can_end_post(by, post) else system_user()
        end_post(post, on=max(on, post.started_on), by=ends)
        ended.append(str(post.pk))
        if post.role == Role.VOLUNTEER:
            _begin_post(volunteer, post, by=by, on=on)
    return ended


def _begin_post(volunteer: Volunteer, old: Post, *, by: User, on: date) -> None:
    """For the village or the whole sub-district, as before, where both are known."""
    user, there = old.user, Area.objects.get(pk=volunteer.area_id[: len(old.area_id)])
    held = any(post.area_id == there.pk for post in field_posts_of(volunteer, on))
    if user.is_active and not held and can_give_post_to(by, user, Role.VOLUNTEER, there.pk):
        give_post(user, role=Role.VOLUNTEER, area=there, started_on=on, by=by)
