from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from asa.centres.actions import (
    accept_change,
    found_centre,
    propose_change,
    reject_change,
    withdraw_change,
)
from asa.centres.codes import STEPS
from asa.centres.forms import FactsForm, FoundForm, ProposeForm, ReasonForm
from asa.centres.models import ChangeProposal
from asa.centres.queries import facts_of, field_lines, overtaken, profile_of, proposals_for, step_of
from asa.centres.rules import FOUNDERS, can_decide, can_propose, can_withdraw, sees_in_full
from asa.centres.views.acting import ActPage, centre_of, perform
from asa.centres.wording import TONES
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.queries import remember_names

FOUND = ActPage(
    _("Found a centre"), _("Found the centre"), _("The centre is founded."),
    template="centres/found.html",
)  # fmt: skip
PROPOSE = ActPage(
    _("Propose a change"), _("Send to be validated"),
    _("The change waits for the level above. You will be told."),
    _("What you change stands on the page as soon as the level above has validated it."),
)  # fmt: skip
REJECT = ActPage(
    _("Reject the change"), _("Reject and tell the proposer"),
    _("The change is rejected. The proposer reads the reason."), danger=True,
)  # fmt: skip


def found(request: AsaRequest) -> HttpResponse:
    """Found a centre where there is none yet."""
    codes = scope(request.user, *FOUNDERS)
    allow(bool(codes))
    area = request.GET.get("area", "")
    initial = {"area": area} if area.isascii() and area.isdigit() and len(area) in (2, 4, 6) else {}
    form = FoundForm(request.POST or None, user=request.user, under=codes, initial=initial)

    def act() -> tuple[str, UUID]:
        told = form.cleaned_data
        centre = found_centre(area=told["area"], facts=form.facts(), by=request.user, on=today())
        return "centres:detail", centre.pk

    return perform(request, None, FOUND, form, act)


def propose(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Propose what is to stand about a centre."""
    centre = centre_of(request, pk)
    allow(can_propose(request.user, centre))
    form = ProposeForm(
        request.POST or None,
        user=request.user,
        area=str(centre.area_id),
        initial=FactsForm.initial_of(centre, profile_of(centre)),
    )

    def act() -> tuple[str, UUID]:
        proposal = propose_change(
            centre, facts=form.facts(), note=form.cleaned_data["note"], by=request.user, on=today()
        )
        return "centres:proposal", proposal.pk

    return perform(request, centre, PROPOSE, form, act)


def _proposal(request: AsaRequest, pk: UUID) -> ChangeProposal:
    return get_object_or_404(proposals_for(request.user), pk=pk)


@require_safe
def proposal(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A change field by field: what stands there, and what is to stand there."""
    shown = _proposal(request, pk)
    centre, user = shown.centre, request.user
    remember_names([str(centre.area_id)])
    place = step_of(shown) if shown.is_waiting else None
    roles = STEPS[centre.level][place].roles if place is not None else ()
    # Who proposed it and reads the centre in full no more is told neither what others proposed
    # nor what they changed.
    in_full = sees_in_full(user, centre)
    now = facts_of(centre, profile_of(centre)) if in_full else shown.old
    lines = field_lines(shown, now)
    context = {
        "proposal": shown,
        "centre": centre,
        "lines": lines,
        "has_moved": any(line.has_moved for line in lines),
        "others": overtaken(shown) if shown.is_waiting and in_full else [],
        "tone": TONES[shown.state],
        "waits_at": " / ".join(str(role.label) for role in roles),
        "may_decide": shown.is_waiting and can_decide(user, shown),
        "may_withdraw": shown.is_waiting and can_withdraw(user, shown),
    }
    return render(request, "centres/proposal.html", context)


@require_POST
def accept(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Validate a change."""
    shown = _proposal(request, pk)
    try:
        accept_change(shown, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The change is validated. The proposer is told."))
    return redirect("centres:proposal", shown.pk)


def reject(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Reject a change with the reason."""
    shown = _proposal(request, pk)
    allow(can_decide(request.user, shown))
    form = ReasonForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        reason = form.cleaned_data["reason"]
        reject_change(shown, reason=reason, by=request.user, on=today())
        return "centres:proposal", shown.pk

    return perform(request, shown.centre, REJECT, form, act)


@require_POST
def withdraw(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    shown = _proposal(request, pk)
    try:
        withdraw_change(shown, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The proposal is withdrawn."))
    return redirect("centres:proposal", shown.pk)
