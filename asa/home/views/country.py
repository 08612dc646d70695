"""The country, a region or an area of an analyst: numbers alone, never a person."""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from asa.common import svg
from asa.common.http import address
from asa.common.thaidate import thai_date, today
from asa.home.queries import (
    AreaLine,
    EmptyOffice,
    RegionLines,
    Totals,
    area_lines,
    definitions,
    empty_offices,
    regions_of,
    totals_of,
)
from asa.home.views.parts import (
    Section,
    Tile,
    area_tabs,
    chosen_area,
    gaps_counted,
    volunteers_counted,
    waiting_volunteers,
)
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import ancestors, covers, name_of, shown_place
from asa.volunteers.queries import register_areas

READERS = (Role.DEPARTMENT_OFFICER, Role.ANALYST)
# Where on the page the offices stand in which nobody takes reports in.
EMPTY_OFFICES = "#empty-offices"
DEFINED = ("areas", "current", "tambons_without_volunteer", "open_cases", "late_cases")


@dataclass(frozen=True)
class Opened:
    """The numbers of an area, and the rows that they open to this reader; none where empty.

    No one here reads a case, and an analyst no name: what may not be opened is defined instead.
    """

    line: Totals
    volunteers_url: str = ""
    gaps_url: str = ""


def country_section(request: AsaRequest) -> Section:
    """How the country stands by region and province, and any province by its districts."""
    day, codes = today(), scope(request.user, *READERS)
    whole_region = not request.GET.get("area") and _are_provinces(codes)
    area = WHOLE_COUNTRY if whole_region else chosen_area(request, *READERS)
    lines = [line for line in area_lines(area, day) if covers(codes, line.code)]
    opens = partial(_opened, scope(request.user, Role.DEPARTMENT_OFFICER))
    sums = opens(AreaLine(**vars(totals_of(lines)), code="" if whole_region else area))
    said = definitions()
    is_country = area == WHOLE_COUNTRY
    groups = regions_of(lines, day) if is_country else []
    offices = empty_offices(_within_post(request, area, whole_region=whole_region), day)
    up = [code for code in ancestors(area) if covers(codes, code)]
    return Section(
        "home/_country.html",
        _("The provinces of the region today") if whole_region else _title(area),
        {
            "tiles": _tiles(sums, offices),
            "empty_offices": offices,
            "totals": sums,
            "groups": [
                (group.name, [opens(line) for line in group.lines], Opened(group.totals))
                for group in groups
            ],
            "regions": [_of_region(group) for group in groups],
            "lines": [] if is_country else [opens(line) for line in lines],
            "up": [(name_of(code), address("home:first", area=code)) for code in up],
            "picture": _picture(lines) if is_country else "",
            # Bangkok has no provincial office: the department keeps its register.
            "joining": waiting_volunteers(area) if _keeps_register(request, area) else [],
            "definitions": [said[name] for name in DEFINED] + _defined(offices),
            "as_of": day,
        },
        about=thai_date(day, "weekday"),
        prints=True,
        tabs=[] if whole_region else area_tabs(request, area, *READERS),
    )


def _within_post(request: AsaRequest, area: str, *, whole_region: bool) -> list[str]:
    """For whom the department answers for: the provinces shown, of its own post; to an analyst
    nobody's desk is named.
    """
    codes = scope(request.user, Role.DEPARTMENT_OFFICER)
    if whole_region:
        return codes
    return [area] if len(area) == 2 and covers(codes, area) else []


def _keeps_register(request: AsaRequest, area: str) -> bool:
    return area != WHOLE_COUNTRY and covers(register_areas(request.user), area)


def _are_provinces(codes: list[str]) -> bool:
    """A post in a region covers its provinces; they are shown together."""
    return len(codes) > 1 and all(len(code) == 2 and code != WHOLE_COUNTRY for code in codes)


def _title(area: str) -> str:
    return _("%(place)s today") % {"place": shown_place(area)}


def _of_region(group: RegionLines) -> Opened:
    """What a region comes to; its provinces, which open their rows, stand under its name."""
    return Opened(AreaLine(**vars(group.totals), name=group.name or _("In no region")))


def _opened(readers_of_names: list[str], line: AreaLine) -> Opened:
    """A line with its addresses; one without a code is all that the post covers."""
    volunteers = ""
    if readers_of_names and (not line.code or covers(readers_of_names, line.code)):
        # The country is no filter of the register: without an area it shows the whole post.
        area = "" if line.code == WHOLE_COUNTRY else line.code
        volunteers = volunteers_counted("registered", area)
    gaps = gaps_counted(line.code) if line.code else ""
    return Opened(line, volunteers, gaps)


def _tiles(sums: Opened, offices: list[EmptyOffice]) -> list[Tile]:
    gaps, late = sums.line.gaps, sums.line.late_cases
    tone = "late" if gaps else "well"
    waiting = sum(office.waiting for office in offices)
    words = _("Waiting at an empty office")
    unheard = [Tile(words, waiting, EMPTY_OFFICES, tone="late", icon="bell")] if offices else []
    return [
        *unheard,
        Tile(_("Current volunteers"), sums.line.volunteers, sums.volunteers_url, icon="people"),
        Tile(_("Sub-districts without a volunteer"), gaps, sums.gaps_url, tone=tone, icon="map"),
        Tile(_("Open cases"), sums.line.open_cases, icon="file"),
        Tile(_("Past the service time"), late, tone="late" if late else "", icon="alert"),
    ]


def _defined(offices: list[EmptyOffice]) -> list[str]:
    said = _(
        "Waiting at an empty office: reports that nobody took in yet, in provinces where no "
        "officer and no social worker holds a post on the day; protected cases are not counted."
    )
    return [said] if offices else []


def _picture(lines: list[AreaLine]) -> str:
    """How many tambons of each province are without a volunteer; a tile opens exactly those."""
    return svg.tile_map(
        {line.code: line.gaps for line in lines},
        _("Sub-districts without a volunteer by province; the numbers stand in the table"),
        link=gaps_counted,
        names={line.code: line.name for line in lines},
    )
