"""Approved aid is paid by finance and handed over, and a visit is promised."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.codes import AidState, CaseState, PaymentMethod, ReportChannel
from asa.cases.kinds_office import FOLLOW_UP
from asa.cases.models import AidRequest, Case, Payment
from asa.cases.queries import left_to_pay
from asa.cases.rules.office import (
    WORKERS,
    can_deliver_aid,
    can_pay,
    can_release_budget,
    visits_there,
    works_on,
)
from asa.cases.telling import people_in_charge, tell_office, tell_reporter
from asa.common import journal
from asa.common.bounds import check_day, check_has_come, check_is_amount
from asa.common.errors import DomainError, allow, written
from asa.people.codes import Role
from asa.people.models import User
from asa.tasks.actions import cancel_tasks_about, plan_task

FOLLOW_UP_AFTER = timedelta(days=30)
NOT_HANDED_OVER = (
    AidState.APPROVED,
    AidState.AWAITING_BUDGET,
    AidState.TO_BE_PAID,
    AidState.PAID,
)


def _journal(verb: str, request: AidRequest, *, by: User, on: date, **data: str) -> None:
    case = request.case
    about = {"to": case.state, "aid_request": str(request.pk), **data}
    journal.record(by, verb, case, area=str(case.area_id), on=on, **about)  # type: ignore[arg-type]


@transaction.atomic
def release_budget(request: AidRequest, *, by: User, on: date) -> AidRequest:
    """Finance has the money: the aid may be paid."""
    allow(can_release_budget(by, request))
    case = request.case
    request.move_to(AidState.TO_BE_PAID)
    if case.state in (CaseState.APPROVED, CaseState.AWAITING_BUDGET):
        case.move_to(CaseState.DISBURSING, state_since=on)
    tell_reporter(case, act="aid.budget_released")
    _journal("aid.budget_released", request, by=by, on=on)
    return request


@transaction.atomic
def await_budget(request: AidRequest, *, by: User, on: date) -> AidRequest:
    """Finance has no money for it yet: the aid waits for the budget."""
    allow(can_release_budget(by, request))
    case = request.case
    request.move_to(AidState.AWAITING_BUDGET)
    if case.state == CaseState.APPROVED:
        case.move_to(CaseState.AWAITING_BUDGET, state_since=on)
    tell_reporter(case, act="aid.awaits_budget")
    _journal("aid.awaits_budget", request, by=by, on=on)
    return request


@dataclass(frozen=True)
class PaymentDetails:
    """Money paid out: how much, how, and the number of its evidence."""

    amount: Decimal
    method: PaymentMethod
    evidence_no: str


@transaction.atomic
def pay_aid(request: AidRequest, *, details: PaymentDetails, by: User, on: date) -> Payment:
    """Pay approved aid, in one sum or several, never more than was approved."""
    allow(can_pay(by, request))
    locked = AidRequest.objects.select_for_update().get(pk=request.pk)
    _check_payment(locked, details, on)
    left = left_to_pay(locked)
    payment = Payment.objects.create(
        aid_request=request, province=request.case.province, paid_by=by, paid_on=on, **vars(details)
    )
    if details.amount == left:
        request.move_to(AidState.PAID)
    sums = {"payment": str(payment.pk), "amount": str(details.amount)}
    _journal("aid.paid", request, by=by, on=on, **sums)
    if request.state == AidState.PAID:
        case = request.case
        tell_reporter(case, act="aid.paid")
        officers = people_in_charge(case, Role.PROVINCE_OFFICER)
        tell_office(case, "case.awaits_delivery", [*officers, case.manager])
    return payment


def _check_payment(request: AidRequest, details: PaymentDetails, on: date) -> None:
    if request.state != AidState.TO_BE_PAID:
        raise DomainError(_("This aid has been paid already."))
    check_is_amount(details.amount)
    left = left_to_pay(request)
    if not 0 < details.amount <= left:
        raise DomainError(
            _("%(left)s baht of the approved aid is still to be paid. Enter no more than that.")
            % {"left": f"{left:,.2f}".removesuffix(".00")}
        )
    if not hasattr(request, "memo") or not details.evidence_no.strip():
        raise DomainError(_("A payment needs the approval memo and the number of its evidence."))
    check_has_come(on)
    if request.decided_on is not None and on < request.decided_on:
        raise DomainError(_("The day of payment is before the day of approval. Check it."))


@dataclass(frozen=True)
class Delivery:
    """Help reached the household: who took it, and when someone visits again."""

    received_by_name: str
    follow_up_on: date | None = None


@transaction.atomic
def deliver_aid(request: AidRequest, *, delivery: Delivery, by: User, on: date) -> AidRequest:
    """Record that help reached the household, and promise it a visit."""
    allow(can_deliver_aid(by, request))
    name = written(delivery.received_by_name, _("Write the name of the person who received it."))
    check_has_come(on)
    paid = request.payments.order_by("-paid_on").first()
    if paid is not None and on < paid.paid_on:
        raise DomainError(_("The day of the hand-over is before the day of payment. Check it."))
    case = request.case
    request.move_to(AidState.DELIVERED, delivered_on=on, delivered_by=by, received_by_name=name)
    others = case.aid_requests.filter(state__in=NOT_HANDED_OVER)
    if case.state == CaseState.DISBURSING and not others.exists():
        case.move_to(CaseState.HELPED, state_since=on, helped_on=case.helped_on or on)
        due_on = delivery.follow_up_on or on + FOLLOW_UP_AFTER
        plan_follow_up(case, due_on=due_on, by=by, on=on)
        tell_reporter(case)
    else:
        tell_reporter(case, act="aid.delivered")
    _journal("aid.delivered", request, by=by, on=on)
    return request


def _may_visit(user: User, case: Case) -> bool:
    return not user.has_died and (visits_there(user, case) or works_on(user, case, *WORKERS))


@transaction.atomic
def plan_follow_up(
    case: Case, *, due_on: date, by: User, on: date, otherwise: User | None = None
) -> None:
    """A visit with a day, in place of any other follow-up planned. Called by the actions of help.

    It is given to who looks after the household, or the volunteer who reported it, or else to the
    social worker of the case; never to someone whose post has ended.
    """
    if case.household is None:
        return
    check_day(due_on, first=on)
    cancel_tasks_about(subject_id=case.pk, kind=FOLLOW_UP, by=by, on=on)
    found = case.reported_by if case.channel == ReportChannel.VOLUNTEER else None
    wanted = [case.household.caretaker, found, case.manager, by]
    office = people_in_charge(case, Role.SOCIAL_WORKER)
    may = [user for user in [*wanted, *office] if user is not None and _may_visit(user, case)]
    plan_task(
        case.household,
        kind=FOLLOW_UP,
        assignee=next(iter(may), otherwise or by),
        due_on=due_on,
        by=by,
        subject=("cases.case", case.pk),
    )
