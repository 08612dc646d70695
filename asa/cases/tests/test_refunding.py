"""Money that was paid and not handed over comes back, so that its case can go on and end."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.cases.actions import closing, helping, refunding
from asa.cases.models import AidRequest, Case, MoneyReturn
from asa.cases.rules.office import can_end_case, can_propose_aid
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import (
    aid_to_pay,
    approve,
    deliver,
    finance,
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
from asa.people.tests.factories import make_user
from asa.tasks.models import Task

pytestmark = pytest.mark.django_db

WHY = "ผู้รับเสียชีวิตก่อนได้รับเงิน"


def give_back(request, *, by=None, on=None, receipt_no="บร. 3/2570", reason=WHY):
    back = refunding.MoneyBack(receipt_no=receipt_no, reason=reason)
    return refunding.return_money(request, back=back, by=by or finance(), on=on or today())


def test_a_case_whose_money_came_back_can_be_ended():
    request, by, social = paid_aid(), finance(), worker()
    assert not can_end_case(social, request.case)
    returned = give_back(request, by=by)
    assert (returned.amount, returned.receipt_no, returned.reason) == (3000, "บร. 3/2570", WHY)
    assert (request.state, request.case.state) == ("cancelled", "fact_finding")
    line = history_of(request.case)[0]
    assert (line.verb, line.text) == ("aid.money_returned", WHY)
    assert Decimal(line.data["amount"]) == 3000
    assert line.data["to"] == "fact_finding"
    assert can_propose_aid(social, request.case)
    closing.withdraw_at_office(request.case, reason=WHY, by=social, on=today())
    assert request.case.state == "withdrawn"


def test_the_office_and_the_reporter_hear_of_it():
    chief_officer, request = officer(), paid_aid()
    give_back(request)
    assert Notice.objects.filter(user=chief_officer, kind="case.money_returned").exists()
    told = Notice.objects.get(user=request.case.reported_by, kind="report.aid.money_returned")
    assert told.params["number"] == request.case.number


def test_a_part_that_was_paid_comes_back_and_the_rest_is_never_paid():
    request = aid_to_pay()
    pay(request, amount=1000)
    assert give_back(request).amount == Decimal(1000)
    with pytest.raises(PermissionDenied):
        pay(request, amount=2000)


def two_helps():
    """Two requests of one case, both proposed before either is decided."""
    first = propose()
    return first, propose(first.case, code="REG-45", amount=2000)


def paid(request):
    approve(request)
    helping.release_budget(request, by=finance(), on=today())
    pay(request)
    return request


def test_what_other_help_was_given_counts():
    first, second = map(paid, two_helps())
    deliver(first)
    give_back(second)
    case = Case.objects.get()
    assert (case.state, case.helped_on) == ("helped", today())
    assert Task.objects.filter(kind="case.follow_up", subject_id=case.pk, state="open").exists()


def test_other_help_that_is_to_be_handed_over_keeps_the_case_where_it_is():
    first, _second = map(paid, two_helps())
    give_back(first)
    assert Case.objects.get().state == "disbursing"


def test_what_is_still_proposed_is_considered_then():
    first, _proposed = two_helps()
    give_back(paid(first))
    assert Case.objects.get().state == "assessed"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("finance", "85"),
        ("province_head", "86"),
        ("province_officer", "86"),
        ("social_worker", "86"),
        ("volunteer", "86010104"),
        ("department_officer", "TH"),
    ],
)
def test_finance_of_the_province_alone_records_it(role, area):
    request = paid_aid()
    with pytest.raises(PermissionDenied):
        give_back(request, by=make_user(role, area))
    with pytest.raises(PermissionDenied):
        give_back(request, by=finance(ended_on=today()))
    assert not MoneyReturn.objects.exists()


def test_nobody_records_the_money_of_help_to_oneself():
    request = paid_aid()
    by = finance(person=request.beneficiary)
    with pytest.raises(PermissionDenied):
        give_back(request, by=by)


def test_nothing_comes_back_that_was_not_paid_or_was_handed_over():
    with pytest.raises(DomainError, match="No money of this help was paid"):
        give_back(aid_to_pay())
    handed = paid_aid()
    deliver(handed)
    with pytest.raises(PermissionDenied):
        give_back(handed)


def test_of_two_who_record_it_and_of_whoever_hands_it_over_one_alone_succeeds():
    request = paid_aid()
    second, third = AidRequest.objects.get(), AidRequest.objects.get()
    give_back(request)
    with pytest.raises(DomainError, match="cannot become"):
        give_back(second)
    with pytest.raises(DomainError, match="cannot become"):
        deliver(third)
    assert MoneyReturn.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"receipt_no": " "}, {"reason": ""}])
def test_a_receipt_and_a_reason_are_needed(wrong):
    request = paid_aid()
    with pytest.raises(DomainError, match="Write the"):
        give_back(request, **wrong)
    with pytest.raises(DomainError, match="before the day of payment"):
        give_back(request, on=today() - timedelta(days=1))
    assert AidRequest.objects.get().state == "paid"


def test_finance_finds_the_page_beside_what_was_paid_and_the_sum_is_less_by_it(client):
    request, by = paid_aid(), finance()
    make_case("received")
    client.force_login(by)
    client.cookies["asa_language"] = "en"
    page = reverse("cases:return_money", args=[request.pk])
    listed = client.get(reverse("cases:payments"), {"show": "paid"})
    assert page in listed.content.decode()
    assert listed.context["paid"] == 3000
    empty = client.post(page, {"reason": ""})
    assert set(empty.context["form"].errors) == {"receipt_no", "reason", "returned_on"}
    said = {"receipt_no": "บร. 3/2570", "reason": WHY, "returned_on": today().strftime("%d/%m/%Y")}
    assert client.post(page, said).status_code == 302
    listed = client.get(reverse("cases:payments"), {"show": "paid"})
    assert listed.context["paid"] == 0
    words = listed.content.decode()
    assert "receipt บร. 3/2570" in words
    assert page not in words
    client.force_login(worker())
    shown = client.get(reverse("cases:show", args=[request.case_id])).content.decode()
    assert WHY in shown
