"""What a post that ended leaves behind: nothing protected, nobody called in vain."""

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import team
from asa.cases.checks import on_duty, people_of_team, protection_team
from asa.cases.models import DutyShift
from asa.cases.queries import cases_for, cases_left_alone, receipts_for
from asa.cases.rules import office as rules
from asa.cases.tests.browsing import signed_in, url, words
from asa.cases.tests.factories import (
    VILLAGE,
    make_case,
    make_lists,
    put_on_protection_team,
)
from asa.cases.tests.factories_office import finance, head, officer, protect, worker
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.households.queries import households_for
from asa.notices.models import Notice
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


def hand_over(by, province="86"):
    return team.hand_over_cases_left_alone(make_area(province), by=by, on=today())


def test_a_case_whose_whole_team_has_left_is_handed_to_those_who_handle_such_cases_today():
    chief, named = head(), worker()
    alone = protect(make_case("fact_finding"), left_for("social_worker", "85"))
    kept = protect(make_case("fact_finding"), worker())
    put_on_protection_team(named)
    assert list(cases_left_alone("86", today())) == [alone]
    assert hand_over(chief) == 1
    assert list(cases_for(named)) == [alone]
    assert list(households_for(named)) == [alone.household]
    assert not cases_for(chief).exists()
    assert kept not in cases_for(named)
    assert history_of(alone)[0].verb == "case.team_joined"
    assert Notice.objects.get(user=named).kind == "case.protected"
    assert hand_over(chief) == 0


def test_who_comes_back_to_the_team_has_one_place_on_it():
    back = left_for("social_worker", "85")
    case = protect(make_case("fact_finding"), back)
    make_post(back, "social_worker", "86")
    gone = protect(make_case("fact_finding"), left_for("volunteer", "850101"))
    put_on_protection_team(back)
    assert hand_over(head()) == 1
    assert set(cases_for(back)) == {case, gone}
    assert back.protected_cases.count() == 2


@pytest.mark.parametrize(
    ("role", "area"),
    [("province_head", "85"), ("province_officer", "86"), ("admin", "TH"), ("auditor", "TH")],
)
def test_nobody_but_the_head_of_the_province_hands_over(role, area):
    protect(make_case("fact_finding"), left_for("social_worker", "85"))
    with pytest.raises(PermissionDenied):
        hand_over(make_user(role, area))


def test_the_head_reads_how_many_are_left_alone_and_nothing_else_of_them():
    chief = signed_in(head())
    case = protect(make_case("fact_finding", summary="ลับเฉพาะทีม"), worker())
    assert "Nobody sees it" not in words(chief.get(url("protection")))
    case.team.update(ended_on=today())
    told = words(chief.get(url("protection")))
    assert "The whole team of 1 protected case has left this office." in told
    assert case.number not in told
    assert case.summary not in told
    answer = chief.post(url("hand_over"))
    assert answer.headers["Location"] == url("protection")
    assert "Nobody sees it" not in words(chief.get(url("protection")))


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
