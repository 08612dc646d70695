from typing import Any

from django.utils.translation import gettext, gettext_lazy

from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
from asa.people.queries import provinces_to_choose
from asa.training.importers import import_workshop
from asa.training.importers.columns import all_fields
from asa.training.queries import KEEPERS
from asa.training.rules import can_keep_workshops_of


def choices(user: Any) -> list[tuple[str, str]]:
    """Whose workshops the user keeps: those of the country, or of which provinces."""
    return provinces_to_choose(user, *KEEPERS, country=gettext("The department"))


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
