from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.people.queries import provinces_to_choose
from asa.volunteers.importers import import_volunteers, take_back_import
from asa.volunteers.importers.columns import fields
from asa.volunteers.queries import volunteers_in_full_for
from asa.volunteers.rules import IMPORTERS, can_import_volunteers


def choices(user: Any) -> list[tuple[str, str]]:
    """The provinces whose lists the user may bring in, and the country for the department."""
    return provinces_to_choose(user, *IMPORTERS, country=gettext("Whole country"))


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
