"""The department changes the chain of checks, the service times and the list of problems."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.cases.actions import working_rules as acts
from asa.cases.checks import check_steps, problems_on, service_days
from asa.cases.loader import load_lists
from asa.cases.models import AppealTerm, CheckStep, Problem, ProblemArea, ServiceTime
from asa.cases.refusal import appeal_days
from asa.cases.tests.factories import make_case
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import thai_date, today
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGE = "cases:working_rules"


@pytest.fixture(autouse=True)
def the_lists_of_the_ministry():
    load_lists()


def department():
    return make_user("department_officer", "TH")


def signed_in(user):
    client = Client(headers={"accept-language": "th"})
    client.force_login(user)
    return client


def act(run, thing, *, by=None, **given):
    return run(thing, by=by or department(), on=today(), **given)


def changes():
    """Each change that the pages offer, as a call that somebody may or may not make."""
    area, problem = ProblemArea.objects.get(pk="family"), Problem.objects.get(pk="street")
    names = acts.Names("ชื่อใหม่", "New name")
    start = {"started_on": today() + DAY}
    days = acts.ServiceDays(days=8, soon_from=4, near_from=6)
    return [
        (acts.change_check_step, CheckStep.objects.all()[0], {"days": 5, **start}),
        (acts.change_service_time, ServiceTime.objects.all()[0], {"given": days, **start}),
        (acts.change_appeal_term, AppealTerm.objects.get(), {"days": 30, **start}),
        (acts.change_problem_area, area, {"names": names, "is_verified": True}),
        (acts.change_problem, problem, {"names": names, "ended_on": None}),
        (acts.add_problem, area, {"names": names, "protects": False, **start}),
    ]


@pytest.mark.parametrize(
    ("role", "area"),
    [("department_officer", "86"), ("province_head", "86"), ("admin", "TH"), ("auditor", "TH")],
)
def test_nobody_but_the_department_changes_them(role, area):
    by = make_user(role, area)
    for run, thing, given in changes():
        with pytest.raises(PermissionDenied):
            act(run, thing, by=by, **given)


def test_every_change_stands_in_the_journal():
    verbs = [history_of(act(run, thing, **given))[0].verb for run, thing, given in changes()]
    assert verbs == [
        "check_step.changed",
        "service_time.changed",
        "appeal_term.changed",
        "problem_area.changed",
        "problem.changed",
        "problem.added",
    ]


def test_a_step_has_other_days_from_the_day_on_and_the_chain_stays_whole():
    step = next(one for one in check_steps(today()) if one.state == "tambon_review")
    new = act(acts.change_check_step, step, days=5, started_on=today() + DAY)
    assert [(one.state, one.days) for one in check_steps(today())] == [
        ("tambon_review", 3),
        ("district_review", 3),
    ]
    assert [(one.state, one.days) for one in check_steps(today() + DAY)] == [
        ("tambon_review", 5),
        ("district_review", 3),
    ]
    assert (new.number, new.role, new.digits) == (step.number, step.role, step.digits)


def test_cases_that_arrive_from_the_day_on_have_the_new_service_time():
    time = ServiceTime.objects.get(code="new")
    days = acts.ServiceDays(days=12, soon_from=5, near_from=10)
    act(acts.change_service_time, time, given=days, started_on=today() + DAY)
    case = make_case()
    assert service_days(case, today()) == 15
    assert service_days(case, today() + DAY) == 12


@pytest.mark.parametrize("days", [(10, 8, 5), (10, 5, 11)])
def test_a_clock_that_would_run_backwards_is_refused(days):
    wrong = acts.ServiceDays(*days)
    with pytest.raises(DomainError, match="must grow"):
        act(
            acts.change_service_time,
            ServiceTime.objects.get(code="known"),
            given=wrong,
            started_on=today() + DAY,
        )


def test_nothing_changed_and_days_of_the_past_are_refused():
    step, area = CheckStep.objects.all()[0], ProblemArea.objects.get(pk="housing")
    problem = Problem.objects.get(pk="street")
    with pytest.raises(DomainError, match="Nothing was changed"):
        act(acts.change_check_step, step, days=3, started_on=today() + DAY)
    with pytest.raises(DomainError, match="today or a later day"):
        act(acts.change_check_step, step, days=4, started_on=today() - DAY)
    same = acts.Names(area.name_th, area.name_en)
    with pytest.raises(DomainError, match="Nothing was changed"):
        act(acts.change_problem_area, area, names=same, is_verified=True)
    with pytest.raises(DomainError, match="today or a later day"):
        act(acts.add_problem, area, names=same, protects=False, started_on=today() - DAY)
    with pytest.raises(DomainError, match="after the first"):
        act(acts.change_problem, problem, names=same, ended_on=problem.started_on)


def test_a_problem_is_not_ended_in_the_past_by_any_door():
    problem = Problem.objects.get(pk="street")
    names = acts.Names(problem.name_th, problem.name_en)
    with pytest.raises(DomainError, match="today or a later day"):
        act(acts.change_problem, problem, names=names, ended_on=today() - DAY)


def test_a_new_problem_comes_last_in_its_area_and_a_problem_that_ended_is_ticked_no_more():
    area = ProblemArea.objects.get(pk="safety")
    names = acts.Names("ถูกหลอกลวงทางออนไลน์", "Cheated online")
    new = act(acts.add_problem, area, names=names, protects=True, started_on=today())
    assert new.protects
    assert [one.pk for one in problems_on(today()) if one.area_id == "safety"][-1] == new.pk
    gone = Problem.objects.get(pk="threatened")
    kept = acts.Names(gone.name_th, gone.name_en)
    act(acts.change_problem, gone, names=kept, ended_on=today() + DAY)
    assert gone in problems_on(today())
    assert gone not in problems_on(today() + DAY)


def test_other_days_to_appeal_hold_from_their_day():
    act(acts.change_appeal_term, AppealTerm.objects.get(), days=30, started_on=today() + DAY)
    assert (appeal_days(today()), appeal_days(today() + DAY)) == (15, 30)


def test_without_days_to_appeal_nothing_can_be_refused():
    AppealTerm.objects.all().delete()
    with pytest.raises(DomainError, match="days to appeal"):
        appeal_days(today())


def test_what_the_department_changed_stays_when_the_lists_are_loaded_again():
    area = ProblemArea.objects.get(pk="family")
    act(acts.change_problem_area, area, names=acts.Names("ด้านครอบครัว"), is_verified=True)
    load_lists()
    area.refresh_from_db()
    assert (area.name_th, area.is_verified) == ("ด้านครอบครัว", True)


# --- the pages ---------------------------------------------------------------------------------


def test_everybody_reads_the_rules_and_only_the_department_finds_the_ways_to_change_them():
    volunteer, office = make_user("volunteer", "86010104"), department()
    change = reverse("cases:change_problem", args=["street"])
    for user, finds in ((volunteer, False), (office, True)):
        page = signed_in(user).get(reverse(PAGE)).content.decode()
        assert "เร่ร่อน นอนในที่สาธารณะ" in page
        assert page.count("ยังไม่ได้เทียบชื่อ") == 5
        assert (change in page) is finds


def test_the_rules_are_read_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    client = signed_in(department())
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(10):
        client.get(reverse(PAGE))


FORMS = [
    ("change_check_step", "tambon_review", {"days": "5"}),
    ("change_service_time", "known", {"days": "8", "soon_from": "4", "near_from": "6"}),
    ("change_appeal_term", None, {"days": "30"}),
    ("change_problem_area", "family", {"name_th": "ด้านครอบครัว", "is_verified": "on"}),
    ("change_problem", "street", {"name_th": "นอนในที่สาธารณะ"}),
    ("add_problem", "family", {"name_th": "ถูกทิ้งให้อยู่ลำพัง"}),
]


def address_of(page, code):
    return reverse(f"cases:{page}", args=[code] if code else [])


@pytest.mark.parametrize(("page", "code", "typed"), FORMS)
def test_a_change_is_typed_saved_and_seen(page, code, typed):
    client, address = signed_in(department()), address_of(page, code)
    assert client.get(address).status_code == 200
    data = {"started_on": thai_date(today() + DAY, "long"), **typed}
    assert client.post(address, data).headers["Location"] == reverse(PAGE)
    shown = client.get(reverse(PAGE)).content.decode()
    assert all(value in shown for name, value in typed.items() if value != "on")


@pytest.mark.parametrize(("page", "code", "typed"), FORMS)
def test_an_empty_form_says_what_is_missing(page, code, typed):
    answer = signed_in(department()).post(address_of(page, code), {"name_en": ""})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_refused_change_keeps_what_was_typed():
    address = reverse("cases:change_service_time", args=["known"])
    typed = {"days": "8", "soon_from": "7", "near_from": "6"}
    data = {"started_on": thai_date(today() + DAY, "long"), **typed}
    page = signed_in(department()).post(address, data).content.decode()
    assert 'value="7"' in page
    assert "ต้องเรียงจากน้อยไปมาก" in page


def test_a_rule_that_does_not_exist_is_absent():
    client = signed_in(department())
    for page in (page for page, code, _typed in FORMS if code):
        assert client.get(reverse(f"cases:{page}", args=["none-such"])).status_code == 404
