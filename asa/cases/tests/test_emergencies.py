"""An emergency reaches somebody, however it becomes one."""

import pytest

from asa.cases.actions import mending, reporting, returning
from asa.cases.models import Problem
from asa.cases.tests.factories import (
    TAMBON,
    VILLAGE,
    make_case,
    make_draft,
    make_lists,
    make_report,
    put_on_protection_team,
)
from asa.cases.tests.factories_office import head, officer, worker
from asa.cases.wish import Wish
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.households.tests.factories import make_household
from asa.notices.kinds import words_of
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def send_emergency():
    by = make_user("volunteer", VILLAGE)
    return reporting.send_report(
        make_draft(by), report=make_report(triage="emergency"), by=by, on=today()
    )


def called():
    """Who has an emergency to see to today."""
    tasks = Task.objects.filter(kind="case.see_today", state="open", due_on=today())
    return [task.assignee for task in tasks.order_by("pk")]


def kinds_of(user):
    return list(Notice.objects.filter(user=user).values_list("kind", flat=True))


def test_with_nobody_else_in_the_office_the_head_is_called():
    chief = head()
    send_emergency()
    assert called() == [chief]
    assert kinds_of(chief) == ["case.emergency"]


def test_where_the_office_is_empty_the_department_is_told_and_the_journal_says_so():
    ministry, elsewhere = make_user("department_officer", "TH"), officer("85")
    case = send_emergency()
    assert called() == []
    told = Notice.objects.get(user=ministry)
    assert told.kind == "case.emergency_unheard"
    assert case.number in words_of(told.kind, told.params)
    assert told.link == ""
    line = JournalEntry.objects.get(verb="case.emergency_unheard")
    assert line.data["told"] == [str(ministry.pk)]
    assert kinds_of(elsewhere) == []


def send_ordinary():
    by = make_user("volunteer", VILLAGE)
    return reporting.send_report(make_draft(by), report=make_report(), by=by, on=today())


def test_where_nobody_takes_in_the_head_and_the_department_hear_of_an_ordinary_report():
    chief, ministry, elsewhere = head(), make_user("department_officer", "TH"), worker("85")
    case = send_ordinary()
    assert kinds_of(chief) == ["case.reached_office"]
    told = Notice.objects.get(user=ministry)
    assert (told.kind, told.link) == ("case.unheard", "")
    assert case.number in words_of(told.kind, told.params)
    line = JournalEntry.objects.get(verb="case.unheard")
    assert line.data["told"] == [str(ministry.pk)]
    assert kinds_of(elsewhere) == []


def test_without_an_officer_the_social_workers_hear_of_a_report_and_nobody_else():
    social, chief, ministry = worker(), head(), make_user("department_officer", "TH")
    send_ordinary()
    assert kinds_of(social) == ["case.reached_office"]
    assert kinds_of(chief) == kinds_of(ministry) == []
    assert not JournalEntry.objects.filter(verb="case.unheard").exists()


def returned(state, by, **fields):
    case = make_case(state, **fields)
    returning.return_case(case, items=[("triage", "ด่วนไหม")], by=by, on=today())
    return case


def wish(*problems, triage="emergency"):
    found = Problem.objects.filter(code__in=problems or ["no_self_care"])
    return Wish(problems=list(found), triage=triage, summary="ล้ม ลุกไม่ได้")


def answer(case):
    item = case.returns.get().items.get()
    returning.answer_return(case, answers={item.pk: "edited"}, by=case.reported_by, on=today())


@pytest.mark.parametrize("state", ["received", "fact_finding"])
def test_a_report_that_the_office_returned_and_turns_out_an_emergency_calls_those_on_duty(state):
    clerk = officer()
    case = returned(state, clerk)
    mending.mend_problem(case, wish=wish(), by=case.reported_by, on=today())
    assert called() == [clerk]
    assert "case.emergency" in kinds_of(clerk)
    answer(case)
    assert case.state == state
    assert called() == [clerk]
    assert kinds_of(clerk).count("case.emergency") == 1


def test_a_report_that_a_lead_returned_and_turns_out_an_emergency_calls_those_on_duty_once():
    clerk, lead = officer(), make_user("tambon_lead", TAMBON)
    case = returned("tambon_review", lead)
    mending.mend_problem(case, wish=wish(), by=case.reported_by, on=today())
    assert called() == [clerk]
    answer(case)
    assert case.state == "received"
    assert called() == [clerk]


def test_mending_without_raising_calls_nobody():
    clerk = officer()
    case = returned("received", clerk, triage="emergency")
    mending.mend_problem(case, wish=wish(), by=case.reported_by, on=today())
    mending.mend_problem(case, wish=wish(triage="urgent"), by=case.reported_by, on=today())
    assert called() == []


def test_an_emergency_that_becomes_protected_is_called_to_the_team_and_taken_from_the_others():
    clerk, named = officer(), worker()
    put_on_protection_team(named)
    by = make_user("volunteer", VILLAGE)
    household = make_household(VILLAGE, reported_by=by)
    case = returned("received", clerk, household=household, reported_by=by)
    mending.mend_problem(case, wish=wish(), by=by, on=today())
    assert set(called()) == {clerk, named}
    hidden = wish("no_self_care", "domestic_violence")
    mending.mend_problem(case, wish=hidden, by=by, on=today())
    assert called() == [named]
