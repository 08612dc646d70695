"""The pages of the chain of checks, the service times and the list of problems."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.cases.actions import working_rules as acts
from asa.cases.forms import working_rules as forms
from asa.cases.models import AppealTerm, CheckStep, Problem, ProblemArea, ServiceTime
from asa.cases.queries import problem_areas, rule_versions
from asa.cases.rules.lists import can_change_working_rules, can_read_programmes
from asa.common.errors import allow
from asa.common.http import RulesPage
from asa.common.thaidate import today
from asa.people.http import AsaRequest

RULES = RulesPage("cases:working_rules", "cases/lists/change_rule.html")

Row = TypeVar("Row", bound=Model)


@require_safe
def working_rules(request: AsaRequest) -> HttpResponse:
    """How reports are checked, how fast the office helps, and what can be ticked."""
    allow(can_read_programmes(request.user))
    context = {
        "steps": rule_versions(CheckStep, today()),
        "times": rule_versions(ServiceTime, today()),
        "terms": rule_versions(AppealTerm, today()),
        "areas": problem_areas(today()),
        "today": today(),
        "may_change": can_change_working_rules(request.user),
    }
    return render(request, "cases/lists/working_rules.html", context)


def change_check_step(request: AsaRequest, state: str) -> HttpResponse:
    """After how many days the office may take a report, from a day on."""
    step = _newest(request, CheckStep.objects.filter(state=state))

    def save(given: dict[str, Any]) -> object:
        return acts.change_check_step(step, by=request.user, on=today(), **given)

    form = forms.CheckStepForm(request.POST or None, initial={"days": step.days})
    return RULES.change(
        request, form, save, title=step.label, after=step.started_on, is_version=True
    )


def change_service_time(request: AsaRequest, code: str) -> HttpResponse:
    """Within how many days a case is to be helped, from a day on."""
    time = _newest(request, ServiceTime.objects.filter(code=code))

    def save(given: dict[str, Any]) -> object:
        started_on = given.pop("started_on")
        days = acts.ServiceDays(**given)
        return acts.change_service_time(
            time, given=days, started_on=started_on, by=request.user, on=today()
        )

    initial = {"days": time.days, "soon_from": time.soon_from, "near_from": time.near_from}
    form = forms.ServiceTimeForm(request.POST or None, initial=initial)
    return RULES.change(
        request, form, save, title=time.label, after=time.started_on, is_version=True
    )


def change_appeal_term(request: AsaRequest) -> HttpResponse:
    """Within how many days a refused person may appeal, from a day on."""
    term = _newest(request, AppealTerm.objects.all())

    def save(given: dict[str, Any]) -> object:
        return acts.change_appeal_term(term, by=request.user, on=today(), **given)

    form = forms.AppealTermForm(request.POST or None, initial={"days": term.days})
    return RULES.change(
        request,
        form,
        save,
        title=_("Appeal against a refusal"),
        after=term.started_on,
        is_version=True,
    )


def change_problem_area(request: AsaRequest, code: str) -> HttpResponse:
    """What one of the nine areas is called."""
    allow(can_change_working_rules(request.user))
    area = get_object_or_404(ProblemArea, pk=code)

    def save(given: dict[str, Any]) -> object:
        return acts.change_problem_area(
            area,
            is_verified=given.pop("is_verified"),
            names=acts.Names(**given),
            by=request.user,
            on=today(),
        )

    initial = {name: getattr(area, name) for name in ("name_th", "name_en", "is_verified")}
    form = forms.ProblemAreaForm(request.POST or None, initial=initial)
    return RULES.change(request, form, save, title=area.name)


def change_problem(request: AsaRequest, code: str) -> HttpResponse:
    """What a problem is called, and until when it is ticked."""
    allow(can_change_working_rules(request.user))
    problem = get_object_or_404(Problem, pk=code)

    def save(given: dict[str, Any]) -> object:
        return acts.change_problem(
            problem,
            ended_on=given.pop("ended_on"),
            names=acts.Names(**given),
            by=request.user,
            on=today(),
        )

    initial = {name: getattr(problem, name) for name in ("name_th", "name_en", "ended_on")}
    form = forms.ProblemForm(request.POST or None, initial=initial)
    return RULES.change(request, form, save, title=problem.name)


def add_problem(request: AsaRequest, code: str) -> HttpResponse:
    """One more problem of an area."""
    allow(can_change_working_rules(request.user))
    area = get_object_or_404(ProblemArea, pk=code)

    def save(given: dict[str, Any]) -> object:
        return acts.add_problem(
            area,
            started_on=given.pop("started_on"),
            protects=given.pop("protects"),
            names=acts.Names(**given),
            by=request.user,
            on=today(),
        )

    form = forms.NewProblemForm(request.POST or None)
    title = _("New problem in: %(area)s") % {"area": area.name}
    return RULES.change(request, form, save, title=title)


def _newest(request: AsaRequest, versions: QuerySet[Row]) -> Row:
    allow(can_change_working_rules(request.user))
    newest = versions.order_by("-started_on").first()
    if newest is None:
        raise Http404
    return newest
