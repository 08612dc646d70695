"""The pages on which a list of moves and endings is carried out."""

from django.utils.translation import gettext_lazy

from asa.common.imports.pages import ImportPages
from asa.common.thaidate import today
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
