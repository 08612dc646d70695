"""The rows behind the numbers of a round, and the same as a file."""

from collections.abc import Iterator
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import accesslog
from asa.common.errors import allow
from asa.common.http import spreadsheet_response, table_kind
from asa.common.thaidate import thai_date, today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.queries import name_of, remember_names, shown_place, within
from asa.reverification.forms import RowFilter
from asa.reverification.models import Entry, Round
from asa.reverification.queries import entries_for
from asa.reverification.rules import KEEPERS, can_export
from asa.reverification.views.parts import area_asked, frame, round_asked
from asa.reverification.wording import ANSWER_TONES

ROWS = 50


@require_safe
def rows(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The volunteers of a round, narrowed to an area and an answer."""
    found = round_asked(request, pk)
    form, entries = _asked(request, found)
    page = Paginator(entries, ROWS).get_page(request.GET.get("page"))
    remember_names({entry.area_id for entry in page})
    context = frame(
        found,
        shown_place(area_asked(request, found)),
        form=form,
        page=page,
        rows=[(entry, ANSWER_TONES[entry.answer]) for entry in page],
        may_export=can_export(request.user),
    )
    return render(request, "reverification/rows.html", context)


def _asked(request: AsaRequest, found: Round) -> tuple[RowFilter, QuerySet[Entry]]:
    form = RowFilter(request.GET)
    area = area_asked(request, found)
    entries = entries_for(request.user).filter(within("area_id", [area]), round=found)
    if form.is_valid() and (answer := form.cleaned_data["answer"]):
        entries = entries.filter(answer=answer)
    entries = entries.select_related("volunteer__person", "answered_by__person", "moved_to")
    return form, entries.order_by("area_id", "pk")


@require_safe
def export(request: AsaRequest, pk: UUID, kind: str) -> HttpResponse:
    """The same rows as a spreadsheet; taking them out is written down."""
    found = round_asked(request, pk)
    allow(can_export(request.user))
    kind = table_kind(kind)
    form, entries = _asked(request, found)
    entries = entries.filter(within("area_id", scope(request.user, *KEEPERS)))
    accesslog.note(
        request.user,
        "round.exported",
        found,
        area=found.area_id,
        rows=entries.count(),
        filters=sorted(name for name, value in form.cleaned_data.items() if value),
    )
    title = _("Re-verification %(place)s %(day)s") % {
        "place": name_of(found.area_id),
        "day": thai_date(today()),
    }
    return spreadsheet_response(kind, title, _columns(), _cells(entries))


def _columns() -> list[str]:
    return [
        _("Registration number"),
        _("Name"),
        _("Village number"),
        _("Sub-district"),
        _("District"),
        _("Answer"),
        _("Answered on"),
        _("Answered by"),
        _("New sub-district"),
        _("Reason"),
        _("Note"),
        _("Decision of the office"),
    ]


def _cells(entries: QuerySet[Entry]) -> Iterator[list[object]]:
    remember_names(set(entries.order_by().values_list("area_id", flat=True)))
    for one in entries.iterator(chunk_size=500):
        code, volunteer = one.area_id, one.volunteer
        number = volunteer.registration_no
        yield [
            f"{number}/{volunteer.registration_year_be}" if number else "",
            volunteer.person.full_name,
            int(code[6:]) if len(code) == 8 else "",
            name_of(code[:6]),
            name_of(code[:4]),
            one.get_answer_display(),
            one.answered_on,
            one.answered_by.shown_name if one.answered_by else "",
            shown_place(one.moved_to_id) if one.moved_to_id else "",
            one.get_end_reason_display() if one.end_reason else "",
            one.note or "",
            one.get_outcome_display() if one.outcome else "",
        ]
