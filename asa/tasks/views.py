from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.households.models import Household
from asa.households.queries import households_for
from asa.people.http import AsaRequest
from asa.places.queries import remember_names
from asa.tasks.actions import finish_task, plan_visit
from asa.tasks.codes import TaskState
from asa.tasks.forms import FinishForm, PlanForm
from asa.tasks.models import Task
from asa.tasks.queries import may_visit, overdue_tasks, own_tasks, tasks_for, with_heads
from asa.tasks.rules import can_finish_task, can_plan_visit, oversees

ROWS = 50
OWN, OVERDUE = "own", "overdue"


@require_safe
def task_list(request: AsaRequest) -> HttpResponse:
    """What is still to do, the late first; who coordinates also sees what is overdue there."""
    of_area = oversees(request.user)
    shown = OVERDUE if of_area and request.GET.get("show") == OVERDUE else OWN
    own, overdue = own_tasks(request.user), overdue_tasks(request.user, on=today())
    found = with_heads(own if shown == OWN else overdue)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names({task.area for task in page})
    context = {
        "page": page,
        "shown": shown,
        "of_area": of_area,
        "own_count": own.count(),
        "overdue_count": overdue.count() if of_area else 0,
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
