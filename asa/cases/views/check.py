"""The chain of checks: what waits at my step, one report, pass it on or send it back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asa.cases.actions import checking, returning
from asa.cases.actions.report import Report
from asa.cases.checks import (
    case_photos,
    days_of_checks,
    late_checks_for,
    waiting_checks_for,
    was_at_my_step,
)
from asa.cases.codes import CaseState
from asa.cases.corrections import corrections_of
from asa.cases.forms.check import DuplicateForm, NoteForm
from asa.cases.forms.mend import ReturnForm
from asa.cases.models import Case
from asa.cases.queries import LEADS, SAME, cases_for, possible_same_cases
from asa.cases.rules.checking import (
    can_check_case,
    can_mark_duplicate,
    can_return_case,
    can_take_over_check,
    may_check,
)
from asa.cases.service import Clock, check_clock
from asa.cases.views.report import posted
from asa.cases.wording import OFFICE_VERBS, way_of
from asa.common import accesslog
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.parts import HistoryRow
from asa.common.thaidate import today
from asa.households.codes import Dimension
from asa.households.queries import current_members
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import holds

Late = list[tuple[Case, Clock | None]]


@require_GET
def check_list(request: AsaRequest) -> HttpResponse:
    """What waits at my step, the longest waiting first; for the officer what no lead checked."""
    if not may_check(request.user):
        raise PermissionDenied
    context = {
        "waiting": _with_clock(waiting_checks_for(request.user)),
        "late": _late_parts(request.user, request.GET.get("area", "")),
        "may_take_over": holds(request.user, Role.PROVINCE_OFFICER),
        "today": today(),
    }
    return render(request, "cases/check/list.html", context)


def _late_parts(user: User, area: str) -> list[tuple[str, str, Late]]:
    """What the officer may take over: what no lead checked, and what no reporter answered; of
    one province, where somebody works in several and asks for it.
    """
    found = late_checks_for(user)
    late = _with_clock(found.filter(province=area) if area else found)
    parts = [
        ("late-checks", _("Not checked in time, you may take them over"), False),
        ("unanswered", _("Sent back and not answered in time, you may take them back"), True),
    ]
    shown = [
        (name, title, [one for one in late if (one[0].state == CaseState.RETURNED) is returned])
        for name, title, returned in parts
    ]
    return [part for part in shown if part[2]]


def _with_clock(cases: QuerySet[Case]) -> Late:
    """Each case with how long it waits."""
    day, limits = today(), days_of_checks(today())
    return [(case, check_clock(case, day, limits)) for case in cases]


@require_http_methods(["GET", "POST"])
def check(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One report with everything that a checker needs, and the one solid button."""
    case = _case(request, pk)
    takes_over = not can_check_case(request.user, case)
    if takes_over and not can_take_over_check(request.user, case):
        if not was_at_my_step(request.user, case):
            raise PermissionDenied
        # The button "back", or a second press.
        messages.info(request, _("You have dealt with this report already. Here it stands now."))
        return redirect("cases:show", case.pk)
    form = NoteForm(posted(request))
    if form.is_valid():
        act = checking.take_over_check if takes_over else checking.check_case
        try:
            act(case, by=request.user, on=today(), note=form.cleaned_data["note"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The report was passed on, and its reporter was told."))
            return redirect("cases:checks")
    accesslog.note(request.user, "case.read_for_check", case, area=str(case.area_id))
    return render(request, "cases/check/show.html", _shown(request, case, form, takes_over))


def _case(request: AsaRequest, pk: UUID) -> Case:
    return get_object_or_404(cases_for(request.user), pk=pk)


def _shown(request: AsaRequest, case: Case, form: NoteForm, takes_over: bool) -> dict[str, object]:
    lines = history_of(case)
    household = case.household
    members = list(current_members(household)) if household else []
    for member in members:
        member.birth = Report.details_of(member).birth  # type: ignore[attr-defined]
    levels, consent = {}, None
    if household:
        consent = household.consents.order_by("-recorded_on", "-pk").first()
    if household and household.latest_round:
        levels = {one.dimension: one for one in household.latest_round.levels.all()}
    return {
        "case": case,
        "form": form,
        "takes_over": takes_over,
        "household": household,
        "members": members,
        "levels": [(one.label, levels.get(one.value)) for one in Dimension],
        "consent": consent,
        "photos": case_photos(request.user, case),
        "corrections": corrections_of(case),
        "same": possible_same_cases(case, request.user)[:SAME],
        "way": way_of(case, lines),
        "history": [
            HistoryRow(
                str(OFFICE_VERBS[one.verb]), one.recorded_at, text=one.text, on=one.happened_on
            )
            for one in lines
            if one.verb in OFFICE_VERBS
        ],
        "may_return": can_return_case(request.user, case),
        "may_mark_duplicate": can_mark_duplicate(request.user, case),
    }


@require_http_methods(["GET", "POST"])
def return_case(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Tick what is to be mended, and say why, field by field."""
    case = _case(request, pk)
    if not can_return_case(request.user, case):
        raise PermissionDenied
    form = ReturnForm(posted(request))
    if form.is_valid():
        try:
            returning.return_case(case, items=form.items, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The report went back to its reporter."))
            return redirect(_after(request, case))
    return render(request, "cases/check/return.html", {"case": case, "form": form})


def _after(request: AsaRequest, case: Case) -> str:
    """The inbox of a lead; the office goes on with its own list."""
    return "cases:checks" if holds(request.user, *LEADS) else "cases:list"


@require_http_methods(["GET", "POST"])
def duplicate(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say under which earlier case the matter is known."""
    case = _case(request, pk)
    if not can_mark_duplicate(request.user, case):
        raise PermissionDenied
    form = DuplicateForm(case, request.user, posted(request))
    if form.is_valid():
        try:
            checking.mark_duplicate(case, of=form.cleaned_data["of"], by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The report was marked as a duplicate."))
            return redirect("cases:checks")
    return render(request, "cases/check/duplicate.html", {"case": case, "form": form})
