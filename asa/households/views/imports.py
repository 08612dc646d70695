from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from asa.common.imports import views
from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.households.importers import import_households
from asa.households.importers.columns import all_fields, household_fields, member_fields
from asa.households.rules import IMPORTERS, can_import_households
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import Level
from asa.places.queries import areas_under


def choices(user: Any) -> list[tuple[str, str]]:
    """The provinces whose lists the user may bring in."""
    codes = scope(user, *IMPORTERS)
    provinces = [area for code in codes for area in areas_under(code, Level.PROVINCE)]
    return [(area.code, area.name) for area in provinces]


PAGES = ImportPages(
    app="households",
    title=gettext_lazy("Import households from a file"),
    crumb=gettext_lazy("Households"),
    columns=list(
        dict.fromkeys(
            field.headings[0] for field in (*household_fields(today()), *member_fields(today()))
        )
    ),
    fields=all_fields,
    kinds_of_sheets=True,
    may_import=can_import_households,
    choices=choices,
    bring_in=import_households,
)


def upload(request: AsaRequest) -> HttpResponse:
    """Choose a list of households; it is only looked through first."""
    return views.upload(request, PAGES)


def result(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What a list would bring, or brought; from a trial it is taken in."""
    return views.result(request, PAGES, pk)


@require_safe
def rows(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The rows of a list that must be corrected."""
    return views.rows(request, PAGES, pk)


def headings(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What the headings of a list of households mean, for lists to come as well."""
    return views.headings(request, PAGES, pk)
