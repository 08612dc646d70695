"""The workshops of a year, and one of them: its plan and its cohorts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.queries import remember_names, shown_place
from asa.training.actions import (
    approve_workshop,
    cancel_workshop,
    change_workshop,
    plan_workshop,
    reopen_report,
    return_workshop,
)
from asa.training.codes import BEFORE_THE_DAYS, WorkshopState
from asa.training.forms import ApprovalForm, WhyForm, WorkshopForm
from asa.training.models import Cohort, Workshop
from asa.training.queries import (
    cohorts_for,
    fiscal_years_of,
    lines_of_money,
    planned_of,
    seat_counts,
    spent_of,
    workshops_for,
)
from asa.training.queries.indicators import indicators_of
from asa.training.queries.seats import SeatCount
from asa.training.rules import (
    can_keep,
    follows_through,
    plans_workshops,
    sees_money,
    sees_report,
    sees_skills,
    sees_workshops,
)
from asa.training.views.parts import workshop_asked, workshop_frame
from asa.training.wording import COHORT_TONES, WORKSHOP_TONES

ROWS = 30
# What is done with a project in each of its states.
STEPS: dict[str, tuple[str, ...]] = {
    WorkshopState.DRAFTED: ("approve", "cancel"),
    WorkshopState.APPROVED: ("return", "cancel"),
    WorkshopState.OPEN: ("cancel",),
    WorkshopState.REPORTED: ("reopen",),
}
# From its first day on there is something to report.
REPORTED = (WorkshopState.RUNNING, WorkshopState.DONE, WorkshopState.REPORTED)
LABELS: dict[str, str | Promise] = {
    "approve": gettext_lazy("Write down the approval"),
    "return": gettext_lazy("Take back to its draft"),
    "cancel": gettext_lazy("Cancel the workshop"),
    "reopen": gettext_lazy("Correct the report"),
}

WITH_REASON: dict[str, Callable[..., Workshop]] = {
    "cancel": cancel_workshop,
    "reopen": reopen_report,
}


@dataclass(frozen=True)
class Row:
    """A cohort as lists show it, with its seats."""

    cohort: Cohort
    tone: str
    count: SeatCount
    place: str


@require_safe
def workshop_list(request: AsaRequest) -> HttpResponse:
    """The workshops that one may know of, the latest year first, each with its cohorts."""
    allow(sees_workshops(request.user))
    workshops = workshops_for(request.user)
    years = fiscal_years_of(workshops)
    year = request.GET.get("year", "")
    if year.isdigit() and int(year) in years:
        workshops = workshops.filter(fiscal_year_be=int(year))
    page = Paginator(workshops, ROWS).get_page(request.GET.get("page"))
    cohorts = cohorts_for(request.user).filter(workshop__in=[one.pk for one in page])
    rows = cohort_rows(cohorts.order_by("number"))
    context = {
        "page": page,
        "years": years,
        "year": int(year) if year.isdigit() else None,
        "rows": [(one, WORKSHOP_TONES[one.state], _of(one, rows)) for one in page],
        "may_plan": plans_workshops(request.user),
        "follows": follows_through(request.user),
        "sees_skills": sees_skills(request.user),
    }
    return render(request, "training/list.html", context)


def _of(workshop: Workshop, rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.cohort.workshop_id == workshop.pk]


def cohort_rows(cohorts: Iterable[Cohort]) -> list[Row]:
    """Cohorts with their seats, in two queries whatever their number."""
    found = list(cohorts)
    counts = seat_counts([one.pk for one in found])
    remember_names({one.place_id for one in found})
    return [
        Row(one, COHORT_TONES[one.state], counts[one.pk], shown_place(one.place_id))
        for one in found
    ]


@require_safe
def show(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The plan of a workshop beside what came of it, and its cohorts."""
    workshop = workshop_asked(request, pk)
    cohorts = cohorts_for(request.user).filter(workshop=workshop).order_by("number")
    rows = cohort_rows(cohorts)
    may_keep = can_keep(request.user, workshop)
    money = lines_of_money(workshop) if sees_money(request.user, workshop) else None
    context = workshop_frame(
        workshop,
        rows=rows,
        place=shown_place(workshop.owner_id),
        may_keep=may_keep,
        has_report=workshop.state in REPORTED and sees_report(request.user, workshop),
        steps=STEPS.get(workshop.state, ()) if may_keep else (),
        seats=sum(row.count.seats for row in rows),
        taken=sum(row.count.taken for row in rows),
        shows_money=money is not None,
        planned=planned_of(money or []),
        spent=spent_of(money or []),
        indicators=indicators_of(workshop),
        may_set=may_keep and workshop.state in BEFORE_THE_DAYS,
    )
    return render(request, "training/show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: AsaRequest) -> HttpResponse:
    """Draft a project."""
    allow(plans_workshops(request.user))
    form = WorkshopForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_workshop(form.chosen(), plan=form.plan(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The project is drafted. Plan its cohorts now."))
            return redirect("training:show", made.pk)
    return render(request, "training/plan.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Change a draft."""
    workshop = workshop_asked(request, pk)
    allow(can_keep(request.user, workshop))
    form = WorkshopForm(request.POST or None, user=request.user, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        try:
            change_workshop(workshop, plan=form.plan(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("training:show", pk)
    context = workshop_frame(
        workshop,
        _("Change the project"),
        form=form,
        button=_("Save"),
        back=("training:show", pk),
    )
    return render(request, "training/workshop_act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: AsaRequest, pk: UUID, name: str) -> HttpResponse:
    """Approve a project, take it back, call it off, or open its report to correct it."""
    workshop = workshop_asked(request, pk)
    allow(can_keep(request.user, workshop))
    if name not in LABELS:
        raise Http404
    form = _form_of(name, request)
    if request.method == "POST" and form.is_valid():
        try:
            _carry(request, workshop, name, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been written down."))
            return redirect("training:show", pk)
    label = str(LABELS[name])
    context = workshop_frame(workshop, label, form=form, button=label, back=("training:show", pk))
    return render(request, "training/workshop_act.html", context)


def _form_of(name: str, request: AsaRequest) -> AsaForm:
    kind = ApprovalForm if name == "approve" else WhyForm if name in WITH_REASON else AsaForm
    return kind(request.POST if request.method == "POST" else None)


def _carry(request: AsaRequest, workshop: Workshop, name: str, form: AsaForm) -> None:
    told, by, on = form.cleaned_data, request.user, today()
    if name == "approve":
        approve_workshop(workshop, by=by, on=on, **told)
    elif name in WITH_REASON:
        WITH_REASON[name](workshop, reason=told["reason"], by=by, on=on)
    else:
        return_workshop(workshop, by=by, on=on)
