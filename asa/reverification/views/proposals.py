"""What the answers of a round ask of the office: looked over, then carried out or not."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from asa.common.errors import DomainError, allow
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.reverification.actions import carry_out, carry_out_each, decline
from asa.reverification.codes import Answer
from asa.reverification.forms import MoveForm, OrderForm, ReasonForm
from asa.reverification.models import Entry, Round
from asa.reverification.queries import days_until_suspension, entries_for, proposals_for
from asa.reverification.rules import can_decide, keeps_rounds
from asa.reverification.views.parts import frame, round_asked
from asa.reverification.wording import ANSWER_TONES

ROWS = 50


@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Tick several, look at what will happen, and carry them out by one order."""
    found = round_asked(request, pk)
    allow(keeps_rounds(request.user))
    waiting = proposals_for(request.user, today()).filter(round=found)
    waiting = waiting.select_related("volunteer__person", "moved_to", "answered_by__person")
    form = OrderForm(request.POST if "carry" in request.POST else None)
    if request.method == "POST":
        keys = [as_uuid(key) for key in request.POST.getlist("volunteer")]
        chosen = list(waiting.filter(volunteer__in=[key for key in keys if key]).order_by("pk"))
        if not chosen:
            messages.error(request, _("Tick at least one."))
            return redirect("reverification:proposals", pk)
        if form.is_bound and form.is_valid():
            return _carry(request, found, chosen, form)
        return _preview(request, found, chosen, form)
    page = Paginator(waiting.order_by("answer", "area_id", "pk"), ROWS).get_page(
        request.GET.get("page")
    )
    context = frame(
        found,
        _("Proposals to the office"),
        page=page,
        rows=[(entry, ANSWER_TONES[entry.answer]) for entry in page],
        days=days_until_suspension(today()),
    )
    return render(request, "reverification/proposals.html", context)


def _preview(
    request: AsaRequest, found: Round, chosen: list[Entry], form: OrderForm
) -> HttpResponse:
    """What would happen to whom; nothing has been changed yet."""
    by_answer = dict.fromkeys((Answer.ENDED, Answer.MOVED, Answer.NOT_FOUND), 0)
    for entry in chosen:
        by_answer[Answer(entry.answer)] += 1
    context = frame(
        found,
        _("What will happen"),
        form=form,
        chosen=chosen,
        ends=by_answer[Answer.ENDED],
        moves=by_answer[Answer.MOVED],
        suspends=by_answer[Answer.NOT_FOUND],
    )
    return render(request, "reverification/preview.html", context)


def _carry(request: AsaRequest, found: Round, chosen: list[Entry], form: OrderForm) -> HttpResponse:
    result = carry_out_each(chosen, order=form.order(), by=request.user, on=today())
    n = len(result.done)
    if n:
        said = ngettext("%(n)s answer is carried out.", "%(n)s answers are carried out.", n)
        messages.success(request, said % {"n": n})
    for entry, why in result.left[:10]:
        messages.warning(request, f"{entry.volunteer.person.short_name}: {why}")
    return redirect("reverification:proposals", found.pk)


def decide(request: AsaRequest, pk: UUID, volunteer_pk: UUID) -> HttpResponse:
    """Carry out one answer, naming the place where that is missing, or say why not."""
    found = round_asked(request, pk)
    entries = entries_for(request.user).select_related("volunteer__person", "moved_to")
    entry: Entry = get_object_or_404(entries, round=found, volunteer=volunteer_pk)
    allow(can_decide(request.user, entry))
    kind = MoveForm if entry.answer == Answer.MOVED else OrderForm
    refusing = "decline" in request.POST
    initial = {"to": entry.moved_to}
    form = kind(request.POST if request.POST and not refusing else None, initial=initial)
    refusal = ReasonForm(request.POST if refusing else None)
    if request.method == "POST" and (refusal if refusing else form).is_valid():
        try:
            _decide(request, entry, form, refusal)
        except DomainError as error:
            (refusal if refusing else form).add_error(None, str(error))
        except PermissionDenied:
            form.add_error(None, _("Another office has to do this."))
        else:
            messages.success(request, _("It has been decided."))
            return redirect("reverification:proposals", pk)
    context = frame(
        found,
        entry.volunteer.person.full_name,
        entry=entry,
        form=form,
        refusal=refusal,
        answer_tone=ANSWER_TONES[entry.answer],
        is_open=entry.outcome == "" and entry.answer not in (Answer.WAITING, Answer.CONFIRMED),
    )
    return render(request, "reverification/decide.html", context)


def _decide(request: AsaRequest, entry: Entry, form: OrderForm, refusal: ReasonForm) -> None:
    if refusal.is_bound:
        reason = refusal.cleaned_data["reason"]
        decline(entry, reason=reason, by=request.user, on=today())
    else:
        to = form.cleaned_data.get("to")
        carry_out(entry, order=form.order(), to=to, by=request.user, on=today())
