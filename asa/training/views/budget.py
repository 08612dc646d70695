"""What a workshop is to cost, line by line, beside what it did cost."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.people.http import AsaRequest
from asa.training.rules import sees_budget
from asa.training.views.parts import cohort_asked, frame


@require_safe
def budget(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The lines of the plan with their rates, beside what was spent, and the sums."""
    found = cohort_asked(request, pk)
    allow(sees_budget(request.user, found))
    context = frame(found, request.user, "training:budget")
    return render(request, "training/budget.html", context)
