"""The pages on which aid is decided, paid and handed over, and the memo as a paper."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from asa.cases.actions import deciding, helping, refunding
from asa.cases.acts import AID_ACTS, RETURN_MONEY, Offer, allowed
from asa.cases.aid import times_given
from asa.cases.codes import AidState
from asa.cases.forms import office as forms
from asa.cases.models import AidRequest, ApprovalMemo, MoneyReturn, Payment
from asa.cases.queries import (
    aid_requests_for,
    aid_to_pay_for,
    left_to_pay,
    money_returned_for,
    payments_for,
)
from asa.cases.refusal import appeal_days
from asa.cases.rules import office as rules
from asa.cases.signing import Capacity
from asa.cases.telling import missing_on_team
from asa.cases.views.acting import ActPage, Doing, act_page, back_to
from asa.common import accesslog
from asa.common.errors import allow
from asa.common.templatetags.asa import baht
from asa.common.thaidate import fiscal_year, fiscal_year_bounds, today
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.names import post_on_paper
from asa.people.rules import holds, scope
from asa.places.models import Area
from asa.places.queries import within


def load(request: AsaRequest, pk: object) -> AidRequest:
    """The aid request, if the person may see it; as if absent otherwise."""
    return get_object_or_404(aid_requests_for(request.user), pk=pk)


on_aid = partial(act_page, load, lambda aid: aid.case)


@on_aid(
    rules.can_decide_aid,
    ActPage(
        title=_("Consider"),
        button=_("Save the result and tell those concerned"),
        done=_("The result has been saved. Those concerned have been told."),
        template="cases/decide.html",
    ),
)
def decide(request: AsaRequest, aid: AidRequest) -> Doing:
    return Doing(
        decide_form(request, aid),
        lambda given: _decide(request, aid, given),
        note=missing_on_team(aid.case, Role.FINANCE, other_than=aid.proposed_by_id),
        more={"aid": aid, "times": times_given(aid.programme, aid, today())},
    )


def decide_form(request: AsaRequest, aid: AidRequest) -> forms.DecideForm:
    """The head's form, as it stands on its own page and on the page of the case."""
    initial = {"result": forms.APPROVE, "amount": aid.amount_proposed}
    return forms.DecideForm(request.POST or None, request=aid, initial=initial)


def _decide(request: AsaRequest, aid: AidRequest, given: dict[str, Any]) -> object:
    capacity = Capacity(given["acting"], given["own_title"])
    if given["result"] == forms.APPROVE:
        decision = deciding.Decision(
            amount=given["amount"],
            note=given["words"],
            over_times_reason=given["over_times_reason"],
            governor_letter_no=given["governor_letter_no"],
            capacity=capacity,
        )
        return deciding.approve_aid(aid, decision=decision, by=request.user, on=today())
    reason, on = given["words"], today()
    if given["result"] == forms.REFUSE:
        return deciding.refuse_aid(aid, reason=reason, by=request.user, on=on, capacity=capacity)
    return deciding.ask_for_more_facts(aid, reason=reason, by=request.user, on=on)


@on_aid(
    rules.can_release_budget,
    ActPage(
        title=_("Record the budget"),
        button=_("Save the budget"),
        done=_("The budget has been saved."),
    ),
)
def budget(request: AsaRequest, aid: AidRequest) -> Doing:
    waits = aid.state == AidState.AWAITING_BUDGET
    acts = {"released": helping.release_budget, "awaited": helping.await_budget}
    return Doing(
        forms.BudgetForm(request.POST or None, waits=waits),
        lambda given: acts[given["result"]](aid, by=request.user, on=today()),
    )


@on_aid(
    rules.can_pay,
    ActPage(
        title=_("Record the payment"),
        button=_("Save the payment"),
        done=_("The payment has been saved."),
    ),
)
def pay(request: AsaRequest, aid: AidRequest) -> Doing:
    def run(given: dict[str, Any]) -> object:
        on = given.pop("paid_on")
        details = helping.PaymentDetails(**given)
        return helping.pay_aid(aid, details=details, by=request.user, on=on)

    initial = {"amount": left_to_pay(aid), "paid_on": today()}
    return Doing(forms.PayForm(request.POST or None, initial=initial), run)


@on_aid(
    rules.can_deliver_aid,
    ActPage(
        title=_("Record the hand-over"),
        button=_("Save and plan the next visit"),
        done=_("The hand-over has been saved, and the next visit is planned."),
    ),
)
def deliver(request: AsaRequest, aid: AidRequest) -> Doing:
    def run(given: dict[str, Any]) -> object:
        on = given.pop("delivered_on")
        return helping.deliver_aid(aid, delivery=helping.Delivery(**given), by=request.user, on=on)

    initial = {"received_by_name": aid.beneficiary.full_name, "delivered_on": today()}
    return Doing(forms.DeliverForm(request.POST or None, initial=initial), run)


@on_aid(
    rules.can_return_money,
    ActPage(
        title=_("Record money that came back"),
        button=_("Save and drop this help"),
        done=_("The money that came back has been recorded. The office has been told."),
        danger=True,
    ),
)
def return_money(request: AsaRequest, aid: AidRequest) -> Doing:
    def run(given: dict[str, Any]) -> object:
        on = given.pop("returned_on")
        back = refunding.MoneyBack(**given)
        return refunding.return_money(aid, back=back, by=request.user, on=on)

    paid = aid.payments.aggregate(total=Sum("amount"))["total"] or 0
    note = _(
        "All that was paid of this help, %(paid)s, must be back. The help is dropped, and the "
        "social worker goes on with the case."
    )
    form = forms.ReturnMoneyForm(request.POST or None, initial={"returned_on": today()})
    return Doing(form, run, note=note % {"paid": baht(paid)})


def memo(request: AsaRequest, pk: object) -> HttpResponse:
    """The approval memo as a paper to print."""
    aid = load(request, pk)
    allow(rules.can_read_memo(request.user, aid))
    paper = get_object_or_404(ApprovalMemo, aid_request=aid)
    accesslog.note(request.user, "memo.seen", aid.case, area=aid.case.area_id or "TH")
    province = Area.objects.get(code=aid.case.province)
    back = back_to(request.user, aid.case)
    context = {
        "aid": aid,
        "memo": paper,
        "case": aid.case,
        "province": province,
        "head": post_on_paper(Role.PROVINCE_HEAD, aid.case.province),
        "back": back,
        "appeal": appeal_days(aid.decided_on) if aid.decided_on else None,
    }
    return render(request, "cases/memo.html", context)


def payment_list(request: AsaRequest) -> HttpResponse:
    """What finance has to do, the oldest decision first, or what was paid this fiscal year."""
    allow(holds(request.user, Role.FINANCE))
    year = fiscal_year(today())
    first, last = fiscal_year_bounds(year)
    paid = payments_for(request.user).filter(
        within("province", scope(request.user, Role.FINANCE)), paid_on__gte=first, paid_on__lte=last
    )
    returned = money_returned_for(request.user).filter(
        within("province", scope(request.user, Role.FINANCE)),
        returned_on__gte=first,
        returned_on__lte=last,
    )
    waiting = aid_to_pay_for(request.user)
    shows_paid = request.GET.get("show") == "paid"
    page = Paginator(paid.order_by("-paid_on", "-pk") if shows_paid else waiting, 50).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "page": page,
        "year": year,
        "waiting": waiting.count() if shows_paid else page.paginator.count,
        "paid": _sum(paid) - _sum(returned),
        "shows_paid": shows_paid,
        "today": today(),
    }
    rows: Any = list(page)
    if shows_paid:
        context["payments"] = _paid_rows(request.user, rows)
    else:
        context["rows"] = [(aid, _offers(request.user, aid)) for aid in rows]
    return render(request, "cases/payments.html", context)


def _sum(rows: QuerySet[Any]) -> Decimal:
    return rows.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def _offers(user: User, aid: AidRequest) -> list[Offer]:
    """What finance may do with a request; nothing comes back of what was not paid yet."""
    found = allowed(user, aid, AID_ACTS)
    return [one for one in found if aid.paid or one.act.name != "return_money"]  # type: ignore[attr-defined]


def _paid_rows(
    user: User, rows: list[Payment]
) -> list[tuple[Payment, MoneyReturn | None, list[Offer]]]:
    """Each payment, what came back of its help, and what may still be done with it."""
    asked = {payment.aid_request_id for payment in rows}
    back = {
        one.aid_request_id: one for one in money_returned_for(user).filter(aid_request__in=asked)
    }
    return [
        (one, back.get(one.aid_request_id), allowed(user, one.aid_request, [RETURN_MONEY]))
        for one in rows
    ]
