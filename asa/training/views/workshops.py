"""The workshops of a year, and one of them: its plan and its cohorts."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.people.http import AsaRequest
from asa.places.queries import remember_names, shown_place
from asa.training.models import Cohort, Workshop
from asa.training.queries import cohorts_for, fiscal_years_of, seat_counts, workshops_for
from asa.training.queries.seats import SeatCount
from asa.training.rules import can_keep, plans_workshops, sees_workshops
from asa.training.views.parts import workshop_asked, workshop_frame
from asa.training.wording import COHORT_TONES, WORKSHOP_TONES

ROWS = 30


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
    context = workshop_frame(
        workshop,
        rows=cohort_rows(cohorts),
        place=shown_place(workshop.owner_id),
        may_keep=can_keep(request.user, workshop),
    )
    return render(request, "training/show.html", context)
