from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from asa.common.imports import views
from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.queries import areas_under
from asa.volunteers.importers import import_volunteers
from asa.volunteers.importers.columns import fields
from asa.volunteers.rules import IMPORTERS, can_import_volunteers


def choices(user: Any) -> list[tuple[str, str]]:
    """The provinces whose lists the user may bring in, and the country for the department."""
    codes = scope(user, *IMPORTERS)
    country = [(WHOLE_COUNTRY, gettext("Whole country"))] if WHOLE_COUNTRY in codes else []
    provinces = [area for code in codes for area in areas_under(code, Level.PROVINCE)]
    return country + [(area.code, area.name) for area in provinces]


PAGES = ImportPages(
    app="volunteers",
    title=gettext_lazy("Import volunteers from a file"),
    crumb=gettext_lazy("Volunteers"),
    columns=[field.headings[0] for field in fields(today()) if not field.instead_of],
    may_import=can_import_volunteers,
    choices=choices,
    bring_in=import_volunteers,
    fields=fields,
)


def upload(request: AsaRequest) -> HttpResponse:
    """Choose a list of volunteers; it is only looked through first."""
    return views.upload(request, PAGES)


def result(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What a list would bring, or brought; from a trial it is taken in."""
    return views.result(request, PAGES, pk)


@require_safe
def rows(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The rows of a list that must be corrected."""
    return views.rows(request, PAGES, pk)


def headings(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What the headings of a list of volunteers mean, for lists to come as well."""
    return views.headings(request, PAGES, pk)
