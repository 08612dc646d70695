"""Planned activities: planned, volunteers named for their duties, held or cancelled.

Whoever lacks a skill that a duty needs is not sent on it; she may come along to learn beside
somebody who has it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.bounds import check_day, check_fits, check_number
from asa.common.errors import DomainError, allow, written
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import User
from asa.people.queries import holders
from asa.places.models import Area
from asa.training.codes import (
    COUNTED_AS,
    MOST_ACTIVITY_DAYS,
    MOST_PEOPLE,
    REMINDED_AT,
    GoingPart,
    PlannedState,
    Readiness,
)
from asa.training.kinds import (
    ACTIVITY_CANCELLED,
    ACTIVITY_CHANGED,
    NAMED,
    SKILL_MISSING,
    SKILL_MISSING_NEARBY,
    TAKEN_OFF,
)
from asa.training.models import Duty, Going, PlannedActivity
from asa.training.queries import duties_on
from asa.training.queries.activities import missing_of, readiness_of, ready_of_all
from asa.training.rules import can_keep_activity, can_plan_activity, can_send
from asa.volunteers.actions import count_activity
from asa.volunteers.codes import ActivityKind, ActivitySource, VolunteerState
from asa.volunteers.models import Activity, Volunteer

SHOWN_IN_CALENDARS = ("name", "starts_on", "ends_on", "place")


@dataclass(frozen=True)
class ActivityPlan:
    """What is done, when and where, the duties in it, and how many people it needs.

    kind: what it counts as for each who came; empty where the work counts by itself.
    """

    name: str
    place: str
    starts_on: date
    ends_on: date
    duties: Sequence[Duty]
    people_needed: int
    kind: str = ""
    note: str = ""


@transaction.atomic
def plan_activity(area: Area, *, plan: ActivityPlan, by: User, on: date) -> PlannedActivity:
    """Plan an activity of an area, with the duties for which volunteers are then named."""
    allow(can_plan_activity(by, area.pk))
    told = _checked(plan, on)
    made = PlannedActivity.objects.create(area=area, planned_by=by, **told)
    made.duties.set(plan.duties)
    _note(by, "planned_activity.planned", made, on)
    return made


@transaction.atomic
def change_activity(
    activity: PlannedActivity, *, plan: ActivityPlan, by: User, on: date
) -> PlannedActivity:
    """Change a planned activity; other days or another place are told to everybody named. Once it
    has begun, what is not done yet: the last day, the meeting point, the people needed, the note.

    Days on which somebody sent on a duty would lack a skill are refused.
    """
    allow(can_keep_activity(by, activity))
    held = _held(activity)
    told = _checked(plan, on, held)
    goings = list(held.goings.select_related("volunteer", "duty"))
    if {one.duty_id for one in goings} - {duty.pk for duty in plan.duties}:
        raise DomainError(_("Volunteers are named for a duty that you take out. Move them first."))
    if not (held.has_begun(on) and plan.ends_on == held.ends_on):
        _check_still_ready(goings, plan.ends_on, on)
    changed = sorted(name for name, value in told.items() if getattr(held, name) != value)
    if set(held.duties.all()) != set(plan.duties):
        changed.append("duties")
        held.duties.set(plan.duties)
    is_moved = any(name in SHOWN_IN_CALENDARS for name in changed)
    if is_moved:
        told |= {"sequence": held.sequence + 1, "changed_at": timezone.now()}
        for one in goings:
            one.warned_on = None
        bulk.update(goings, ["warned_on"])
    for name, value in told.items():
        setattr(held, name, value)
    held.save(update_fields=list(told))
    _note(by, "planned_activity.changed", held, on, fields=changed)
    if is_moved:
        _tell(held, ACTIVITY_CHANGED, goings, by)
    return held


def _held(activity: PlannedActivity) -> PlannedActivity:
    """The activity, locked, as long as it is planned."""
    held = PlannedActivity.objects.select_for_update().get(pk=activity.pk)
    if held.state != PlannedState.PLANNED:
        raise DomainError(
            _("This activity is “%(old)s” already.") % {"old": held.get_state_display()}
        )
    return held


def _checked(plan: ActivityPlan, on: date, held: PlannedActivity | None = None) -> dict[str, Any]:
    """What is kept of a plan; DomainError for what cannot be. held: as it was planned so far."""
    name = written(plan.name, _("Write what is done."))
    place = written(plan.place, _("Say where they meet."))
    note = plan.note.strip()
    check_fits(PlannedActivity, name=name, place=place, note=note)
    if held is not None and held.has_begun(on):
        _check_is_mended(plan, held, on)
    else:
        check_day(plan.starts_on, first=on)
    if plan.ends_on < plan.starts_on:
        raise DomainError(_("The last day comes after the first."))
    check_number((plan.ends_on - plan.starts_on).days + 1, least=1, most=MOST_ACTIVITY_DAYS)
    check_number(plan.people_needed, least=1, most=MOST_PEOPLE)
    if not plan.duties:
        raise DomainError(_("Choose at least one duty."))
    if plan.kind and plan.kind not in COUNTED_AS:
        raise DomainError(_("Choose from the list what it counts as."))
    chosen = held.duties.all() if held is not None else ()
    in_force = {duty.pk for duty in (*duties_on(on), *chosen)}
    if {duty.pk for duty in plan.duties} - in_force:
        raise DomainError(_("Choose duties that are in force."))
    told = {key: value for key, value in vars(plan).items() if key != "duties"}
    return told | {"name": name, "place": place, "note": note}


def _check_is_mended(plan: ActivityPlan, held: PlannedActivity, on: date) -> None:
    """What was done on the days that are over stays: name, first day, duties, what it counts as."""
    same = ("name", "starts_on", "kind")
    is_other = any(getattr(plan, name) != getattr(held, name) for name in same)
    if is_other or set(plan.duties) != set(held.duties.all()):
        raise DomainError(
            _(
                "This activity has begun. Change only the last day, the meeting point, the people"
                " needed or the note."
            )
        )
    if plan.ends_on != held.ends_on:
        check_day(plan.ends_on, first=on)


def _check_still_ready(goings: Iterable[Going], last: date, on: date) -> None:
    """Whoever is sent on a duty has its skills on the new days too."""
    lost = sum(
        bool(_missing(one.volunteer, one.duty, last, on))
        for one in goings
        if one.part == GoingPart.DOES
    )
    if lost:
        raise DomainError(
            _(
                "On these days %(n)s of those named would lack a skill. Choose other days, or take"
                " them off first."
            )
            % {"n": lost}
        )


def _missing(volunteer: Volunteer, duty: Duty, last: date, on: date) -> list[str]:
    found = readiness_of([volunteer.person_id], duty.skills_needed, last, on=on)
    return [one.words for one in missing_of(found[volunteer.person_id])]


@transaction.atomic
def send_volunteer(
    activity: PlannedActivity, *, volunteer: Volunteer, duty: Duty, part: GoingPart, by: User,
    on: date,
) -> Going:  # fmt: skip
    """Name a volunteer for a duty of an activity, and tell her.

    Refused where a skill that the duty needs is lacking until the last day. Who comes along to
    learn needs none, but somebody who has them all goes on the same duty.
    """
    allow(can_send(by, activity, volunteer))
    one = Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    held = _held(activity)
    _check_may_go(one, held, duty)
    if part == GoingPart.DOES:
        _check_skills(one, duty, held.ends_on, on)
    elif not held.goings.filter(duty=duty, part=GoingPart.DOES).exists():
        raise DomainError(
            _("Nobody experienced goes on this duty yet. Send somebody who has the skills first.")
        )
    going = Going.objects.create(activity=held, volunteer=one, duty=duty, part=part, named_by=by)
    _note(by, "planned_activity.named", held, on, volunteer=str(one.pk), part=str(part))
    _tell(held, NAMED, [going], by, day=held.starts_on.isoformat())
    return going


def _check_may_go(volunteer: Volunteer, activity: PlannedActivity, duty: Duty) -> None:
    if volunteer.state != VolunteerState.REGISTERED:
        raise DomainError(
            _("%(name)s is not a registered volunteer today.") % {"name": volunteer.person}
        )
    if not activity.duties.filter(pk=duty.pk).exists():
        raise DomainError(_("This duty is not one of the activity."))
    if activity.goings.filter(volunteer=volunteer).exists():
        raise DomainError(_("%(name)s is named already.") % {"name": volunteer.person})


def _check_skills(volunteer: Volunteer, duty: Duty, last: date, on: date) -> None:
    if missing := _missing(volunteer, duty, last, on):
        raise DomainError(
            _(
                "%(name)s cannot be sent on “%(duty)s” yet: %(skills)s. Nominate %(name)s for a"
                " course that gives it, or let %(name)s come along to learn."
            )
            % {"name": volunteer.person, "duty": duty.name, "skills": " · ".join(missing)}
        )


@transaction.atomic
def take_off(going: Going, *, by: User, on: date) -> None:
    """Take somebody off an activity, and tell her; nobody is left to learn alone."""
    activity = going.activity
    allow(can_keep_activity(by, activity))
    held = _held(activity)
    found = held.goings.filter(pk=going.pk).select_related("volunteer").first()
    if found is None:
        raise DomainError(_("This name has been taken off already."))
    others = held.goings.filter(duty=found.duty_id).exclude(pk=found.pk)
    learns = others.filter(part=GoingPart.LEARNS).exists()
    if learns and not others.filter(part=GoingPart.DOES).exists():
        raise DomainError(
            _("Whoever comes along to learn would be alone on this duty. Take them off first.")
        )
    _note(by, "planned_activity.taken_off", held, on, volunteer=str(found.volunteer_id))
    _tell(held, TAKEN_OFF, [found], by)
    found.delete()


@transaction.atomic
def hold_activity(
    activity: PlannedActivity, *, came: Collection[UUID], by: User, on: date
) -> PlannedActivity:
    """Write down who came, by the keys of the volunteers, on the last day or later; once.

    For each of them it counts as work done, unless the same work of that day counts already.
    """
    allow(can_keep_activity(by, activity))
    if on < activity.ends_on:
        raise DomainError(_("The last day is still to come."))
    if not came:
        raise DomainError(_("Nobody is marked as present. Mark who came."))
    # Whoever names somebody or takes a name off at this moment waits, or has been waited for.
    _held(activity)
    named = {one.volunteer_id: one for one in activity.goings.select_related("volunteer")}
    if not named.keys() >= set(came):
        raise DomainError(_("Only who is named for the activity is marked as present."))
    people = Volunteer.objects.select_for_update(no_key=True).filter(pk__in=came)
    present = list(people.order_by("pk"))
    activity.move_to(PlannedState.HELD)
    for key, one in named.items():
        one.came = key in came
    bulk.update(list(named.values()), ["came"])
    if activity.kind:
        _count(activity, present, by)
    _note(by, "planned_activity.held", activity, on, came=len(present))
    return activity


def _count(activity: PlannedActivity, present: list[Volunteer], by: User) -> None:
    kind = ActivityKind(activity.kind)
    counted = Activity.objects.filter(
        volunteer__in=present, kind=kind, happened_on=activity.starts_on, withdrawn_on=None
    )
    known = set(counted.values_list("volunteer_id", flat=True))
    for one in present:
        if one.pk not in known and one.state == VolunteerState.REGISTERED:
            count_activity(
                one, kind=kind, source=ActivitySource.PLANNED,
                happened_on=activity.starts_on, by=by,
            )  # fmt: skip


@transaction.atomic
def cancel_activity(
    activity: PlannedActivity, *, reason: str, by: User, on: date
) -> PlannedActivity:
    """Call an activity off with the reason; everybody named is told."""
    allow(can_keep_activity(by, activity))
    why = written(reason, _("Write why it is cancelled."))
    check_fits(PlannedActivity, reason=why)
    activity.move_to(
        PlannedState.CANCELLED, reason=why, sequence=F("sequence") + 1, changed_at=timezone.now()
    )
    _note(by, "planned_activity.cancelled", activity, on)
    _tell(activity, ACTIVITY_CANCELLED, activity.goings.select_related("volunteer"), by)
    return activity


@transaction.atomic
def warn_of_activities(*, on: date) -> int:
    """Tell whoever is named for an activity before long, or one that goes on, that a skill ends
    before it is over, and who leads there; once for its days. Tells how many people are meant.
    """
    last = on + timedelta(days=max(REMINDED_AT))
    goings = list(
        Going.objects.filter(
            activity__state=PlannedState.PLANNED, activity__starts_on__lte=last,
            activity__ends_on__gte=on, warned_on__isnull=True,
        ).select_related("activity", "duty", "volunteer").order_by("pk")
    )  # fmt: skip
    found = []
    for one, ready in ready_of_all(goings, on):
        states = {each.readiness for each in ready}
        lacks = one.part == GoingPart.DOES and Readiness.LACKING in states
        if lacks or Readiness.ENDING in states:
            found.append(one)
    for one in found:
        one.warned_on = on
        _tell(one.activity, SKILL_MISSING, [one])
    bulk.update(found, ["warned_on"])
    for activity in {one.activity_id: one.activity for one in found}.values():
        leads = [*holders(Role.TAMBON_LEAD, activity.area_id), activity.planned_by]
        link = reverse("training:activity", args=[activity.pk])
        tell(leads, kind=SKILL_MISSING_NEARBY, area=activity.area_id, link=link)
    return len(found)


def _note(by: User, verb: str, activity: PlannedActivity, on: date, **data: Any) -> None:
    journal.record(by, verb, activity, area=activity.area_id, on=on, **data)


def _tell(
    activity: PlannedActivity, kind: str, goings: Iterable[Going], by: User | None = None,
    **params: Any,
) -> None:  # fmt: skip
    """Whoever acts knows it already."""
    people = [one.volunteer.person_id for one in goings]
    users = User.objects.filter(person__in=people, is_active=True).order_by("pk")
    link = reverse("training:activity", args=[activity.pk])
    if by is not None:
        users = users.exclude(pk=by.pk)
    if kind == TAKEN_OFF:
        link = reverse("training:mine")
    tell(users, kind=kind, area=activity.area_id, link=link, **params)
