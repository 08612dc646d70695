"""The rates of budgets are dated rows: the department writes the next one, with its source."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import thai_date, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import Line, change_line, write_line
from asa.training.actions.rates import RateTerms, change_rate
from asa.training.models import BudgetRate
from asa.training.queries import rates_on
from asa.training.tests.factories import make_line, make_workshop

pytestmark = pytest.mark.django_db
ON = today()
SOON = ON + timedelta(days=10)
SOURCE = "ประกาศกรม ที่ 12/2570"


def rate(code="snack"):
    return BudgetRate.objects.get(code=code, ended_on=None)


def changed(by, *, amount="40", source=SOURCE, started_on=SOON, code="snack"):
    given = RateTerms(Decimal(amount), source)
    return change_rate(rate(code), given=given, started_on=started_on, by=by, on=ON)


def test_a_new_rate_holds_from_its_day_and_ends_the_one_before(keeper):
    new = changed(keeper)

    old = BudgetRate.objects.get(code="snack", amount="35")
    assert (old.ended_on, new.started_on, new.ended_on) == (SOON, SOON, None)
    assert (new.amount, new.source, new.unit_th) == (Decimal(40), SOURCE, old.unit_th)
    eve, day = SOON - timedelta(days=1), SOON
    assert [rates_on(one).get(code="snack").amount for one in (eve, day)] == [35, 40]
    (line,) = journal.history_of(new)
    assert (line.verb, line.data["code"], line.data["amount"]) == ("rate.changed", "snack", "40")
    assert line.data["started_on"] == SOON.isoformat()


def test_a_line_keeps_the_rate_of_the_day_on_which_it_was_written(keeper):
    line = make_line(make_workshop(), rate=rate())
    old = line.rate
    changed(keeper, started_on=ON)

    told = Line("snack", "อาหารว่างและเครื่องดื่ม", 90, Decimal(35), times=2, rate=old)
    change_line(line, line=told, by=keeper, on=ON)

    line.refresh_from_db()
    assert (line.rate, line.rate.amount) == (old, 35)
    old.refresh_from_db()
    with pytest.raises(DomainError, match="วันนี้"):
        write_line(line.workshop, line=told, by=keeper, on=ON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": "  "},
        {"source": "ก" * 301},
        {"amount": "0"},
        {"amount": "-1"},
        {"amount": "12.345"},
        {"started_on": ON - timedelta(days=1)},
    ],
)
def test_what_is_no_rate_is_refused(keeper, wrong):
    with pytest.raises(DomainError):
        changed(keeper, **wrong)
    assert rate().amount == 35


def test_nothing_is_written_where_nothing_differs(keeper):
    with pytest.raises(DomainError):
        changed(keeper, amount="35", source=rate().source)
    assert BudgetRate.objects.filter(code="snack").count() == 1


def test_of_two_who_change_a_rate_the_second_is_told_no(keeper):
    both = [
        partial(
            change_rate, rate(), given=RateTerms(Decimal(amount), SOURCE), started_on=SOON, on=ON
        )
        for amount in (40, 45)
    ]
    both[0](by=keeper)
    with pytest.raises(DomainError):
        both[1](by=keeper)
    assert rate().amount == 40


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.DEPARTMENT_OFFICER, "86"),
        (Role.PROVINCE_OFFICER, "86"),
        (Role.PROVINCE_HEAD, "86"),
        (Role.AUDITOR, "TH"),
        (Role.ADMIN, "TH"),
    ],
)
def test_nobody_but_the_department_changes_a_rate(role, area):
    with pytest.raises(PermissionDenied):
        changed(make_user(role, area))
    assert rate().amount == 35


def test_whose_post_has_ended_changes_no_rate():
    by = make_user(Role.DEPARTMENT_OFFICER, "TH", ended_on=ON)
    with pytest.raises(PermissionDenied):
        changed(by)


# --- the pages --------------------------------------------------------------------------------


def test_the_department_types_a_rate_that_stands_in_the_list_with_its_history(client, keeper):
    client.force_login(keeper)
    client.cookies["asa_language"] = "en"
    address = reverse("training:change_rate", args=["snack"])
    assert SOURCE not in client.get(address).content.decode()
    typed = {"started_on": thai_date(SOON, "long"), "amount": "๔๒.๕๐", "source": SOURCE}

    assert client.post(address, typed).headers["Location"] == reverse("training:rates")

    shown = client.get(reverse("training:rates")).content.decode()
    assert all(word in shown for word in ("42.5", SOURCE, "Still to come", keeper.shown_name))
    assert "Rate of budgets changed" in shown


def test_what_is_typed_wrongly_stays_to_be_mended(client, keeper):
    client.force_login(keeper)
    address = reverse("training:change_rate", args=["snack"])
    page = client.post(address, {"started_on": "", "amount": "มาก", "source": SOURCE})
    assert set(page.context["form"].errors) == {"started_on", "amount"}
    assert SOURCE in page.content.decode()


def test_an_auditor_and_a_province_read_the_rates_without_a_way_to_change_them(client):
    way = reverse("training:change_rate", args=["snack"])
    for role, area in ((Role.AUDITOR, "TH"), (Role.PROVINCE_OFFICER, "86")):
        client.force_login(make_user(role, area))
        page = client.get(reverse("training:rates"))
        assert page.status_code == 200
        assert way not in page.content.decode()


def test_a_rate_that_does_not_exist_is_absent(client, keeper):
    client.force_login(keeper)
    assert client.get(reverse("training:change_rate", args=["moon"])).status_code == 404


def test_the_rates_are_read_in_as_many_queries_however_many_there_are(
    client, keeper, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(keeper)
    client.get(reverse("training:rates"))
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("training:rates"))
    changed(keeper)
    changed(keeper, code="lunch", amount="175")
    with django_assert_num_queries(len(few) + 1):
        client.get(reverse("training:rates"))
