"""The pages on which a list of centres is brought in and taken back."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from asa.centres.importers import import_centres, take_back_centres
from asa.centres.importers.columns import fields
from asa.centres.queries import centres_for, sheet_rows
from asa.centres.rules import FOUNDERS, can_import_centres
from asa.common import accesslog
from asa.common.errors import allow
from asa.common.http import xlsx_response
from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.queries import provinces_to_choose
from asa.places.queries import within

HEADINGS = [field.headings[0] for field in fields(today()) if not field.instead_of]


def choices(user: Any) -> list[tuple[str, str]]:
    """The provinces whose lists the user may bring in, and the country for the department."""
    return provinces_to_choose(user, *FOUNDERS, country=gettext("Whole country"))


def named(user: Any, keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Names and pages of the centres that stay as they are."""
    found = centres_for(user).filter(pk__in=keys)
    return {str(one.pk): (one.name_th, reverse("centres:detail", args=[one.pk])) for one in found}


PAGES = ImportPages(
    app="centres",
    title=gettext_lazy("Import centres from a file"),
    crumb=gettext_lazy("Coordination centres"),
    columns=HEADINGS,
    may_import=can_import_centres,
    choices=choices,
    bring_in=import_centres,
    fields=fields,
    take_back=take_back_centres,
    named=named,
    template="centres:import_template",
)


@require_safe
def template(request: AsaRequest) -> HttpResponse:
    """The centres on record in the columns of the import, to be corrected and brought in."""
    codes = [code for code, _name in choices(request.user)]
    allow(bool(codes))
    centres = centres_for(request.user).filter(within("area", codes))
    accesslog.note(
        request.user, "centres.template", ("volunteers.centre", codes[0]), area=codes[0],
        rows=centres.count(),
    )  # fmt: skip
    title = gettext("Template for coordination centres")
    return xlsx_response(title, HEADINGS, sheet_rows(centres, today()))
