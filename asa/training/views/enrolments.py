"""One's own place in a cohort: confirmed or given up in two taps; what the office does there."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from asa.common.errors import DomainError, allow
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.training.actions import (
    accept_proposal,
    apply_for_seat,
    confirm_seat,
    give_up_seat,
    put_in_place,
    withdraw_nomination,
)
from asa.training.codes import PASSING, SEATED, EnrolmentState
from asa.training.forms import PlaceForm, WhyForm
from asa.training.models import Enrolment
from asa.training.queries import WAITING_OR_SEATED, enrolments_for, fitness_of
from asa.training.rules import can_answer, can_nominate, can_take_back
from asa.training.views.parts import cohort_asked, frame
from asa.training.views.seats import quota_name
from asa.training.wording import ENROLMENT_TONES

# Who has something to give up.
MAY_LEAVE = (*WAITING_OR_SEATED, EnrolmentState.PROPOSED)


@require_POST
def apply(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Apply oneself: a free seat is one's own, otherwise one waits in the order of coming."""
    found = cohort_asked(request, pk)
    try:
        made = apply_for_seat(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("training:cohort", pk)
    if made.has_seat:
        messages.success(request, _("You have a seat."))
    else:
        messages.info(request, _("All seats are taken. You are told when one becomes free."))
    return redirect("training:enrolment", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def enrolment(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Confirm the seat or give it up, for oneself or for somebody of one's area."""
    lines = enrolments_for(request.user).select_related(
        "cohort__workshop__course",
        "cohort__workshop__owner",
        "cohort__place",
        "in_place_of__person",
    )
    found: Enrolment = get_object_or_404(lines, pk=pk)
    may_nominate = can_nominate(request.user, found.quota)
    # Whoever confirms gives no reason.
    form = WhyForm(request.POST or None, may_be_empty=True)
    if request.method == "POST" and form.is_valid():
        allow(_may_act(request.user, found))
        if _done(request, found, form):
            return redirect("training:enrolment", pk)
    is_own = found.person_id == request.user.person_id
    context = frame(
        found.cohort,
        request.user,
        "training:cohort",
        _("My place") if is_own else found.person.full_name,
        enrolment=found,
        name=quota_name(found.quota),
        tone=ENROLMENT_TONES[found.state],
        # Who only calls the roll is not told why somebody gave up.
        reason=found.reason if is_own or may_nominate else "",
        is_own=is_own,
        form=form,
        may_answer=_may_act(request.user, found) and found.cohort.state in PASSING,
        may_nominate=may_nominate,
        **_fitness(request.user, found),
        may_accept=found.state == EnrolmentState.PROPOSED and may_nominate,
        may_leave=found.state in MAY_LEAVE,
        may_take_back=can_take_back(request.user, found),
        may_take_a_place=may_nominate and found.state == EnrolmentState.RESERVE,
    )
    return render(request, "training/enrolment.html", context)


def _may_act(user: User, enrolment: Enrolment) -> bool:
    return can_answer(user, enrolment) or can_take_back(user, enrolment)


def _fitness(user: User, enrolment: Enrolment) -> dict[str, Any]:
    """For who answers: what else lies on the days of who has a seat or may get one, and what by
    now stands against coming.
    """
    may_answer = can_answer(user, enrolment)
    may_confirm = may_answer and enrolment.state == EnrolmentState.NOMINATED
    one = enrolment.volunteer
    if one is None or enrolment.state not in MAY_LEAVE or not may_answer:
        return {"clashes": [], "obstacles": [], "may_confirm": may_confirm}
    found = fitness_of(enrolment.cohort, [one], is_listed=True)[one.pk]
    is_to_come = enrolment.cohort.state in PASSING
    return {
        "clashes": found.clashes,
        "obstacles": found.obstacles if is_to_come else [],
        "may_confirm": may_confirm and found.may_come,
    }


def _done(request: AsaRequest, found: Enrolment, form: WhyForm) -> bool:
    """Carry out the act of the button that was pressed; False where a rule says no."""
    by, on, why = request.user, today(), form.cleaned_data["reason"]
    try:
        if "confirm" in request.POST:
            confirm_seat(found, by=by, on=on)
            messages.success(request, _("The seat is confirmed."))
        elif "accept" in request.POST:
            accept_proposal(found, by=by, on=on)
            messages.success(request, _("The name is on the list."))
        elif "withdraw" in request.POST:
            withdraw_nomination(found, reason=why, by=by, on=on)
            messages.success(request, _("The name is taken back."))
        elif "give_up" in request.POST:
            give_up_seat(found, reason=why, by=by, on=on)
            messages.success(request, _("The place is given up. Whoever is next may have it."))
        else:
            raise Http404
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give one of the reserve the seat of somebody who cannot come."""
    lines = enrolments_for(request.user).select_related(
        "cohort__workshop__course", "cohort__workshop__owner", "cohort__place"
    )
    found: Enrolment = get_object_or_404(lines, pk=pk)
    allow(can_nominate(request.user, found.quota))
    seated = lines.filter(quota=found.quota_id, state__in=SEATED).order_by("rank", "pk")
    form = PlaceForm(request.POST or None, seated=seated, initial={"of": request.GET.get("of")})
    if request.method == "POST" and form.is_valid():
        of = get_object_or_404(seated, pk=as_uuid(form.cleaned_data["of"]))
        why = form.cleaned_data["reason"]
        try:
            put_in_place(found, of=of, reason=why, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been written down."))
            return redirect("training:quota", found.quota_id)
    title = _("Seat for %(name)s") % {"name": found.person.full_name}
    context = frame(
        found.cohort,
        request.user,
        "training:cohort",
        title,
        form=form,
        button=_("Give the seat"),
        back=("training:quota", found.quota_id),
    )
    return render(request, "training/act.html", context)
