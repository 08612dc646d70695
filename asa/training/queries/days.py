"""What else lies on the days of a cohort or an activity: nobody is in two places at once."""

from collections.abc import Collection
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from asa.centres.codes import MeetingState
from asa.centres.models import Invitation
from asa.common.thaidate import thai_date
from asa.training.codes import SEATED, CohortState, EnrolmentState, PlannedState
from asa.training.models import Cohort, Enrolment, Going

WAITING_OR_SEATED = (*SEATED, EnrolmentState.RESERVE)


class HasDays(Protocol):
    """A cohort or a planned activity."""

    pk: UUID
    starts_on: date
    ends_on: date


def also_on(people: Collection[UUID], event: HasDays) -> dict[UUID, list[str]]:
    """By person what else lies on the days of a cohort or an activity, in words: workshops, of
    which the event is no cohort, meetings of centres, activities; in three queries.
    """
    found: dict[UUID, list[str]] = {}
    for enrolment in _workshops(people, event):
        cohort = enrolment.cohort
        told = {"name": cohort.workshop.title, "days": _days(cohort)}
        _add(found, enrolment.person_id, _("Same days: %(name)s, %(days)s") % told)
    for invited in _meetings(people, event):
        told = {"centre": str(invited.meeting.centre), "day": thai_date(invited.meeting.day)}
        said = _("Same days: meeting of %(centre)s on %(day)s") % told
        _add(found, invited.volunteer.person_id, said)
    for going in _activities(people, event):
        told = {"name": going.activity.name, "days": _days(going.activity)}
        _add(found, going.volunteer.person_id, _("Same days: %(name)s, %(days)s") % told)
    return found


def _add(found: dict[UUID, list[str]], person: UUID, said: str) -> None:
    found.setdefault(person, []).append(said)


def _meets(name: str, event: HasDays) -> Q:
    first, last = f"{name}__starts_on__lte", f"{name}__ends_on__gte"
    return Q(**{first: event.ends_on, last: event.starts_on})


def _workshops(people: Collection[UUID], event: HasDays) -> list[Enrolment]:
    over = (CohortState.CANCELLED, CohortState.DONE)
    found = Enrolment.objects.filter(
        _meets("cohort", event), person__in=people, state__in=WAITING_OR_SEATED
    ).exclude(cohort__state__in=over)
    if isinstance(event, Cohort):
        found = found.exclude(cohort__workshop=event.workshop_id)
    return list(found.select_related("cohort__workshop").order_by("cohort__starts_on", "pk"))


def _meetings(people: Collection[UUID], event: HasDays) -> list[Invitation]:
    found = Invitation.objects.filter(
        volunteer__person__in=people,
        meeting__day__range=(event.starts_on, event.ends_on),
        meeting__state=MeetingState.PLANNED,
    )
    return list(found.select_related("meeting__centre", "volunteer").order_by("meeting__day", "pk"))


def _activities(people: Collection[UUID], event: HasDays) -> list[Going]:
    found = Going.objects.filter(
        _meets("activity", event),
        volunteer__person__in=people,
        activity__state=PlannedState.PLANNED,
    ).exclude(activity=event.pk)
    return list(found.select_related("activity", "volunteer").order_by("activity__starts_on", "pk"))


def _days(event: HasDays) -> str:
    if event.starts_on == event.ends_on:
        return thai_date(event.starts_on)
    days = {"first": thai_date(event.starts_on), "last": thai_date(event.ends_on)}
    return _("%(first)s to %(last)s") % days
