from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.actions import end_post, give_post, system_user
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.rules import can_end_post, can_give_post_to
from asa.places.codes import Level
from asa.places.models import Area
from asa.volunteers.codes import EndReason, VolunteerState
from asa.volunteers.models import Assignment, Volunteer
from asa.volunteers.queries import area_of_work
from asa.volunteers.rules import can_change_volunteer, can_move_volunteer

FIELD_ROLES = (Role.VOLUNTEER, Role.TAMBON_LEAD, Role.DISTRICT_LEAD)


@transaction.atomic
def suspend_volunteer(volunteer: Volunteer, *, reason: str, by: User, on: date) -> Volunteer:
    """Let a volunteer rest: not counted as current until reinstated, and the posts end."""
    allow(can_change_volunteer(by, volunteer))
    volunteer.move_to(VolunteerState.SUSPENDED)
    _end_posts(volunteer, by=by, on=on)
    journal.record(
        by, "volunteer.suspended", volunteer, area=volunteer.area_id, on=on,
        subject=volunteer.person_id, text=reason,
    )  # fmt: skip
    return volunteer


@transaction.atomic
def reinstate_volunteer(volunteer: Volunteer, *, by: User, on: date, note: str = "") -> Volunteer:
    """Take a suspended or an ended volunteer back; posts are given anew where they are needed."""
    allow(can_change_volunteer(by, volunteer))
    volunteer.move_to(VolunteerState.REGISTERED, ended_on=None, end_reason="")
    if not volunteer.assignments.filter(is_main=True, ended_on__isnull=True).exists():
        _begin_assignment(volunteer, on)
    journal.record(
        by, "volunteer.reinstated", volunteer, area=volunteer.area_id, on=on,
        subject=volunteer.person_id, text=note,
    )  # fmt: skip
    return volunteer


@transaction.atomic
def end_volunteer(
    volunteer: Volunteer, *, reason: EndReason, by: User, on: date, note: str = ""
) -> Volunteer:
    """End a volunteer's work for a reason: assignments, offices and posts end with it."""
    allow(can_change_volunteer(by, volunteer))
    if volunteer.registered_on and on < volunteer.registered_on:
        raise DomainError(_("A volunteer cannot end before being registered. Choose a later day."))
    volunteer.move_to(VolunteerState.ENDED, ended_on=on, end_reason=reason)
    for record in (*_current_assignments(volunteer), *_current_offices(volunteer)):
        record.ended_on = max(on, record.started_on)
        record.save(update_fields=["ended_on"])
    _end_posts(volunteer, by=by, on=on)
    if reason == EndReason.DECEASED:
        volunteer.person.died_on = on
        volunteer.person.save(update_fields=["died_on"])
    journal.record(
        by, "volunteer.ended", volunteer, area=volunteer.area_id, on=on,
        subject=volunteer.person_id, text=note, reason=str(reason),
    )  # fmt: skip
    return volunteer


@transaction.atomic
def move_volunteer(volunteer: Volunteer, *, to: Area, by: User, on: date) -> Volunteer:
    """Let a volunteer work elsewhere: the main assignment ends there and one begins here.

    The registration number stays. Offices of centres that the new place does not belong to end,
    and so do the posts of the old place.
    """
    allow(can_move_volunteer(by, volunteer, to))
    if to.level not in (Level.TAMBON, Level.VILLAGE):
        raise DomainError(_("Choose the sub-district or the village where the volunteer lives."))
    if volunteer.state != VolunteerState.REGISTERED:
        raise DomainError(_("Only a registered volunteer moves. Reinstate the volunteer first."))
    before = volunteer.area_id
    if before == to.pk:
        raise DomainError(_("The volunteer is there already. Choose another place."))
    for assignment in _current_assignments(volunteer).filter(is_main=True):
        assignment.ended_on = max(on, assignment.started_on)
        assignment.save(update_fields=["ended_on"])
    volunteer.area = to
    volunteer.save(update_fields=["area"])
    _begin_assignment(volunteer, on)
    for office in _current_offices(volunteer):
        if not to.pk.startswith(office.centre.area_id):
            office.ended_on = max(on, office.started_on)
            office.save(update_fields=["ended_on"])
    move_posts(volunteer, before=before, by=by, on=on)
    # One line in the journal of each province that the move touches.
    places = {before[:2]: before, to.pk[:2]: to.pk}
    for _province, place in sorted(places.items()):
        journal.record(
            by, "volunteer.moved", volunteer, area=place, on=on, before=before, after=to.pk
        )
    return volunteer


@transaction.atomic
def move_posts(volunteer: Volunteer, *, before: str, by: User, on: date) -> None:
    """End the posts of the place where a volunteer worked before; the post of a volunteer begins
    at the new place, if the actor may give it. Who leads there is chosen there.

    The move itself ends them, also where it is made by somebody who gives no posts.
    """
    for post in _field_posts(volunteer, on):
        of_before = post.area_id.startswith(before[:6]) or post.holds(before)
        if not of_before or post.holds(volunteer.area_id):
            continue
        ends = by if can_end_post(by, post) else system_user()
        end_post(post, on=max(on, post.started_on), by=ends)
        if post.role == Role.VOLUNTEER:
            _begin_post(volunteer, post, by=by, on=on)


def _begin_post(volunteer: Volunteer, old: Post, *, by: User, on: date) -> None:
    """For the village or the whole sub-district, as before, where both are known."""
    user, there = old.user, Area.objects.get(pk=volunteer.area_id[: len(old.area_id)])
    held = any(post.area_id == there.pk for post in _field_posts(volunteer, on))
    if user.is_active and not held and can_give_post_to(by, user, Role.VOLUNTEER, there.pk):
        give_post(user, role=Role.VOLUNTEER, area=there, started_on=on, by=by)


def _begin_assignment(volunteer: Volunteer, on: date) -> None:
    Assignment.objects.create(
        volunteer=volunteer,
        area_id=area_of_work(volunteer.area_id, volunteer.responsibility),
        responsibility=volunteer.responsibility,
        started_on=on,
    )


def _current_assignments(volunteer: Volunteer):  # type: ignore[no-untyped-def] # a related queryset
    return volunteer.assignments.filter(ended_on__isnull=True)


def _current_offices(volunteer: Volunteer):  # type: ignore[no-untyped-def] # a related queryset
    return volunteer.offices.filter(ended_on__isnull=True).select_related("centre")


def _end_posts(volunteer: Volunteer, *, by: User, on: date) -> None:
    """Who is no volunteer now sees nothing as one; posts that another must end are left to that."""
    for post in _field_posts(volunteer, on):
        if can_end_post(by, post):
            end_post(post, on=max(on, post.started_on), by=by)


def _field_posts(volunteer: Volunteer, on: date) -> list[Post]:
    posts = Post.objects.filter(
        Post.current_on(on), user__person=volunteer.person_id, role__in=FIELD_ROLES
    )
    return list(posts.select_related("user", "region"))
