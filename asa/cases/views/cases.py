"""The office's list of cases and the page of one case."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from asa.cases.acts import Offer, offers
from asa.cases.aid import times_given
from asa.cases.codes import ReportChannel
from asa.cases.corrections import corrections_of
from asa.cases.forms.filters import GROUP_NAMES, CaseFilter, count_groups
from asa.cases.models import AidRequest, Case
from asa.cases.queries import LEADS, OFFICE, SAME, cases_for, in_a_row, possible_same_cases
from asa.cases.refusal import why_ineligible
from asa.cases.rules.office import (
    can_decide_aid,
    can_export_cases,
    can_list_cases,
    can_read_in_full,
)
from asa.cases.rules.reporting import can_report
from asa.cases.service import Clock, clock_of, thresholds
from asa.cases.telling import missing_on_team
from asa.cases.views.acting import layout_of
from asa.cases.views.aid import decide_form
from asa.cases.wording import office_words, public_words, tone_of, way_of
from asa.cases.wording_office import history_rows, public_rows
from asa.common import accesslog, journal
from asa.common.errors import allow
from asa.common.http import (
    asked,
    asked_in_words,
    page_of,
    render_rows,
    spreadsheet_response,
    table_kind,
)
from asa.common.thaidate import fiscal_year, today
from asa.households.models import Visit
from asa.households.queries import current_members, photos_for
from asa.households.rules import sees_sensitive
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import Level
from asa.places.queries import shown_place, shown_places

ROWS = 25


class Row:
    """A case as the list shows it: its state, its place, its clock."""

    def __init__(self, case: Case, clock: Clock | None, place: str, *, told: bool) -> None:
        self.case, self.clock, self.place = case, clock, place
        self.state, self.tone = office_words(case), tone_of(case)
        self.channel = ReportChannel(case.channel).label
        # A protected case is named by its code alone; what help is wanted is for the office.
        self.name = "" if case.is_protected or not case.subject else case.subject.full_name
        self.summary = (case.summary or "") if told and not case.is_protected else ""


def _rows(cases: Sequence[Case], user: User) -> list[Row]:
    places = shown_places([str(case.area_id) for case in cases], Level.DISTRICT, tight=True)
    limits, day, told = thresholds(today()), today(), can_export_cases(user)
    return [
        Row(case, clock_of(case, day, limits), places[str(case.area_id)], told=told)
        for case in cases
    ]


@asked_in_words(can_list_cases)
def case_list(request: AsaRequest) -> HttpResponse:
    user = request.user
    group = request.GET.get("group", "mine")
    form = CaseFilter(asked(request), user=user, areas=scope(user, *LEADS, *OFFICE))
    found = form.apply(cases_for(user), group)
    if export := request.GET.get("export", ""):
        return _export(request, found, export)
    page = page_of(request, in_a_row(found), of=found, size=ROWS)
    counts = count_groups(user)
    tabs = [(name, words, counts[name]) for name, words in GROUP_NAMES.items()]
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": _rows(list(page), user),
        "group": group,
        "tabs": tabs,
        "today": today(),
        "may_export": can_export_cases(user),
        "may_report": can_report(user),
        "elsewhere": _found_elsewhere(form, group, user) if not page.object_list else 0,
    }
    return render_rows(request, "cases/list.html", context)


def _found_elsewhere(form: CaseFilter, group: str, user: User) -> int:
    """How many cases under the other tabs fit what was asked for, where none fits under this."""
    asked = form.is_used and group in GROUP_NAMES
    return form.apply(cases_for(user)).count() if asked else 0


def _export(request: AsaRequest, found: QuerySet[Case], kind: str) -> HttpResponse:
    """What the list shows, as a spreadsheet; the access log says who took it."""
    allow(can_export_cases(request.user))
    kind = table_kind(kind)
    rows = _rows(list(in_a_row(found)), request.user)
    area = scope(request.user, *OFFICE)[0]
    accesslog.note(request.user, "cases.exported", ("cases.case", ""), area=area, rows=len(rows))
    columns = [
        _("Case number"),
        _("Person in trouble"),
        _("Help wanted"),
        _("Area"),
        _("Present step"),
        _("Reported on"),
        _("Due"),
    ]
    lines = (
        [
            row.case.number,
            row.name or _("Protected case"),
            row.summary,
            row.place,
            row.state,
            row.case.reported_on,
            row.case.due_on,
        ]
        for row in rows
    )
    return spreadsheet_response(kind, "cases", columns, lines)


def show(request: AsaRequest, pk: object) -> HttpResponse:
    """One case: for its office all that is known and what may be done; for others where it is."""
    case = get_object_or_404(cases_for(request.user), pk=pk)
    accesslog.note(request.user, "case.seen", case, area=case.area_id or "TH")
    if not can_read_in_full(request.user, case):
        return _show_outside(request, case)
    lines = journal.history_of(case)
    acts = offers(request.user, case)
    decision = _decision(request, acts)
    if decision:
        acts = [offer for offer in acts if offer.act.name != "decide"]
    context = {
        "case": case,
        "state": office_words(case),
        "tone": tone_of(case),
        "place": shown_place(case.area) if case.area else "",
        "clock": clock_of(case, today(), thresholds(today())),
        "way": way_of(case, lines),
        "history": history_rows(lines),
        "offers": acts,
        "decision": decision,
        "same": possible_same_cases(case, request.user)[:SAME],
        **_facts(request, case),
    }
    return render(request, "cases/show.html", context)


def _facts(request: AsaRequest, case: Case) -> dict[str, Any]:
    """What is known of the case, its household and the help."""
    members = list(current_members(case.household)) if case.household else []
    return {
        "members": members,
        "subject_member": next((one for one in members if one.person_id == case.subject_id), None),
        "photos": photos_for(request.user).filter(household=case.household_id),
        "problems": case.problems.select_related("area"),
        "aid_requests": case.aid_requests.select_related("programme", "beneficiary")
        .prefetch_related("money_returns")
        .order_by("pk"),
        "referrals": case.referrals.select_related("partner").order_by("pk"),
        "corrections": corrections_of(case),
        "facts": case.fact_findings.select_related("found_by__person"),
        "opinions": case.opinions.order_by("written_on", "pk"),
        "team": case.team.select_related("user__person") if case.is_protected else [],
        "visits": _visits(case),
    }


def _visits(case: Case) -> list[Visit]:
    """The visits of a case, the newest first; the report's own says nothing beside its words."""
    if case.household is None:
        return []
    visits = case.household.visits.filter(subject_id=case.pk).order_by("-visited_on")
    return [visit for visit in visits if visit.note != case.detail]


def _decision(request: AsaRequest, acts: list[Offer]) -> dict[str, Any]:
    """The head's form on the page of the case, where exactly one proposal waits for it."""
    waiting = [offer.thing for offer in acts if offer.act.name == "decide"]
    if len(waiting) != 1 or not can_decide_aid(request.user, waiting[0]):
        return {}
    aid: AidRequest = waiting[0]
    return {
        "aid": aid,
        "form": decide_form(request, aid),
        "times": times_given(aid.programme, aid, today()),
        "year": fiscal_year(today()),
        "missing": missing_on_team(aid.case, Role.FINANCE, other_than=aid.proposed_by_id),
    }


def _show_outside(request: AsaRequest, case: Case) -> HttpResponse:
    """For leads and volunteers: where the case stands, in the public wording, and what is theirs
    to do; what is wrong in the home only for as long as they work with it.
    """
    user = request.user
    household = case.household
    near = household is not None and sees_sensitive(user, household)
    lines = journal.history_of(case)
    agency = case.referrals.select_related("partner").order_by("-pk").first()
    details = {"agency": agency.partner.name} if agency else {}
    if reason := why_ineligible(case, lines) if near or case.reported_by_id == user.pk else "":
        details["reason"] = reason
    context = {
        "layout": layout_of(user),
        "case": case,
        "words": public_words(case, **details),
        "tone": tone_of(case),
        "place": shown_place(case.area) if case.area else "",
        "way": way_of(case, lines),
        "history": public_rows(lines),
        "near": near,
        "offers": offers(user, case),
        "sees_list": can_list_cases(user),
    }
    return render(request, "cases/show_outside.html", context)
