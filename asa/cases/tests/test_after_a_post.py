"""What a post that ended leaves behind: nothing protected, nobody called in vain."""

import pytest

from asa.cases.checks import on_duty, people_of_team, protection_team
from asa.cases.models import DutyShift
from asa.cases.queries import cases_for, receipts_for
from asa.cases.rules import office as rules
from asa.cases.tests.factories import (
    VILLAGE,
    make_case,
    make_lists,
    put_on_protection_team,
)
from asa.cases.tests.factories_office import finance, head, officer, protect, worker
from asa.common.thaidate import today
from asa.households.queries import households_for
from asa.people.tests.factories import make_post, make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_lists()


# A post that somebody who left the office of Chumphon (86) may hold today.
OTHER_POSTS = [
    ("volunteer", "850101"),
    ("volunteer", VILLAGE),
    ("tambon_lead", "860101"),
    ("social_worker", "85"),
    ("partner_desk", "86"),
    ("department_officer", "TH"),
    ("admin", "TH"),
]


def left_for(role, area):
    """Someone whose post at the office of Chumphon ended, and who holds another one now."""
    gone = worker(ended_on=today())
    make_post(gone, role, area)
    return gone


@pytest.mark.parametrize(("role", "area"), OTHER_POSTS)
def test_who_left_the_office_sees_its_protected_cases_no_more(role, area):
    gone, here = left_for(role, area), worker()
    case = protect(make_case("fact_finding"), gone, here)
    assert not cases_for(gone).exists()
    assert not households_for(gone).exists()
    assert not rules.can_read_in_full(gone, case)
    assert not rules.can_find_facts(gone, case)
    assert list(cases_for(here)) == [case]
    assert people_of_team(case, today()) == [here]


@pytest.mark.parametrize("role", ["province_officer", "province_head", "finance"])
def test_another_post_in_the_same_office_keeps_the_place_on_the_team(role):
    moved = left_for(role, "86")
    case = protect(make_case("fact_finding"), moved)
    assert list(cases_for(moved)) == [case]


@pytest.mark.parametrize(("role", "area"), OTHER_POSTS)
def test_who_left_the_office_gets_no_new_protected_case(role, area):
    gone, chief = left_for(role, area), head()
    put_on_protection_team(gone)
    assert protection_team("86", today()) == [chief]


def test_who_reported_a_protected_case_keeps_the_receipt_only_with_a_post_in_the_province():
    stays, gone = make_user("volunteer", VILLAGE), make_user("volunteer", VILLAGE, ended_on=today())
    make_post(gone, "volunteer", "850101")
    for user in (stays, gone):
        protect(make_case("received", reported_by=user))
    assert receipts_for(stays).count() == 1
    assert receipts_for(gone).count() == 0


# --- emergencies ----------------------------------------------------------------------------------


def on_the_list(user):
    DutyShift.objects.create(province=make_area("86"), user=user, day=today())


@pytest.mark.parametrize(("role", "area"), OTHER_POSTS)
def test_on_duty_is_only_who_is_of_the_office_today(role, area):
    on_the_list(left_for(role, area))
    clerk, social = officer(), worker()
    assert set(on_duty("86", today())) == {clerk, social}
    on_the_list(social)
    assert on_duty("86", today()) == [social]


def test_without_officer_or_social_worker_the_head_is_on_duty():
    finance(), head("85")
    chief = head()
    assert on_duty("86", today()) == [chief]


def test_in_an_empty_office_nobody_is_on_duty():
    officer(ended_on=today()), head(is_active=False), officer("85")
    assert on_duty("86", today()) == []
