"""What came of a cohort: numbers with their rows, pictures with their tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import svg
from asa.common.http import address, page_of
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.queries import covers, name_of, remember_names, shown_place
from asa.training.models import Cohort, Session
from asa.training.queries.group_work import group_count
from asa.training.queries.indicators import indicators_of
from asa.training.queries.satisfaction import satisfaction_of
from asa.training.queries.summary import (
    COUNTED,
    MoneyLine,
    PlaceLine,
    Summary,
    money_of,
    rows_of_number,
    summary_of,
)
from asa.training.rules import can_keep, sees_budget, sees_outcome_of, sees_report
from asa.training.views.parts import cohort_asked, frame
from asa.training.wording import DEFINITIONS, counted_words
from asa.volunteers.queries import LEADS, OFFICES

PAGE = 50
# The columns of the table by place; the others stand in the figures above it.
COLUMNS = ("seated", "came", "earned")


@dataclass(frozen=True)
class Row:
    """The numbers of one place, each with the page of its rows ("" for others' rows)."""

    name: str
    seats: int
    # None where the user is not told the number.
    numbers: list[tuple[int | None, str]]


@require_safe
def summary(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Seats and people by place, presence by session, marks before and after, money by plan."""
    cohort = cohort_asked(request, pk)
    found = summary_of(cohort)
    keeps = can_keep(request.user, cohort.workshop)
    context = frame(
        cohort,
        request.user,
        "training:summary",
        summary=found,
        totals=_totals(found, opens=keeps),
        rows=_rows(request, found, keeps=keeps),
        map=seat_map(found),
        session_picture=session_picture(found),
        mark_picture=mark_picture(found),
        marks=mark_rows(found),
        money=money_of(cohort.workshop) if sees_budget(request.user, cohort) else [],
        may_report=sees_report(request.user, cohort.workshop),
        indicators=indicators_of(cohort.workshop),
        as_of=today(),
        satisfaction=satisfaction_of(cohort),
        group_work=group_count(cohort),
        definitions=DEFINITIONS,
        earned_word=_words_of(cohort)["earned"],
    )
    context["money_picture"] = money_picture(context["money"])
    return render(request, "training/summary.html", context)


def _totals(found: Summary, *, opens: bool) -> list[tuple[str, int, str]]:
    """The figures above: words, number, and the rows that it opens."""
    words = _words_of(found.cohort)
    first = [(_("Seats by quota"), found.totals["seats"], "")]
    return first + [
        (words[name], found.totals[name], people_url(found, name) if opens else "")
        for name in COLUMNS
    ]


def _words_of(cohort: Cohort) -> dict[str, str]:
    return counted_words(is_honour=cohort.workshop.course.is_honour)


def people_url(found: Summary, counted: str, quota: UUID | None = None) -> str:
    """The page of the rows that a number counted."""
    narrowed = {"quota": str(quota)} if quota else {}
    return address("training:people", found.cohort.pk, counted=counted, **narrowed)


def _rows(request: AsaRequest, found: Summary, *, keeps: bool) -> list[Row]:
    own = scope(request.user, *LEADS, *OFFICES)
    remember_names({line.code for line in found.places if line.code})

    def opened(line: PlaceLine) -> list[tuple[int | None, str]]:
        told = sees_outcome_of(request.user, found.cohort.workshop, line.code)
        opens = keeps or bool(line.code and covers(own, line.code))
        return [
            (
                line.counts[name] if told or name == "seated" else None,
                people_url(found, name, line.quota) if opens else "",
            )
            for name in COLUMNS
        ]

    return [
        Row(shown_place(line.code) if line.code else line.region, line.seats, opened(line))
        for line in found.places
    ]


def seat_map(found: Summary) -> str:
    """Seats by province, where the quotas are of provinces; no picture where they are of others."""
    seats = {line.code: line.seats for line in found.places if len(line.code) == 2}
    if not seats or len(seats) != len(found.places):
        return ""
    title = _("Seats by province; the numbers stand in the table")
    return svg.tile_map(seats, title, names={code: name_of(code) for code in seats})


def session_picture(found: Summary) -> str:
    """How many were at each session at which the roll was called."""
    if not any(line.present for line in found.sessions):
        return ""
    names = [
        (f"{line.session.starts_at:%H:%M} {_shortened(line.session)}", line.present)
        for line in found.sessions
    ]
    return svg.bars(names, _("Present by session; the numbers stand in the table"))


def _shortened(session: Session) -> str:
    """The title as far as it fits beside the time; the whole of it stands in the table."""
    return Truncator(session.title).chars(30)


def mark_rows(found: Summary) -> list[tuple[str, int, int]]:
    """Shares of the full mark in words, with how many had them before and after."""
    words = ["0–20 %", "21–40 %", "41–60 %", "61–80 %", "81–100 %"]
    return [(words[line.fifth], line.before, line.after) for line in found.marks]


def mark_picture(found: Summary) -> str:
    """How many had how many points, before beside after."""
    rows = mark_rows(found)
    if not rows:
        return ""
    title = _("Scores before and after; the numbers stand in the table")
    return svg.pyramid(rows, title, sides=(_("Score before"), _("Score after")))


def money_picture(lines: Sequence[MoneyLine]) -> str:
    """What was planned beside what was spent, in baht."""
    if not any(line.spent for line in lines):
        return ""
    rows = [(str(line.kind.label), int(line.planned), int(line.spent)) for line in lines]
    title = _("Plan and spending; the numbers stand in the table")
    return svg.pairs(rows, title, sides=(_("Plan"), _("Spent")))


@require_safe
def people(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Exactly the people whom a number of the outcome counted."""
    cohort = cohort_asked(request, pk)
    counted = request.GET.get("counted", "seated")
    if counted not in COUNTED:
        raise Http404
    found = rows_of_number(request.user, cohort, counted)
    if quota := request.GET.get("quota", ""):
        key = as_uuid(quota)
        if key is None:
            raise Http404
        found = found.filter(quota=key)
    words = _words_of(cohort)[counted]
    context = frame(
        cohort,
        request.user,
        "training:summary",
        words,
        words=words,
        page=page_of(request, found.order_by("quota", "rank", "pk"), of=found, size=PAGE),
    )
    return render(request, "training/people.html", context)
