"""Ages of the volunteers, who stops soon, who came and left: pictures with their tables."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import svg
from asa.common.thaidate import today
from asa.coverage.queries import (
    AreaLine,
    Band,
    YearLine,
    ages_of_volunteers,
    coverage_of,
    forecast,
    joiners_and_leavers,
    targets_on,
)
from asa.coverage.views.parts import address, area_asked, frame, said
from asa.people.codes import Sex
from asa.people.http import AsaRequest
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.queries import level_of


@require_safe
def people(request: AsaRequest) -> HttpResponse:
    """The volunteers of an area by age and sex, and how the register grew and shrank."""
    area, day = area_asked(request), today()
    bands = ages_of_volunteers(area, day)
    years = joiners_and_leavers(area, day)
    context = frame(request, area, "coverage:people")
    names = context["sees_names"]
    # The country has too many provinces for bars; they stand on its first page of coverage.
    has_bars = level_of(area) in (Level.PROVINCE, Level.DISTRICT)
    parts = coverage_of(area, day).parts if has_bars else []
    context |= {
        "bands": [(band, _numbers(band, area if names else "")) for band in bands],
        "sexes": list(Sex),
        "age_picture": _age_picture(bands),
        "forecast": forecast(area, day, targets_on(area, day).at(area)),
        "years": years,
        "year_picture": _year_picture(years),
        "parts": parts,
        "part_picture": _part_picture(parts),
        "definitions": said("volunteers", "households", "ratio"),
    }
    return render(request, "coverage/people.html", context)


def _numbers(band: Band, area: str) -> list[tuple[int, str]]:
    """Women, men and those not known of a band, each with the register that it opens."""
    within = "" if area == WHOLE_COUNTRY else area
    return [
        (
            n,
            address("volunteers:list", state="registered", area=within, age=band.code, sex=sex)
            if area
            else "",
        )
        for sex, n in band.by_sex.items()
    ]


def _age_picture(bands: list[Band]) -> str:
    return svg.pyramid(
        [
            (band.name, band.by_sex[Sex.FEMALE], band.by_sex[Sex.MALE])
            for band in bands
            if band.has_age
        ],
        _("Volunteers by age and sex; the numbers stand in the table"),
        sides=(_("Women"), _("Men")),
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
