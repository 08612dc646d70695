"""Where volunteers are: the country by provinces, down to a village."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.again import answered_again
from asa.common.drawn import drawn
from asa.common.http import address
from asa.common.svgmaps import Place, area_map, shaded
from asa.common.thaidate import today
from asa.coverage.forms import AsAtForm
from asa.coverage.queries import (
    AreaLine,
    VillageLine,
    Worker,
    coverage_of,
    exceptions_for,
    ground_of,
    open_on,
    village_lines,
)
from asa.coverage.queries.villages import workers_by_area
from asa.coverage.rules import can_ask_exception, can_decide_exception, can_end_exception
from asa.coverage.views.maps import picture_of, rings_of
from asa.coverage.views.parts import (
    area_asked,
    day_form,
    frame,
    opens_households,
    opens_register,
    past_day,
    said,
)
from asa.coverage.views.past import show_as_at
from asa.coverage.wording import STATE_TONES
from asa.people.http import AsaRequest
from asa.places.codes import Level
from asa.places.queries import level_of

LINES = "coverage/_lines.html"
DEFINED = (
    *("volunteers", "without_volunteer", "villages_without_volunteer", "short"),
    *("active", "households", "ratio"),
)


@dataclass(frozen=True)
class Opened:
    """A line with the addresses of the rows that its numbers counted; "" where none may be read."""

    line: AreaLine
    url: str
    register_url: str
    tambons_url: str
    villages_url: str
    short_url: str
    households_url: str


@require_safe
@answered_again
def show(request: AsaRequest) -> HttpResponse:
    """Who covers an area: table and map of its parts, each number opening what it counted."""
    area = area_asked(request)
    if level_of(area) == Level.VILLAGE:
        return village(request, area)
    form = day_form(request)
    if past := past_day(form):
        return show_as_at(request, area, past, form)
    if level_of(area) == Level.TAMBON:
        return tambon(request, area, form)
    found = coverage_of(area, today())
    lines = found.parts if found.level == Level.COUNTRY else found.tambons
    total = _opened(request, AreaLine(area, "", found.total))
    parts = _all_opened(request, found.parts)
    tambons = _all_opened(request, found.tambons if found.level == Level.PROVINCE else [])
    context = frame(
        request,
        area,
        "coverage:show",
        day_form=form,
        total=total,
        parts=parts,
        table=drawn(LINES, lines=parts, sums=total),
        tambons=tambons,
        table_of_tambons=drawn(LINES, lines=tambons, sums="") if tambons else "",
        picture=picture_of(found.code, lines, _link),
        is_country=found.level == Level.COUNTRY,
        definitions=said(*DEFINED),
    )
    return render(request, "coverage/show.html", context)


def _all_opened(request: AsaRequest, lines: list[AreaLine]) -> tuple[Opened, ...]:
    return tuple(_opened(request, line) for line in lines)


def _opened(request: AsaRequest, line: AreaLine) -> Opened:
    code = line.code
    return Opened(
        line,
        url=address("coverage:show", area=code),
        register_url=opens_register(request, code),
        tambons_url=address("coverage:gaps", area=code, of="tambon", only="without"),
        villages_url=address("coverage:gaps", area=code, of="village", only="without"),
        short_url=address("coverage:gaps", area=code, of="village"),
        households_url=opens_households(request, code),
    )


def _link(code: str) -> str:
    return address("coverage:show", area=code)


def tambon(request: AsaRequest, area: str, form: AsAtForm) -> HttpResponse:
    """A tambon by its villages: who works where, how each stands, who would take over."""
    ground = ground_of(area, today())
    tally = ground.tallies()[area]
    context = frame(request, area, "coverage:show")
    lines = village_lines(ground, with_names=context["sees_names"])
    everyone = workers_by_area(ground) if context["sees_names"] else {}
    context |= {
        "day_form": form,
        "total": _opened(request, AreaLine(area, "", tally)),
        "needed": ground.needed(area, ground.households_in(area)),
        "villages": [_opened_village(line) for line in lines],
        "for_all": everyone.get(area, []),
        "for_all_count": ground.working.get(area, 0),
        "picture": _village_picture(lines),
        "definitions": said(*DEFINED, "states"),
    }
    return render(request, "coverage/tambon.html", context)


@dataclass(frozen=True)
class OpenedVillage:
    """A village with its page and the tone of its state."""

    line: VillageLine
    url: str
    tone: str


def _opened_village(line: VillageLine) -> OpenedVillage:
    return OpenedVillage(line, address("coverage:show", area=line.code), STATE_TONES[line.state])


def _village_picture(lines: list[VillageLine]) -> str:
    if not lines:
        return ""
    values = {line.code: line.working for line in lines}
    gaps = [line.code for line in lines if line.state == "not_assigned"]
    tone, rings = shaded(values, gaps), rings_of(values)
    places = [
        Place(
            *(line.code, line.name, line.working, tone(line.code, line.working)),
            *(_link(line.code), rings.get(line.code, [])),
        )
        for line in lines
    ]
    return area_map(places, _("Volunteers by village; the numbers stand in the table"))


def village(request: AsaRequest, area: str) -> HttpResponse:
    """One village: who works there, who would take over, and whether it is counted apart."""
    day = today()
    ground = ground_of(area[:6], day)
    context = frame(request, area, "coverage:show")
    lines = village_lines(ground, with_names=context["sees_names"])
    line = next(one for one in lines if one.code == area)
    everyone: dict[str, list[Worker]] = workers_by_area(ground) if context["sees_names"] else {}
    user = request.user
    exception = exceptions_for(user).filter(open_on(day), area=area).first()
    context |= {
        "line": line,
        "tone": STATE_TONES[line.state],
        "for_all": everyone.get(area[:6], []),
        "exception": exception,
        "is_apart": area in ground.left_out,
        "may_ask": exception is None and can_ask_exception(user, area),
        "may_decide": exception is not None
        and exception.state == "asked"
        and can_decide_exception(user, exception),
        "may_end": exception is not None
        and exception.state == "approved"
        and can_end_exception(user, exception),
        "definitions": said("states", "villages_without_volunteer", "short"),
    }
    return render(request, "coverage/village.html", context)
