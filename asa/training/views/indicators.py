"""What a workshop is to reach: its indicators with their values, set before the first day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions.indicators import add_indicator, change_indicator, remove_indicator
from asa.training.codes import BEFORE_THE_DAYS
from asa.training.forms import IndicatorForm
from asa.training.models import Indicator
from asa.training.queries import workshops_for
from asa.training.queries.indicators import indicators_of
from asa.training.rules import can_keep
from asa.training.views.parts import workshop_asked, workshop_frame


@require_http_methods(["GET", "HEAD", "POST"])
def indicators(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The indicators with what is to be reached, and one more."""
    workshop = workshop_asked(request, pk)
    allow(can_keep(request.user, workshop))
    form = IndicatorForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_indicator(workshop, target=form.target_told(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("training:indicators", pk)
    context = workshop_frame(
        workshop,
        _("Indicators"),
        form=form,
        indicators=indicators_of(workshop),
        # What was typed on the eve of the first day is shown all the same, with the reason.
        may_set=workshop.state in BEFORE_THE_DAYS or form.is_bound,
    )
    return render(request, "training/indicators.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Change what is to be reached, or take the indicator out."""
    known = Indicator.objects.filter(workshop__in=workshops_for(request.user))
    found = get_object_or_404(known.select_related("workshop__owner"), pk=pk)
    allow(can_keep(request.user, found.workshop))
    removes = "remove" in request.POST
    changes = request.method == "POST" and not removes
    form = IndicatorForm(request.POST if changes else None, indicator=found)
    if removes or (changes and form.is_valid()):
        try:
            _carry(request, found, form, removes=removes)
        except DomainError as error:
            form.add_error(None, str(error)) if changes else messages.error(request, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("training:indicators", found.workshop_id)
    context = workshop_frame(found.workshop, found.name, indicator=found, form=form)
    return render(request, "training/indicator.html", context)


def _carry(request: AsaRequest, found: Indicator, form: IndicatorForm, *, removes: bool) -> None:
    if removes:
        remove_indicator(found, by=request.user, on=today())
    else:
        change_indicator(found, target=form.target_told(), by=request.user, on=today())
