"""Rounds: the list, a new one, what stands in one, and opening and closing it."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from asa.common import svg
from asa.common.errors import DomainError, allow
from asa.common.http import address
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.codes import PART_DIGITS
from asa.places.codes import Level as AreaLevel
from asa.places.queries import level_of, shown_place, within
from asa.reverification.actions import close_round, open_round, plan_round, take_back_round
from asa.reverification.codes import RoundState
from asa.reverification.forms import PlanForm, ReasonForm
from asa.reverification.models import Round
from asa.reverification.queries import (
    Counts,
    Line,
    counts_of,
    entries_for,
    lines_of,
    proposals_for,
    register_counts,
    rounds_for,
    waiting_by_round,
    waiting_for,
)
from asa.reverification.rules import can_keep_round, keeps_rounds, sees_rounds
from asa.reverification.views.parts import area_asked, frame, round_asked
from asa.reverification.wording import SHADES, STATE_TONES


@require_safe
def round_list(request: AsaRequest) -> HttpResponse:
    """The rounds of the user's areas, the latest first, with what waits for the user in each."""
    allow(sees_rounds(request.user))
    waiting = waiting_by_round(request.user)
    rows = [
        (one, shown_place(one.area_id), STATE_TONES[one.state], waiting.get(one.pk, 0))
        for one in rounds_for(request.user)[:100]
    ]
    context = {"rows": rows, "may_plan": keeps_rounds(request.user)}
    return render(request, "reverification/list.html", context)


def plan(request: AsaRequest) -> HttpResponse:
    """Plan a round."""
    allow(keeps_rounds(request.user))
    form = PlanForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_round(form.chosen(), plan=form.plan(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The round is planned. Open it on its first day."))
            return redirect("reverification:show", made.pk)
    return render(request, "reverification/plan.html", {"form": form})


@require_safe
def show(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A round: before and after, and the answers by area; each number opens its rows."""
    found, user = round_asked(request, pk), request.user
    area, day = area_asked(request, found), today()
    entries = entries_for(user).filter(within("area_id", [area]), round=found)
    is_open = found.state == RoundState.OPEN
    whole = counts_of(entries) if found.before else Counts()
    deepest = level_of(area) == AreaLevel.VILLAGE
    lines = lines_of(entries, area) if whole.total and not deepest else []
    may_keep = can_keep_round(user, found.area_id)
    context = frame(
        found,
        area=area,
        part=shown_place(area) if area != found.area_id else "",
        whole=_opened(found, Line(area, "", whole)),
        lines=[_opened(found, line) for line in lines],
        picture=_picture(whole),
        register=_register(found, day),
        as_of=found.closed_on or day,
        waiting=waiting_for(user).filter(round=found).count() if is_open else 0,
        proposals=proposals_for(user, day).filter(round=found).count() if found.before else 0,
        may_keep=may_keep,
        may_open=may_keep and found.state == RoundState.PLANNED,
        may_close=may_keep and is_open,
        may_take_back=may_keep and (found.state == RoundState.PLANNED or not whole.asked),
        is_late=is_open and day > found.ends_on,
    )
    return render(request, "reverification/show.html", context)


def _opened(found: Round, line: Line) -> dict[str, Any]:
    """A line with the rows that each number opens, and its answers as a bar."""
    numbers = line.counts.by_answer()
    shares = [(n, SHADES[answer]) for answer, n in numbers if answer in SHADES]
    return {
        "line": line,
        "url": address("reverification:show", found.pk, area=line.code)
        if level_of(line.code) in PART_DIGITS
        else "",
        "rows_url": address("reverification:rows", found.pk, area=line.code),
        "numbers": [
            (
                answer,
                n,
                address("reverification:rows", found.pk, area=line.code, answer=answer.value),
            )
            for answer, n in numbers
        ],
        "bar": svg.strip(shares, line.counts.total),
    }


def _picture(counts: Counts) -> str:
    rows = [(str(answer.label), n) for answer, n in counts.by_answer()]
    return svg.bars(rows, _("Answers of the round; the numbers stand in the table"))


def _register(found: Round, day: date) -> list[tuple[str | Promise, int, int]]:
    """Ever registered, current and active: before, and when it closed or today."""
    if not found.before:
        return []
    after = found.published["after"] if found.published else register_counts(found.area_id, day)
    names: dict[str, str | Promise] = {
        "ever_registered": gettext_lazy("Ever registered"),
        "current": gettext_lazy("Current volunteers"),
        "active": gettext_lazy("Active volunteers"),
    }
    return [(said, found.before[name], after[name]) for name, said in names.items()]


@require_POST
def open_one(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Open a round: its list is fixed, and the leads are told."""
    said = _("The round is open. The leads have been told.")
    return _moved(request, pk, open_round, said)


@require_POST
def close(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Close a round: its counts are fixed."""
    return _moved(request, pk, close_round, _("The round is closed, and its counts are fixed."))


def _moved(request: AsaRequest, pk: UUID, act: Callable[..., Round], said: str) -> HttpResponse:
    found = round_asked(request, pk)
    allow(can_keep_round(request.user, found.area_id))
    try:
        act(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("reverification:show", pk)


def take_back(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take back a round that was planned or opened by mistake."""
    found = round_asked(request, pk)
    allow(can_keep_round(request.user, found.area_id))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            take_back_round(found, reason=reason, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The round was taken back."))
            return redirect("reverification:show", pk)
    context = frame(found, _("Take the round back"), form=form, button=_("Take the round back"))
    return render(request, "reverification/act.html", context)


@require_safe
def published(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What a closed round counted, as a page to print, with definitions and the day."""
    found = round_asked(request, pk)
    if found.state != RoundState.CLOSED:
        raise Http404
    counts = Counts(**found.published["answers"])
    context = frame(
        found,
        _("Published count"),
        answers=counts.by_answer(),
        listed=found.published["listed"],
        register=_register(found, today()),
    )
    return render(request, "reverification/published.html", context)
