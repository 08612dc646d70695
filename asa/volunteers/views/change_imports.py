"""The pages on which a list of moves and endings is carried out."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from asa.common.imports import views
from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.volunteers.importers import import_changes, take_back_changes
from asa.volunteers.importers.change_columns import fields
from asa.volunteers.rules import can_import_volunteers
from asa.volunteers.views.imports import choices, named

PAGES = ImportPages(
    app="volunteers",
    name="import_changes",
    title=gettext_lazy("Import moves and endings from a file"),
    crumb=gettext_lazy("Volunteers"),
    columns=[field.headings[0] for field in fields(today()) if not field.instead_of],
    may_import=can_import_volunteers,
    choices=choices,
    bring_in=import_changes,
    fields=fields,
    take_back=take_back_changes,
    named=named,
    beside=(gettext_lazy("Import volunteers from a file"), "volunteers:import"),
)


def upload(request: AsaRequest) -> HttpResponse:
    """Choose a list of moves and endings; it is only looked through first."""
    return views.upload(request, PAGES)


def result(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What a list would change, or changed; from a trial it is carried out."""
    return views.result(request, PAGES, pk)


@require_safe
def rows(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The rows of a list that must be corrected."""
    return views.rows(request, PAGES, pk)


def headings(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What the headings of a list of changes mean, for lists to come as well."""
    return views.headings(request, PAGES, pk)


@require_safe
def batches(request: AsaRequest) -> HttpResponse:
    """The lists of moves and endings that were taken in for the own place."""
    return views.batches(request, PAGES)


def batch(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One list that was carried out; from here one looks what taking it back would do."""
    return views.batch(request, PAGES, pk)


def back(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What taking a list back would do, or did; from the first it is taken back."""
    return views.back(request, PAGES, pk)
