"""What the first pages of all roles are made of."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asa.applications.queries import waiting_in
from asa.cases.checks import days_of_checks
from asa.cases.models import Case
from asa.cases.queries import in_a_row
from asa.cases.service import Clock, check_clock, clock_of, thresholds
from asa.cases.wording import office_words, tone_of
from asa.common.http import address
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import Level
from asa.places.queries import covers, name_of, shown_places
from asa.volunteers.codes import VolunteerState
from asa.volunteers.queries import transfers_waiting_in, waiting_counts

ROWS = 6


@dataclass(frozen=True)
class Section:
    """One role's part of the first page: its heading, its day, and what its template shows."""

    template: str
    title: str
    contents: dict[str, Any]
    about: str = ""
    prints: bool = False
    tabs: list[tuple[str, str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class Tile:
    """A number, what it is, and the address of exactly the rows that it counted."""

    name: str
    value: int
    url: str = ""
    unit: str = ""
    note: str = ""
    tone: str = ""
    icon: str = "right"


@dataclass(frozen=True)
class CaseRow:
    """A case in a short list: who, what, where, how it stands and how its time runs."""

    case: Case
    place: str
    state: str
    tone: str
    clock: Clock | None


def case_rows(cases: QuerySet[Case], few: int) -> list[CaseRow]:
    """The first of some cases with place, state and clock, in a fixed number of queries."""
    rows, day = list(in_a_row(cases)[:few]), today()
    limits, checks = thresholds(day), days_of_checks(day)
    codes = [str(case.area_id) for case in rows]
    places = shown_places(codes, Level.DISTRICT, tight=True)
    return [
        CaseRow(
            case,
            places[str(case.area_id)],
            office_words(case),
            tone_of(case),
            clock_of(case, day, limits) or check_clock(case, day, checks),
        )
        for case in rows
    ]


def cases_counted(what: str, area: str, month: date | None = None) -> str:
    """The list of cases, narrowed to what a number of the first page counted."""
    said = f"{month:%Y-%m}" if month else ""
    return address("cases:list", group="all", counted=what, area=area, month=said)


def volunteers_counted(state: str, area: str) -> str:
    """The register, narrowed to what a number of a first page counted."""
    return address("volunteers:list", state=state, area=area)


def waiting_volunteers(area: str) -> list[tuple[str, int, str]]:
    """What the office does next with how many volunteers of an area: words, number, its rows."""
    by_page = _("Applied on the public page: to be looked at")
    return [
        (by_page, waiting_in(area), address("applications:list", area=area)),
        (_("Transfers to be answered"), transfers_waiting_in(area), address(TRANSFERS)),
        *(
            (str(words), n, volunteers_counted(state, area))
            for state, n in waiting_counts(area).items()
            if (words := NEXT_STEPS.get(state))
        ),
    ]


TRANSFERS = "volunteers:transfers"
NEXT_STEPS = {
    VolunteerState.APPLIED.value: gettext_lazy("Applied: papers to be checked"),
    VolunteerState.VERIFIED.value: gettext_lazy("Papers checked: basic course to come"),
    VolunteerState.TRAINED.value: gettext_lazy("Trained: to be registered"),
    VolunteerState.SUSPENDED.value: gettext_lazy("Suspended: to be settled"),
}


def gaps_counted(area: str) -> str:
    """The sub-districts of an area in which no volunteer works."""
    return address("coverage:gaps", area=area, of="tambon", only="without")


def chosen_area(request: AsaRequest, *roles: Role) -> str:
    """The area that the page is of: the one asked for, else the first of the user's posts.

    An area outside the posts is as if absent.
    """
    codes = scope(request.user, *roles)
    asked = request.GET.get("area", "")
    if not asked:
        return codes[0]
    if asked != "TH" and not (asked.isascii() and asked.isdigit() and len(asked) in (2, 4, 6)):
        raise Http404
    if not covers(codes, asked):
        raise Http404
    return asked


def area_tabs(request: AsaRequest, area: str, *roles: Role) -> list[tuple[str, str, bool]]:
    """A tab for each area of someone who holds the same role in several; none for one alone."""
    codes = scope(request.user, *roles)
    if len(codes) < 2:
        return []
    return [
        (name_of(code), address("home:first", area=code), covers([code], area)) for code in codes
    ]
