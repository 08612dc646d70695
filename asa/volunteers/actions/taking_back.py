"""Taking a step of a volunteer's life back: what it ended is given again, or else named."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common.bounds import check_has_come
from asa.common.errors import DomainError, allow, written
from asa.people.actions import give_post
from asa.people.models import Post, User
from asa.people.rules import can_give_post_to
from asa.places.models import Area
from asa.volunteers.actions.ending import end_offices_elsewhere, end_posts, end_work
from asa.volunteers.actions.life import move_posts
from asa.volunteers.actions.steps import NewStep, write_step
from asa.volunteers.actions.work import begin_main_assignment
from asa.volunteers.codes import (
    HELD_BY_ONE,
    EndReason,
    StepKind,
    VolunteerKind,
    VolunteerState,
)
from asa.volunteers.models import Centre, Volunteer, VolunteerStep
from asa.volunteers.queries import LEADS, area_of_work, current_assignments, last_step
from asa.volunteers.rules import can_take_step_back

K = StepKind
Changes = dict[str, Any]


@transaction.atomic
def take_step_back(
    volunteer: Volunteer, *, reason: str, by: User, on: date, only: UUID | None = None
) -> VolunteerStep:
    """Take back the last step of a volunteer's life: the state before it holds again.

    What the step had ended is restored as far as possible; what must be given anew stands in
    `details["missing"]` of the new step, by kind: keys of areas of work, offices and posts.
    only: the step that is meant; where another is the last one by now, nothing is taken back.
    """
    seen = last_step(volunteer)
    # Who takes or takes back another step at this moment is waited for.
    volunteer.refresh_from_db(from_queryset=Volunteer.objects.select_for_update())
    step = last_step(volunteer)
    allow(can_take_step_back(by, volunteer, step))
    words = written(reason, _("Write why the step is taken back."))
    if step != seen or (only is not None and (step is None or step.pk != only)):
        raise DomainError(_("Another step was taken or taken back since. Look at it once more."))
    if step is None or not step.from_state:
        raise DomainError(
            _("With this step the entry began. End the volunteer's work with its reason instead.")
        )
    check_has_come(on)
    if on < step.on:
        raise DomainError(_("A step cannot be taken back before its own day."))
    if step.kind == K.MOVED:
        _check_way_back(volunteer, step)
    now, before = VolunteerState(step.to_state), VolunteerState(step.from_state)
    volunteer.move_to(before, only_from=now, back=True, **_values_before(step))
    missing = _RESTORE.get(step.kind, _nothing)(volunteer, step, by, on)
    back = NewStep(
        K.TAKEN_BACK,
        before,
        text=words,
        details=_ways(step) | ({"missing": missing} if missing else {}),
        takes_back=step,
        left=step.moves_to,
    )
    return write_step(volunteer, step=back, before=now, by=by, on=on)


def _check_way_back(volunteer: Volunteer, step: VolunteerStep) -> None:
    """A DomainError where the place that a move left, or the one it led to, is not as it was."""
    if volunteer.area_id != step.moves_to:
        raise DomainError(
            _("Areas were changed since this move. Move the volunteer to the place instead.")
        )
    if Area.objects.get(pk=step.moves_from).ended_on is not None:
        raise DomainError(
            _("The former place is not in force any more. Move the volunteer to the one after it.")
        )


def _ways(step: VolunteerStep) -> Changes:
    """From where to where the volunteer goes, where a move is taken back."""
    return {"before": step.moves_to, "after": step.moves_from} if step.moves_to else {}


def _values_before(step: VolunteerStep) -> Changes:
    """The columns of the entry that the step had changed, as they were."""
    kept = step.details.get("before")
    if step.kind == K.REGISTERED and kept:
        number, year, province, day = kept
        return {
            "registration_no": number,
            "registration_year_be": year,
            "registration_province": province,
            "registered_on": _day(day),
        }
    if step.kind == K.MOVED:
        return {"area_id": step.moves_from}
    if step.kind == K.GROWN_UP:
        return {"kind": VolunteerKind.YOUTH}
    if step.kind in (K.APPLIED, K.REINSTATED) and kept:
        day, reason = kept
        return {"ended_on": _day(day), "end_reason": reason}
    return {"ended_on": None, "end_reason": ""} if step.kind == K.ENDED else {}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- what a step had ended or begun ---------------------------------------------------------------

Missing = dict[str, list[str]]
Restore = Callable[[Volunteer, VolunteerStep, User, date], Missing]


def _nothing(_volunteer: Volunteer, _step: VolunteerStep, _by: User, _on: date) -> Missing:
    return {}


def _after_an_end(volunteer: Volunteer, step: VolunteerStep, by: User, on: date) -> Missing:
    if step.reason == EndReason.DECEASED:
        volunteer.person.died_on = None
        volunteer.person.save(update_fields=["died_on"])
    found = {
        "assignments": _reopen_assignments(volunteer, step.details.get("assignments", [])),
        "offices": _reopen_offices(volunteer, step.details.get("offices", [])),
        **_posts(volunteer, step, by, on),
    }
    return {name: keys for name, keys in found.items() if keys}


def _posts(volunteer: Volunteer, step: VolunteerStep, by: User, on: date) -> Missing:
    """The posts that the step ended are given again from today on, where the actor may."""
    missing = [key for key in step.details.get("posts", []) if not _given_again(key, by, on)]
    return {"posts": missing} if missing else {}


def _given_again(key: str, by: User, on: date) -> bool:
    """Who leads where is one thing at a time: where somebody else does by now, it stays so."""
    post = Post.objects.select_related("user", "area").get(pk=key)
    user = post.user
    held = Post.objects.filter(Post.current_on(on), role=post.role, area=post.area_id)
    holders = set(held.values_list("user", flat=True))
    if user.pk in holders:
        return True
    if post.role in LEADS and holders:
        return False
    if not user.is_active or not can_give_post_to(by, user, post.role, post.area_id):
        return False
    try:
        with transaction.atomic():
            give_post(user, role=post.role, area=post.area, started_on=on, by=by)
    except DomainError:
        return False
    return True


def _after_a_move(volunteer: Volunteer, step: VolunteerStep, by: User, on: date) -> Missing:
    """What the move began is gone, what it ended goes on; what has begun there since ends."""
    current_assignments(volunteer).filter(is_main=True).delete()
    found = {
        "assignments": _reopen_assignments(volunteer, _left_behind(volunteer, step)),
        "offices": _reopen_offices(volunteer, step.details.get("offices", [])),
        **_posts(volunteer, step, by, on),
    }
    begin_main_assignment(volunteer, on=on)
    end_offices_elsewhere(volunteer, on=on)
    move_posts(volunteer, before=step.moves_to, by=by, on=on)
    return {name: keys for name, keys in found.items() if keys}


def _left_behind(volunteer: Volunteer, step: VolunteerStep) -> list[str]:
    """The areas of work that a move ended; a move by a list tells none, so the latest main one."""
    if kept := step.details.get("assignments"):
        return list(kept)
    ended = volunteer.assignments.filter(is_main=True, ended_on=step.on)
    former = ended.filter(area=area_of_work(step.moves_from, volunteer.responsibility))
    return [str(key) for key in former.order_by("-started_on").values_list("pk", flat=True)[:1]]


def _reopen_assignments(volunteer: Volunteer, keys: list[str]) -> list[str]:
    missing = []
    for assignment in volunteer.assignments.filter(pk__in=keys).order_by("-is_main"):
        current = volunteer.assignments.filter(ended_on__isnull=True)
        in_the_way = {"is_main": True} if assignment.is_main else {"area": assignment.area_id}
        if current.filter(**in_the_way).exists():
            missing.append(str(assignment.pk))
            continue
        assignment.ended_on = None
        assignment.save(update_fields=["ended_on"])
    return missing


def _reopen_offices(volunteer: Volunteer, keys: list[str]) -> list[str]:
    """What one person alone holds, and somebody else has by now, stays with that person."""
    missing = []
    for office in volunteer.offices.filter(pk__in=keys):
        centre = Centre.objects.select_for_update().get(pk=office.centre_id)
        current = centre.offices.filter(ended_on__isnull=True, position=office.position)
        if office.position in HELD_BY_ONE and current.exists():
            missing.append(str(office.pk))
            continue
        office.ended_on = None
        office.save(update_fields=["ended_on"])
    return missing


def _end_what_began(volunteer: Volunteer, step: VolunteerStep, by: User, on: date) -> Missing:
    """Who is not registered any more works nowhere; the suspended keep what is no post."""
    if step.from_state == VolunteerState.SUSPENDED:
        end_posts(volunteer, by=by, on=on)
    else:
        end_work(volunteer, by=by, on=on)
    return {}


_RESTORE: dict[str, Restore] = {
    K.MOVED: _after_a_move,
    K.ENDED: _after_an_end,
    K.SUSPENDED: _posts,
    K.REGISTERED: _end_what_began,
    K.REINSTATED: _end_what_began,
}
