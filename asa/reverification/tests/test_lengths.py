"""What is typed is as long as its column and no longer; a longer text is refused in a sentence."""

import pytest
from django.db import transaction

from asa.common.errors import DomainError
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.reverification.actions import Plan, carry_out, decline, plan_round, take_back_round
from asa.reverification.tests.factories import DAY, ON, make_ground, make_round
from asa.reverification.tests.test_deciding import say
from asa.volunteers.actions import Order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chumphon")]


def plan(name="รอบปี 2569", order_no=""):
    by = make_user("province_officer", "86")
    plan_round(make_area("86"), plan=Plan(name, ON, ON + DAY, order_no), by=by, on=ON)


def take_back(reason):
    by = make_user("province_officer", "86")
    take_back_round(make_round(by=by), reason=reason, by=by, on=ON)


def ended():
    people, users = make_ground()
    entry = say(make_round(by=users["officer"]), people["first"], "ended", end_reason="resigned")
    return entry, users["officer"]


def leave(reason):
    entry, by = ended()
    decline(entry, reason=reason, by=by, on=ON)


def carry(number):
    entry, by = ended()
    carry_out(entry, order=Order("ลาออก", number), by=by, on=ON)


@pytest.mark.parametrize(
    ("act", "most"),
    [
        pytest.param(plan, 120, id="name"),
        pytest.param(lambda text: plan(order_no=text), 60, id="order"),
        pytest.param(take_back, 300, id="take back"),
        pytest.param(leave, 300, id="decline"),
        pytest.param(carry, 60, id="order of the register"),
    ],
)
def test_a_text_fills_its_column_and_a_longer_one_is_refused(act, most):
    said = f"at most {most} characters here: this text has {most + 1}"
    with pytest.raises(DomainError, match=said), transaction.atomic():
        act("ก" * (most + 1))
    act("ก" * most)
