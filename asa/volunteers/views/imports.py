from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from asa.common.imports import views
from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.queries import areas_under
from asa.volunteers.importers import import_volunteers, take_back_import
from asa.volunteers.importers.columns import fields
from asa.volunteers.queries import volunteers_in_full_for
from asa.volunteers.rules import IMPORTERS, can_import_volunteers


def choices(user: Any) -> list[tuple[str, str]]:
    """The provinces whose lists the user may bring in, and the country for the department."""
    codes = scope(user, *IMPORTERS)
    country = [(WHOLE_COUNTRY, gettext("Whole country"))] if WHOLE_COUNTRY in codes else []
    provinces = [area for code in codes for area in areas_under(code, Level.PROVINCE)]
    return country + [(area.code, area.name) for area in provinces]


def named(user: Any, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Name and number of entries that the user may see, and their pages."""
    return {
        str(one.pk): (
            f"{one.person.full_name} · {one.registration_no}/{one.registration_year_be or '–'}",
            reverse("volunteers:detail", args=[one.pk]),
        )
        for one in volunteers_in_full_for(user).filter(pk__in=keys)
    }


PAGES = ImportPages(
    app="volunteers",
    title=gettext_lazy("Import volunteers from a file"),
    crumb=gettext_lazy("Volunteers"),
    columns=[field.headings[0] for field in fields(today()) if not field.instead_of],
    may_import=can_import_volunteers,
    choices=choices,
    bring_in=import_volunteers,
    fields=fields,
    take_back=take_back_import,
    named=named,
    beside=(gettext_lazy("Moves and endings from a file"), "volunteers:import_changes"),
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


@require_safe
def batches(request: AsaRequest) -> HttpResponse:
    """The lists of volunteers that were taken in for the own place."""
    return views.batches(request, PAGES)


def batch(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One list that was taken in; from here one looks what taking it back would do."""
    return views.batch(request, PAGES, pk)


def back(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What taking a list back would do, or did; from the first it is taken back."""
    return views.back(request, PAGES, pk)
