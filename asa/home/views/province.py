"""The first page of the provincial office: how the province stands, and what waits."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from asa.cases.checks import late_checks_for
from asa.cases.codes import CaseState
from asa.cases.queries import by_due_day, cases_for, counted
from asa.common import svg
from asa.common.http import address
from asa.common.thaidate import fiscal_quarter, fiscal_year, thai_date, thai_month, today
from asa.coverage.views.people import age_lines, age_picture
from asa.home.queries import (
    DimensionLine,
    Figures,
    MonthLine,
    assessed_households,
    definitions,
    dimension_lines,
    figures,
    month_lines,
)
from asa.home.views.field import task_rows
from asa.home.views.parts import (
    CaseRow,
    Section,
    Tile,
    area_tabs,
    case_rows,
    cases_counted,
    chosen_area,
    gaps_counted,
    volunteers_counted,
    waiting_volunteers,
)
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import holds
from asa.places.queries import name_of, within
from asa.tasks.queries import unheld_tasks

OFFICE = (Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER)
FEW = 4
RETURNED = CaseState.RETURNED
DEFINED = (
    "areas",
    "households",
    "open_cases",
    "late_cases",
    "current",
    "active",
    "tambons_without_volunteer",
)


@dataclass(frozen=True)
class LatePart:
    """Reports that waited too long for somebody: how many, the first of them, the whole list."""

    name: str
    title: str
    count: int
    rows: list[CaseRow]
    url: str


def province_section(request: AsaRequest) -> Section:
    """What came in, what is late, what awaits my decision, how the province stands."""
    area, day = chosen_area(request, *OFFICE)[:2], today()
    user = request.user
    found = figures(area, day)
    what = "decision" if holds(user, Role.PROVINCE_HEAD, area=area) else "intake"
    waiting = cases_for(user).filter(counted(what, day), within("area_id", [area]))
    late = cases_for(user).filter(counted("late", day), within("area_id", [area])).count()
    months, ages = month_lines(area, day), age_lines(area, day, opens=True)
    dimensions = [
        (line, _cells(line, area), svg.strip(line.shares, line.total))
        for line in dimension_lines(area)
    ]
    said = definitions()
    quarter = _("Quarter %(n)s") % {"n": fiscal_quarter(day)}
    year = _("Fiscal year %(year)s") % {"year": fiscal_year(day)}
    return Section(
        "home/_province.html",
        _("%(province)s today") % {"province": name_of(area)},
        {
            "tiles": _tiles(found, late, area),
            "as_of": day,
            "definitions": [said[name] for name in DEFINED],
            "waiting": case_rows(by_due_day(waiting), FEW),
            "waiting_count": waiting.count(),
            "waiting_url": cases_counted(what, area),
            "is_head": what == "decision",
            "late": _late_parts(request, area),
            "unheld": task_rows(unheld_tasks(user).filter(within("area", [area]))[:FEW], user),
            "unheld_url": address("tasks:list", show="unheld"),
            "joining": waiting_volunteers(area),
            "months": _months(months, area),
            "month_picture": _month_picture(months),
            "until": day.replace(day=1) - timedelta(days=1),
            "ages": ages,
            "age_picture": age_picture(ages),
            "current": found.current,
            "current_url": volunteers_counted("registered", area),
            "dimensions": dimensions,
            "assessed": assessed_households(area),
            "assessed_url": address("households:list", need="assessed", counted="on", area=area),
        },
        about=f"{thai_date(day, 'weekday')} · {year} {quarter}",
        prints=True,
        tabs=area_tabs(request, area, *OFFICE),
    )


def _tiles(found: Figures, late: int, area: str) -> list[Tile]:
    gaps = found.tambons_without_volunteer
    of_all = _("of %(n)s sub-districts") % {"n": found.tambons}
    return [
        Tile(
            _("Households in care"),
            found.households,
            address("households:list", counted="on", area=area),
            icon="house",
        ),
        Tile(_("Open cases"), found.open_cases, cases_counted("open", area), icon="file"),
        Tile(
            _("Past the service time"),
            late,
            cases_counted("late", area),
            tone="late" if late else "",
            icon="alert",
        ),
        Tile(
            _("Active volunteers"),
            found.active,
            volunteers_counted("active", area),
            note=_("of %(n)s on the register") % {"n": f"{found.current:,}"},
            icon="people",
        ),
        Tile(
            _("Sub-districts without a volunteer"),
            gaps,
            gaps_counted(area),
            note=of_all,
            tone="late" if gaps else "well",
            icon="map",
        ),
    ]


def _late_parts(request: AsaRequest, area: str) -> list[LatePart]:
    """What the officer may take over: what no lead checked, and what no reporter answered."""
    late = late_checks_for(request.user).filter(within("area_id", [area]))
    waits = late.filter(state=RETURNED)
    url = address("cases:checks", area=area)
    parts = [
        ("late-checks", _("Not checked by the leads in time"), late.exclude(state=RETURNED)),
        ("unanswered", _("Sent back, and the reporter has not answered"), waits),
    ]
    return [
        LatePart(name, title, count, case_rows(found, FEW), f"{url}#{name}")
        for name, title, found in parts
        if (count := found.count())
    ]


def _cells(line: DimensionLine, area: str) -> list[tuple[int, str]]:
    return [
        (n, address("households:list", need=f"{line.dimension}:{level}", counted="on", area=area))
        for level, n in line.levels
    ]


def _months(months: list[MonthLine], area: str) -> list[tuple[str, list[tuple[int, str]]]]:
    """Each month in words, and its two numbers with the cases that they open."""
    return [
        (
            thai_month(m.month).split()[0],
            [
                (m.received, cases_counted("received", area, m.month)),
                (m.helped, cases_counted("helped", area, m.month)),
            ],
        )
        for m in months
    ]


def _month_picture(months: list[MonthLine]) -> str:
    return svg.lines(
        [thai_month(m.month).split()[0] for m in months],
        [
            (_("Cases helped"), [m.helped for m in months]),
            (_("Cases received"), [m.received for m in months]),
        ],
        _("Cases received and helped by month; the numbers stand in the table"),
    )
