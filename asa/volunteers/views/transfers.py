"""The pages of transfers between provinces: asked for, waiting, answered."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asa.common import accesslog
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.queries import remember_names
from asa.volunteers.actions import (
    accept_transfer,
    ask_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from asa.volunteers.codes import TransferState
from asa.volunteers.forms.transfers import AskForm, AskInForm, RefuseTransferForm
from asa.volunteers.models import Transfer, Volunteer
from asa.volunteers.queries import (
    answered_transfers,
    asked_for,
    register_areas,
    transfers_asked_by,
    transfers_before,
    transfers_for,
    volunteer_on_paper,
    volunteers_for,
)
from asa.volunteers.rules import can_answer_transfer, can_withdraw_transfer, keeps_register
from asa.volunteers.views.acting import volunteer_to_change
from asa.volunteers.wording import TRANSFER_TONES

ROWS = 50
TARGET = "volunteers.volunteer"
LISTS = {"before": transfers_before, "asked": transfers_asked_by, "answered": answered_transfers}


@require_safe
def transfers(request: AsaRequest) -> HttpResponse:
    """What waits for the own office, what it asked for, and what was answered."""
    allow(keeps_register(request.user))
    show = request.GET.get("show", "")
    show = show if show in LISTS else "before"
    counts = {name: found(request.user).count() for name, found in LISTS.items()}
    page = Paginator(LISTS[show](request.user), ROWS).get_page(request.GET.get("page"))
    remember_names(code for one in page for code in (one.origin_id, one.to_id))
    known = _known(request, [one.volunteer_id for one in page])
    context = {
        "tabs": [
            ("before", _("To be answered"), counts["before"]),
            ("asked", _("Asked for by us"), counts["asked"]),
            ("answered", _("Already answered"), counts["answered"]),
        ],
        "show": show,
        "before": counts["before"],
        "page": page,
        "rows": [(one, _shows_name(one, known), TRANSFER_TONES[one.state]) for one in page],
    }
    return render(request, "volunteers/transfers.html", context)


def _known(request: AsaRequest, keys: list[UUID]) -> set[UUID]:
    """Of some volunteers those whose entry the posts of the user open."""
    return set(volunteers_for(request.user).filter(pk__in=keys).values_list("pk", flat=True))


def _shows_name(transfer: Transfer, known: set[UUID]) -> bool:
    """Both offices read the name while it waits, afterwards only whose register it stands in."""
    return transfer.state == TransferState.WAITING or transfer.volunteer_id in known


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One transfer: the other office accepts it or refuses with a reason, the own withdraws it."""
    found = get_object_or_404(transfers_for(request.user), pk=pk)
    form = RefuseTransferForm(request.POST if request.POST.get("act") == "refuse" else None)
    if request.method == "POST":
        try:
            said = _answer(request, found, form)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("volunteers:transfer", pk)
        if said:
            messages.success(request, said)
            return redirect("volunteers:transfers")
    known = _known(request, [found.volunteer_id])
    waits = found.state == TransferState.WAITING
    context = {
        "transfer": found,
        "volunteer": found.volunteer,
        "shows_name": _shows_name(found, known),
        "is_known": found.volunteer_id in known,
        "tone": TRANSFER_TONES[found.state],
        "form": form,
        "may_answer": waits and can_answer_transfer(request.user, found),
        "may_withdraw": waits and can_withdraw_transfer(request.user, found),
    }
    return render(request, "volunteers/transfer.html", context)


def _answer(request: AsaRequest, found: Transfer, form: RefuseTransferForm) -> str:
    """Do what a button asks; the sentence to say, or nothing where the form must be mended."""
    act = request.POST.get("act")
    if act == "withdraw":
        withdraw_transfer(found, by=request.user, on=today())
        return _("The transfer is withdrawn. Nothing has changed in the register.")
    if act == "accept":
        accept_transfer(found, by=request.user, on=today())
        return _("The transfer is accepted: the volunteer works in the other province now.")
    if act == "refuse":
        allow(can_answer_transfer(request.user, found))
    if not form.is_bound or not form.is_valid():
        return ""
    refuse_transfer(found, reason=form.cleaned_data["reason"], by=request.user, on=today())
    return _("The transfer is refused. Whoever asked reads why.")


def ask_out(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Ask the office of another province to take on a volunteer of the own one."""
    volunteer = volunteer_to_change(request, pk)
    form = AskForm(request.POST or None)
    return _ask(request, form, volunteer)


def ask_in(request: AsaRequest) -> HttpResponse:
    """Ask for a volunteer of another province whose papers lie on the table."""
    codes = register_areas(request.user)
    allow(bool(codes))
    return _ask(request, AskInForm(request.POST or None, under=codes), None)


def _ask(request: AsaRequest, form: AskForm, volunteer: Volunteer | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            found = volunteer or _on_paper(request, form)
            asked = ask_transfer(found, wish=form.wish(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The other office is asked and told."))
            return redirect("volunteers:transfer", asked.pk)
    context = {"form": form, "volunteer": volunteer}
    return render(request, "volunteers/ask_transfer.html", context)


def _on_paper(request: AsaRequest, form: AskForm) -> Volunteer:
    """Whom the papers tell; whoever types a whole citizen id is written down."""
    told = form.cleaned_data
    names = {name: told[name] for name in ("number", "given_name", "family_name")}
    found = volunteer_on_paper(**names)
    if asked_for(told["number"]).citizen_id:
        place = register_areas(request.user)[0]
        target = (TARGET, str(found.pk)) if found is not None else (TARGET, place)
        verb = "volunteer.searched_by_citizen_id"
        accesslog.note(request.user, verb, target, area=place, found=int(found is not None))
    if found is None:
        raise DomainError(_("No registered volunteer has this number and this name."))
    return found
