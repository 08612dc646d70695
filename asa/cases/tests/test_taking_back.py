"""What was sent back and is not answered; and that nobody checks twice or takes in what is own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import checking, closing, intake, reporting, returning
from asa.cases.checks import late_checks_for, waiting_checks_for
from asa.cases.rules import checking as rules
from asa.cases.rules import office as office_rules
from asa.cases.tests.browsing import signed_in, url, words
from asa.cases.tests.factories import (
    TAMBON,
    VILLAGE,
    make_case,
    make_draft,
    make_lists,
    make_report,
)
from asa.cases.tests.factories_office import head, officer, protect, worker
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.people.tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def returned(days=0, came_from="tambon_review", **fields):
    """A case that was sent back so many days ago."""
    by = make_user("tambon_lead", TAMBON) if came_from == "tambon_review" else officer()
    case = make_case(came_from, **fields)
    day = today() - timedelta(days=days)
    returning.return_case(case, items=[("house", "ดูใหม่")], by=by, on=day)
    return case


@pytest.mark.parametrize(("days", "may"), [(0, False), (2, False), (3, True)])
@pytest.mark.parametrize("came_from", ["tambon_review", "received", "fact_finding"])
def test_the_officer_takes_back_what_is_not_answered_in_the_days_of_the_step(came_from, days, may):
    clerk, case = officer(), returned(days, came_from)
    assert rules.can_take_over_check(clerk, case) is may
    assert office_rules.can_end_case(clerk, case) is may
    assert (case in late_checks_for(clerk)) is may


def left(case, **other_post):
    post = case.reported_by.posts.get()
    post.ended_on = today()
    post.save()
    if other_post:
        make_post(case.reported_by, **other_post)


def test_at_once_where_the_reporter_holds_no_post_in_the_province_any_more():
    clerk, gone, moved, promoted, off = officer(), returned(), returned(), returned(), returned()
    left(gone)
    left(moved, role="volunteer", area="850101")
    left(promoted, role="tambon_lead", area="860102")
    off.reported_by.is_active = False
    off.reported_by.save()
    assert set(late_checks_for(clerk)) == {gone, moved, off}
    assert not rules.can_take_over_check(clerk, promoted)


def test_an_emergency_waits_for_no_answer():
    clerk, case = officer(), returned(triage="emergency")
    assert rules.can_take_over_check(clerk, case)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_officer", "85"),
        ("social_worker", "86"),
        ("province_head", "86"),
        ("tambon_lead", TAMBON),
        ("finance", "86"),
    ],
)
def test_nobody_else_takes_it_back(role, area):
    other, case = make_user(role, area), returned(9)
    assert not rules.can_take_over_check(other, case)
    assert not office_rules.can_end_case(other, case)
    assert not late_checks_for(other).exists()
    with pytest.raises(PermissionDenied):
        checking.take_over_check(case, by=other, on=today())


def test_nobody_takes_back_an_own_report():
    clerk, own = officer(), officer()
    case = returned(9, "received", reported_by=own)
    assert not rules.can_take_over_check(own, case)
    assert rules.can_take_over_check(clerk, case)


def test_of_a_protected_case_the_team_takes_it_back():
    named, clerk = worker(), officer()
    case = protect(returned(9), named)
    assert office_rules.can_take_back(named, case)
    assert not office_rules.can_take_back(clerk, case)
    assert not late_checks_for(clerk).exists()


def test_taken_back_from_a_lead_it_goes_to_the_office():
    clerk, case = officer(), returned(3)
    checking.take_over_check(case, by=clerk, on=today(), note="โทรแล้วไม่รับสาย")
    assert (case.state, case.returned_from, case.received_on) == ("received", "", today())
    assert not case.returns.filter(answered_on__isnull=True).exists()
    told = [line for line in history_of(case) if line.verb == "case.taken_back"]
    assert [(line.actor_id, line.text) for line in told] == [(clerk.pk, "โทรแล้วไม่รับสาย")]
    assert rules.can_take_over_check(clerk, case) is False


@pytest.mark.parametrize("came_from", ["received", "fact_finding"])
def test_taken_back_what_the_office_sent_back_goes_on_where_it_was(came_from):
    clerk, case = officer(), returned(3, came_from)
    checking.take_over_check(case, by=clerk, on=today())
    assert case.state == came_from
    assert not [line for line in history_of(case) if line.verb == "case.step_passed"]


def test_it_may_be_ended_with_a_reason():
    clerk, case = officer(), returned(3)
    closing.withdraw_at_office(case, reason="ผู้แจ้งย้ายออกไปแล้ว ติดต่อไม่ได้", by=clerk, on=today())
    assert (case.state, case.closed_on) == ("withdrawn", today())


def test_the_officer_finds_it_in_the_list_of_late_checks_and_takes_it_back_on_the_page():
    clerk, case = officer(), returned(3)
    client = signed_in(clerk)
    assert case.number in words(client.get(url("checks")))
    page = words(client.get(url("check", case)))
    assert "Take the report back to the office" in page
    client.post(url("check", case), {"note": ""})
    case.refresh_from_db()
    assert case.state == "received"


def test_the_officer_ends_it_on_the_page():
    clerk, case = officer(), returned(3)
    client = signed_in(clerk)
    client.post(url("end", case), {"result": "withdrawn", "reason": "ติดต่อผู้แจ้งไม่ได้"})
    case.refresh_from_db()
    assert case.state == "withdrawn"


# --- nobody checks twice --------------------------------------------------------------------------


def lead_of_both_steps():
    lead = make_user("tambon_lead", TAMBON)
    make_post(lead, "district_lead", "8601")
    return lead


def sent():
    by = make_user("volunteer", VILLAGE)
    return reporting.send_report(make_draft(by), report=make_report(), by=by, on=today())


def test_who_checked_it_for_the_tambon_does_not_check_it_for_the_district():
    both, other = lead_of_both_steps(), make_user("district_lead", "8601")
    case = checking.check_case(sent(), by=both, on=today())
    assert case.state == "district_review"
    assert not rules.can_check_case(both, case)
    assert not rules.can_return_case(both, case)
    assert case not in waiting_checks_for(both)
    assert rules.can_check_case(other, case)
    assert case in waiting_checks_for(other)


def test_where_nobody_else_holds_the_next_step_it_is_passed_over_and_says_why():
    officer()
    both = lead_of_both_steps()
    case = checking.check_case(sent(), by=both, on=today())
    assert case.state == "received"
    passed = [line.data for line in history_of(case) if line.verb == "case.step_passed"]
    assert passed == [{"step": "district_review", "why": "checked_before"}]


def test_another_report_of_the_district_still_waits_for_her():
    both = lead_of_both_steps()
    make_user("district_lead", "8601")
    checking.check_case(sent(), by=both, on=today())
    waits = make_case("district_review")
    assert list(waiting_checks_for(both)) == [waits]


# --- nor takes in what is own ---------------------------------------------------------------------


@pytest.mark.parametrize("other", [officer, worker])
def test_an_own_report_is_taken_in_by_somebody_else(other):
    own, second = officer(), other()
    case = make_case("received", reported_by=own, taken_in_on=None)
    assert not office_rules.can_take_in(own, case)
    with pytest.raises(PermissionDenied):
        intake.take_in_case(case, by=own, on=today())
    assert office_rules.can_take_in(second, case)


def test_where_nobody_else_can_an_own_report_is_taken_in():
    own = officer()
    head(), officer("85"), officer(ended_on=today())
    case = make_case("received", reported_by=own, taken_in_on=None)
    assert office_rules.can_take_in(own, case)


def test_of_a_protected_case_only_the_team_counts():
    own, outside, second = officer(), officer(), worker()
    case = protect(make_case("received", reported_by=own, taken_in_on=None), own)
    assert not office_rules.can_take_in(outside, case)
    assert office_rules.can_take_in(own, case)
    protect(case, second)
    assert not office_rules.can_take_in(own, case)
