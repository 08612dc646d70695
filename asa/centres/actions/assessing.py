"""The look at a centre's own capacity, the priorities chosen from it, and their work plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.centres.codes import LEAST_PRIORITIES, MOST_PRIORITIES, SCORES, WorkState
from asa.centres.models import Assessment, Component, Priority, Rating
from asa.centres.queries import components_on, members_of
from asa.centres.rules import can_assess
from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.volunteers.models import Centre, Volunteer


@dataclass(frozen=True)
class Rated:
    """How a component stands, from 1 to 5, and by what one sees it."""

    score: int
    evidence: str


@dataclass(frozen=True)
class Work:
    """What is done for a priority, by whom, until when, and how it stands."""

    text: str
    owner: Volunteer
    due_on: date
    state: WorkState


@transaction.atomic
def assess_centre(
    centre: Centre, *, ratings: Mapping[str, Rated], by: User, on: date
) -> Assessment:
    """Write down how every component of a centre stands on a day, each with its evidence."""
    allow(can_assess(by, centre))
    Centre.objects.select_for_update().get(pk=centre.pk)
    last = centre.assessments.order_by("-assessed_on").first()
    if last is not None and last.assessed_on >= on:
        raise DomainError(_("The centre was assessed on this day or later already."))
    components = components_on(on)
    assessment = Assessment.objects.create(centre=centre, assessed_on=on, recorded_by=by)
    for component in components:
        _rate(assessment, component, ratings.get(component.code))
    _note(by, "assessment.recorded", assessment, on)
    return assessment


def _rate(assessment: Assessment, component: Component, rated: Rated | None) -> None:
    if rated is None or rated.score not in SCORES:
        raise DomainError(_("Rate from 1 to 5: %(name)s") % {"name": component.name})
    evidence = written(rated.evidence, _("Say by what one sees it: %s") % component.name)
    check_fits(Rating, evidence=evidence)
    Rating.objects.create(
        assessment=assessment, component=component, score=rated.score, evidence=evidence
    )


@transaction.atomic
def choose_priorities(
    assessment: Assessment, *, components: Sequence[str], by: User, on: date
) -> list[Priority]:
    """Choose three to five components to be made better until the next look, once."""
    allow(can_assess(by, assessment.centre))
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    if assessment.priorities.exists():
        raise DomainError(_("The priorities of this assessment were chosen already."))
    rated = {one.component_id for one in assessment.ratings.all()}
    chosen = list(dict.fromkeys(components))
    if not rated.issuperset(chosen):
        raise DomainError(_("Choose among the sides that were assessed."))
    if not LEAST_PRIORITIES <= len(chosen) <= MOST_PRIORITIES:
        raise DomainError(_("Choose three to five priorities."))
    found = [Priority.objects.create(assessment=assessment, component_id=code) for code in chosen]
    _note(by, "assessment.prioritised", assessment, on, fields=chosen)
    return found


@transaction.atomic
def plan_work(priority: Priority, *, work: Work, by: User, on: date) -> Priority:
    """Say what is done for a priority, by whom until when, and how far it is."""
    centre = priority.assessment.centre
    allow(can_assess(by, centre))
    priority.refresh_from_db(from_queryset=Priority.objects.select_for_update())
    members = {volunteer.pk for volunteer, _position in members_of(centre, on)}
    if work.owner.pk not in members and work.owner.pk != priority.owner_id:
        raise DomainError(_("%(name)s holds no office in this centre.") % {"name": work.owner})
    if work.due_on < priority.assessment.assessed_on:
        raise DomainError(_("Work is due after the assessment. Choose a later day."))
    text = written(work.text, _("Say what will be done."))
    check_fits(Priority, work=text)
    values = {
        "work": text,
        "owner_id": work.owner.pk,
        "due_on": work.due_on,
        "state": work.state,
    }
    changed = [name for name, value in values.items() if getattr(priority, name) != value]
    for name in changed:
        setattr(priority, name, values[name])
    if changed:
        priority.save()
        journal.record(
            by, "priority.planned", priority, area=str(centre.area_id), on=on,
            fields=[name.removesuffix("_id") for name in changed],
        )  # fmt: skip
    return priority


def _note(by: User, verb: str, assessment: Assessment, on: date, **data: Any) -> None:
    centre = assessment.centre
    journal.record(
        by, verb, assessment, area=str(centre.area_id), on=on, centre=str(centre.pk), **data
    )
