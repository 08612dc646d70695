from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.households.actions import record_visit
from asa.households.codes import VisitKind, VisitMethod
from asa.households.tests.factories import make_household, make_member, put_on_team
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.tasks.actions import cancel_tasks_about, finish_task, plan_task, plan_visit
from asa.tasks.kinds import VISIT
from asa.tasks.queries import overdue_tasks, own_tasks, task_events, tasks_for
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db

ON = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["asa_language"] = "en"
    with translation.override("en"):
        yield


def volunteer(area="86010104", **fields):
    return make_user("volunteer", area, **fields)


# --- who sees which -----------------------------------------------------------------------------------


def test_own_tasks_come_late_first_and_without_the_done_ones():
    mali, other = volunteer(), volunteer()
    late = make_task(mali, due_on=ON - timedelta(days=9))
    soon = make_task(mali, due_on=ON + timedelta(days=1))
    make_task(mali, state="done")
    make_task(other)
    assert list(own_tasks(mali)) == [late, soon]


@pytest.mark.parametrize(
    ("role", "area", "count"),
    [
        ("tambon_lead", "860101", 2),
        ("tambon_lead", "860102", 0),
        ("district_lead", "8601", 2),
        ("social_worker", "86", 2),
        ("province_officer", "86", 2),
        ("province_head", "86", 2),
        ("province_officer", "85", 1),
        ("volunteer", "86010104", 0),
        ("finance", "86", 0),
        ("department_officer", "TH", 0),
        ("auditor", "TH", 0),
        ("admin", "TH", 0),
    ],
)
def test_tasks_of_the_area_are_seen_by_who_coordinates_it(role, area, count):
    for place in ("86010104", "860101", "85010101"):
        make_task(volunteer(place), make_household(place))
    make_task(volunteer(), make_household(is_sealed=True))
    assert tasks_for(make_user(role, area)).count() == count


def test_a_task_is_gone_with_the_post_and_with_a_seal_unless_one_is_on_the_team():
    assert not tasks_for(make_task(volunteer("85010101", ended_on=ON)).assignee).exists()
    worker = make_user("social_worker", "86")
    sealed = make_household(is_sealed=True)
    task = make_task(worker, sealed)
    assert not tasks_for(worker).filter(household=sealed).exists()
    put_on_team(sealed, worker)
    assert list(tasks_for(worker).filter(household=sealed)) == [task]


def test_only_open_tasks_of_past_days_are_overdue():
    lead, mali = make_user("tambon_lead", "860101"), volunteer()
    late = make_task(mali, due_on=ON - timedelta(days=1))
    make_task(mali, due_on=ON)
    make_task(mali, due_on=ON - timedelta(days=1), state="done")
    assert list(overdue_tasks(lead, on=ON)) == [late]


# --- what is done ------------------------------------------------------------------------------------


def test_a_task_is_ticked_off_once_by_its_owner_or_who_coordinates():
    mali, lead = volunteer(), make_user("tambon_lead", "860101")
    task, other = make_task(mali), make_task(mali)
    finish_task(task, by=mali, on=ON, note="โทรแล้ว")
    assert (task.state, task.done_by, task.note) == ("done", mali, "โทรแล้ว")
    finish_task(other, by=lead, on=ON)
    assert other.done_by == lead
    with pytest.raises(DomainError):
        finish_task(task, by=lead, on=ON)
    assert [line.verb for line in history_of(task)] == ["task.done"]


def test_nobody_ticks_off_what_is_not_in_their_hands():
    task = make_task(volunteer())
    for stranger in (
        volunteer(),
        make_user("tambon_lead", "860102"),
        make_user("province_officer", "85"),
        make_user("province_officer", "86", ended_on=ON),
        make_user("admin", "TH"),
    ):
        with pytest.raises(PermissionDenied):
            finish_task(task, by=stranger, on=ON)
    assert task.state == "open"


def test_what_is_planned_for_a_subject_that_ended_is_taken_away():
    mali, household = volunteer(), make_household()
    about = ("cases.case", household.pk)
    task = plan_task(household, kind=VISIT, assignee=mali, due_on=ON, by=mali, subject=about)
    kept = make_task(mali)
    assert cancel_tasks_about(subject_id=household.pk, by=mali, on=ON) == 1
    task.refresh_from_db()
    kept.refresh_from_db()
    assert (task.state, kept.state) == ("cancelled", "open")


def test_a_lead_asks_a_volunteer_of_the_tambon_to_visit_and_she_is_told():
    lead, mali, far = make_user("tambon_lead", "860101"), volunteer(), volunteer("860201")
    household = make_household()
    task = plan_visit(household, assignee=mali, due_on=today(), by=lead)
    assert (task.kind, task.assignee) == (VISIT, mali)
    assert Notice.objects.get().user == mali
    with pytest.raises(DomainError):
        plan_visit(household, assignee=far, due_on=today(), by=lead)
    with pytest.raises(PermissionDenied):
        plan_visit(household, assignee=mali, due_on=today(), by=far)


def test_nobody_is_asked_to_visit_on_a_day_of_the_past():
    lead, mali = make_user("tambon_lead", "860101"), volunteer()
    with pytest.raises(DomainError, match="or a later day"):
        plan_visit(make_household(), assignee=mali, due_on=today() - timedelta(days=1), by=lead)
    assert not tasks_for(lead).exists()


def test_of_a_sealed_household_the_team_alone_is_asked_to_visit():
    worker, other = make_user("social_worker", "86"), make_user("social_worker", "86")
    household = make_household(is_sealed=True)
    put_on_team(household, worker)
    assert plan_visit(household, assignee=worker, due_on=today(), by=worker)
    for outsider in (other, volunteer()):
        with pytest.raises(DomainError):
            plan_visit(household, assignee=outsider, due_on=today(), by=worker)


def test_a_visit_ticks_off_the_visit_that_was_asked_for_and_nothing_else():
    mali, pikul = volunteer(), volunteer()
    household = make_household(caretaker=mali)
    asked, others = make_task(mali, household), make_task(pikul, household)
    about_case = make_task(mali, household, kind="case.follow_up")
    record_visit(
        household,
        kind=VisitKind.HOME_VISIT,
        method=VisitMethod.VISIT,
        note="สบายดี",
        on=today(),
        by=mali,
    )
    for task in (asked, others, about_case):
        task.refresh_from_db()
    assert (asked.state, others.state, about_case.state) == ("done", "open", "open")


# --- pages -------------------------------------------------------------------------------------------


def test_the_list_shows_ones_own_and_to_who_coordinates_what_is_overdue(client):
    mali = volunteer()
    household = make_household()
    make_member(household)
    make_task(mali, household, due_on=today() - timedelta(days=2))
    client.force_login(mali)
    own = client.get(reverse("tasks:list"), {"show": "overdue"})
    assert own.context["shown"] == "own"
    assert "Overdue by 2 days" in own.text
    assert "นางบัว แสงทอง" in own.text
    client.force_login(make_user("tambon_lead", "860101"))
    assert "Nothing to do right now" in client.get(reverse("tasks:list")).text
    overdue = client.get(reverse("tasks:list"), {"show": "overdue"}).text
    assert mali.shown_name in overdue
    client.force_login(make_user("province_officer", "85"))
    assert "นางบัว" not in client.get(reverse("tasks:list"), {"show": "overdue"}).text


def test_a_list_of_tasks_does_not_name_whom_a_protected_case_is_about(client):
    worker, household = make_user("social_worker", "86"), make_household(is_sealed=True)
    make_member(household)
    put_on_team(household, worker)
    make_task(worker, household, due_on=today() - timedelta(days=2))
    client.force_login(worker)
    for shown in ("own", "overdue"):
        page = client.get(reverse("tasks:list"), {"show": shown})
        assert [task.household for task in page.context["page"]] == [household]
        assert "Protected case" in page.text
        assert "บัว" not in page.text
        assert "42 " not in page.text


def test_the_list_asks_the_database_the_same_whatever_its_length(
    client, django_assert_max_num_queries
):
    mali = volunteer()
    client.force_login(mali)

    def fill(count):
        for _number in range(count):
            household = make_household()
            make_member(household)
            make_task(mali, household)

    fill(1)
    client.get(reverse("tasks:list"))
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("tasks:list"))
    fill(10)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("tasks:list"))


def test_a_task_is_finished_on_its_page_and_is_not_there_for_others(client):
    mali = volunteer()
    task = make_task(mali)
    url = reverse("tasks:finish", args=[task.pk])
    for stranger in (volunteer(), make_user("province_officer", "85"), make_user("finance", "86")):
        client.force_login(stranger)
        assert client.get(url).status_code == 404
        assert client.post(url).status_code == 404
    client.force_login(mali)
    assert client.get(url).status_code == 200
    assert client.post(url, {"note": "โทรแล้ว"}).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.note) == ("done", "โทรแล้ว")
    assert client.get(url).status_code == 404


def test_a_visit_is_planned_on_a_page_and_a_past_day_is_refused(client):
    lead, mali, household = make_user("tambon_lead", "860101"), volunteer(), make_household()
    url = reverse("tasks:plan", args=[household.pk])
    client.force_login(volunteer())
    assert client.get(url).status_code == 404
    client.force_login(lead)
    assert client.get(url).status_code == 200
    past = client.post(url, {"assignee": str(mali.pk), "due_on": "1/1/2560"})
    assert "or a later day" in past.text
    day = today() + timedelta(days=3)
    sent = {"assignee": str(mali.pk), "due_on": f"{day.day}/{day.month}/{day.year + 543}"}
    assert client.post(url, sent).status_code == 302
    assert household.tasks.get().assignee == mali
    client.force_login(make_user("province_head", "86"))
    assert client.get(url).status_code == 403


def test_days_of_open_tasks_stand_in_the_own_calendar_without_a_household():
    mali, other = make_user("volunteer", "860101"), make_user("volunteer", "860101")
    sealed = make_household(is_sealed=True)
    own = make_task(mali, due_on=date(2026, 12, 1))
    make_task(other)
    make_task(mali, state="done", done_on=date(2026, 3, 1))
    make_task(mali, sealed)
    put_on_team(sealed, mali)
    (event,) = task_events(mali)
    assert (event.uid, event.starts) == (f"task-{own.pk}@asa", date(2026, 12, 1))
    assert (event.summary, event.location) == ("Visit the household", "")
    assert str(own.household_id) not in repr(event)
