"""Taking a step of a volunteer's life back: what it ended is given again, or else named."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common.bounds import check_has_come
from asa.common.errors import DomainError, allow, written
from asa.people.actions import give_post
from asa.people.models import Post, User
from asa.people.rules import can_give_post_to
from asa.volunteers.actions.ending import end_posts, end_work
from asa.volunteers.actions.steps import NewStep, write_step
from asa.volunteers.codes import (
    HELD_BY_ONE,
    EndReason,
    StepKind,
    VolunteerKind,
    VolunteerState,
)
from asa.volunteers.models import Centre, Volunteer, VolunteerStep
from asa.volunteers.queries import last_step
from asa.volunteers.rules import can_change_volunteer

K = StepKind
Changes = dict[str, Any]


@transaction.atomic
def take_step_back(volunteer: Volunteer, *, reason: str, by: User, on: date) -> VolunteerStep:
    """Take back the last step of a volunteer's life: the state before it holds again.

    What the step had ended is restored as far as possible; what must be given anew stands in
    `details["missing"]` of the new step, by kind: keys of areas of work, offices and posts.
    """
    allow(can_change_volunteer(by, volunteer))
    words = written(reason, _("Write why the step is taken back."))
    step = last_step(volunteer)
    if step is None or not step.from_state:
        raise DomainError(
            _("With this step the entry began. End the volunteer's work with its reason instead.")
        )
    check_has_come(on)
    if on < step.on:
        raise DomainError(_("A step cannot be taken back before its own day."))
    now, before = VolunteerState(step.to_state), VolunteerState(step.from_state)
    volunteer.move_to(before, only_from=now, back=True, **_values_before(step))
    missing = _RESTORE.get(step.kind, _nothing)(volunteer, step, by, on)
    back = NewStep(
        K.TAKEN_BACK,
        before,
        text=words,
        details={"missing": missing} if missing else {},
        takes_back=step,
    )
    return write_step(volunteer, step=back, before=now, by=by, on=on)


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
    post = Post.objects.select_related("user", "area").get(pk=key)
    user = post.user
    if not user.is_active or not can_give_post_to(by, user, post.role, post.area_id):
        return False
    try:
        with transaction.atomic():
            give_post(user, role=post.role, area=post.area, started_on=on, by=by)
    except DomainError:
        return False
    return True


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
    K.ENDED: _after_an_end,
    K.SUSPENDED: _posts,
    K.REGISTERED: _end_what_began,
    K.REINSTATED: _end_what_began,
}
