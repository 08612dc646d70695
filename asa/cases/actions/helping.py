"""Approved aid is paid by finance and handed over, and a visit is promised."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from asa.cases.codes import AidState, CaseState, PaymentMethod
from asa.cases.models import AidRequest, Case, Payment
from asa.cases.rules.office import can_deliver_aid, can_pay, can_release_budget
from asa.cases.telling import people_in_charge, tell_office, tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.codes import Role
from asa.people.models import User
from asa.tasks.actions import plan_task

FOLLOW_UP = "case.follow_up"
FOLLOW_UP_AFTER = timedelta(days=30)
UNPAID = (AidState.APPROVED, AidState.AWAITING_BUDGET, AidState.TO_BE_PAID, AidState.PAID)


@transaction.atomic
def release_budget(request: AidRequest, *, by: User, on: date) -> AidRequest:
    """Finance has the money: the aid may be paid."""
    allow(can_release_budget(by, request))
    case = request.case
    request.move_to(AidState.TO_BE_PAID)
    if case.state in (CaseState.APPROVED, CaseState.AWAITING_BUDGET):
        case.move_to(CaseState.DISBURSING, state_since=on)
    journal.record(
        by,
        "aid.budget_released",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        aid_request=str(request.pk),
    )
    return request


@transaction.atomic
def await_budget(request: AidRequest, *, by: User, on: date) -> AidRequest:
    """Finance has no money for it yet: the aid waits for the budget."""
    allow(can_release_budget(by, request))
    case = request.case
    request.move_to(AidState.AWAITING_BUDGET)
    if case.state == CaseState.APPROVED:
        case.move_to(CaseState.AWAITING_BUDGET, state_since=on)
    journal.record(
        by,
        "aid.awaits_budget",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        aid_request=str(request.pk),
    )
    return request


@dataclass(frozen=True)
class PaymentDetails:
    """Money paid out: how much, how, and the number of its evidence."""

    amount: Decimal
    method: PaymentMethod
    evidence_no: str
    photo_id: UUID | None = None


@transaction.atomic
def pay_aid(request: AidRequest, *, details: PaymentDetails, by: User, on: date) -> Payment:
    """Pay approved aid, in one sum or several, never more than was approved."""
    allow(can_pay(by, request))
    locked = AidRequest.objects.select_for_update().get(pk=request.pk)
    paid = locked.payments.aggregate(paid=Sum("amount"))["paid"] or Decimal(0)
    left = (locked.amount_approved or Decimal(0)) - paid
    if not 0 < details.amount <= left:
        raise DomainError(
            _("%(left)s baht of the approved aid is still to be paid. Enter no more than that.")
            % {"left": f"{left:,.0f}"}
        )
    if not hasattr(request, "memo") or not details.evidence_no:
        raise DomainError(_("A payment needs the approval memo and the number of its evidence."))
    payment = Payment.objects.create(
        aid_request=request, province=request.case.province, paid_by=by, paid_on=on, **vars(details)
    )
    if details.amount == left:
        request.move_to(AidState.PAID)
    case = request.case
    journal.record(
        by,
        "aid.paid",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        aid_request=str(request.pk),
        payment=str(payment.pk),
        amount=str(details.amount),
    )
    if request.state == AidState.PAID:
        tell_office(case, "case.awaits_delivery", people_in_charge(case, Role.PROVINCE_OFFICER))
    return payment


@dataclass(frozen=True)
class Delivery:
    """Help reached the household: who took it, and when someone visits again."""

    received_by_name: str
    follow_up_on: date | None = None


@transaction.atomic
def deliver_aid(request: AidRequest, *, delivery: Delivery, by: User, on: date) -> AidRequest:
    """Record that help reached the household, and promise it a visit."""
    allow(can_deliver_aid(by, request))
    case = request.case
    request.move_to(
        AidState.DELIVERED,
        delivered_on=on,
        delivered_by=by,
        received_by_name=delivery.received_by_name,
    )
    journal.record(
        by,
        "aid.delivered",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        aid_request=str(request.pk),
    )
    others = case.aid_requests.filter(state__in=UNPAID)
    if case.state == CaseState.DISBURSING and not others.exists():
        case.move_to(CaseState.HELPED, state_since=on, helped_on=on)
        plan_follow_up(case, due_on=delivery.follow_up_on or on + FOLLOW_UP_AFTER, by=by)
        tell_reporter(case)
    return request


def plan_follow_up(case: Case, *, due_on: date, by: User) -> None:
    """A visit with a day, for whoever looks after the household or else reported it."""
    household = case.household
    if household is None:
        return
    keeper = household.caretaker or (None if case.is_protected else case.reported_by)
    plan_task(
        household,
        kind=FOLLOW_UP,
        assignee=keeper or case.manager or by,
        due_on=due_on,
        by=by,
        subject=("cases.case", case.pk),
    )
