"""Which tambons of an area are without a volunteer."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import svg
from asa.common.errors import allow
from asa.common.thaidate import today
from asa.home.queries import area_lines, definitions, tambons_without_volunteer
from asa.home.queries.coverage import TAMBON_DIGITS, volunteers_by_code
from asa.people.http import AsaRequest
from asa.people.rules import holds, scope
from asa.places.codes import Level
from asa.places.queries import areas_under, covers, name_of, remember_names, shown_place

# Its tambons have a drawing of their own.
DRAWN = "86"


@require_safe
def coverage(request: AsaRequest) -> HttpResponse:
    allow(holds(request.user))
    codes = scope(request.user)
    area = request.GET.get("area", "") or codes[0][:TAMBON_DIGITS]
    if area != "TH" and not (area.isascii() and area.isdigit() and len(area) in (2, 4, 6)):
        raise Http404
    if not covers([code[:TAMBON_DIGITS] for code in codes], area):
        raise Http404
    gaps = tambons_without_volunteer(area)
    remember_names(gaps)
    context = {
        "place": shown_place(area) if area != "TH" else name_of(area),
        "gaps": [(name_of(code), shown_place(code[:4], Level.PROVINCE)) for code in gaps],
        "lines": area_lines(area, today()) if len(area) < TAMBON_DIGITS else [],
        "picture": _picture(area, gaps) if area == DRAWN else "",
        "definition": definitions()["tambons_without_volunteer"],
        "as_of": today(),
    }
    return render(request, "home/coverage.html", context)


def _picture(area: str, gaps: list[str]) -> str:
    found = volunteers_by_code(area, TAMBON_DIGITS)
    values = {code: found.get(code, 0) for code in svg.tiles()["tam"]}
    names = {one.code: one.name for one in areas_under(area, Level.TAMBON)}
    title = _("Current volunteers by sub-district")
    return svg.tile_map(values, title, of="tam", gaps=gaps, names=names)
