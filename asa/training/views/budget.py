"""What a workshop is to cost, line by line, beside what it did cost."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from asa.common import svg
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions import change_line, note_spent, remove_line, write_line
from asa.training.forms import LineForm, SpentForm
from asa.training.models import BudgetLine, Cohort
from asa.training.queries import (
    cohorts_for,
    lines_of_money,
    planned_of,
    spent_of,
    sums_by_kind,
    workshops_for,
)
from asa.training.rules import can_keep, sees_budget
from asa.training.views.parts import cohort_asked, frame, workshop_frame


@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The lines of the plan with their rates, beside what was spent, and the sums."""
    found = cohort_asked(request, pk)
    allow(sees_budget(request.user, found))
    may_keep = can_keep(request.user, found.workshop)
    if request.method == "POST":
        allow(may_keep)
    form = LineForm(request.POST or None, on=today()) if may_keep else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            write_line(found.workshop, line=form.line(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("training:budget", pk)
    return render(request, "training/budget.html", _told(request, found, form))


def _told(request: AsaRequest, cohort: Cohort, form: LineForm | None) -> dict[str, Any]:
    lines = lines_of_money(cohort.workshop)
    sums = sums_by_kind(lines)
    planned, spent = planned_of(lines), spent_of(lines)
    most = float(max((max(one.planned, one.spent) for one in sums), default=0))
    bars = {one.kind: svg.strip([(float(one.spent), "on")], most) for one in sums}
    return frame(
        cohort,
        request.user,
        "training:budget",
        form=form,
        lines=lines,
        kinds=[(one, bars[one.kind]) for one in sums],
        planned=planned,
        spent=spent,
        rest=planned - spent,
        cohorts=cohort.workshop.cohorts.count(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Change a line, write down what it did cost, or take it out."""
    lines = BudgetLine.objects.filter(workshop__in=workshops_for(request.user))
    found = get_object_or_404(lines.select_related("workshop__owner", "workshop__course"), pk=pk)
    allow(can_keep(request.user, found.workshop))
    spends, removes = "spend" in request.POST, "remove" in request.POST
    changes = request.method == "POST" and not spends and not removes
    spent_form = SpentForm(
        request.POST if spends else None,
        initial={"spent": found.spent, "paper_no": found.paper_no},
    )
    form = LineForm(request.POST if changes else None, on=today(), line=found)
    asked = spent_form if spends else form
    if request.method == "POST" and (removes or asked.is_valid()):
        try:
            _carry(request, found, asked, removes=removes)
        except DomainError as error:
            asked.add_error(None, str(error)) if asked.is_bound else messages.error(
                request, str(error)
            )
        else:
            messages.success(request, _("It has been saved."))
            return redirect(*_back(request, found))
    context = workshop_frame(
        found.workshop,
        found.description,
        line=found,
        form=form,
        spent_form=spent_form,
        back=_back(request, found),
    )
    return render(request, "training/line.html", context)


def _carry(
    request: AsaRequest, line: BudgetLine, form: LineForm | SpentForm, *, removes: bool
) -> None:
    by, on = request.user, today()
    if removes:
        remove_line(line, by=by, on=on)
    elif isinstance(form, SpentForm):
        note_spent(line, by=by, on=on, **form.cleaned_data)
    else:
        change_line(line, line=form.line(), by=by, on=on)


def _back(request: AsaRequest, line: BudgetLine) -> tuple[str, UUID]:
    """The money is a page of each cohort: of the first one, or the workshop where none is yet."""
    first = cohorts_for(request.user).filter(workshop=line.workshop_id).order_by("number").first()
    return ("training:budget", first.pk) if first else ("training:show", line.workshop_id)
