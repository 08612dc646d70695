"""Who issues cards, from which day on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.cards.actions import change_issuer
from asa.cards.forms import IssuerForm
from asa.cards.models import CardIssuer
from asa.cards.queries import issuers
from asa.cards.rules import can_change_issuer, sees_cards
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest

SHOWN = ("name_th", "title_th", "acting_th", "name_en", "title_en", "acting_en")


@require_safe
def issuer_list(request: AsaRequest) -> HttpResponse:
    """Whose name stands on the cards of today, and on those of a later day."""
    allow(sees_cards(request.user))
    context = {
        "issuers": issuers(today()),
        "may_change": can_change_issuer(request.user),
        "today": today(),
    }
    return render(request, "cards/issuers.html", context)


def change(request: AsaRequest) -> HttpResponse:
    """Another issuer from a day on."""
    allow(can_change_issuer(request.user))
    newest = CardIssuer.objects.order_by("-started_on").first()
    if newest is None:
        raise Http404
    form = IssuerForm(
        request.POST or None,
        request.FILES or None,
        initial={name: getattr(newest, name) for name in SHOWN},
    )
    form.begin_after(newest.started_on)
    if request.method == "POST" and form.is_valid():
        started_on = form.cleaned_data["started_on"]
        try:
            change_issuer(
                newest, given=form.given(), started_on=started_on, by=request.user, on=today(),
                pictures=form.pictures(),
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("cards:issuers")
    return render(request, "cards/change_issuer.html", {"form": form})
