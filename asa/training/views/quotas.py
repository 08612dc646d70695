"""The list of one area: who has its seats, who waits, who is proposed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import remember_names
from asa.training.actions import offer_seats, return_seats
from asa.training.codes import PASSING, SEATED, EnrolmentState
from asa.training.forms import SeatsForm
from asa.training.models import Enrolment, Quota
from asa.training.queries import enrolments_for, is_accepting, quotas_for
from asa.training.rules import can_keep, can_nominate, can_put_forward, can_read_list
from asa.training.views.parts import frame
from asa.training.views.seats import quota_name
from asa.training.wording import ENROLMENT_TONES

# What stands below those with a seat: who waits for one, then who is proposed.
LAST: list[str] = [EnrolmentState.RESERVE, EnrolmentState.PROPOSED]


def quota_asked(request: AsaRequest, pk: UUID) -> Quota:
    """The quota of the address, as far as the user may know of its cohort."""
    quotas = quotas_for(request.user).select_related(
        "area", "region", "cohort__workshop__course", "cohort__workshop__owner"
    )
    found: Quota = get_object_or_404(quotas, pk=pk)
    return found


@require_safe
def quota(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The names of an area in their order: who has a seat, who waits, who gave up."""
    found, user = quota_asked(request, pk), request.user
    allow(can_read_list(user, found))
    cohort = found.cohort
    lines = list(enrolments_for(user).filter(quota=found).order_by("rank", "pk"))
    lines.sort(key=lambda line: LAST.index(line.state) if line.state in LAST else -1)
    remember_names(line.nominated_for_id or WHOLE_COUNTRY for line in lines)
    may_nominate, may_keep = can_nominate(user, found), can_keep(user, cohort.workshop)
    context = frame(
        cohort,
        user,
        "training:cohort",
        quota_name(found),
        quota=found,
        name=quota_name(found),
        rows=[(line, ENROLMENT_TONES[line.state], _years(line)) for line in lines],
        seated=sum(line.state in SEATED for line in lines),
        waiting=sum(line.state == EnrolmentState.RESERVE for line in lines),
        leaving=_leaving(lines),
        proposed=sum(line.state == EnrolmentState.PROPOSED for line in lines),
        may_nominate=may_nominate,
        may_put_forward=can_put_forward(user, found),
        may_keep=may_keep,
        is_accepting=is_accepting(cohort),
        may_return=may_nominate and found.left > 0 and cohort.state in PASSING,
        may_offer=may_keep and cohort.unassigned > 0,
    )
    return render(request, "training/quota.html", context)


def _years(line: Enrolment) -> int | None:
    """For how many whole years somebody has been a volunteer."""
    if line.volunteer is None or line.volunteer.registered_on is None:
        return None
    return (today() - line.volunteer.registered_on).days // 365


def _leaving(lines: list[Enrolment]) -> Enrolment | None:
    """Who has not confirmed yet, the first of them: whose seat another may be given."""
    return next((line for line in lines if line.state == EnrolmentState.NOMINATED), None)


@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Return seats that nobody will take, or offer returned ones to this area."""
    found = quota_asked(request, pk)
    may_keep = can_keep(request.user, found.cohort.workshop)
    allow(can_nominate(request.user, found))
    form = SeatsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = offer_seats if "offer" in request.POST else return_seats
        try:
            act(found, seats=form.cleaned_data["seats"], by=request.user, on=today())
        except DomainError as error:
            form.add_error("seats", str(error))
        else:
            messages.success(request, _("It has been written down."))
            return redirect("training:quota", pk)
    context = frame(
        found.cohort,
        request.user,
        "training:cohort",
        _("Return or offer seats"),
        quota=found,
        name=quota_name(found),
        form=form,
        may_keep=may_keep,
    )
    return render(request, "training/seats.html", context)
