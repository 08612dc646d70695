"""A household in trouble is reported: who may, what is written, where it goes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import reporting
from asa.cases.codes import ReportPart
from asa.cases.models import Case
from asa.cases.queries import cases_for, drafts_for, receipts_for
from asa.cases.tests.factories import (
    TAMBON,
    VILLAGE,
    make_case,
    make_details,
    make_draft,
    make_report,
    put_on_protection_team,
)
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import fiscal_year, today
from asa.households.models import Household
from asa.households.queries import households_for
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.tasks.models import Task

pytestmark = pytest.mark.django_db


def send(report=None, *, by=None, on=None):
    by = by or make_user("volunteer", VILLAGE)
    draft = make_draft(by)
    return reporting.send_report(draft, report=report or make_report(), by=by, on=on or today())


def verbs(case):
    return [line.verb for line in reversed(history_of(case))]


def test_a_report_goes_to_the_tambon_lead_with_number_household_look_and_consent():
    lead = make_user("tambon_lead", TAMBON)
    case = send()
    assert case.state == "tambon_review"
    assert case.number == f"86-{fiscal_year(today()) % 100}-00001"
    assert case.area_id == VILLAGE
    assert case.subject.given_name == "ศรี"
    assert case.draft is None
    assert case.household.latest_round.levels.count() == 5
    assert case.household.consents.get().person == case.subject
    assert [n.kind for n in Notice.objects.filter(user=lead)] == ["case.to_check"]
    assert verbs(case) == ["case.reported", "case.sent_on"]


def test_numbers_run_on_and_protected_cases_leave_no_gap():
    make_user("tambon_lead", TAMBON)
    make_user("province_head", "86")
    first, hidden, second = send(), send(make_report("child_abuse")), send()
    assert (first.number[-5:], second.number[-5:]) == ("00001", "00002")
    assert not hidden.number.startswith("86-")


def test_a_step_without_a_holder_is_passed_over_and_the_way_says_why():
    make_user("district_lead", "8601")
    case = send()
    assert case.state == "district_review"
    passed = [line.data for line in history_of(case) if line.verb == "case.step_passed"]
    assert passed == [{"step": "tambon_review", "why": "nobody"}]


def test_with_no_lead_at_all_the_office_has_it_and_its_clock_starts():
    officer = make_user("province_officer", "86")
    case = send()
    assert (case.state, case.received_on, case.service_days) == ("received", today(), 15)
    assert case.due_on == today() + timedelta(days=15)
    assert [n.kind for n in Notice.objects.filter(user=officer)] == ["case.reached_office"]


def test_a_lead_does_not_check_her_own_report_it_goes_up():
    lead = make_user("tambon_lead", TAMBON)
    make_user("district_lead", "8601")
    case = send(by=lead)
    assert case.state == "district_review"
    assert history_of(case)[1].data["why"] == "own_report"


def test_where_a_second_lead_holds_the_step_she_checks_it():
    lead = make_user("tambon_lead", TAMBON)
    other = make_user("tambon_lead", TAMBON)
    case = send(by=lead)
    assert case.state == "tambon_review"
    assert {n.user for n in Notice.objects.filter(kind="case.to_check")} == {other}


def test_a_lead_whose_post_ended_does_not_hold_the_step():
    make_user("tambon_lead", TAMBON, ended_on=today())
    assert send().state == "received"


def test_a_household_known_to_the_office_has_the_shorter_service_time():
    volunteer = make_user("volunteer", VILLAGE)
    earlier = make_case("closed", reported_by=volunteer, household=None)
    earlier.household.caretaker = volunteer
    earlier.household.save()
    member = earlier.household.members.get()
    report = make_report(household=earlier.household, known_subject=member)
    case = send(report, by=volunteer)
    assert (case.household, case.subject) == (earlier.household, member.person)
    assert case.service_days == 10


def test_a_new_person_of_a_known_household_may_be_the_one_in_trouble():
    volunteer = make_user("volunteer", VILLAGE)
    known = make_case("closed", reported_by=volunteer).household
    known.caretaker = volunteer
    known.save()
    case = send(make_report(household=known, members=[make_details("ข้าวหอม")]), by=volunteer)
    assert case.subject.given_name == "ข้าวหอม"
    assert known.members.count() == 2


def test_an_emergency_goes_to_the_office_and_those_on_duty_have_it_today():
    lead, officer = make_user("tambon_lead", TAMBON), make_user("province_officer", "86")
    neighbour = make_user("province_officer", "85")
    case = send(make_report(triage="emergency"))
    assert case.state == "received"
    assert list(Task.objects.values_list("assignee", "due_on", "kind")) == [
        (officer.pk, today(), "case.see_today")
    ]
    assert Notice.objects.filter(user=lead, kind="case.emergency_in_area").exists()
    assert not Notice.objects.filter(user=neighbour).exists()


def test_with_a_duty_list_only_those_on_it_are_called():
    on_duty, other = make_user("social_worker", "86"), make_user("province_officer", "86")
    on_duty.duties.create(province_id="86", day=today())
    send(make_report(triage="emergency"))
    assert set(Task.objects.values_list("assignee", flat=True)) == {on_duty.pk}
    assert not Notice.objects.filter(user=other, kind="case.emergency").exists()


def test_what_the_office_writes_down_at_the_counter_needs_no_check_of_volunteers():
    make_user("tambon_lead", TAMBON)
    officer = make_user("province_officer", "86")
    case = send(make_report(channel="walk_in", levels=None), by=officer)
    assert case.state == "received"
    assert {line.data.get("why") for line in history_of(case)} == {None, "office"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"summary": " "}, "what help"),
        ({"levels": None}, "five dimensions"),
        ({"subject": 3}, "person in trouble"),
        ({"channel": "walk_in"}, "provincial office"),
    ],
)
def test_a_report_that_is_not_whole_stays_a_draft(fields, sentence):
    volunteer = make_user("volunteer", VILLAGE)
    draft = make_draft(volunteer)
    with pytest.raises(DomainError, match=sentence):
        reporting.send_report(draft, report=make_report(**fields), by=volunteer, on=today())
    assert Case.objects.get().state == "draft"
    assert not Household.objects.exists()


def test_without_a_problem_ticked_there_is_no_report():
    volunteer = make_user("volunteer", VILLAGE)
    with pytest.raises(DomainError, match="at least one problem"):
        reporting.send_report(
            make_draft(volunteer), report=make_report("unknown"), by=volunteer, on=today()
        )


def test_a_volunteer_of_another_tambon_cannot_report_here():
    neighbour = make_user("volunteer", "86010201")
    with pytest.raises(PermissionDenied):
        send(by=neighbour)


def test_the_same_draft_is_sent_once():
    volunteer = make_user("volunteer", VILLAGE)
    draft = make_draft(volunteer)
    twice = Case.objects.get(pk=draft.pk)
    reporting.send_report(draft, report=make_report(), by=volunteer, on=today())
    with pytest.raises(DomainError):
        reporting.send_report(twice, report=make_report(), by=volunteer, on=today())
    assert Household.objects.count() == 1


def test_a_draft_is_seen_and_deleted_by_its_owner_alone():
    volunteer, lead = make_user("volunteer", VILLAGE), make_user("tambon_lead", TAMBON)
    draft = make_draft(volunteer)
    assert list(drafts_for(volunteer)) == [draft]
    assert not drafts_for(lead).exists()
    assert not cases_for(lead).exists()
    with pytest.raises(PermissionDenied):
        reporting.delete_draft(draft, by=lead)
    reporting.delete_draft(draft, by=volunteer)
    assert not Case.objects.exists()


def test_with_the_post_the_draft_goes_out_of_sight():
    volunteer = make_user("volunteer", VILLAGE, ended_on=today())
    draft = make_draft(volunteer)
    assert not drafts_for(volunteer).exists()
    with pytest.raises(PermissionDenied):
        reporting.keep_part(draft, part=ReportPart.PLACE, typed={}, by=volunteer)


def test_the_reporter_withdraws_with_a_reason_until_the_office_has_it():
    make_user("tambon_lead", TAMBON)
    case = send()
    with pytest.raises(DomainError, match="why"):
        reporting.withdraw_case(case, reason=" ", by=case.reported_by, on=today())
    reporting.withdraw_case(case, reason="ย้ายไปอยู่กับลูก", by=case.reported_by, on=today())
    assert case.state == "withdrawn"
    taken = make_case("fact_finding")
    with pytest.raises(PermissionDenied):
        reporting.withdraw_case(taken, reason="ย้าย", by=taken.reported_by, on=today())


def test_nobody_else_withdraws_a_report():
    case = make_case()
    with pytest.raises(PermissionDenied):
        reporting.withdraw_case(case, reason="ย้าย", by=make_user("tambon_lead", TAMBON), on=today())


# --- protected ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "problem", ["domestic_violence", "child_abuse", "sexual_abuse", "trafficking"]
)
def test_violence_and_abuse_are_seen_by_the_named_team_alone(problem):
    named = make_user("social_worker", "86")
    put_on_protection_team(named)
    others = [
        make_user("tambon_lead", TAMBON),
        make_user("district_lead", "8601"),
        make_user("province_officer", "86"),
        make_user("province_head", "86"),
        make_user("social_worker", "86"),
        make_user("department_officer", "TH"),
    ]
    case = send(make_report(problem, "no_income"))
    assert (case.is_protected, case.state, len(case.number)) == (True, "received", 9)
    assert case.household.is_sealed
    assert list(cases_for(named)) == [case]
    assert list(households_for(named)) == [case.household]
    for user in [*others, case.reported_by]:
        assert cases_for(user).count() == 0, user.username
        assert not households_for(user).exists(), user.username
        assert not Notice.objects.filter(user=user).exists(), user.username
    assert not Task.objects.exists()


def test_the_team_is_told_without_a_word_of_what_happened():
    named = make_user("social_worker", "86")
    put_on_protection_team(named)
    case = send(make_report("child_abuse"))
    told = Notice.objects.get()
    assert (told.user, told.kind, told.params, told.area) == (named, "case.protected", {}, "86")
    assert case.number not in str(told.params) + told.link


def test_the_reporter_of_a_protected_case_keeps_a_receipt_and_nothing_else():
    make_user("province_head", "86")
    case = send(make_report("child_abuse"))
    receipt = receipts_for(case.reported_by).get()
    assert (receipt.number, receipt.reported_on) == (case.number, today())
    assert not receipts_for(make_user("volunteer", VILLAGE)).exists()


def test_without_a_named_team_the_head_of_the_province_receives_it():
    head = make_user("province_head", "86")
    case = send(make_report("child_abuse"))
    assert list(cases_for(head)) == [case]


def test_a_team_member_without_a_post_is_no_team_member():
    gone = make_user("social_worker", "86", ended_on=today())
    put_on_protection_team(gone)
    head = make_user("province_head", "86")
    case = send(make_report("child_abuse"))
    assert [member.user for member in case.team.all()] == [head]


def test_if_nobody_can_receive_it_the_draft_stays_and_1300_is_named():
    volunteer = make_user("volunteer", VILLAGE)
    draft = make_draft(volunteer)
    with pytest.raises(DomainError, match="1300"):
        reporting.send_report(draft, report=make_report("child_abuse"), by=volunteer, on=today())
    assert Case.objects.get().state == "draft"


def test_a_protected_report_leaves_no_trace_on_the_household_that_others_see():
    make_user("province_head", "86")
    volunteer = make_user("volunteer", VILLAGE)
    known = make_case("closed", reported_by=volunteer).household
    known.caretaker = volunteer
    known.save()
    report = make_report("child_abuse", household=known, known_subject=known.members.get())
    case = send(report, by=volunteer)
    assert case.household != known
    assert case.household.is_sealed
    assert case.subject.given_name == known.members.get().person.given_name
    assert known.rounds.count() == known.visits.count() == known.consents.count() == 0
    assert list(households_for(volunteer)) == [known]


def test_violence_where_somebody_is_known_by_a_passport_is_reported_like_any_other():
    make_user("province_head", "86")
    known = make_case("closed", reported_by=make_user("volunteer", VILLAGE)).household
    person = known.members.get().person
    person.citizen_id, person.id_kind = "AB1234567", "passport"
    person.save()
    known.caretaker = known.cases.get().reported_by
    known.save()
    report = make_report("child_abuse", household=known, known_subject=known.members.get())
    case = send(report, by=known.caretaker)
    assert case.household.is_sealed
    assert (case.subject.citizen_id, bool(case.subject.no_id_reason)) == (None, True)


def test_a_protected_emergency_calls_the_team_and_not_those_on_duty():
    officer, named = make_user("province_officer", "86"), make_user("social_worker", "86")
    put_on_protection_team(named)
    send(make_report("child_abuse", triage="emergency"))
    assert set(Task.objects.values_list("assignee", flat=True)) == {named.pk}
    assert not Notice.objects.filter(user=officer).exists()
