"""Cohorts as they stand in calendars: title, days and venue, nobody's name."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common.calendar import CalendarEvent
from asa.people.models import User
from asa.places.queries import shown_place
from asa.training.codes import SEATED, CohortState, EnrolmentState
from asa.training.models import Cohort
from asa.training.queries.workshops import cohorts_for

SHOWN = (*SEATED, EnrolmentState.ABSENT)


def event_of(cohort: Cohort) -> CalendarEvent:
    """A cohort on its days; `sequence` grows with each change of days or venue, and when it is
    called off.
    """
    return CalendarEvent(
        uid=f"cohort-{cohort.pk}@asa",
        starts=cohort.starts_on,
        ends=cohort.ends_on,
        summary=_("%(name)s cohort %(n)s") % {"name": cohort.workshop.title, "n": cohort.number},
        location=f"{cohort.venue} {shown_place(cohort.place_id)}",
        sequence=cohort.sequence,
        cancelled=cohort.state == CohortState.CANCELLED,
        changed_at=cohort.changed_at,
        url=settings.ASA_PUBLIC_ADDRESS + reverse("training:cohort", args=[cohort.pk]),
    )


def own_events(user: User) -> list[CalendarEvent]:
    """The cohorts in which somebody has a seat or had one, as long as she may know of them."""
    if user.person_id is None:
        return []
    own = {"enrolments__person": user.person_id}
    stays = cohorts_for(user).filter(**own, enrolments__state__in=SHOWN).distinct()
    return [event_of(cohort) for cohort in stays.order_by("starts_on", "pk")]
