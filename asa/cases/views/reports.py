"""What I reported: drafts, what came back to me, and what came of each report."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from asa.cases.actions import reporting, returning
from asa.cases.checks import open_return_of, parts_mended
from asa.cases.codes import PART_OF_FIELD, CaseState
from asa.cases.forms.draft import Draft
from asa.cases.forms.mend import AnswerForm, ReasonForm
from asa.cases.models import Case, CaseReturn
from asa.cases.queries import drafts_for, receipts_for, reports_for
from asa.cases.refusal import others_who_help, refusals_of, why_ineligible
from asa.cases.rules.reporting import can_answer_return, can_report, can_withdraw_case
from asa.cases.views.report import frame_of, posted
from asa.cases.wording import public_words, tone_of, way_of
from asa.cases.wording_office import own_rows
from asa.common.errors import DomainError
from asa.common.journal import HistoryLine, history_of
from asa.common.thaidate import today
from asa.people.http import AsaRequest

ON_A_PAGE = 25


@require_GET
def report_list(request: AsaRequest) -> HttpResponse:
    """Everything that one began or sent, what asks for an answer first."""
    if not can_report(request.user):
        raise PermissionDenied
    found = reports_for(request.user)
    page = Paginator(
        found.exclude(state=CaseState.RETURNED).select_related("household"), ON_A_PAGE
    ).get_page(request.GET.get("page"))
    returned = found.filter(state=CaseState.RETURNED).select_related("household")
    context = {
        "frame_template": frame_of(request.user),
        "drafts": [(case, Draft.of(case, request.user)) for case in drafts_for(request.user)],
        "returned": [(case, _items_of(case)) for case in returned],
        "page": page,
        "reports": [(case, _public(case), tone_of(case)) for case in page],
        "receipts": receipts_for(request.user),
    }
    return render(request, "cases/reports/list.html", context)


def _items_of(case: Case) -> int:
    waiting = open_return_of(case)
    return waiting.items.count() if waiting else 0


def _public(case: Case, lines: list[HistoryLine] | None = None) -> str:
    """The state in the public wording, with the detail that its sentence asks for."""
    details: dict[str, Any] = {}
    if case.state == CaseState.REFERRED:
        referral = case.referrals.select_related("partner").order_by("-sent_on").first()
        details = {"agency": referral.partner.name} if referral else {}
    if case.state == CaseState.RETURNED:
        details = {"n": _items_of(case)}
    if case.state == CaseState.INELIGIBLE:
        reason = why_ineligible(case, lines or [])
        details = {"reason": reason} if reason else {}
    return public_words(case, **details)


def _report(request: AsaRequest, pk: UUID) -> Case:
    return get_object_or_404(reports_for(request.user).select_related("household"), pk=pk)


@require_GET
def report(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What came of one report, in the words that the public reads."""
    if receipt := receipts_for(request.user).filter(pk=pk).first():
        return _receipt(request, receipt)
    case = _report(request, pk)
    lines = history_of(case)
    context = {
        "frame_template": frame_of(request.user),
        "case": case,
        "words": _public(case, lines),
        "tone": tone_of(case),
        "way": way_of(case, lines),
        "history": own_rows(lines),
        "refusals": refusals_of(case, lines),
        "others": others_who_help(case) if case.state == CaseState.INELIGIBLE else [],
        "may_answer": can_answer_return(request.user, case),
        "may_withdraw": can_withdraw_case(request.user, case),
    }
    return render(request, "cases/reports/show.html", context)


def _receipt(request: AsaRequest, case: Case) -> HttpResponse:
    """Of a protected case its reporter keeps the code and the day, and whom to call."""
    context = {"frame_template": frame_of(request.user), "case": case}
    return render(request, "cases/reports/receipt.html", context)


@require_GET
def report_sent(request: AsaRequest, pk: UUID) -> HttpResponse:
    """It is sent: the number, and who has it now."""
    if receipt := receipts_for(request.user).filter(pk=pk).first():
        return _receipt(request, receipt)
    case = _report(request, pk)
    context = {
        "frame_template": frame_of(request.user),
        "case": case,
        "words": _public(case),
        "way": way_of(case, history_of(case)),
    }
    return render(request, "cases/reports/sent.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a report back, with the reason."""
    case = _report(request, pk)
    if not can_withdraw_case(request.user, case):
        raise PermissionDenied
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            reporting.withdraw_case(
                case, reason=form.cleaned_data["reason"], by=request.user, on=today()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The report was withdrawn."))
            return redirect("cases:report", case.pk)
    context = {"frame_template": frame_of(request.user), "case": case, "form": form}
    return render(request, "cases/reports/withdraw.html", context)


# --- what was sent back ---------------------------------------------------------------------------


def returned_case(request: AsaRequest, pk: UUID) -> tuple[Case, CaseReturn]:
    """A report that waits for its reporter's answer, and what was sent back."""
    case = _report(request, pk)
    waiting = open_return_of(case)
    if waiting is None or not can_answer_return(request.user, case):
        raise PermissionDenied
    return case, waiting


@require_http_methods(["GET", "POST"])
def answer_return(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Each item with what to mend, the way to mend it, and the answer to send."""
    case, waiting = returned_case(request, pk)
    form = AnswerForm(waiting, posted(request), mended=parts_mended(case))
    if form.is_valid():
        try:
            returning.answer_return(case, answers=form.answers, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your answer was sent."))
            return redirect("cases:report", case.pk)
    context = {
        "frame_template": frame_of(request.user),
        "case": case,
        "form": form,
        "items": [
            (item, form[f"item-{item.pk}"], PART_OF_FIELD[item.field]) for item in form.items
        ],
    }
    return render(request, "cases/reports/answer.html", context)
