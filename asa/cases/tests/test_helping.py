"""Approved aid is paid and handed over, and a visit is promised."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import helping
from asa.cases.models import AidRequest, Case, Payment
from asa.cases.queries import left_to_pay
from asa.cases.tests.factories_office import (
    aid_to_pay,
    approve,
    approved_aid,
    assessed_case,
    deliver,
    finance,
    head,
    officer,
    paid_aid,
    pay,
    propose,
    worker,
)
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.tests.factories import make_post, make_user
from asa.tasks.models import Task

pytestmark = pytest.mark.django_db

NOT_FINANCE = [
    ("finance", "85"),
    ("province_head", "86"),
    ("province_officer", "86"),
    ("social_worker", "86"),
    ("volunteer", "86010104"),
    ("department_officer", "TH"),
]


def test_the_budget_is_awaited_and_then_there():
    request, by = approved_aid(), finance()
    helping.await_budget(request, by=by, on=today())
    assert (request.state, request.case.state) == ("awaiting_budget", "awaiting_budget")
    helping.release_budget(request, by=by, on=today())
    assert (request.state, request.case.state) == ("to_be_paid", "disbursing")
    verbs = [(line.verb, line.data["to"]) for line in history_of(request.case)[:2]]
    assert verbs == [
        ("aid.budget_released", "disbursing"),
        ("aid.awaits_budget", "awaiting_budget"),
    ]


def test_a_budget_is_released_once():
    request = approved_aid()
    second = AidRequest.objects.get()
    helping.release_budget(request, by=finance(), on=today())
    with pytest.raises(DomainError, match="cannot become"):
        helping.release_budget(second, by=finance(), on=today())


@pytest.mark.parametrize(("role", "area"), NOT_FINANCE)
def test_nobody_but_finance_of_the_province_handles_money(role, area):
    by = make_user(role, area)
    with pytest.raises(PermissionDenied):
        helping.release_budget(approved_aid(), by=by, on=today())
    with pytest.raises(PermissionDenied):
        pay(aid_to_pay(), by=by)


def test_who_decided_or_proposed_never_pays_and_nobody_pays_oneself():
    chief, proposer = head(), worker()
    request = approve(propose(assessed_case(proposer), by=proposer), by=chief)
    helping.release_budget(request, by=finance(), on=today())
    own = finance(person=request.beneficiary)
    for user in (chief, proposer):
        make_post(user, "finance", "86")
    for user in (chief, proposer, own):
        with pytest.raises(PermissionDenied):
            pay(request, by=user)


def test_aid_is_paid_with_its_evidence_and_the_office_is_told():
    watcher = officer()
    request, by = aid_to_pay(), finance()
    payment = pay(request, by=by)
    assert (payment.amount, payment.paid_by, payment.province) == (3000, by, "86")
    assert request.state == "paid"
    assert Notice.objects.filter(user=watcher, kind="case.awaits_delivery").exists()
    assert Notice.objects.filter(user=request.case.manager, kind="case.awaits_delivery").exists()
    line = history_of(request.case)[0]
    assert (line.verb, line.data["amount"]) == ("aid.paid", "3000.00")


def test_aid_is_paid_in_parts_never_more_than_was_approved():
    request = aid_to_pay()
    pay(request, amount=1000)
    assert (request.state, left_to_pay(request)) == ("to_be_paid", Decimal(2000))
    with pytest.raises(DomainError, match="2,000 baht of the approved aid is still to be paid"):
        pay(request, amount=2001)
    pay(request, amount="1999.50")
    with pytest.raises(DomainError, match=r"0\.50 baht"):
        pay(request, amount=1)
    pay(request, amount="0.50")
    assert request.state == "paid"
    assert sum(p.amount for p in Payment.objects.all()) == 3000


def test_of_two_who_pay_the_second_is_told():
    request = aid_to_pay()
    second = AidRequest.objects.get()
    pay(request)
    with pytest.raises(DomainError, match="paid already"):
        pay(second)
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("amount", ["0.00", "-5"])
def test_nothing_or_less_is_not_paid(amount):
    request = aid_to_pay()
    details = helping.PaymentDetails(amount=Decimal(amount), method="cash", evidence_no="1")
    with pytest.raises(DomainError, match="still to be paid"):
        helping.pay_aid(request, details=details, by=finance(), on=today())


def test_a_payment_needs_evidence_and_a_memo():
    request = aid_to_pay()
    with pytest.raises(DomainError, match="evidence"):
        pay(request, evidence_no=" ")
    request.memo.delete()
    with pytest.raises(DomainError, match="memo"):
        pay(AidRequest.objects.get())


def test_a_payment_before_the_approval_is_refused():
    with pytest.raises(DomainError, match="before the day of approval"):
        pay(aid_to_pay(), on=today() - timedelta(days=1))


def test_aid_that_waits_for_the_budget_is_not_paid():
    with pytest.raises(PermissionDenied):
        pay(approved_aid())


# --- handing over ------------------------------------------------------------------------------


def test_help_is_handed_over_and_a_visit_is_promised_to_the_reporter():
    request = paid_aid()
    case = request.case
    deliver(request)
    assert (request.state, case.state, case.helped_on) == ("delivered", "helped", today())
    task = Task.objects.get(kind="case.follow_up")
    assert (task.assignee, task.due_on) == (case.reported_by, today() + timedelta(days=30))
    assert Notice.objects.filter(user=case.reported_by, kind="case.helped").exists()
    line = history_of(case)[0]
    assert (line.verb, line.data["to"]) == ("aid.delivered", "helped")


def test_the_visit_goes_to_who_looks_after_the_household_on_the_day_chosen():
    request = paid_aid()
    keeper = make_user("volunteer", "86010104")
    request.case.household.caretaker = keeper
    request.case.household.save()
    deliver(request, by=keeper, follow_up_on=today() + timedelta(days=7))
    task = Task.objects.get(kind="case.follow_up")
    assert (task.assignee, task.due_on) == (keeper, today() + timedelta(days=7))


def test_the_visit_of_a_volunteer_whose_post_ended_goes_to_the_social_worker():
    gone = make_user("volunteer", "86010104", ended_on=today())
    by = worker()
    case = assessed_case(by, reported_by=gone)
    deliver(paid_aid(case=case, by=by))
    assert Task.objects.get(kind="case.follow_up").assignee == by


def test_the_visit_of_a_volunteer_who_has_died_goes_to_the_social_worker():
    gone = make_user("volunteer", "86010104")
    gone.person.died_on = today()
    gone.person.save()
    by = worker()
    case = assessed_case(by, reported_by=gone)
    deliver(paid_aid(case=case, by=by))
    assert Task.objects.get(kind="case.follow_up").assignee == by


def test_what_the_office_wrote_down_for_others_is_visited_by_the_social_worker():
    by = worker()
    case = assessed_case(by, reported_by=officer(), channel="hotline_1300")
    deliver(paid_aid(case=case, by=by))
    assert Task.objects.get(kind="case.follow_up").assignee == by


def test_the_case_is_helped_when_the_last_help_arrived():
    case = assessed_case()
    first, second = propose(case), propose(case, code="REG-45")
    for key in (first.pk, second.pk):
        request = AidRequest.objects.get(pk=key)
        approve(request)
        helping.release_budget(request, by=finance(), on=today())
        pay(request)
    deliver(AidRequest.objects.get(pk=first.pk))
    assert Case.objects.get().state == "disbursing"
    deliver(AidRequest.objects.get(pk=second.pk))
    assert Case.objects.get().state == "helped"
    assert Task.objects.filter(kind="case.follow_up", state="open").count() == 1


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("volunteer", "86010104"),
        ("volunteer", "86010105"),
        ("tambon_lead", "860101"),
        ("province_officer", "85"),
        ("finance", "86"),
        ("province_head", "86"),
    ],
)
def test_nobody_else_hands_help_over(role, area):
    with pytest.raises(PermissionDenied):
        deliver(paid_aid(), by=make_user(role, area))


def test_help_that_is_not_paid_is_not_handed_over():
    with pytest.raises(PermissionDenied):
        deliver(aid_to_pay())


def test_a_hand_over_needs_a_name_and_a_day_after_the_payment():
    request = paid_aid()
    delivery = helping.Delivery(received_by_name=" ")
    with pytest.raises(DomainError, match="name of the person"):
        helping.deliver_aid(request, delivery=delivery, by=officer(), on=today())
    with pytest.raises(DomainError, match="before the day of payment"):
        deliver(request, on=today() - timedelta(days=1))


def test_of_two_who_hand_over_the_second_is_told():
    request = paid_aid()
    second = AidRequest.objects.get()
    deliver(request)
    with pytest.raises(DomainError, match="cannot become"):
        deliver(second)
