"""Who leaves the register leaves the lists of what is still to come."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal
from asa.notices.actions import tell
from asa.people.models import User
from asa.training.actions.answering import leave_list
from asa.training.codes import PASSING, SEATED, EnrolmentState, PlannedState
from asa.training.kinds import GONE_FROM_ACTIVITY
from asa.training.models import Enrolment, Going
from asa.volunteers.models import Volunteer

ON_A_LIST = (*SEATED, EnrolmentState.RESERVE, EnrolmentState.PROPOSED)


@transaction.atomic
def leave_what_is_to_come(volunteer: Volunteer, *, by: User, on: date) -> int:
    """Take somebody who is registered no more off the lists of cohorts and activities to come; a
    seat passes on, and who planned an activity is told. Tells from how many lists.

    Called by the step that ended or suspended her, which asked its rule.
    """
    lines = Enrolment.objects.filter(
        volunteer=volunteer, state__in=ON_A_LIST, cohort__state__in=PASSING,
        cohort__starts_on__gt=on,
    )  # fmt: skip
    waiting = list(lines.select_related("quota").order_by("cohort", "pk"))
    for line in waiting:
        reason = _("Is not a registered volunteer any more.")
        leave_list(line, state=EnrolmentState.WITHDRAWN, by=by, on=on, reason=reason)
    goings = Going.objects.filter(
        volunteer=volunteer, activity__state=PlannedState.PLANNED, activity__ends_on__gte=on
    )
    named = list(goings.select_related("activity__planned_by").order_by("activity", "pk"))
    for going in named:
        _take_off(going, by, on)
    return len(waiting) + len(named)


def _take_off(going: Going, by: User, on: date) -> None:
    activity = going.activity
    journal.record(
        by, "planned_activity.taken_off", activity, area=activity.area_id, on=on,
        volunteer=str(going.volunteer_id),
    )  # fmt: skip
    planners = User.objects.filter(pk=activity.planned_by_id, is_active=True)
    link = reverse("training:activity", args=[activity.pk])
    tell(planners, kind=GONE_FROM_ACTIVITY, area=activity.area_id, link=link)
    going.delete()
