from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.households.importers import import_households, take_back_households
from asa.households.importers.columns import all_fields, household_fields, member_fields
from asa.households.queries import households_for
from asa.households.rules import IMPORTERS, can_import_households
from asa.people.queries import provinces_to_choose


def choices(user: Any) -> list[tuple[str, str]]:
    """The provinces whose lists the user may bring in."""
    return provinces_to_choose(user, *IMPORTERS)


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
