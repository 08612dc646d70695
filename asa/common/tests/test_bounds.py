"""Days, numbers and sums that can be, asked the same way by forms and actions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from asa.common.bounds import (
    MOST_KEPT,
    baht_in_figures,
    check_amount,
    check_day,
    check_fits,
    check_has_come,
    check_number,
)
from asa.common.errors import DomainError
from asa.common.models import AccessEntry
from asa.common.thaidate import today

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def test_a_day_lies_between_its_bounds_or_on_them():
    for day in (today(), today() + DAY):
        check_day(day, first=today(), last=today() + DAY)
    check_day(today())
    with pytest.raises(DomainError, match="or a later day"):
        check_day(today() - DAY, first=today())
    with pytest.raises(DomainError, match="or an earlier day"):
        check_day(today() + DAY, last=today())


def test_what_is_written_down_has_happened():
    check_has_come(today())
    with pytest.raises(DomainError, match="still to come"):
        check_has_come(today() + DAY)


def test_a_number_lies_between_its_bounds_or_is_not_there():
    for number in (None, 1, 5):
        check_number(number, least=1, most=5)
    for number in (0, 6):
        with pytest.raises(DomainError, match="number from 1 to 5"):
            check_number(number, least=1, most=5)


def test_a_sum_lies_between_its_bounds_and_fits_its_column():
    for amount in (None, Decimal(0), Decimal("0.50"), MOST_KEPT):
        check_amount(amount)
    wrong = {
        "-0.01": "0 baht or more",
        "100000000": r"99,999,999\.99 baht or less",
        "1e30": "in figures",
        "NaN": "in figures",
        "0.005": "in figures",
    }
    for amount, said in wrong.items():
        with pytest.raises(DomainError, match=said):
            check_amount(Decimal(amount))


def test_baht_are_written_as_people_write_them():
    assert [baht_in_figures(one) for one in (3000, Decimal("3000.5"))] == ["3,000", "3,000.50"]


def test_a_text_is_as_long_as_its_column_and_no_longer():
    most = AccessEntry._meta.get_field("verb").max_length
    check_fits(AccessEntry, verb="ก" * most)
    with pytest.raises(
        DomainError, match=f"at most {most} characters here: this text has {most + 1}"
    ):
        check_fits(AccessEntry, area="86", verb="ก" * (most + 1))
