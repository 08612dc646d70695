"""The first page of a cohort: how its seats are shared, and whose list is not full."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asa.people.http import AsaRequest
from asa.training.queries import seat_counts
from asa.training.rules import can_keep
from asa.training.views.parts import cohort_asked, frame


@require_safe
def cohort(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Figures, the map of seats by province with its table, and the areas that are not full."""
    found = cohort_asked(request, pk)
    context = frame(
        found,
        request.user,
        "training:cohort",
        count=seat_counts([found.pk])[found.pk],
        may_keep=can_keep(request.user, found.workshop),
    )
    return render(request, "training/cohort.html", context)
