"""Several cards at once: prepared, printed as a job, marked as printed, handed out."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from asa.cards.actions import issue_cards, mark_printed, prepare_cards, set_for_print
from asa.cards.codes import CardState, Layout
from asa.cards.forms import ChosenForm, PrintForm
from asa.cards.jobs import PDF, PRINT, begin_print, in_order
from asa.cards.models import VolunteerCard
from asa.cards.queries import makeable_cards_for, without_card_for
from asa.cards.rules import can_make_cards_in, makes_cards
from asa.common import accesslog
from asa.common.codes import JobState
from asa.common.errors import DomainError, allow
from asa.common.http import download
from asa.common.imports import files
from asa.common.jobs import jobs_for
from asa.common.models import Job
from asa.common.thaidate import thai_date, today
from asa.people.http import AsaRequest

MOST_TOLD = 10


@require_POST
def prepare(request: AsaRequest) -> HttpResponse:
    """Drafts for the volunteers that were ticked; who lacks something is named with it."""
    allow(makes_cards(request.user))
    form = ChosenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _sentences(form))
        return redirect("cards:without")
    chosen = without_card_for(request.user).filter(pk__in=form.cleaned_data["chosen"])
    made = prepare_cards(chosen, by=request.user, on=today())
    for volunteer, missing in made.refused[:MOST_TOLD]:
        messages.warning(request, f"{volunteer.person.full_name}: {missing}")
    if len(made.refused) > MOST_TOLD:
        more = _("%(n)s more lack something. Filter by “Photo is missing”.")
        messages.warning(request, more % {"n": len(made.refused) - MOST_TOLD})
    if not made.cards:
        return redirect("cards:without")
    said = ngettext(
        "%(n)s card is ready to be printed.",
        "%(n)s cards are ready to be printed.",
        len(made.cards),
    )
    messages.success(request, said % {"n": len(made.cards)})
    return redirect(reverse("cards:list") + f"?state={CardState.DRAFT}")


@require_POST
def chosen(request: AsaRequest) -> HttpResponse:
    """What was pressed below the list: print, mark as printed, or hand out what was ticked."""
    allow(makes_cards(request.user))
    acts = {"print": _print, "printed": _mark, "issued": _hand_out}
    act = acts.get(request.POST.get("act", "print"), _print)
    try:
        return act(request)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(_back(request))


def _sentences(form: ChosenForm) -> str:
    """What is wrong with what was ticked, in one text."""
    return " ".join(str(fault) for faults in form.errors.values() for fault in faults)


def _back(request: AsaRequest) -> str:
    state = request.POST.get("state", "")
    known = state in CardState.values
    return reverse("cards:list") + (f"?state={state}" if known else "")


def _chosen_cards(request: AsaRequest, form: ChosenForm) -> list[VolunteerCard]:
    """The ticked cards, as many as are the user's to make, in the order of the list."""
    if not form.is_valid():
        raise DomainError(_sentences(form))
    keys = [str(key) for key in form.cleaned_data["chosen"]]
    found = makeable_cards_for(request.user).select_related("replaces")
    cards = in_order(list(found.filter(pk__in=keys)), keys)
    if not cards:
        raise DomainError(_("Tick at least one row first."))
    return cards


@transaction.atomic
def _print(request: AsaRequest) -> HttpResponse:
    form = PrintForm(request.POST)
    cards = _chosen_cards(request, form)
    asked = form.cleaned_data
    set_for_print(cards, issued_on=asked["issued_on"], by=request.user, on=today())
    job = begin_print(cards, layout=Layout(asked["layout"]), by=request.user)
    return redirect("common:job", job.pk)


def _mark(request: AsaRequest) -> HttpResponse:
    count = mark_printed(
        _chosen_cards(request, ChosenForm(request.POST)), by=request.user, on=today()
    )
    said = ngettext("%(n)s card is printed.", "%(n)s cards are printed.", count)
    messages.success(request, said % {"n": count})
    return redirect(reverse("cards:list") + f"?state={CardState.PRINTED}")


def _hand_out(request: AsaRequest) -> HttpResponse:
    count = issue_cards(
        _chosen_cards(request, ChosenForm(request.POST)), by=request.user, on=today()
    )
    said = ngettext(
        "%(n)s card is handed out and valid.", "%(n)s cards are handed out and valid.", count
    )
    messages.success(request, said % {"n": count})
    return redirect(reverse("cards:list") + f"?state={CardState.ISSUED}")


def _job(request: AsaRequest, pk: UUID) -> Job:
    """A printing that the user began, for as long as the user makes cards there."""
    job = get_object_or_404(jobs_for(request.user), pk=pk, kind=PRINT)
    allow(
        makes_cards(request.user) if job.area == "TH" else can_make_cards_in(request.user, job.area)
    )
    return job


@require_safe
def result(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The PDF of a printing, and what comes next for its cards."""
    job = _job(request, pk)
    if job.state != JobState.DONE:
        return redirect("common:job", job.pk)
    keys = job.params["cards"]
    drafts = makeable_cards_for(request.user).filter(pk__in=keys, state=CardState.DRAFT)
    context = {
        "job": job,
        "count": len(keys),
        "sheets": -(-len(keys) // 5),
        "is_sheet": job.params["layout"] == Layout.SHEET,
        "drafts": [str(key) for key in drafts.values_list("pk", flat=True)],
        "has_pdf": files.content_of(job.pk, PDF) is not None,
        "days": files.DAYS_KEPT,
    }
    return render(request, "cards/print.html", context)


@require_safe
def pdf(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The cards as one PDF; fetching it is written down."""
    job = _job(request, pk)
    content = files.content_of(job.pk, PDF)
    if content is None:
        raise Http404
    accesslog.note(
        request.user, "cards.downloaded", ("common.job", job.pk), area=job.area,
        rows=len(job.params["cards"]),
    )  # fmt: skip
    name = _("Cards %(day)s") % {"day": thai_date(today())}
    return download(content, f"{name}.pdf", "application/pdf")
