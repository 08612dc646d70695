"""The list of volunteers as a paper, with fewer columns than its spreadsheet has."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from asa.common import phones
from asa.common.listpapers import Column, ListPaper, list_as_pdf
from asa.common.thaidate import thai_date
from asa.people.models import User
from asa.places.queries import remember_names, shown_place
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import VolunteerRow, told, volunteer_rows
from asa.volunteers.wording import level_words


def register_as_pdf(found: QuerySet[Volunteer], narrowed: str, *, by: User, on: date) -> bytes:
    """Some volunteers of the register as a PDF that says by whom and when it was taken out."""
    rows = volunteer_rows(told(found))
    remember_names({row.area for row in rows})
    said = {"who": by.shown_name, "day": thai_date(on)}
    return list_as_pdf(
        ListPaper(
            title=_("Volunteers %(day)s") % {"day": thai_date(on)},
            narrowed=narrowed or _("The whole list"),
            taken=_("Taken out by %(who)s, %(day)s. Personal data: keep it locked away.") % said,
            columns=_columns(),
            rows=list(_cells(rows)),
        )
    )


def _columns() -> list[Column]:
    return [
        Column(pgettext("paper", "No."), "12mm"),
        Column(_("Registration number"), "32mm", is_code=True),
        Column(_("Name"), "2fr"),
        Column(_("Place"), "3.4fr"),
        Column(_("Telephone number"), "30mm", is_code=True),
        Column(_("Level"), "24mm"),
        Column(_("State"), "30mm"),
    ]


def _cells(rows: Sequence[VolunteerRow]) -> Iterator[list[str]]:
    states = {state.value: str(state.label) for state in VolunteerState}
    for number, row in enumerate(rows, 1):
        told_number = f"{row.registration_no}/{row.registration_year_be}"
        yield [
            str(number),
            told_number if row.registration_no else "–",
            row.name,
            shown_place(row.area, tight=True),
            phones.shown(row.phone) if row.phone else "–",
            str(level_words(row.responsibility, row.area)),
            states[row.state],
        ]
