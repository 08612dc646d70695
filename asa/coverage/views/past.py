"""Coverage of an area as it was on a day that is past."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from asa.common.http import address
from asa.coverage.forms import AsAtForm
from asa.coverage.queries import AreaLine, as_at
from asa.coverage.views.maps import picture_of
from asa.coverage.views.parts import frame
from asa.coverage.wording import definitions_as_at
from asa.people.http import AsaRequest
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.models import Area
from asa.places.queries import level_of, name_of, remember_names

DEFINED = (
    *("volunteers", "without_volunteer", "villages_without_volunteer", "villages_below_target"),
    *("households", "ratio", "tambons", "villages"),
)


@dataclass(frozen=True)
class LineThen:
    """A part of an area on the day; "" where it is not there any more, so that nothing opens it."""

    line: AreaLine
    url: str


def show_as_at(request: AsaRequest, area: str, day: date, form: AsAtForm) -> HttpResponse:
    """Who covered an area on a day. No number opens rows: the register is that of today."""
    found, level = as_at(area, day), level_of(area)
    bare = found.villages_without if level == Level.TAMBON else found.tambons_without
    # A country has too many to be read; its provinces tell them.
    shown = [] if level == Level.COUNTRY else bare
    remember_names(shown)
    sentences = definitions_as_at()
    context = frame(request, area, "coverage:show") | {
        "day_form": form,
        "day": day,
        "as_of": day,
        "total": found.total,
        "parts": _lines(found.parts, form["day"].value()),
        "tambons": _lines(found.tambons, form["day"].value()),
        "bare": [name_of(code) for code in shown],
        "bare_are_villages": level == Level.TAMBON,
        "is_country": area == WHOLE_COUNTRY,
        "picture": picture_of(area, found.tambons or found.parts, None) if found.parts else "",
        "definitions": [sentences[name] for name in DEFINED],
    }
    return render(request, "coverage/show_as_at.html", context)


def _lines(lines: list[AreaLine], typed: str) -> list[LineThen]:
    """Each part with its own page of that day."""
    codes = [line.code for line in lines]
    kept = Area.objects.filter(pk__in=codes, ended_on__isnull=True) if codes else None
    there = set(kept.values_list("pk", flat=True)) if kept is not None else set()
    return [
        LineThen(
            line,
            address("coverage:show", area=line.code, day=typed) if line.code in there else "",
        )
        for line in lines
    ]
