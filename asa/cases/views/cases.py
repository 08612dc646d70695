"""The office's list of cases and the page of one case."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from asa.cases.acts import offers
from asa.cases.forms.filters import GROUP_NAMES, CaseFilter, in_group
from asa.cases.models import Case
from asa.cases.queries import LEADS, OFFICE, cases_for, possible_same_cases
from asa.cases.service import Clock, clock_of, thresholds
from asa.cases.wording import office_words, tone_of, way_of
from asa.cases.wording_office import history_rows
from asa.common import accesslog, journal
from asa.common.errors import allow
from asa.common.http import render_rows, spreadsheet_response
from asa.common.thaidate import today
from asa.households.queries import current_members, photos_for
from asa.people.http import AsaRequest
from asa.people.rules import holds, scope
from asa.places.queries import shown_place, shown_places

ROWS = 50


class Row:
    """A case as the list shows it: its state, its place, its clock."""

    def __init__(self, case: Case, clock: Clock | None, place: str) -> None:
        self.case, self.clock, self.place = case, clock, place
        self.state, self.tone = office_words(case), tone_of(case)


def case_list(request: AsaRequest) -> HttpResponse:
    allow(holds(request.user, *LEADS, *OFFICE))
    group = request.GET.get("group", "mine")
    form = CaseFilter(request.GET, user=request.user, areas=scope(request.user, *LEADS, *OFFICE))
    seen = cases_for(request.user)
    found = form.apply(seen, group)
    if export := request.GET.get("export", ""):
        return _export(request, found, export)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    places = shown_places([case.area_id for case in page], tight=True)
    limits, day = thresholds(today()), today()
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [Row(case, clock_of(case, day, limits), places[case.area_id]) for case in page],
        "group": group,
        "tabs": [
            (name, words, in_group(seen, name, request.user).count())
            for name, words in GROUP_NAMES.items()
        ],
    }
    return render_rows(request, "cases/list.html", context)


def _export(request: AsaRequest, found: Any, kind: str) -> HttpResponse:
    """What the list shows, as a spreadsheet; the access log says who took it."""
    cases = list(found)
    area = (scope(request.user, *LEADS, *OFFICE) or ["TH"])[0]
    accesslog.note(request.user, "cases.exported", ("cases.case", ""), area=area, rows=len(cases))
    columns = [
        _("Case number"),
        _("Person in trouble"),
        _("Area"),
        _("Present step"),
        _("Reported on"),
        _("Due"),
    ]
    rows = (
        [
            case.number,
            case.subject.full_name if case.subject else "",
            shown_place(case.area) if case.area else "",
            office_words(case),
            case.reported_on,
            case.due_on,
        ]
        for case in cases
    )
    return spreadsheet_response(kind, "cases", columns, rows)


def show(request: AsaRequest, pk: object) -> HttpResponse:
    """One case with all that its reader may know, and what the reader may do now."""
    case = get_object_or_404(cases_for(request.user), pk=pk)
    user = request.user
    lines = journal.history_of(case)
    acts = offers(user, case)
    in_full = holds(user, *OFFICE, area=case.area_id) or case.is_protected
    context = {
        "case": case,
        "state": office_words(case),
        "tone": tone_of(case),
        "place": shown_place(case.area) if case.area else "",
        "clock": clock_of(case, today(), thresholds(today())),
        "way": way_of(case, lines),
        "history": history_rows(lines, in_full=in_full),
        "offers": acts,
        "first": acts[0] if acts else None,
        "in_full": in_full,
        "members": list(current_members(case.household)) if case.household and in_full else [],
        "photos": photos_for(user).filter(household=case.household) if case.household else [],
        "problems": case.problems.select_related("area"),
        "aid_requests": case.aid_requests.select_related("programme", "beneficiary"),
        "referrals": case.referrals.select_related("partner"),
        "facts": case.fact_findings.select_related("found_by__person"),
        "opinions": case.opinions.all(),
        "same": possible_same_cases(case, user) if in_full else [],
    }
    accesslog.note(user, "case.seen", case, area=case.area_id or "TH")
    return render(request, "cases/show.html", context)
