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
from asa.training.importers import import_workshop
from asa.training.importers.columns import all_fields
from asa.training.queries import KEEPERS
from asa.training.rules import can_keep_workshops_of


def choices(user: Any) -> list[tuple[str, str]]:
    """Whose workshops the user keeps: those of the country, or of which provinces."""
    codes = scope(user, *KEEPERS)
    country = [(WHOLE_COUNTRY, gettext("The department"))] if WHOLE_COUNTRY in codes else []
    provinces = [area for code in codes for area in areas_under(code, Level.PROVINCE)]
    return country + [(area.code, area.name) for area in provinces]


PAGES = ImportPages(
    app="training",
    title=gettext_lazy("Import participants from a file"),
    crumb=gettext_lazy("Training"),
    columns=list(dict.fromkeys(field.headings[0] for field in all_fields(today()))),
    fields=all_fields,
    kinds_of_sheets=True,
    may_import=can_keep_workshops_of,
    choices=choices,
    bring_in=import_workshop,
)


def upload(request: AsaRequest) -> HttpResponse:
    """Choose a list of participants with its seats; it is only looked through first."""
    return views.upload(request, PAGES)


def result(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What a list would bring, or brought; from a trial it is taken in."""
    return views.result(request, PAGES, pk)


@require_safe
def rows(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The rows of a list that must be corrected."""
    return views.rows(request, PAGES, pk)


def headings(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What the headings of a list of participants mean, for lists to come as well."""
    return views.headings(request, PAGES, pk)
