"""Money that was paid comes back: that help is dropped, and the case goes on without it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from asa.cases.actions.helping import FOLLOW_UP_AFTER, NOT_HANDED_OVER, plan_follow_up
from asa.cases.codes import AidState, CaseState
from asa.cases.models import AidRequest, Case, MoneyReturn
from asa.cases.rules.office import can_return_money
from asa.cases.telling import people_in_charge, tell_office, tell_reporter
from asa.common import journal
from asa.common.bounds import check_has_come
from asa.common.errors import DomainError, allow, written
from asa.people.codes import Role
from asa.people.models import User


@dataclass(frozen=True)
class MoneyBack:
    """The receipt for the money that came back, and why it did."""

    receipt_no: str
    reason: str


@transaction.atomic
def return_money(request: AidRequest, *, back: MoneyBack, by: User, on: date) -> MoneyReturn:
    """Record that all money of a request came back before it was handed over: the help is dropped.

    The case goes back to the social worker, who proposes anew, refers it or ends it.
    """
    allow(can_return_money(by, request))
    # Someone may be paying the rest of it at this very moment.
    AidRequest.objects.select_for_update().get(pk=request.pk)
    reason = written(back.reason, _("Write the reason, so that everyone understands it."))
    receipt = written(back.receipt_no, _("Write the number of the receipt for the money."))
    check_has_come(on)
    paid = request.payments.aggregate(total=Sum("amount"), last=Max("paid_on"))
    if not paid["total"]:
        raise DomainError(_("No money of this help was paid, so none can come back."))
    if on < paid["last"]:
        raise DomainError(_("The day is before the day of payment. Check it."))
    request.move_to(AidState.CANCELLED)
    returned = _keep(request, paid["total"], receipt, reason, by=by, on=on)
    case = request.case
    _go_on_without(case, by=by, on=on)
    journal.record(
        by,
        "aid.money_returned",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        aid_request=str(request.pk),
        money_return=str(returned.pk),
        amount=str(returned.amount),
        subject=case.subject_id,
        text=reason,
    )
    tell_reporter(case, act="aid.money_returned")
    officers = people_in_charge(case, Role.PROVINCE_OFFICER)
    tell_office(case, "case.money_returned", [*officers, case.manager])
    return returned


def _keep(
    request: AidRequest, amount: Decimal, receipt: str, reason: str, *, by: User, on: date
) -> MoneyReturn:
    return MoneyReturn.objects.create(
        aid_request=request,
        province=request.case.province,
        amount=amount,
        receipt_no=receipt,
        reason=reason,
        recorded_by=by,
        returned_on=on,
    )


def _go_on_without(case: Case, *, by: User, on: date) -> None:
    """Where nothing else is to be paid or handed over: what other help was given counts, what is
    proposed is considered, and else the social worker begins anew.
    """
    others = case.aid_requests
    if case.state != CaseState.DISBURSING or others.filter(state__in=NOT_HANDED_OVER).exists():
        return
    if others.filter(state=AidState.PROPOSED).exists():
        case.move_to(CaseState.ASSESSED, state_since=on)
    elif others.filter(state=AidState.DELIVERED).exists():
        case.move_to(CaseState.HELPED, state_since=on, helped_on=case.helped_on or on)
        plan_follow_up(case, due_on=on + FOLLOW_UP_AFTER, by=by, on=on)
    else:
        case.move_to(CaseState.FACT_FINDING, state_since=on)
