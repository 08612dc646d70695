"""Meetings of a committee: planned and invited, held with minutes, and what they gave to do."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.centres.codes import Coming, MeetingState
from asa.centres.kinds import CANCELLED, CORRECTED, MEETING, POINT
from asa.centres.models import FormerMinutes, Invitation, Meeting, Point
from asa.centres.queries import members_of, next_number, users_of
from asa.centres.rules import can_finish_point, can_plan_meeting, can_record_meeting
from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.common.thaidate import buddhist_year
from asa.notices.actions import tell
from asa.people.models import User
from asa.volunteers.actions import count_activity, uncount_activity
from asa.volunteers.codes import ActivityKind, ActivitySource
from asa.volunteers.models import Centre, Volunteer


@dataclass(frozen=True)
class Plan:
    """When and where the committee meets, and about what."""

    day: date
    starts_at: time
    place: str
    agenda: str


@dataclass(frozen=True)
class NewPoint:
    """Something that a meeting gives somebody to do."""

    text: str
    owner: Volunteer
    due_on: date


@dataclass(frozen=True)
class Minutes:
    """What a meeting was: who came (by the key of the volunteer), what was said and decided."""

    coming: Mapping[UUID, Coming]
    text: str
    decisions: str
    ended_at: time | None = None
    points: Sequence[NewPoint] = field(default_factory=list)


@dataclass(frozen=True)
class Correction:
    """What minutes are to say from now on, and why; seen: how often they had been corrected when
    they were read; coming: who came, where that is corrected too.
    """

    text: str
    decisions: str
    reason: str
    seen: int
    ended_at: time | None = None
    coming: Mapping[UUID, Coming] | None = None


@transaction.atomic
def plan_meeting(centre: Centre, *, plan: Plan, by: User, on: date) -> Meeting:
    """Plan a meeting and invite the committee of that day, of one that was held already the
    committee of today; who signs in is told.
    """
    allow(can_plan_meeting(by, centre))
    told = asdict(plan) | {
        "place": written(plan.place, _("Say where the committee meets.")),
        "agenda": written(plan.agenda, _("Write the agenda.")),
    }
    check_fits(Meeting, place=told["place"])
    Centre.objects.select_for_update().get(pk=centre.pk)
    members = members_of(centre, max(plan.day, on))
    if not members:
        raise DomainError(_("Nobody holds an office in this centre. Elect a committee first."))
    year = buddhist_year(plan.day)
    meeting = Meeting.objects.create(
        centre=centre, number=next_number(centre, year), year_be=year,
        planned_by=by, **told,
    )  # fmt: skip
    for volunteer, position in members:
        Invitation.objects.create(meeting=meeting, volunteer=volunteer, position=position)
    _note(by, "meeting.planned", meeting, on)
    _tell(meeting, MEETING, [volunteer for volunteer, _position in members], by)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: User, on: date) -> Meeting:
    """Call a planned meeting off, with the reason; the invited are told."""
    allow(can_record_meeting(by, meeting))
    why = written(reason, _("Say why the meeting is cancelled."))
    check_fits(Meeting, cancel_reason=why)
    meeting.move_to(MeetingState.CANCELLED, cancel_reason=why)
    _note(by, "meeting.cancelled", meeting, on)
    _tell(meeting, CANCELLED, [one.volunteer for one in _invitations(meeting)], by)
    return meeting


@transaction.atomic
def record_minutes(meeting: Meeting, *, minutes: Minutes, by: User, on: date) -> Meeting:
    """Write down who came, what was said and decided, and who does what by when; once."""
    allow(can_record_meeting(by, meeting))
    if on < meeting.day:
        raise DomainError(_("The minutes are written down when the meeting has been held."))
    text = written(minutes.text, _("Write down what was said."))
    coming = _coming(meeting, minutes.coming)
    _check_end(meeting, minutes.ended_at)
    meeting.move_to(
        MeetingState.HELD,
        minutes=text, decisions=minutes.decisions.strip() or None, ended_at=minutes.ended_at,
        recorded_by=by, recorded_on=on,
    )  # fmt: skip
    for invitation in _invitations(meeting):
        invitation.coming = coming[invitation.volunteer_id]
        invitation.save(update_fields=["coming"])
        if invitation.coming == Coming.PRESENT:
            _count_activity(invitation.volunteer, meeting, by)
    for number, point in enumerate(minutes.points, 1):
        _give(meeting, number, point)
    _note(by, "meeting.recorded", meeting, on)
    _tell(meeting, POINT, [point.owner for point in minutes.points], by)
    return meeting


@transaction.atomic
def correct_minutes(meeting: Meeting, *, correction: Correction, by: User, on: date) -> Meeting:
    """Put right what the minutes say, with the reason; the former text is kept and can be read,
    and the invited are told.
    """
    allow(can_record_meeting(by, meeting))
    told = {
        "minutes": written(correction.text, _("Write down what was said.")),
        "decisions": correction.decisions.strip() or None,
        "ended_at": correction.ended_at,
    }
    why = written(correction.reason, _("Say why the minutes are corrected."))
    check_fits(FormerMinutes, reason=why)
    held = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if held.state != MeetingState.HELD:
        raise DomainError(_("There are no minutes yet that could be corrected."))
    _check_end(held, correction.ended_at)
    # Of two who correct at once, the second has not read what the first made of it.
    if held.former.count() != correction.seen:
        raise DomainError(
            _("These minutes were corrected meanwhile. Read them again and correct what is left.")
        )
    former = {name: getattr(held, name) for name in told}
    came = {one.volunteer_id: Coming(one.coming) for one in held.invitations.all()}
    coming = came if correction.coming is None else _coming(held, correction.coming)
    if former == told and came == coming:
        raise DomainError(_("Nothing was changed."))
    FormerMinutes.objects.create(
        meeting=held, number=correction.seen + 1, reason=why, corrected_by=by, corrected_on=on,
        coming={str(key): str(one) for key, one in came.items()}, **former,
    )  # fmt: skip
    for name, value in told.items():
        setattr(held, name, value)
    held.save(update_fields=list(told))
    _correct_coming(held, coming, by, on)
    _note(by, "meeting.corrected", held, on)
    _tell(held, CORRECTED, [one.volunteer for one in _invitations(held)], by)
    return held


def _check_end(meeting: Meeting, ended_at: time | None) -> None:
    if ended_at is not None and ended_at < meeting.starts_at:
        raise DomainError(_("A meeting is closed after it began. Correct the time."))


def _invitations(meeting: Meeting) -> QuerySet[Invitation]:
    return meeting.invitations.select_related("volunteer")


def _coming(meeting: Meeting, told: Mapping[UUID, Coming]) -> dict[UUID, Coming]:
    """Who of the invited came; of whom nothing is told was absent."""
    if not any(one == Coming.PRESENT for one in told.values()):
        raise DomainError(_("Nobody is marked as present. Mark who came."))
    if Coming.INVITED in told.values():
        raise DomainError(_("Say of each whether he or she came."))
    invited = set(meeting.invitations.values_list("volunteer_id", flat=True))
    if not invited.issuperset(told):
        raise DomainError(_("Only who was invited is marked as present or excused."))
    return {key: told.get(key, Coming.ABSENT) for key in invited}


def _correct_coming(meeting: Meeting, coming: Mapping[UUID, Coming], by: User, on: date) -> None:
    """What the meeting counted for whoever came follows."""
    for invitation in _invitations(meeting):
        was, now = invitation.coming, coming[invitation.volunteer_id]
        if was == now:
            continue
        invitation.coming = now
        invitation.save(update_fields=["coming"])
        if now == Coming.PRESENT:
            _count_activity(invitation.volunteer, meeting, by)
        elif was == Coming.PRESENT:
            uncount_activity(
                invitation.volunteer, kind=ActivityKind.MEETING, source=ActivitySource.MEETING,
                happened_on=meeting.day, by=by, on=on,
            )  # fmt: skip


def _count_activity(volunteer: Volunteer, meeting: Meeting, by: User) -> None:
    """Who came need not write it down."""
    count_activity(
        volunteer,
        kind=ActivityKind.MEETING,
        source=ActivitySource.MEETING,
        happened_on=meeting.day,
        by=by,
    )


def _give(meeting: Meeting, number: int, point: NewPoint) -> None:
    if not meeting.invitations.filter(volunteer=point.owner).exists():
        raise DomainError(
            _("%(name)s was not invited. Give the point to one of the committee.")
            % {"name": point.owner}
        )
    text = written(point.text, _("Say what will be done."))
    check_fits(Point, text=text)
    if point.due_on < meeting.day:
        raise DomainError(_("A point is due after the meeting. Choose a later day."))
    Point.objects.create(
        meeting=meeting, number=number, text=text, owner=point.owner, due_on=point.due_on
    )


@transaction.atomic
def finish_point(point: Point, *, note: str = "", by: User, on: date) -> Point:
    """Say that what a meeting gave to do is done."""
    allow(can_finish_point(by, point))
    check_fits(Point, done_note=note.strip())
    point.move_to(done_on=on, done_by=by, done_note=note.strip())
    meeting = point.meeting
    journal.record(
        by, "point.done", point, area=str(meeting.centre.area_id), on=on,
        meeting=str(meeting.pk),
    )  # fmt: skip
    return point


def _note(by: User, verb: str, meeting: Meeting, on: date) -> None:
    area = str(meeting.centre.area_id)
    journal.record(by, verb, meeting, area=area, on=on, centre=str(meeting.centre_id))


def _tell(meeting: Meeting, kind: str, volunteers: Sequence[Volunteer], by: User) -> None:
    """Whoever acts knows it already."""
    users = [user for user in users_of(volunteers) if user.pk != by.pk]
    link = reverse("centres:meeting", args=[meeting.pk])
    tell(users, kind=kind, area=str(meeting.centre.area_id), link=link)
