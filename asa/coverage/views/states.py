"""How villages stand, and those that are counted apart from the others."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common.again import answered_again
from asa.common.errors import DomainError, allow
from asa.common.http import address
from asa.common.svgmaps import Place, area_map
from asa.common.thaidate import today
from asa.coverage.actions import Request, ask_exception, decide_exception, end_exception
from asa.coverage.codes import AreaState, ExceptionKind
from asa.coverage.forms import AskForm, DecideForm
from asa.coverage.models import AreaException
from asa.coverage.queries import (
    VillageLine,
    exceptions_for,
    ground_of,
    states_by_part,
    village_lines,
)
from asa.coverage.rules import can_ask_exception, can_decide_exception, can_end_exception
from asa.coverage.views.parts import TAMBON, area_asked, frame, said
from asa.coverage.wording import EXCEPTION_TONES, STATE_TONES
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import DIGITS, PART_DIGITS, WHOLE_COUNTRY, Level
from asa.places.models import Area
from asa.places.queries import (
    areas_under,
    covers,
    level_of,
    name_of,
    remember_names,
    shown_place,
    within,
)

# How the states are drawn on the map: by what is still to be done.
SHADES = {
    AreaState.EXCLUDED: "l0",
    AreaState.INACCESSIBLE: "l0",
    AreaState.NOT_ASSIGNED: "gap",
    AreaState.NOT_VISITED: "a0",
    AreaState.VISITED: "a2",
    AreaState.REACHED: "a4",
}
ROWS = 50


@require_safe
@answered_again
def states(request: AsaRequest) -> HttpResponse:
    """The villages of an area by state: by part in a table, and those below each on the map."""
    area = area_asked(request)[:TAMBON]
    if area == WHOLE_COUNTRY:
        return _provinces(request)
    if (state := request.GET.get("state", "")) in AreaState.values:
        return _in_state(request, area, AreaState(state))
    digits = PART_DIGITS[level_of(area)]
    ground = ground_of(area, today())
    counts = states_by_part(ground, digits)
    is_tambon = digits == DIGITS[Level.VILLAGE]
    lines = village_lines(ground) if digits > DIGITS[Level.DISTRICT] else []
    sums = {state: sum(found[state] for found in counts.values()) for state in AreaState}
    context = frame(
        request,
        area,
        "coverage:states",
        rows=[(name_of(code), _link(code), _opened(counts[code], code)) for code in sorted(counts)],
        key=[
            (state, SHADES[state], n, url)
            for state, (n, url) in zip(AreaState, _opened(sums, area), strict=True)
        ],
        picture=_picture(lines, of_one_tambon=is_tambon),
        villages=[_row(line, area) for line in lines] if is_tambon else [],
        exceptions=_exceptions(request, area),
        definitions=said("states", "villages"),
    )
    return render(request, "coverage/states.html", context)


def _opened(counts: dict[AreaState, int], area: str) -> list[tuple[int, str]]:
    """How many villages of an area stand in each state, each with the villages that it opens."""
    return [(n, _link(area, state=state) if n else "") for state, n in counts.items()]


def _in_state(request: AsaRequest, area: str, state: AreaState) -> HttpResponse:
    """The villages behind a number: those of an area that stand in one state."""
    lines = [line for line in village_lines(ground_of(area, today())) if line.state == state]
    page = Paginator(lines, ROWS).get_page(request.GET.get("page"))
    context = frame(
        request,
        area,
        "coverage:states",
        only=state,
        count=len(lines),
        all_url=_link(area),
        page=page,
        villages=[_row(line, area) for line in page],
        definitions=said("states", "villages"),
    )
    return render(request, "coverage/states.html", context)


def _row(line: VillageLine, area: str) -> tuple[VillageLine, str, str, str]:
    """A village as the table shows it: within its own tambon by its number alone."""
    name = line.name if len(area) == TAMBON else shown_place(line.code, Level.DISTRICT)
    return line, name, _link(line.code), STATE_TONES[line.state]


def _provinces(request: AsaRequest) -> HttpResponse:
    """The villages of the whole country are too many for a page: a province is chosen."""
    provinces = areas_under(WHOLE_COUNTRY, Level.PROVINCE).values_list("code", flat=True)
    remember_names(provinces)
    context = frame(
        request,
        WHOLE_COUNTRY,
        "coverage:states",
        provinces=[(name_of(code), _link(code)) for code in provinces],
        definitions=said("states", "villages"),
    )
    return render(request, "coverage/states.html", context)


def _link(code: str, **query: str) -> str:
    page = "coverage:show" if level_of(code) == Level.VILLAGE else "coverage:states"
    return address(page, area=code, **query)


def _picture(lines: list[VillageLine], *, of_one_tambon: bool) -> str:
    """One tile for each village, in the colour of its state; its figure is the visits."""
    places = [
        Place(
            line.code,
            line.name if of_one_tambon else f"{name_of(line.code[:6])} {line.name}",
            line.visits,
            SHADES[line.state],
            _link(line.code),
            note=str(line.state.label),
        )
        for line in lines
    ]
    return area_map(places, _("Visits by village; the states stand in the table")) if places else ""


def _exceptions(request: AsaRequest, area: str) -> list[dict[str, object]]:
    found = exceptions_for(request.user).filter(within("area_id", [area]))
    return [
        {
            "row": row,
            "place": shown_place(row.area_id),
            "tone": EXCEPTION_TONES[row.state],
            "may_decide": row.state == "asked" and can_decide_exception(request.user, row),
        }
        for row in found[:50]
    ]


def ask(request: AsaRequest, code: str) -> HttpResponse:
    """Ask to count a village apart from the others."""
    area = _area(request, code)
    allow(can_ask_exception(request.user, area.pk))
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = Request(ExceptionKind(form.cleaned_data["kind"]), form.cleaned_data["reason"])
        try:
            ask_exception(area, request=given, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It was asked for. The provincial office decides."))
            return redirect(address("coverage:show", area=area.pk))
    return _page(request, area.pk, form, _("Count this village apart"))


def _area(request: AsaRequest, code: str) -> Area:
    return get_object_or_404(Area, pk=code if covers(scope(request.user), code) else "")


def decide(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Approve or deny a request of somebody else."""
    exception = get_object_or_404(exceptions_for(request.user), pk=pk)
    allow(can_decide_exception(request.user, exception))
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        approves, reason = form.cleaned_data["approves"] == "yes", form.cleaned_data["reason"]
        try:
            decide_exception(
                exception, approves=approves, reason=reason, by=request.user, on=today()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been decided."))
            return redirect(address("coverage:show", area=exception.area_id))
    title = _("Decide the request")
    return _page(request, exception.area_id, form, title, exception=exception)


@require_POST
def end(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Count the village like any other again."""
    exception: AreaException = get_object_or_404(exceptions_for(request.user), pk=pk)
    allow(can_end_exception(request.user, exception))
    try:
        end_exception(exception, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The village counts like any other again."))
    return redirect(address("coverage:show", area=exception.area_id))


def _page(request: AsaRequest, area: str, form: object, title: str, **more: object) -> HttpResponse:
    back = address("coverage:show", area=area)
    context = {"form": form, "title": title, "place": shown_place(area), "back": back, **more}
    return render(request, "coverage/act.html", context)
