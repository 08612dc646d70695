"""The country, a region or an area of an analyst: numbers alone, never a person."""

from django.utils.translation import gettext as _

from asa.common import svg
from asa.common.thaidate import thai_date, today
from asa.home.queries import AreaLine, area_lines, definitions, regions_of, totals_of
from asa.home.views.parts import Section, Tile, address, area_tabs, chosen_area
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import ancestors, covers, name_of, shown_place

READERS = (Role.DEPARTMENT_OFFICER, Role.ANALYST)
DEFINED = ("current", "tambons_without_volunteer", "open_cases", "late_cases")


def country_section(request: AsaRequest) -> Section:
    """How the country stands by region and province, and any province by its districts."""
    day, codes = today(), scope(request.user, *READERS)
    whole_region = not request.GET.get("area") and _are_provinces(codes)
    area = WHOLE_COUNTRY if whole_region else chosen_area(request, *READERS)
    lines = [line for line in area_lines(area, day) if covers(codes, line.code)]
    totals = totals_of(lines)
    said = definitions()
    is_country = area == WHOLE_COUNTRY
    groups = regions_of(lines, day) if is_country else []
    up = [code for code in ancestors(area) if covers(codes, code)]
    return Section(
        "home/_country.html",
        _("The provinces of the region today") if whole_region else _title(area),
        {
            "tiles": _tiles(totals.volunteers, totals.gaps, totals.open_cases, totals.late_cases),
            "totals": totals,
            "groups": groups,
            "regions": [AreaLine(**vars(g.totals), name=g.name) for g in groups],
            "lines": [] if is_country else lines,
            "up": [(name_of(code), address("home:first", area=code)) for code in up],
            "picture": _picture(lines) if is_country else "",
            "definitions": [said[name] for name in DEFINED],
            "as_of": day,
        },
        about=thai_date(day, "weekday"),
        prints=True,
        tabs=[] if whole_region else area_tabs(request, area, *READERS),
    )


def _are_provinces(codes: list[str]) -> bool:
    """A post in a region covers its provinces; they are shown together."""
    return len(codes) > 1 and all(len(code) == 2 and code != WHOLE_COUNTRY for code in codes)


def _title(area: str) -> str:
    name = name_of(area) if area == WHOLE_COUNTRY else shown_place(area)
    return _("%(place)s today") % {"place": name}


def _tiles(volunteers: int, gaps: int, open_cases: int, late: int) -> list[Tile]:
    return [
        Tile(_("Current volunteers"), volunteers, "#parts", icon="people"),
        Tile(
            _("Sub-districts without a volunteer"),
            gaps,
            "#parts",
            tone="late" if gaps else "well",
            icon="map",
        ),
        Tile(_("Open cases"), open_cases, "#parts", icon="file"),
        Tile(_("Past the service time"), late, "#parts", tone="late" if late else "", icon="alert"),
    ]


def _picture(lines: list[AreaLine]) -> str:
    """How many tambons of each province are without a volunteer; a tile opens its province."""
    return svg.tile_map(
        {line.code: line.gaps for line in lines},
        _("Sub-districts without a volunteer by province; the numbers stand in the table"),
        link=lambda code: address("home:first", area=code),
        names={line.code: line.name for line in lines},
    )
