from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_has_come
from asa.common.errors import DomainError, allow
from asa.households.actions.papers import keep_photo
from asa.households.codes import (
    Dimension,
    DimensionLevel,
    PhotoKind,
    VisitKind,
    VisitMethod,
)
from asa.households.models import DimensionAssessment, Household, LogbookRound, Visit
from asa.households.queries import head_of
from asa.households.rules import can_visit
from asa.households.signals import visit_recorded
from asa.people.models import User
from asa.volunteers.actions import count_activity
from asa.volunteers.codes import ActivityKind, ActivitySource
from asa.volunteers.models import Volunteer

Levels = Mapping[Dimension, tuple[int, str]]
# Below "fair" a reason belongs to the level: whoever comes next must know what to look at.
NEEDS_REASON = (DimensionLevel.URGENT, DimensionLevel.WATCH)

# As what a volunteer's visit stands in the list of activities.
COUNTED_AS = {
    VisitKind.FOUND: ActivityKind.SEARCH,
    VisitKind.HOME_VISIT: ActivityKind.HOME_VISIT,
    VisitKind.FOLLOW_UP: ActivityKind.FOLLOW_UP,
    VisitKind.FACT_FINDING: ActivityKind.HOME_VISIT,
}


@transaction.atomic
def assess_household(household: Household, *, levels: Levels, by: User, on: date) -> LogbookRound:
    """Write down how a household stands in the five dimensions: one round of its logbook."""
    allow(can_visit(by, household))
    return _assess(household, levels, by, on)


def _assess(household: Household, levels: Levels, by: User, on: date) -> LogbookRound:
    _check_levels(levels)
    check_has_come(on)
    locked = Household.objects.select_for_update().get(pk=household.pk)
    last = locked.rounds.aggregate(Max("number"))["number__max"] or 0
    made = LogbookRound.objects.create(
        household=locked,
        province=locked.province,
        number=last + 1,
        assessed_on=on,
        assessed_by=by,
    )
    for dimension in Dimension:
        level, reason = levels[dimension]
        DimensionAssessment.objects.create(
            round=made, dimension=dimension, level=level, reason=reason.strip()
        )
    _keep_latest(household, made, min(level for level, _reason in levels.values()))
    journal.record(
        by, "household.assessed", household, area=household.area_id, on=on, round=made.number
    )
    return made


def _keep_latest(household: Household, made: LogbookRound, worst: int) -> None:
    """A look that reaches us late, from before the latest one, leaves the latest one in place."""
    latest = household.rounds.order_by("-assessed_on", "-number")[0]
    if latest.pk == made.pk:
        household.latest_round, household.worst_level = made, worst
        household.save(update_fields=["latest_round", "worst_level", "updated_at"])


def _check_levels(levels: Levels) -> None:
    for dimension in Dimension:
        level, reason = levels.get(dimension, (0, ""))
        if level not in DimensionLevel.values:
            raise DomainError(
                _("Choose a level for: %(dimension)s.") % {"dimension": dimension.label}
            )
        if level in NEEDS_REASON and not reason.strip():
            raise DomainError(
                _("%(dimension)s: say in a few words why it is “%(level)s”.")
                % {"dimension": dimension.label, "level": DimensionLevel(level).label}
            )


@transaction.atomic
def record_visit(  # noqa: PLR0913 - a visit is who, when, how, what for, what was seen
    household: Household,
    *,
    kind: VisitKind,
    method: VisitMethod,
    note: str,
    on: date,
    by: User,
    subject_id: UUID | None = None,
    levels: Levels | None = None,
    photos: Sequence[IO[bytes]] = (),
) -> Visit:
    """Write down that someone went to the household or called it; what is written stays."""
    allow(can_visit(by, household))
    check_has_come(on)
    if not note.strip() and levels is None:
        raise DomainError(_("Write what was seen or done; one sentence is enough."))
    visit = Visit.objects.create(
        household=household,
        province=household.province,
        area=household.area_id,
        kind=kind,
        method=method,
        visited_on=on,
        visited_by=by,
        note=note.strip() or None,
        round=_assess(household, levels, by, on) if levels is not None else None,
        subject_id=subject_id,
    )
    for file in photos:
        keep_photo(
            household, file=file, kind=_photo_kind(kind), by=by, subject_id=subject_id, visit=visit
        )
    _count_activity(visit, by)
    _journal(visit, by, len(photos))
    visit_recorded.send(sender=Visit, visit=visit, by=by, on=on)
    return visit


def _photo_kind(kind: VisitKind) -> PhotoKind:
    return PhotoKind.PROBLEM if kind == VisitKind.FOUND else PhotoKind.OTHER


def _journal(visit: Visit, by: User, photos: int) -> None:
    data: dict[str, Any] = {"visit": str(visit.pk), "kind": visit.kind, "photos": photos}
    if head := head_of(visit.household):
        data |= {"subject": head.pk, "text": visit.note or ""}
    journal.record(
        by, "household.visited", visit.household, area=visit.area, on=visit.visited_on, **data
    )


def _count_activity(visit: Visit, by: User) -> None:
    """The visit of a volunteer counts as an activity by itself, without a word of the household."""
    found = Volunteer.objects.filter(person_id=by.person_id).first() if by.person_id else None
    if found:
        count_activity(
            found,
            kind=COUNTED_AS[VisitKind(visit.kind)],
            source=ActivitySource.VISIT,
            happened_on=visit.visited_on,
            by=by,
        )
