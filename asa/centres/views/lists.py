from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.centres.forms import CentreFilter
from asa.centres.queries import (
    CentreRow,
    areas_without_centre,
    centre_rows,
    centres_for,
    gap_lines,
    proposals_waiting_for,
    validates,
)
from asa.centres.rules import FOUNDERS, can_export_centres, sees_centres
from asa.common import accesslog
from asa.common.errors import allow
from asa.common.http import render_rows, spreadsheet_response, table_kind
from asa.common.thaidate import thai_date, today
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.queries import covers, name_of, remember_names, shown_place
from asa.volunteers.queries import LEADS, OFFICES

ROWS = 25


@require_safe
def centre_list(request: AsaRequest) -> HttpResponse:
    """The centres that the user may know of."""
    allow(sees_centres(request.user))
    form, day = CentreFilter(request.GET, user=request.user), today()
    page = Paginator(form.apply(centres_for(request.user), day), ROWS).get_page(
        request.GET.get("page")
    )
    remember_names({str(centre.area_id) for centre in page})
    context = {
        "form": form,
        "page": page,
        "rows": centre_rows(page, day),
        "may_found": bool(scope(request.user, *FOUNDERS)),
        "may_export": can_export_centres(request.user),
        "waiting": proposals_waiting_for(request.user).count() if validates(request.user) else 0,
        "sees_gaps": bool(scope(request.user, *LEADS, *OFFICES)),
        "today": day,
    }
    return render_rows(request, "centres/list.html", context)


@require_safe
def gaps(request: AsaRequest) -> HttpResponse:
    """Which districts and tambons of an area have no centre."""
    allow(sees_centres(request.user))
    codes = scope(request.user, Role.VOLUNTEER, *LEADS, *OFFICES)
    area = request.GET.get("area", "") or codes[0][:6]
    if area != WHOLE_COUNTRY and not (area.isascii() and area.isdigit() and len(area) in (2, 4, 6)):
        raise Http404
    if not covers([code[:6] for code in codes], area):
        raise Http404
    is_country = area == WHOLE_COUNTRY
    districts = [] if is_country else areas_without_centre(area, Level.DISTRICT)
    tambons = [] if is_country else areas_without_centre(area, Level.TAMBON)
    remember_names([*districts, *tambons])
    context = {
        "place": name_of(area) if is_country else shown_place(area),
        "lines": gap_lines(area) if len(area) == 2 else [],
        "districts": districts,
        "tambons": tambons,
        "may_found": [code for code in scope(request.user, *FOUNDERS) if covers([code], area)],
        "as_of": today(),
    }
    return render(request, "centres/gaps.html", context)


@require_safe
def waiting(request: AsaRequest) -> HttpResponse:
    """The changes that wait at the user's step."""
    allow(validates(request.user))
    page = Paginator(proposals_waiting_for(request.user), ROWS).get_page(request.GET.get("page"))
    remember_names({str(one.centre.area_id) for one in page})
    return render(request, "centres/waiting.html", {"page": page, "today": today()})


@require_safe
def export(request: AsaRequest, kind: str) -> HttpResponse:
    """The list as it is filtered, as a spreadsheet without anybody's telephone number."""
    allow(can_export_centres(request.user))
    kind = table_kind(kind)
    form, day = CentreFilter(request.GET, user=request.user), today()
    rows = centre_rows(form.apply(centres_for(request.user), day), day)
    remember_names({str(row.centre.area_id) for row in rows})
    area = scope(request.user, *FOUNDERS)[0]
    accesslog.note(
        request.user, "centres.exported", ("volunteers.centre", area), area=area, rows=len(rows),
        filters=sorted(name for name, value in form.cleaned_data.items() if value),
    )  # fmt: skip
    title = _("Coordination centres %(day)s") % {"day": thai_date(day)}
    columns = [
        _("Centre"), _("Level"), _("Sub-district"), _("District"), _("Province"), _("Where it is"),
        _("Telephone of the centre"), _("Chair"), _("Vacant"), _("Term until before"),
        _("Evidence of"),
    ]  # fmt: skip
    return spreadsheet_response(kind, title, columns, _lines(rows))


def _lines(rows: list[CentreRow]) -> Iterator[list[object]]:
    for row in rows:
        centre, code = row.centre, str(row.centre.area_id)
        yield [
            centre.name_th,
            centre.get_level_display(),
            name_of(code) if len(code) == 6 else "",
            name_of(code[:4]) if len(code) >= 4 else "",
            name_of(code[:2]),
            centre.place,
            centre.phone,
            row.chair,
            ", ".join(row.vacant),
            row.term_ends_on or "",
            row.evidence_on or "",
        ]
