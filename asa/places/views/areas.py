from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from asa.common.errors import DomainError, allow
from asa.common.languages import in_language
from asa.common.thaidate import today
from asa.places.actions import choose_successor, confirm_villages, name_villages
from asa.places.codes import BANGKOK, WHOLE_COUNTRY, Level
from asa.places.forms import (
    MOST_CHOICES,
    SearchForm,
    SuccessorForm,
    VillageNamesForm,
    VillagesForm,
    choices_of,
)
from asa.places.forms.changes import DayForm
from asa.places.models import Area, AreaSuccessor, PlaceSource, Postcode
from asa.places.queries import (
    ancestors,
    areas_on,
    changes_of_area,
    counts_below,
    current,
    names_on,
    remember_names,
    within,
    without_successor,
)
from asa.places.rules import (
    can_choose_successor,
    can_choose_successors,
    can_confirm_villages,
    can_name_villages,
    sees_area_changes,
)

if TYPE_CHECKING:
    from asa.people.http import AsaRequest
else:
    # The people app stands above this one; only its types are borrowed.
    AsaRequest = HttpRequest

MOST_FOUND = 60


@require_GET
def country(request: AsaRequest) -> HttpResponse:
    """The provinces, or what a search for a name finds."""
    return _area_page(request, get_object_or_404(Area, pk=WHOLE_COUNTRY))


@require_GET
def area(request: AsaRequest, code: str) -> HttpResponse:
    """One area: what lies in it, its postcodes, and what came before or after it."""
    return _area_page(request, get_object_or_404(Area, pk=code))


def _area_page(request: AsaRequest, shown: Area) -> HttpResponse:
    question = {"q": request.GET.get("q", ""), "under": shown.code, "villages": "on"}
    form = SearchForm(question)
    found = form.found(MOST_FOUND)
    asks = bool(question["q"].strip())
    day_form = DayForm(request.GET if "day" in request.GET else None)
    day = day_form.cleaned_data["day"] if day_form.is_valid() else None
    children = [] if asks else _children(shown, day)
    sees_changes = sees_area_changes(request.user)
    remember_names([shown.code, *(one.code for one in found)])
    return _answer(
        request,
        ("places/_rows.html", "places/area.html"),
        {
            "area": shown,
            "form": form,
            "asks": asks,
            "found": found,
            "day": day,
            "day_form": day_form,
            "rows": _rows(shown, children, day),
            "above": ancestors(shown.code),
            "source": PlaceSource.objects.filter(name="GeoThai").first(),
            "may_confirm": shown.level == Level.TAMBON
            and shown.ended_on is None
            and can_confirm_villages(request.user, shown),
            "may_name": shown.level == Level.TAMBON
            and shown.ended_on is None
            and can_name_villages(request.user, shown),
            "may_choose": can_choose_successors(request.user),
            "successors": shown.successors.select_related("successor"),
            "predecessors": AreaSuccessor.objects.filter(successor=shown).select_related("area"),
            "postcodes": shown.postcodes.all(),
            "former_names": shown.former_names.all(),
            "sees_changes": sees_changes,
            "changes": changes_of_area(shown.code) if sees_changes else [],
        },
    )


def _children(shown: Area, day: date | None) -> list[Area]:
    """The areas in an area today, or on a day."""
    children = shown.children.order_by("code")
    return list(current(children) if day is None else areas_on(children, day))


def _rows(shown: Area, children: list[Area], day: date | None) -> list[dict[str, object]]:
    """The areas in an area, with the counts and postcodes that their level has."""
    counts = counts_below(shown.code, day) if children else {}
    former = names_on([child.code for child in children], day) if day else {}
    postcodes: dict[str, list[str]] = {}
    if shown.level == Level.DISTRICT:
        pairs = Postcode.objects.filter(within("area_id", [shown.code]))
        for code, postcode in pairs.values_list("area_id", "code"):
            postcodes.setdefault(code, []).append(postcode)
    return [
        {
            "area": child,
            "name": _former(former.get(child.code)),
            "counts": counts.get(child.code, {}),
            "postcodes": ", ".join(postcodes.get(child.code, [])),
        }
        for child in children
    ]


def _former(names: tuple[str, str] | None) -> str:
    """The name of a day in the language of the page; "" where it is the one of today."""
    thai, english = names or ("", "")
    return in_language(thai, english)


@require_GET
def search(request: AsaRequest) -> HttpResponse:
    """The places that a text may mean: choices of a form's field, or a page of its own."""
    field = request.GET.get("for", "")
    text = request.GET.get(field) if field else request.GET.get("q")
    of_page = {} if field else {"villages": "on"}
    form = SearchForm({**request.GET.dict(), "q": text or "", **of_page})
    found = form.found(MOST_CHOICES)
    return _answer(
        request,
        ("places/_choices.html", "places/search.html"),
        {
            "form": form,
            "asks": bool((text or "").strip()),
            "found": found,
            "choices": choices_of(found),
            "name": field,
        },
    )


def _answer(
    request: AsaRequest, templates: tuple[str, str], context: dict[str, object]
) -> HttpResponse:
    """A part for htmx, the whole page for everyone else."""
    template = templates[0] if "HX-Request" in request.headers else templates[1]
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_GET
def abolished(request: AsaRequest) -> HttpResponse:
    """Abolished areas of which a person must say what took their place."""
    allow(can_choose_successors(request.user))
    page = Paginator(without_successor(), 50).get_page(request.GET.get("page"))
    remember_names(one.code for one in page)
    return render(request, "places/abolished.html", {"page": page})


def successor(request: AsaRequest, code: str) -> HttpResponse:
    """Choose what took the place of an abolished area."""
    gone = get_object_or_404(Area, pk=code)
    allow(can_choose_successor(request.user, gone))
    if gone.ended_on is None:
        raise Http404
    form = SuccessorForm(request.POST or None, area=gone)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["successor"]
        try:
            choose_successor(gone, successor=chosen, by=request.user, on=today())
        except DomainError as error:
            form.add_error("successor", str(error))
        else:
            messages.success(request, _("The successor is noted."))
            return redirect("places:area", code=gone.code)
    return render(request, "places/successor.html", {"area": gone, "form": form})


def villages(request: AsaRequest, code: str) -> HttpResponse:
    """Confirm which villages a tambon has."""
    tambon = get_object_or_404(current(Area.objects.filter(level=Level.TAMBON)), pk=code)
    allow(can_confirm_villages(request.user, tambon))
    known = list(tambon.children.filter(level=Level.VILLAGE))
    listed = ", ".join(str(village.moo) for village in known)
    form = VillagesForm(request.POST or None, initial={"moos": listed})
    if request.method == "POST" and form.is_valid():
        try:
            moos = form.cleaned_data["moos"]
            confirm_villages(tambon, moos=moos, by=request.user, on=today())
        except DomainError as error:
            form.add_error("moos", str(error))
        else:
            messages.success(request, _("The villages are confirmed."))
            return redirect("places:area", code=tambon.code)
    return render(
        request, "places/villages.html", {"area": tambon, "form": form, "villages": known}
    )


def village_names(request: AsaRequest, code: str) -> HttpResponse:
    """Write how the villages of a tambon are called, or which communities a khwaeng has."""
    tambon = get_object_or_404(current(Area.objects.filter(level=Level.TAMBON)), pk=code)
    allow(can_name_villages(request.user, tambon))
    known = list(tambon.children.filter(level=Level.VILLAGE, ended_on__isnull=True))
    in_bangkok = tambon.code.startswith(BANGKOK)
    lines = [one.name_th if in_bangkok else f"{one.moo} {one.name_th}".strip() for one in known]
    numbers = {one.name_th: one.moo or 0 for one in known if one.name_th} if in_bangkok else None
    initial = {"names": "\n".join(filter(None, lines))}
    form = VillageNamesForm(request.POST or None, initial=initial, numbers=numbers)
    if request.method == "POST" and form.is_valid():
        try:
            names = form.cleaned_data["names"]
            named = name_villages(tambon, names=names, by=request.user, on=today())
        except DomainError as error:
            form.add_error("names", str(error))
        else:
            said = ngettext("%(n)s name is written.", "%(n)s names are written.", len(named))
            messages.success(request, said % {"n": len(named)})
            return redirect("places:area", code=tambon.code)
    context = {"area": tambon, "form": form, "in_bangkok": in_bangkok}
    return render(request, "places/village_names.html", context)
