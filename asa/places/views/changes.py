"""The pages of changes of areas: the list, what is announced, the preview, what came of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from asa.common.errors import DomainError, allow
from asa.common.languages import in_language
from asa.common.thaidate import today
from asa.places import jobs, moving
from asa.places.actions import propose_change, withdraw_change
from asa.places.codes import ChangeKind, ChangeState
from asa.places.forms.changes import FORMS, HINTS, UndoForm
from asa.places.models import AreaChange
from asa.places.queries import (
    announced_in,
    area_changes_for,
    name_of,
    plan_of,
    remember_names,
)
from asa.places.rules import can_carry_out_area_change, sees_area_changes

if TYPE_CHECKING:
    from asa.people.http import AsaRequest
else:
    # The people app stands above this one; only its types are borrowed.
    AsaRequest = HttpRequest

ROWS = 50
TONES = {
    ChangeState.PROPOSED: "soon",
    ChangeState.DONE: "well",
    ChangeState.UNDONE: "",
    ChangeState.WITHDRAWN: "",
}


@require_GET
def changes(request: AsaRequest) -> HttpResponse:
    """The changes of areas: what is proposed, carried out, undone."""
    allow(sees_area_changes(request.user))
    page = Paginator(area_changes_for(request.user), ROWS).get_page(request.GET.get("page"))
    rows = [(one, _headline(one), TONES[ChangeState(one.state)]) for one in page]
    return render(request, "places/changes.html", {"page": page, "rows": rows})


@require_GET
def new_change(request: AsaRequest) -> HttpResponse:
    """Which kind of change is announced."""
    allow(sees_area_changes(request.user))
    kinds = [(kind, kind.label, HINTS[kind]) for kind in ChangeKind]
    return render(request, "places/new_change.html", {"kinds": kinds})


def new_change_of(request: AsaRequest, kind: str) -> HttpResponse:
    """Write down what is announced; nothing is changed before the preview."""
    allow(sees_area_changes(request.user))
    if kind not in FORMS:
        raise Http404
    form = FORMS[kind](request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            change = propose_change(form.announced(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("places:change", change.pk)
    context = {"form": form, "kind": ChangeKind(kind), "hint": HINTS[ChangeKind(kind)]}
    return render(request, "places/change_form.html", context)


@require_GET
def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One change: before it is carried out the preview, afterwards what it came to."""
    shown = _change(request, pk)
    context = {
        "change": shown,
        "headline": _headline(shown),
        "tone": TONES[ChangeState(shown.state)],
        "may_act": can_carry_out_area_change(request.user, shown),
        "is_early": shown.in_force_on > today(),
        "people": _people(shown),
    }
    if shown.state == ChangeState.PROPOSED:
        context |= _preview(shown)
    elif shown.made:
        context |= _outcome(shown)
    return render(request, "places/change.html", context)


def _headline(change: AreaChange) -> str:
    """What changes, in one line, by the names of before: Moved: Hat Phan Krai (860103)."""
    places = ", ".join(
        f"{_was_called(change, code)} ({code})" for code in change.announced["areas"]
    )
    return f"{change.get_kind_display()}: {places}"


def _was_called(change: AreaChange, code: str) -> str:
    """The name that an area had when the change was written down."""
    thai, english = change.announced["called"].get(code[:6], ("", ""))
    tambon = in_language(thai, english) or name_of(code[:6])
    return tambon if len(code) == 6 else f"{name_of(code)} {tambon}"


def _called(code: str) -> str:
    return name_of(code) if len(code) == 6 else f"{name_of(code)} {name_of(code[:6])}"


def _people(change: AreaChange) -> dict[str, Any]:
    """Who wrote it down, carried it out and undid it."""
    keys = {"proposed": change.proposed_by_id, "done": change.done_by_id}
    keys["undone"] = change.undone_by_id
    users = (
        get_user_model().objects.select_related("person").in_bulk([k for k in keys.values() if k])
    )
    return {name: users.get(key) for name, key in keys.items() if key}


def _preview(change: AreaChange) -> dict[str, Any]:
    """What would be done, and how much stands there; or why it cannot be done."""
    try:
        plan = plan_of(announced_in(change))
        going = moving.going(moving.Carrying(plan.pairs, today(), plan.numbers, plan.old))
    except DomainError as error:
        return {"obstacle": str(error)}
    standing = moving.standing_in(plan.old, today())
    made = {one.code: one.name_th for one in plan.made if one.code in plan.new}
    remember_names([*plan.old, *plan.pairs, *plan.pairs.values()])
    table = _table(change, [("", plan.old, standing.counted)])
    if plan.pairs or plan.numbers:
        table = _with_going(table, going)
    return {
        "table": table,
        "pairs": _pairs(change, plan.pairs, made),
        "names": plan.names,
        "numbered": sorted(plan.numbers.items()),
        "goes_on": [code for code in plan.new if code in plan.old and not plan.names],
        "begins": [one for one in plan.made if one.code in plan.new],
    }


def _outcome(change: AreaChange) -> dict[str, Any]:
    """Numbers before and after, side by side."""
    old, new = change.made["old"], change.made["new"]
    remember_names([*old, *new, *change.made["pairs"], *change.made["pairs"].values()])
    sides = [
        (_("Before it"), old, change.before),
        (_("After it"), new, change.after),
    ]
    parts = announced_in(change).parts
    called = {part.code: part.name_th for part in parts if part.name_th}
    return {
        "table": _table(change, sides),
        "pairs": _pairs(change, change.made["pairs"], called),
        "names": parts[0] if change.made["renamed"] else None,
        "begins": [part for part in parts if part.code in change.made["made"] and part.name_th],
        "goes_on": [] if change.made["renamed"] else [code for code in new if code in old],
    }


def _table(
    change: AreaChange, sides: Sequence[tuple[str, Sequence[str], moving.Numbers]]
) -> dict[str, Any]:
    """A row for each kind of record: the number in each area, and the sum of all areas touched."""
    heads, rows = [], []
    for side, codes, _numbers in sides:
        heads += [f"{side} {_was_called(change, code)} {code}".strip() for code in codes]
        if len(codes) > 1 or side:
            heads.append(f"{side} {_('Together')}".strip())
    nothing = []
    for key, words in moving.kinds_in_words().items():
        cells: list[int] = []
        for side, codes, numbers in sides:
            by_area = numbers.get(key, {})
            cells += [by_area.get(code, 0) for code in codes]
            if len(codes) > 1 or side:
                cells.append(sum(by_area.values()))
        if any(cells):
            rows.append((key, words, list(zip(heads, cells, strict=True))))
        else:
            nothing.append(words)
    return {"heads": heads, "rows": rows, "nothing": nothing}


def _with_going(table: dict[str, Any], going: Mapping[str, int]) -> dict[str, Any]:
    """The same with one more column: how many of them get another code."""
    head = _("Get a new code")
    rows = [(key, words, [*cells, (head, going.get(key))]) for key, words, cells in table["rows"]]
    return {**table, "heads": [*table["heads"], head], "rows": rows}


def _pairs(
    change: AreaChange, pairs: Mapping[str, str], made: Mapping[str, str]
) -> list[dict[str, str]]:
    """Which code becomes which, as a table shows it."""
    return [
        {
            "old": old,
            "was": _was_called(change, old),
            "new": new,
            "becomes": _to_be_called(new, made),
        }
        for old, new in pairs.items()
    ]


def _to_be_called(code: str, made: Mapping[str, str]) -> str:
    """The name of an area that there may not be yet."""
    if code in made or len(code) == 6:
        return made.get(code) or _called(code)
    return f"{name_of(code)} {made.get(code[:6]) or name_of(code[:6])}"


@require_POST
def carry_change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Carry the change out, as one job."""
    shown = _change(request, pk)
    allow(can_carry_out_area_change(request.user, shown))
    if shown.state != ChangeState.PROPOSED:
        return redirect("places:change", shown.pk)
    return redirect("common:job", jobs.start(shown, by=request.user).pk)


@require_POST
def withdraw(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take back what was written down and not carried out."""
    shown = _change(request, pk)
    if shown.state == ChangeState.PROPOSED:
        withdraw_change(shown, by=request.user, on=today())
    return redirect("places:change", shown.pk)


def undo(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say why a change is undone; the undoing is one job."""
    shown = _change(request, pk)
    allow(can_carry_out_area_change(request.user, shown))
    if shown.state != ChangeState.DONE:
        return redirect("places:change", shown.pk)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        return redirect(
            "common:job", jobs.start(shown, by=request.user, undo=True, reason=reason).pk
        )
    context = {"form": form, "change": shown, "headline": _headline(shown)}
    return render(request, "places/undo_change.html", context)


def _change(request: AsaRequest, pk: UUID) -> AreaChange:
    """A change in the provinces of a department officer; nobody else sees any."""
    allow(sees_area_changes(request.user))
    return get_object_or_404(area_changes_for(request.user), pk=pk)
