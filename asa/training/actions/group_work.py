"""Work of groups: put together, their points noted, the minutes closed and corrected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_day, check_fits
from asa.common.errors import DomainError, allow, written
from asa.common.thaitext import clean
from asa.people.models import User
from asa.training.codes import MOST_GROUP_POINTS, MOST_GROUPS, MOST_MINUTES, MOST_POINT, SEATED
from asa.training.minutes import composed, mark_of
from asa.training.models import (
    Cohort,
    Enrolment,
    FormerGroupMinutes,
    GroupMinutes,
    GroupPoint,
    Session,
    WorkGroup,
)
from asa.training.queries.group_work import HELD, is_capturing, minutes_of
from asa.training.rules import can_close_minutes, can_make_groups, can_note_points


@dataclass(frozen=True)
class Grouping:
    """What a group works on, in which part of the programme, who is in it and who notes."""

    topic: str
    members: Sequence[Enrolment]
    reporter: Enrolment | None = None
    session: Session | None = None


@dataclass(frozen=True)
class Finding:
    """A problem, what is proposed against it, who does that, and by which day."""

    problem: str
    proposal: str
    who: str = ""
    due_on: date | None = None


@transaction.atomic
def make_group(cohort: Cohort, *, grouping: Grouping, by: User, on: date) -> WorkGroup:
    """Put a group together from people with a seat; it has the next number."""
    allow(can_make_groups(by, cohort))
    _hold(cohort)
    told = _checked(cohort, grouping)
    numbers = list(cohort.groups.values_list("number", flat=True))
    if len(numbers) >= MOST_GROUPS:
        raise DomainError(_("A cohort has at most %(n)s groups.") % {"n": MOST_GROUPS})
    group = WorkGroup.objects.create(cohort=cohort, number=1 + max(numbers, default=0), **told)
    group.members.set(grouping.members)
    _note(by, "workgroup.made", group, cohort, on, members=len(grouping.members))
    return group


@transaction.atomic
def change_group(group: WorkGroup, *, grouping: Grouping, by: User, on: date) -> WorkGroup:
    """Change the topic, the part of the programme, the members or the reporter of a group."""
    allow(can_make_groups(by, group.cohort))
    _hold(group.cohort)
    told = _checked(group.cohort, grouping, besides=group)
    for name, value in told.items():
        setattr(group, name, value)
    group.save(update_fields=list(told))
    group.members.set(grouping.members)
    _note(by, "workgroup.changed", group, group.cohort, on, members=len(grouping.members))
    return group


@transaction.atomic
def remove_group(group: WorkGroup, *, by: User, on: date) -> None:
    """Take a group out that has noted nothing."""
    allow(can_make_groups(by, group.cohort))
    _hold(group.cohort)
    if group.points.exists():
        raise DomainError(_("This group has noted points. Take them out first."))
    _note(by, "workgroup.removed", group, group.cohort, on)
    group.delete()


@transaction.atomic
def note_point(group: WorkGroup, *, finding: Finding, by: User, on: date) -> GroupPoint:
    """Note what a group found; it has the next number of the group."""
    allow(can_note_points(by, group))
    _hold(group.cohort)
    told = _found(group.cohort, finding)
    numbers = list(group.points.values_list("number", flat=True))
    if len(numbers) >= MOST_GROUP_POINTS:
        raise DomainError(_("A group has at most %(n)s points.") % {"n": MOST_GROUP_POINTS})
    number = 1 + max(numbers, default=0)
    point = GroupPoint.objects.create(group=group, number=number, noted_by=by, **told)
    _note(by, "group_point.noted", point, group.cohort, on)
    return point


@transaction.atomic
def change_point(
    point: GroupPoint, *, finding: Finding, seen: int, by: User, on: date
) -> GroupPoint:
    """Write a point anew. seen: how often it had been changed when it was read."""
    cohort = point.group.cohort
    allow(can_note_points(by, point.group))
    _hold(cohort)
    point.move_to(seen=seen, **_found(cohort, finding))
    _note(by, "group_point.changed", point, cohort, on)
    return point


@transaction.atomic
def remove_point(point: GroupPoint, *, by: User, on: date) -> None:
    """Take a point out, such as one that was noted twice."""
    cohort = point.group.cohort
    allow(can_note_points(by, point.group))
    _hold(cohort)
    _note(by, "group_point.removed", point, cohort, on)
    GroupPoint.objects.filter(pk=point.pk).delete()


@transaction.atomic
def close_minutes(cohort: Cohort, *, text: str, seen: str, by: User, on: date) -> GroupMinutes:
    """Close the minutes with the text as it was composed or edited; nothing is noted afterwards.

    seen: the mark (`mark_of`) of what the groups had noted when it was read.
    """
    allow(can_close_minutes(by, cohort))
    told = _text(text)
    _hold(cohort)
    if not GroupPoint.objects.filter(group__cohort=cohort).exists():
        raise DomainError(_("No group has noted a point yet."))
    if seen != mark_of(composed(cohort)):
        raise DomainError(
            _("The groups have noted more meanwhile. Open the page again and read it first.")
        )
    minutes = GroupMinutes.objects.create(cohort=cohort, text=told, closed_by=by, closed_on=on)
    _note(by, "group_minutes.closed", minutes, cohort, on)
    return minutes


@transaction.atomic
def correct_minutes(
    cohort: Cohort, *, text: str, reason: str, seen: int, by: User, on: date
) -> GroupMinutes:
    """Put right what closed minutes say, with the reason; what they said is kept and can be read.

    seen: how often they had been corrected when they were read.
    """
    allow(can_close_minutes(by, cohort))
    told, why = _text(text), written(reason, _("Say why the minutes are corrected."))
    check_fits(FormerGroupMinutes, reason=why)
    minutes = minutes_of(cohort)
    if minutes is None:
        raise DomainError(_("There are no minutes yet that could be corrected."))
    if minutes.text == told:
        raise DomainError(_("Nothing was changed."))
    minutes.move_to(told, seen=seen, reason=why, by=by, on=on)
    _note(by, "group_minutes.corrected", minutes, cohort, on)
    return minutes


def _hold(cohort: Cohort) -> None:
    """Whoever writes holds the row of the cohort: nothing is noted while the minutes close."""
    held = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if held.state not in HELD:
        raise DomainError(_("Groups note their work while the cohort is held or afterwards."))
    if not is_capturing(held):
        raise DomainError(_("The minutes are closed. Correct them with a reason."))


def _checked(
    cohort: Cohort, grouping: Grouping, *, besides: WorkGroup | None = None
) -> dict[str, Any]:
    topic = written(grouping.topic, _("Write what the group works on."))
    check_fits(WorkGroup, topic=topic)
    session, reporter = grouping.session, grouping.reporter
    if session is not None and session.cohort_id != cohort.pk:
        raise DomainError(_("This part belongs to the programme of another cohort."))
    keys = {one.pk for one in grouping.members}
    seated = Enrolment.objects.filter(cohort=cohort, state__in=SEATED, pk__in=keys)
    if not keys or seated.count() != len(keys):
        raise DomainError(_("Choose the members among those with a seat of the cohort."))
    if reporter is not None and reporter.pk not in keys:
        raise DomainError(_("Who notes the points is a member of the group."))
    others = WorkGroup.objects.filter(cohort=cohort, session=session, members__in=keys)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if other := others.first():
        raise DomainError(
            _("Somebody of these is in group %(n)s of the same part already.") % {"n": other.number}
        )
    return {"topic": topic, "session": session, "reporter": reporter}


def _found(cohort: Cohort, finding: Finding) -> dict[str, Any]:
    told = {
        "problem": written(finding.problem, _("Write which problem the group saw.")),
        "proposal": written(finding.proposal, _("Write what the group proposes.")),
        "who": finding.who.strip(),
    }
    for name in ("problem", "proposal"):
        _check_length(told[name], MOST_POINT)
    check_fits(GroupPoint, who=told["who"])
    if finding.due_on is not None:
        check_day(finding.due_on, first=cohort.starts_on)
    return told | {"due_on": finding.due_on}


def _text(text: str) -> str:
    told = written(clean(text, lines=True), _("Write down what was said."))
    _check_length(told, MOST_MINUTES)
    return told


def _check_length(text: str, most: int) -> None:
    if len(text) > most:
        raise DomainError(_("Write at most %(n)s characters.") % {"n": most})


def _note(by: User, verb: str, target: Any, cohort: Cohort, on: date, **data: Any) -> None:
    area = str(cohort.workshop.owner_id)
    journal.record(by, verb, target, area=area, on=on, cohort=str(cohort.pk), **data)
