"""The department sets after how many days somebody not found is proposed to be suspended."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import thai_date, today
from asa.people.tests.factories import make_user
from asa.reverification.actions import change_not_found_rule
from asa.reverification.loader import load_lists
from asa.reverification.models import NotFoundRule
from asa.reverification.queries import days_until_suspension
from asa.reverification.tests.factories import ON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE, CHANGE = "reverification:working_rules", "reverification:change_rule"


def department():
    return make_user("department_officer", "TH")


def change(days=45, *, starts=ON + DAY, by=None):
    return change_not_found_rule(days=days, started_on=starts, by=by or department(), on=ON)


def test_other_days_hold_from_their_day():
    new = change(45)
    assert (days_until_suspension(ON), days_until_suspension(ON + DAY)) == (30, 45)
    line = journal.history_of(new)[0]
    assert (line.verb, line.data["days"]) == ("not_found_rule.changed", 45)
    assert NotFoundRule.objects.get(ended_on=ON + DAY).days == 30


def test_what_the_department_changed_stays_when_the_lists_are_loaded_again():
    change(45)
    assert load_lists() == 0
    assert days_until_suspension(ON + DAY) == 45


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("department_officer", "86"),
        ("province_officer", "86"),
        ("province_head", "86"),
        ("admin", "TH"),
        ("auditor", "TH"),
    ],
)
def test_nobody_but_the_department_sets_them(role, area):
    with pytest.raises(PermissionDenied):
        change(by=make_user(role, area))


def test_an_ended_post_sets_nothing():
    with pytest.raises(PermissionDenied):
        change(by=make_user("department_officer", "TH", ended_on=today()))


@pytest.mark.parametrize(
    ("days", "starts", "said"),
    [
        (0, ON + DAY, "from 1 to 366"),
        (367, ON + DAY, "from 1 to 366"),
        (30, ON + DAY, "Nothing was changed"),
        (45, ON - DAY, "today or a later day"),
        (45, ON - 9000 * DAY, "after the one before it"),
    ],
)
def test_days_that_make_no_sense_are_refused(days, starts, said):
    with pytest.raises(DomainError, match=said):
        change(days, starts=starts)
    assert NotFoundRule.objects.count() == 1


def test_the_days_are_read_by_all_and_typed_by_the_department(client):
    client.cookies["asa_language"] = "en"
    client.force_login(make_user("volunteer", "86010104"))
    shown = client.get(reverse(PAGE)).content.decode()
    assert "30 days after the answer" in shown
    assert reverse(CHANGE) not in shown
    office = department()
    client.force_login(office)
    begins = thai_date(today() + DAY, "long")
    wrong = client.post(reverse(CHANGE), {"days": "900", "started_on": begins})
    assert 'value="900"' in wrong.content.decode()
    same = client.post(reverse(CHANGE), {"days": "30", "started_on": begins})
    assert "Nothing was changed" in same.content.decode()
    client.post(reverse(CHANGE), {"days": "45", "started_on": begins})
    shown = client.get(reverse(PAGE)).content.decode()
    assert shown.index("Still to come") < shown.index("In force</")
    assert office.shown_name in shown
    assert reverse(CHANGE) in shown


def test_without_any_rule_there_is_nothing_to_change(client):
    NotFoundRule.objects.all().delete()
    client.force_login(department())
    assert client.get(reverse(PAGE)).status_code == 200
    assert client.get(reverse(CHANGE)).status_code == 404
