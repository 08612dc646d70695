"""Ages of the volunteers, who stops soon, who came and left: pictures with their tables."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import svg
from asa.common.again import answered_again
from asa.common.http import address
from asa.common.thaidate import today
from asa.coverage.forms import AsAtForm
from asa.coverage.queries import (
    AreaLine,
    Band,
    YearLine,
    ages_of_volunteers,
    as_at,
    coverage_of,
    forecast,
    joiners_and_leavers,
    targets_on,
)
from asa.coverage.views.parts import (
    area_asked,
    day_form,
    frame,
    opens_register,
    past_day,
    said,
)
from asa.coverage.wording import definitions_as_at
from asa.people.http import AsaRequest
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.queries import level_of


@require_safe
@answered_again
def people(request: AsaRequest) -> HttpResponse:
    """The volunteers of an area by age and sex, and how the register grew and shrank."""
    area, form = area_asked(request), day_form(request)
    if past := past_day(form):
        return _people_as_at(request, area, past, form)
    day = today()
    years = joiners_and_leavers(area, day)
    context = frame(request, area, "coverage:people")
    opens = context["sees_names"]
    ages = age_lines(area, day, opens=opens)
    soon = forecast(area, day, targets_on(area, day).at(area))
    # The country has too many provinces for bars; they stand on its first page of coverage.
    has_bars = level_of(area) in (Level.PROVINCE, Level.DISTRICT)
    parts = coverage_of(area, day).parts if has_bars else []
    context |= {
        "day_form": form,
        "ages": ages,
        "age_picture": age_picture(ages),
        "forecast": soon,
        "soon": [
            (later, n, opens and n and _reaching(area, soon.age, later))
            for later, n in ((0, soon.now), *soon.later)
        ],
        "years": [
            (
                line,
                opens and line.joined and _rows(area, joined=line.year_be),
                opens and line.left and _rows(area, left=line.year_be),
            )
            for line in years
        ],
        "year_picture": _year_picture(years),
        "parts": [(line, opens_register(request, line.code)) for line in parts],
        "part_picture": _part_picture(parts),
        "definitions": said("volunteers", "households", "ratio"),
    }
    return render(request, "coverage/people.html", context)


def _people_as_at(request: AsaRequest, area: str, day: date, form: AsAtForm) -> HttpResponse:
    """The same on a day that is past; no number opens rows: the register is that of today."""
    found, years = as_at(area, day), joiners_and_leavers(area, day)
    ages = [AgeLine(band, [(n, "") for n in band.by_sex.values()]) for band in found.ages]
    has_bars = level_of(area) in (Level.PROVINCE, Level.DISTRICT)
    sentences = definitions_as_at()
    context = frame(request, area, "coverage:people") | {
        "day_form": form,
        "day": day,
        "as_of": day,
        "total": found.total,
        "ages": ages,
        "age_picture": age_picture(ages),
        "years": [(line, "", "") for line in years],
        "year_picture": _year_picture(years),
        "parts": [(line, "") for line in found.parts],
        "part_picture": _part_picture(found.parts) if has_bars else "",
        "definitions": [
            sentences[name]
            for name in ("volunteers", "without_volunteer", "households", "ratio", "tambons")
        ],
    }
    return render(request, "coverage/people.html", context)


def _rows(area: str, **asked: object) -> str:
    """The register of an area, narrowed to what a number has counted."""
    inside = "" if area == WHOLE_COUNTRY else area
    query = {name: str(value) for name, value in asked.items()}
    return address("volunteers:list", area=inside, **query)


def _reaching(area: str, age: int, years: int) -> str:
    """The current volunteers of an area who have an age in so many years."""
    return _rows(area, state="registered", reaches=age, years=years)


@dataclass(frozen=True)
class AgeLine:
    """Current volunteers of an age: women, men and those not known, each with the register that it
    opens; "" for who reads no names.
    """

    band: Band
    numbers: list[tuple[int, str]]


def age_lines(area: str, on: date, *, opens: bool) -> list[AgeLine]:
    """The current volunteers of an area by age and sex, the oldest first."""
    inside = "" if area == WHOLE_COUNTRY else area
    asked = {"state": "registered", "area": inside}
    return [
        AgeLine(
            band,
            [
                (n, address("volunteers:list", **asked, age=band.code, sex=sex) if opens else "")
                for sex, n in band.by_sex.items()
            ],
        )
        for band in ages_of_volunteers(area, on)
    ]


def age_picture(lines: list[AgeLine]) -> str:
    """Women and men by age, drawn; each bar opens what its number opens."""
    shown = [line for line in lines if line.band.has_age]
    links = [(line.numbers[0][1], line.numbers[1][1]) for line in shown]
    return svg.pyramid(
        [(line.band.name, line.numbers[0][0], line.numbers[1][0]) for line in shown],
        _("Volunteers by age and sex; the numbers stand in the table"),
        sides=(_("Women"), _("Men")),
        links=links if any(map(any, links)) else (),
    )


def _year_picture(years: list[YearLine]) -> str:
    return svg.lines(
        [str(line.year_be) for line in years],
        [
            (_("Joined"), [line.joined for line in years]),
            (_("Left"), [line.left for line in years]),
        ],
        _("Volunteers who joined and left by fiscal year; the numbers stand in the table"),
    )


def _part_picture(parts: list[AreaLine]) -> str:
    if not parts:
        return ""
    rows = [(line.name, line.tally.volunteers) for line in parts]
    return svg.bars(rows, _("Volunteers by area; the numbers stand in the table"))
