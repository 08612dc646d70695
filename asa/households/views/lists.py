from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import accesslog
from asa.common.errors import allow
from asa.common.http import asked, asked_in_words, page_of, render_rows, xlsx_response
from asa.households.codes import Dimension, DimensionLevel
from asa.households.forms import HouseholdFilter
from asa.households.models import Household
from asa.households.queries import household_rows, households_for, neighbour_lines, told
from asa.households.rules import IMPORTERS, can_export_households, works_with_households
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.queries import remember_names, shown_place

ROWS = 25


def _asked(request: AsaRequest) -> tuple[HouseholdFilter, QuerySet[Household]]:
    form = HouseholdFilter(asked(request), user=request.user)
    return form, form.apply(households_for(request.user))


@asked_in_words(works_with_households)
def household_list(request: AsaRequest) -> HttpResponse:
    """The households that the user may know of, the worst first."""
    form, found = _asked(request)
    page = page_of(request, told(found), of=found, size=ROWS)
    rows = list(household_rows(page))
    remember_names({row.area for row in rows})
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "may_export": can_export_households(request.user),
        "may_import": bool(scope(request.user, *IMPORTERS)),
        "is_office": "tambon" in form.fields,
    }
    return render_rows(request, "households/list.html", context)


@require_safe
def export(request: AsaRequest) -> HttpResponse:
    """The list as it is filtered, as a spreadsheet; taking it out is written down."""
    allow(can_export_households(request.user))
    _form, found = _asked(request)
    area = (scope(request.user) or ["TH"])[0]
    accesslog.note(
        request.user,
        "households.exported",
        ("households.household", area),
        area=area,
        rows=found.count(),
    )
    return xlsx_response(_("Households"), _columns(), _rows(found))


def _columns() -> list[str]:
    return [
        _("Household number"),
        _("House code"),
        _("House number"),
        _("Place"),
        _("Head of household"),
        _("Members"),
        *(str(dimension.label) for dimension in Dimension),
        _("Assessed on"),
        _("Volunteer in charge"),
    ]


def _rows(found: QuerySet[Household]) -> Iterator[list[object]]:
    for row in household_rows(told(found).iterator(chunk_size=500)):
        yield [
            row.reference,
            row.house_code,
            row.house_no,
            shown_place(row.area),
            row.head,
            row.people,
            *(_word(row.levels.get(dimension)) for dimension in Dimension),
            row.assessed_on,
            row.caretaker,
        ]


def _word(level: int | None) -> str:
    return str(DimensionLevel(level).label) if level else ""


@require_safe
def neighbours(request: AsaRequest) -> HttpResponse:
    """Houses of the volunteer's own village or tambon that are known already, without names."""
    allow(works_with_households(request.user))
    lines = neighbour_lines(request.user)
    page = Paginator(lines, ROWS).get_page(request.GET.get("page"))
    remember_names({line.area for line in page})
    return render(request, "households/neighbours.html", {"page": page})
