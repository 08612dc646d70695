"""Where volunteers are wanted: the list behind the numbers, its file, and the call for people."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.again import answered_again
from asa.common.errors import allow
from asa.common.http import address, spreadsheet_response, table_kind
from asa.common.thaidate import thai_date, today
from asa.coverage.forms import GapFilter
from asa.coverage.queries import Gap, gaps_in
from asa.coverage.rules import can_call
from asa.coverage.views.parts import area_asked, frame, said
from asa.people.http import AsaRequest
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import name_of, remember_names, shown_place
from asa.volunteers.models import Centre

ROWS = 50


@dataclass(frozen=True)
class Row:
    """A place that wants volunteers, as the list shows it."""

    gap: Gap
    name: str
    around: str
    url: str


@require_safe
@answered_again
def gaps(request: AsaRequest) -> HttpResponse:
    """The villages or sub-districts of an area where nobody works, or too few."""
    area, form, found = _asked(request)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names({gap.code[:6] for gap in page})
    context = frame(
        request,
        area,
        "coverage:gaps",
        form=form,
        page=page,
        rows=[_row(gap, form.level) for gap in page],
        count=len(found),
        wanted=sum(gap.wanted for gap in found),
        of_villages=form.level == Level.VILLAGE,
        only_without=form.only_without,
        definitions=said("villages_without_volunteer", "without_volunteer", "short"),
    )
    return render(request, "coverage/gaps.html", context)


def _asked(request: AsaRequest) -> tuple[str, GapFilter, list[Gap]]:
    area, form = area_asked(request), GapFilter(request.GET)
    found = gaps_in(area, today(), form.level, without=form.only_without)
    return area, form, found


def _row(gap: Gap, level: Level) -> Row:
    return Row(
        gap,
        name_of(gap.code),
        shown_place(gap.code[:4] if level == Level.TAMBON else gap.code[:6]),
        address("coverage:show", area=gap.code),
    )


@require_safe
def export(request: AsaRequest, kind: str) -> HttpResponse:
    """The same list as a spreadsheet; it holds places and numbers, nobody's name."""
    area, _form, found = _asked(request)
    allow(can_call(request.user, area))
    kind = table_kind(kind)
    title = _("Call for volunteers %(place)s %(day)s") % {
        "place": name_of(area),
        "day": thai_date(today()),
    }
    return spreadsheet_response(kind, title, _columns(), _cells(found))


def _columns() -> list[str]:
    return [
        _("Area code"),
        _("Province"),
        _("District"),
        _("Sub-district"),
        _("Village number"),
        _("Volunteers there"),
        _("Target"),
        _("Wanted"),
        _("Households"),
    ]


def _cells(found: list[Gap]) -> Iterator[list[object]]:
    remember_names({gap.code[:6] for gap in found})
    for gap in found:
        code = gap.code
        yield [
            code,
            name_of(code[:2]),
            name_of(code[:4]),
            name_of(code[:6]),
            int(code[6:]) if len(code) == 8 else "",
            gap.working,
            gap.needed,
            gap.wanted,
            gap.households,
        ]


@dataclass(frozen=True)
class Called:
    """A sub-district on the call, with the numbers of its villages that want somebody."""

    tambon: str
    district: str
    moos: list[int]
    wanted: int


@require_safe
def call(request: AsaRequest) -> HttpResponse:
    """The call for volunteers as a page to print: the villages without one, by sub-district."""
    area = area_asked(request)
    allow(can_call(request.user, area))
    context = frame(
        request,
        area,
        "coverage:call",
        called=_called(area),
        province=Area.objects.filter(pk=area[:2]).first(),
        centre=Centre.objects.filter(area_id=area).first(),
        back=address("coverage:gaps", area=area, of="village", only="without"),
    )
    context["villages"] = sum(len(one.moos) for one in context["called"])
    context["wanted"] = sum(one.wanted for one in context["called"])
    return render(request, "coverage/call.html", context)


def _called(area: str) -> list[Called]:
    """By sub-district; one whose villages nobody knows is called for as a whole."""
    villages = gaps_in(area, today(), Level.VILLAGE, without=True)
    by_tambon: dict[str, list[Gap]] = {}
    for gap in villages:
        by_tambon.setdefault(gap.code[:6], []).append(gap)
    for gap in gaps_in(area, today(), Level.TAMBON, without=True):
        by_tambon.setdefault(gap.code, [gap])
    remember_names(by_tambon)
    return [
        Called(
            tambon=tambon,
            district=tambon[:4],
            moos=[int(gap.code[6:]) for gap in found if len(gap.code) == 8],
            wanted=sum(gap.wanted for gap in found),
        )
        for tambon, found in sorted(by_tambon.items())
    ]
