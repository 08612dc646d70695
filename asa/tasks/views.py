from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.households.models import Household
from asa.households.queries import households_for
from asa.people.http import AsaRequest
from asa.places.queries import remember_names
from asa.tasks.actions import assign_task, finish_task, plan_visit
from asa.tasks.codes import TaskState
from asa.tasks.forms import AssignForm, FinishForm, PlanForm
from asa.tasks.models import Task
from asa.tasks.queries import (
    may_visit,
    overdue_tasks,
    own_tasks,
    takers,
    tasks_for,
    unheld_tasks,
    with_heads,
)
from asa.tasks.rules import can_assign_task, can_finish_task, can_plan_visit, oversees

ROWS = 50
OWN, OVERDUE, UNHELD = "own", "overdue", "unheld"


@require_safe
def task_list(request: AsaRequest) -> HttpResponse:
    """What is still to do, the late first; who coordinates also sees what is overdue there, and
    what lies in nobody's hands.
    """
    of_area = oversees(request.user)
    lists = {OWN: own_tasks(request.user)}
    if of_area:
        lists[OVERDUE] = overdue_tasks(request.user, on=today())
        lists[UNHELD] = unheld_tasks(request.user)
    asked = request.GET.get("show", OWN)
    shown = asked if asked in lists else OWN
    page = Paginator(with_heads(lists[shown]), ROWS).get_page(request.GET.get("page"))
    remember_names({task.area for task in page})
    context = {
        "page": page,
        "shown": shown,
        "of_area": of_area,
        "own_count": lists[OWN].count(),
        "overdue_count": lists[OVERDUE].count() if of_area else 0,
        "unheld_count": lists[UNHELD].count() if of_area else 0,
        "today": today(),
    }
    return render(request, "tasks/list.html", context)


def finish(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Tick a task off where the act itself was done elsewhere."""
    task = get_object_or_404(tasks_for(request.user), pk=pk, state=TaskState.OPEN)
    allow(can_finish_task(request.user, task))
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finish_task(task, by=request.user, on=today(), note=form.cleaned_data["note"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The task is done."))
            return redirect("tasks:list")
    return render(request, "tasks/finish.html", {"task": task, "form": form, "today": today()})


def assign(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give a task to a colleague of the area."""
    task = get_object_or_404(tasks_for(request.user), pk=pk, state=TaskState.OPEN)
    allow(can_assign_task(request.user, task))
    form = AssignForm(request.POST or None, candidates=takers(task, request.user, on=today()))
    if request.method == "POST" and form.is_valid():
        try:
            task = assign_task(task, to=form.cleaned_data["to"], by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("The task was given to %(name)s.") % {"name": task.assignee.shown_name}
            messages.success(request, said)
            return redirect(f"{reverse('tasks:list')}?show={UNHELD}")
    return render(request, "tasks/assign.html", {"task": task, "form": form, "today": today()})


def plan(request: AsaRequest, household_pk: UUID) -> HttpResponse:
    """Ask somebody to visit a household by a day."""
    household = get_object_or_404(households_for(request.user), pk=household_pk)
    allow(can_plan_visit(request.user, household))
    form = PlanForm(
        request.POST or None,
        candidates=may_visit(household, request.user, on=today()),
        initial={"assignee": household.caretaker_id},
    )
    if request.method == "POST" and form.is_valid():
        task = _plan(request, form, household)
        said = _("%(name)s has been asked to visit.") % {"name": task.assignee.shown_name}
        messages.success(request, said)
        return redirect("households:detail", pk=household.pk)
    return render(request, "tasks/plan.html", {"household": household, "form": form})


def _plan(request: AsaRequest, form: PlanForm, household: Household) -> Task:
    asked = form.cleaned_data
    return plan_visit(
        household, assignee=asked["assignee"], due_on=asked["due_on"], by=request.user
    )
