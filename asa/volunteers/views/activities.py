"""What a volunteer did, and why that makes the volunteer active or not."""

from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import thai_date, today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.volunteers.actions import record_activity, withdraw_activity
from asa.volunteers.codes import ACTIVE_STANDINGS, ActivitySource, VolunteerState
from asa.volunteers.forms.activities import ActivityForm, WithdrawForm
from asa.volunteers.models import Activity
from asa.volunteers.queries import (
    Account,
    Window,
    account_of,
    activities_of,
    volunteers_for,
    volunteers_in_full_for,
)
from asa.volunteers.rules import (
    can_record_activity,
    can_withdraw_activity,
    sees_in_full,
    sees_register,
)
from asa.volunteers.views.acting import change_page, volunteer_to_change

ROWS = 30


class WhyRow(NamedTuple):
    """One activity, whether it counts today, and why or why not."""

    activity: Activity
    counts: bool
    why: str
    may_withdraw: bool


class Measure(NamedTuple):
    """What the formula asks of one thing, and what there is of it in the two periods."""

    name: str
    asked: int
    now: int | Decimal
    before: int | Decimal

    @property
    def missing(self) -> int | Decimal:
        """How much more makes the volunteer active."""
        return max(self.asked - self.now, 0)


@require_safe
def own(request: AsaRequest) -> HttpResponse:
    """The page on which one writes down one's own work; who is no volunteer reads the list."""
    allow(sees_register(request.user))
    mine = volunteers_in_full_for(request.user).filter(person=request.user.person_id).first()
    if mine is None:
        return redirect("volunteers:list")
    return redirect("volunteers:record_activity", mine.pk)


@require_safe
def activities(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What a volunteer did, each with the reason why it counts or does not; the same page for the
    volunteer and for the leads and offices of the area.
    """
    volunteer = get_object_or_404(volunteers_for(request.user), pk=pk)
    allow(sees_in_full(request.user, volunteer))
    on = today()
    account = account_of(volunteer, on)
    page = Paginator(activities_of(volunteer), ROWS).get_page(request.GET.get("page"))
    context = {
        "volunteer": volunteer,
        "person": volunteer.person,
        "is_registered": volunteer.state == VolunteerState.REGISTERED,
        "is_active": volunteer.standing in ACTIVE_STANDINGS,
        "counted_anew": volunteer.standing != account.standing,
        "account": account,
        "measures": _measures(account),
        "page": page,
        "rows": [_why(one, account, request.user) for one in page.object_list],
        "may_record": volunteer.state == VolunteerState.REGISTERED
        and can_record_activity(request.user, volunteer),
        "today": on,
    }
    return render(request, "volunteers/activities.html", context)


def _measures(account: Account) -> list[Measure]:
    formula, now, before = account.formula, account.done, account.done_earlier
    found = []
    if formula.reports is not None:
        found.append(Measure(_("Reports"), formula.reports, now.reports, before.reports))
    if formula.hours_per_month is not None:
        asked = formula.hours_per_month * formula.months
        found.append(Measure(_("Hours"), asked, now.hours, before.hours))
    return found


def _why(one: Activity, account: Account, user: User) -> WhyRow:
    day, now, earlier = one.happened_on, account.now, account.earlier
    holds = one.withdrawn_on is None
    counts = holds and (now.holds(day) or earlier.holds(day))
    may_withdraw = holds and one.source == ActivitySource.TYPED and can_withdraw_activity(user, one)
    return WhyRow(one, counts, _reason(one, now, earlier), may_withdraw)


def _reason(one: Activity, now: Window, earlier: Window) -> str:
    """Why an activity counts today, or does not."""
    if one.withdrawn_on is not None:
        words = _("Taken back on %(day)s: %(reason)s")
        # What counted by itself was corrected where it was recorded, which has the reason.
        reason = one.withdrawn_reason or _("the minutes were corrected")
        return words % {"day": thai_date(one.withdrawn_on), "reason": reason}
    if one.happened_on > now.last:
        return _("Its day is still to come")
    if now.holds(one.happened_on) and earlier.holds(one.happened_on):
        return _("Counts in both periods")
    if now.holds(one.happened_on):
        return _("Counts in the latest period")
    if earlier.holds(one.happened_on):
        return _("Counts in the earlier period alone")
    return _("Too long ago: before %(day)s") % {"day": thai_date(earlier.first)}


def record(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down what a volunteer did; on a phone, and without script."""
    volunteer = volunteer_to_change(request, pk, can_record_activity)
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_activity(volunteer, done=form.done(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is written down and counts."))
            return redirect("volunteers:activities", volunteer.pk)
    context = {"volunteer": volunteer, "person": volunteer.person, "form": form}
    return render(request, "volunteers/record_activity.html", context)


def withdraw(request: AsaRequest, pk: UUID, activity_pk: UUID) -> HttpResponse:
    """Let something that was written down by mistake not count."""
    volunteer = get_object_or_404(volunteers_for(request.user), pk=pk)
    activity = get_object_or_404(activities_of(volunteer), pk=activity_pk)
    allow(can_withdraw_activity(request.user, activity))
    form = WithdrawForm(request.POST or None)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return withdraw_activity(activity, reason=reason, by=request.user, on=today())

    return change_page(request, volunteer, form, act, WITHDRAW, back="volunteers:activities")


WITHDRAW = (
    gettext_lazy("Take the activity back"),
    gettext_lazy("Take it back"),
    gettext_lazy("It does not count any more."),
)
