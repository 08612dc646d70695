"""The office takes a case in, finds facts and writes an opinion."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import intake
from asa.cases.kinds import SEE_TODAY
from asa.cases.models import Case
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import assessed_case, head, officer, protect, worker
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.notices.kinds import words_of
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.tasks.models import Task
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db

STRANGERS = [
    ("province_officer", "85"),
    ("social_worker", "85"),
    ("province_head", "86"),
    ("district_lead", "8601"),
    ("tambon_lead", "860101"),
    ("volunteer", "86010104"),
    ("finance", "86"),
    ("department_officer", "TH"),
    ("auditor", "TH"),
    ("admin", "TH"),
]


def facts(text="รายได้เดือนละ 4,900 บาท", **fields):
    fields.setdefault("found_on", today())
    return intake.Facts(text=text, **fields)


def told(case):
    return [words_of(n.kind, n.params) for n in Notice.objects.filter(user=case.reported_by)]


def test_an_officer_takes_a_case_in_and_gives_it_to_a_social_worker():
    case, by, manager = make_case("received"), officer(), worker()
    intake.take_in_case(case, manager=manager, by=by, on=today())
    assert (case.taken_in_by, case.taken_in_on, case.manager) == (by, today(), manager)
    task = Task.objects.get(assignee=manager)
    assert (task.kind, task.due_on, task.subject_id) == ("case.find_facts", case.due_on, case.pk)
    assert Notice.objects.filter(user=manager, kind="case.assigned_to_you").count() == 1
    line = history_of(case)[0]
    assert (line.verb, line.data) == (
        "case.taken_in",
        {"to": "received", "manager": str(manager.pk)},
    )
    assert told(case) == [f"{case.number} · The provincial office has it; someone will visit"]


def test_a_social_worker_takes_a_case_in_for_herself():
    case, by = make_case("received"), worker()
    intake.take_in_case(case, manager=by, by=by, on=today())
    assert not Notice.objects.filter(user=by).exists()
    assert Task.objects.get().assignee == by


@pytest.mark.parametrize(("role", "area"), STRANGERS)
def test_nobody_else_takes_a_case_in(role, area):
    case = make_case("received")
    with pytest.raises(PermissionDenied):
        intake.take_in_case(case, by=make_user(role, area), on=today())
    assert Case.objects.get().taken_in_on is None


def test_after_the_post_ended_nobody_takes_a_case_in():
    with pytest.raises(PermissionDenied):
        intake.take_in_case(make_case("received"), by=officer(ended_on=today()), on=today())


def test_of_two_who_take_a_case_in_the_second_is_told():
    case = make_case("received")
    second = Case.objects.get()
    intake.take_in_case(case, by=officer(), on=today())
    with pytest.raises(DomainError, match="Somebody else has taken this case in already"):
        intake.take_in_case(second, by=officer(), on=today())


def test_a_case_goes_to_a_social_worker_of_the_province_alone():
    for other in (worker("85"), officer(), worker(ended_on=today()), worker(is_active=False)):
        with pytest.raises(DomainError, match="Choose a social worker of this province"):
            intake.take_in_case(make_case("received"), manager=other, by=officer(), on=today())


def test_taking_in_ticks_off_what_an_emergency_asked_for():
    case, by = make_case("received", triage="emergency"), officer()
    make_task(by, case.household, kind=SEE_TODAY, subject_type="cases.case", subject_id=case.pk)
    intake.take_in_case(case, by=by, on=today())
    assert Task.objects.get().state == "done"


def test_a_case_given_to_another_social_worker_takes_its_task_along():
    first, second = worker(), worker()
    case = make_case("received")
    intake.take_in_case(case, manager=first, by=officer(), on=today())
    intake.assign_manager(case, manager=second, by=officer(), on=today())
    assert case.manager == second
    assert [(t.assignee, t.state) for t in Task.objects.order_by("pk")] == [
        (first, "cancelled"),
        (second, "open"),
    ]
    assert history_of(case)[0].data == {"manager": str(second.pk)}
    with pytest.raises(DomainError, match="looks after the case already"):
        intake.assign_manager(case, manager=second, by=officer(), on=today())


@pytest.mark.parametrize(("role", "area"), [s for s in STRANGERS if s[0] != "province_head"])
def test_nobody_else_assigns(role, area):
    by = make_user(role, area)
    with pytest.raises(PermissionDenied):
        intake.assign_manager(make_case("fact_finding"), manager=worker(), by=by, on=today())


def test_the_head_assigns_but_not_before_it_is_taken_in():
    case = make_case("received")
    with pytest.raises(PermissionDenied):
        intake.assign_manager(case, manager=worker(), by=head(), on=today())
    intake.assign_manager(make_case("assessed"), manager=worker(), by=head(), on=today())


def test_facts_begin_the_fact_finding_and_end_its_task():
    by = worker()
    case = make_case("received", on=today() - timedelta(days=3))
    intake.take_in_case(case, manager=by, by=officer(), on=today())
    found = intake.record_facts(
        case, facts=facts(found_on=today() - timedelta(days=1)), by=by, on=today()
    )
    assert (case.state, case.state_since) == ("fact_finding", today())
    assert found.found_on == today() - timedelta(days=1)
    assert Task.objects.get(kind="case.find_facts").state == "done"
    line = history_of(case)[0]
    assert (line.verb, line.data["to"]) == ("case.facts_found", "fact_finding")


def test_whoever_finds_facts_first_looks_after_the_case():
    by, case = worker(), make_case("received", taken_in_on=today())
    intake.record_facts(case, facts=facts(), by=by, on=today())
    assert case.manager == by


@pytest.mark.parametrize(
    ("days", "text"), [(-1, "x"), (11, "x"), (0, "  ")], ids=["tomorrow", "before", "empty"]
)
def test_facts_without_words_or_of_an_impossible_day_are_refused(days, text):
    case = make_case("fact_finding", on=today() - timedelta(days=10))
    given = facts(text, found_on=today() - timedelta(days=days))
    with pytest.raises(DomainError):
        intake.record_facts(case, facts=given, by=worker(), on=today())


def test_facts_wait_for_the_intake():
    with pytest.raises(PermissionDenied):
        intake.record_facts(make_case("received"), facts=facts(), by=worker(), on=today())


@pytest.mark.parametrize(("role", "area"), [*STRANGERS, ("province_officer", "86")])
def test_only_social_workers_of_the_province_find_facts_and_write_opinions(role, area):
    case, by = make_case("fact_finding"), make_user(role, area)
    with pytest.raises(PermissionDenied):
        intake.record_facts(case, facts=facts(), by=by, on=today())
    with pytest.raises(PermissionDenied):
        intake.write_opinion(case, text="เห็นควร", by=by, on=today())


def test_an_opinion_keeps_name_and_position_and_its_earlier_words():
    by, case = worker(given_name="ตะวัน", family_name="ชายเขา"), make_case("fact_finding")
    intake.write_opinion(case, text="เห็นควรช่วย 2,000 บาท", by=by, on=today())
    opinion = intake.write_opinion(case, text="เห็นควรช่วย 3,000 บาท", by=by, on=today())
    assert (opinion.text, case.opinions.count()) == ("เห็นควรช่วย 3,000 บาท", 1)
    assert opinion.writer_name == "ตะวัน ชายเขา"
    assert opinion.writer_position.startswith("นักสังคมสงเคราะห์")
    first, second = history_of(case)[1], history_of(case)[0]
    assert (first.verb, first.text) == ("case.opinion_written", "")
    assert (second.verb, second.text) == ("case.opinion_mended", "เห็นควรช่วย 2,000 บาท")


def test_each_officer_has_an_opinion_of_her_own():
    case = assessed_case()
    intake.write_opinion(case, text="อีกความเห็น", by=worker(), on=today())
    assert case.opinions.count() == 2


def test_an_opinion_without_words_or_after_the_proposal_is_refused():
    by = worker()
    with pytest.raises(DomainError, match="Write your opinion"):
        intake.write_opinion(make_case("fact_finding"), text=" ", by=by, on=today())
    with pytest.raises(PermissionDenied):
        intake.write_opinion(make_case("assessed"), text="เห็นควร", by=by, on=today())


def test_a_protected_case_is_worked_on_by_its_team_alone_and_tells_nobody():
    named, other, chief = worker(), worker(), officer()
    case = protect(make_case("received"), named, chief)
    with pytest.raises(PermissionDenied):
        intake.take_in_case(case, by=other, on=today())
    with pytest.raises(DomainError, match="Choose a social worker"):
        intake.take_in_case(case, manager=other, by=chief, on=today())
    intake.take_in_case(case, manager=named, by=chief, on=today())
    intake.record_facts(case, facts=facts(), by=named, on=today())
    assert [n.user for n in Notice.objects.all()] == [named]
    assert case.number not in str(Notice.objects.get().params)
