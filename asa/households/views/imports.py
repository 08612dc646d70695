from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from asa.common.imports import views
from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.households.importers import import_households, take_back_households
from asa.households.importers.columns import all_fields, household_fields, member_fields
from asa.households.queries import households_for
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


def named(user: Any, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Number and place of households that the user may see, and their pages."""
    found = households_for(user).select_related("area").filter(pk__in=keys)
    return {
        str(one.pk): (
            " · ".join(filter(None, (one.reference, str(one), one.area.name))),
            reverse("households:detail", args=[one.pk]),
        )
        for one in found
    }


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
    take_back=take_back_households,
    named=named,
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


@require_safe
def batches(request: AsaRequest) -> HttpResponse:
    """The lists of households that were taken in for the own place."""
    return views.batches(request, PAGES)


def batch(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One list that was taken in; from here one looks what taking it back would do."""
    return views.batch(request, PAGES, pk)


def back(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What taking a list back would do, or did; from the first it is taken back."""
    return views.back(request, PAGES, pk)
