"""The closing report: its figures come from the event, what no figure says is written here."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from asa.common.errors import DomainError, allow
from asa.common.http import download
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions import report_workshop, write_report
from asa.training.closing import report_as_pdf
from asa.training.codes import WorkshopState
from asa.training.forms import ReportForm
from asa.training.models import Workshop
from asa.training.queries.indicators import indicators_of
from asa.training.queries.summary import money_of, summary_of
from asa.training.rules import can_keep, sees_report
from asa.training.views.parts import workshop_asked, workshop_frame


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What the report will say, and what only a person can write; it is kept, or sent out."""
    workshop = workshop_asked(request, pk)
    allow(sees_report(request.user, workshop))
    indicators = indicators_of(workshop)
    form = ReportForm(
        request.POST if request.method == "POST" else None,
        workshop=workshop,
        typed=[line.indicator for line in indicators if line.indicator.is_typed],
    )
    if request.method == "POST":
        allow(can_keep(request.user, workshop))
        if form.is_valid() and _written(request, workshop, form):
            return redirect("training:report", pk)
    cohorts = [summary_of(cohort) for cohort in workshop.cohorts.order_by("number")]
    context = workshop_frame(
        workshop,
        _("Closing report"),
        form=form,
        cohorts=cohorts,
        indicators=indicators,
        money=money_of(workshop),
        # What was sent after the report went out is shown all the same: nothing typed is lost.
        may_write=can_keep(request.user, workshop)
        and (workshop.state != WorkshopState.REPORTED or form.is_bound),
        may_send=workshop.state == WorkshopState.DONE,
    )
    return render(request, "training/report.html", context)


def _written(request: AsaRequest, workshop: Workshop, form: ReportForm) -> bool:
    sends = request.POST.get("act") == "send"
    act = report_workshop if sends else write_report
    try:
        act(workshop, report=form.report(), by=request.user, on=today())
    except DomainError as error:
        form.add_error(None, forms.ValidationError(str(error)))
        # Of two acts in one the first is undone with the second.
        workshop.refresh_from_db()
        return False
    messages.success(request, _("The report has gone out.") if sends else _("The report is kept."))
    return True


@require_safe
def paper(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The report as a paper to be signed."""
    workshop = workshop_asked(request, pk)
    allow(sees_report(request.user, workshop))
    return download(report_as_pdf(workshop), _("closing-report") + ".pdf", "application/pdf")
