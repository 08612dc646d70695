from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import accesslog, phones
from asa.common.errors import DomainError, allow
from asa.common.http import (
    asked,
    asked_in_words,
    download,
    page_of,
    render_rows,
    spreadsheet_response,
    table_kind,
)
from asa.common.ids import as_uuid
from asa.common.listpapers import check_fits_on_paper
from asa.common.thaidate import thai_date, today
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.queries import covers, name_of, remember_names, within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.forms import VolunteerFilter
from asa.volunteers.listpapers import register_as_pdf
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import (
    VolunteerRow,
    application_areas,
    is_active,
    own_entry,
    register_areas,
    roles_of,
    told,
    volunteer_rows,
    volunteers_for,
    volunteers_in_full_for,
)
from asa.volunteers.rules import (
    IMPORTERS,
    can_export_volunteers,
    sees_register,
)
from asa.volunteers.searching import ROWS, Search, areas_seen
from asa.volunteers.wording import NEXT_ACTS, TONES

# A page and the words of the link to it.
Act = tuple[str, str | Promise]


@asked_in_words(sees_register)
def volunteer_list(request: AsaRequest) -> HttpResponse:
    """The volunteers whom the user may know of; a volunteer reads the names of the own tambon."""
    form = VolunteerFilter(asked(request), user=request.user)
    shown = _searched(request, form) if form.words else _all(request, form)
    rows = shown["rows"]
    remember_names({row.area for row in rows})
    context = {
        **shown,
        "form": form,
        "tones": TONES,
        "states": dict(VolunteerState.choices),
        "in_office": "area" in form.fields,
        "may_export": can_export_volunteers(request.user),
        "may_import": bool(scope(request.user, *IMPORTERS)),
        "may_register": bool(register_areas(request.user)),
        "may_apply": bool(application_areas(request.user)),
        "next_acts": _next_acts(request, rows),
        "own_tambons": _own_tambons(request),
        "today": today(),
    }
    return render_rows(request, "volunteers/list.html", context)


def _all(request: AsaRequest, form: VolunteerFilter) -> dict[str, Any]:
    found = form.apply(volunteers_for(request.user))
    page = page_of(request, told(found), of=found, size=ROWS)
    return {"page": page, "rows": volunteer_rows(page)}


def _searched(request: AsaRequest, form: VolunteerFilter) -> dict[str, Any]:
    """The first who fit the words, by name; nobody counts how many there are."""
    areas = [form.cleaned_data["area"]] if form.cleaned_data.get("area") else None
    after = as_uuid(request.GET.get("after", ""))
    search = Search(request.user, form.words, areas or areas_seen(request.user), after)
    found = search.among(form.narrow(volunteers_for(request.user)))
    search.note(found)
    return {"rows": found.rows, "more": found.more, "is_search": True, "after": after}


def _next_acts(request: AsaRequest, rows: list[VolunteerRow]) -> dict[UUID, Act]:
    """The next step of each row, for who keeps the register there; nobody takes one of the own."""
    areas, (own, _area) = register_areas(request.user), own_entry(request.user)
    return {
        row.pk: NEXT_ACTS[row.state]
        for row in rows
        if row.state in NEXT_ACTS and row.pk != own and covers(areas, row.area)
    }


def _own_tambons(request: AsaRequest) -> str:
    codes = {code[:6] for code in scope(request.user, Role.VOLUNTEER) if len(code) >= 6}
    return ", ".join(name_of(code) for code in sorted(codes))


@require_safe
def export(request: AsaRequest, kind: str) -> HttpResponse:
    """The list as it is filtered, as a spreadsheet or a PDF; taking it out is written down."""
    allow(can_export_volunteers(request.user))
    kind = table_kind(kind, "pdf")
    form = VolunteerFilter(asked(request), user=request.user)
    found = form.apply(volunteers_for(request.user))
    found = found.filter(pk__in=_of_own_offices(request).values("pk"))
    rows = found.count()
    if kind == "pdf":
        try:
            check_fits_on_paper(rows)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(f"{reverse('volunteers:list')}?{request.GET.urlencode()}")
    area = (scope(request.user, *IMPORTERS) or ["TH"])[0]
    accesslog.note(
        request.user,
        "volunteers.exported",
        ("volunteers.volunteer", area),
        area=area,
        rows=rows,
        filters=sorted(name for name, value in form.cleaned_data.items() if value),
        file=kind,
    )
    title = _("Volunteers %(day)s") % {"day": thai_date(today())}
    if kind == "pdf":
        content = register_as_pdf(found, form.narrowed_in_words, by=request.user, on=today())
        return download(content, f"{title}.pdf", "application/pdf")
    return spreadsheet_response(kind, title, _columns(), _rows(found))


def _of_own_offices(request: AsaRequest) -> QuerySet[Volunteer]:
    """Those of the areas in which the user may export, whatever else the user sees."""
    own = within("area", scope(request.user, *IMPORTERS))
    return volunteers_in_full_for(request.user).filter(own)


def _columns() -> list[str]:
    return [
        _("Registration number"),
        _("Title"),
        _("Given name"),
        _("Family name"),
        _("Village number"),
        _("Sub-district"),
        _("District"),
        _("Province"),
        _("Telephone number"),
        _("Registered on"),
        _("Level"),
        _("State"),
        _("Active volunteer"),
        _("Kind"),
        _("Other volunteer role"),
        _("Kind of id"),
        _("Nationality"),
    ]


def _rows(found: QuerySet[Volunteer]) -> Iterator[list[object]]:
    active = set(found.filter(is_active()).values_list("pk", flat=True))
    roles = roles_of(found)
    remember_names(set(found.order_by().values_list("area_id", flat=True)))
    for one in found.iterator(chunk_size=500):
        code = one.area_id
        yield [
            f"{one.registration_no}/{one.registration_year_be}" if one.registration_no else "",
            one.person.prefix,
            one.person.given_name,
            one.person.family_name,
            int(code[6:]) if len(code) == 8 else "",
            name_of(code[:6]),
            name_of(code[:4]),
            name_of(code[:2]),
            phones.shown(one.person.phone) if one.person.phone else "",
            one.registered_on,
            one.get_responsibility_display(),
            one.get_state_display(),
            _("Yes") if one.pk in active else _("No"),
            one.get_kind_display(),
            ", ".join(roles.get(one.pk, [])),
            one.person.get_id_kind_display(),
            one.person.nationality,
        ]
