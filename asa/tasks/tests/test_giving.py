"""Tasks whose person holds no post any more, and giving a task to a colleague."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.households.tests.factories import make_household, put_on_team
from asa.notices.models import Notice
from asa.people.tests.factories import make_post, make_user
from asa.tasks.actions import assign_task
from asa.tasks.queries import may_visit, own_tasks, takers, tasks_for, unheld_tasks
from asa.tasks.rules import can_assign_task
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["asa_language"] = "en"
    with translation.override("en"):
        yield


def volunteer(area="86010104", **fields):
    return make_user("volunteer", area, **fields)


def left():
    """A volunteer of Chumphon who works in the next province now."""
    gone = volunteer(ended_on=today())
    make_post(gone, "volunteer", "850101")
    return gone


def test_who_leads_nearest_sees_what_lies_in_nobodys_hands():
    clerk, district = make_user("province_officer", "86"), make_user("district_lead", "8601")
    task = make_task(left())
    assert (list(unheld_tasks(district)), list(unheld_tasks(clerk))) == ([task], [])
    tambon = make_user("tambon_lead", "860101")
    assert (list(unheld_tasks(tambon)), list(unheld_tasks(district))) == ([task], [])
    far = make_task(left(), make_household("86020101"))
    assert list(unheld_tasks(clerk)) == [far]


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("volunteer", "86010104"),
        ("tambon_lead", "860102"),
        ("district_lead", "8602"),
        ("province_officer", "85"),
        ("finance", "86"),
        ("department_officer", "TH"),
    ],
)
def test_nobody_else_sees_it(role, area):
    make_task(left())
    assert not unheld_tasks(make_user(role, area)).exists()


def test_what_has_a_holder_is_done_or_cancelled_is_not_among_them():
    lead, moved = make_user("tambon_lead", "860101"), volunteer(ended_on=today())
    make_post(moved, "tambon_lead", "860102")
    make_task(moved)
    make_task(volunteer())
    make_task(make_user("social_worker", "86"))
    make_task(left(), state="done")
    make_task(left(), state="cancelled")
    make_task(volunteer(is_active=False))
    assert [task.assignee.is_active for task in unheld_tasks(lead)] == [False]


def test_what_only_the_office_does_is_before_the_office():
    lead, clerk = make_user("tambon_lead", "860101"), make_user("province_officer", "86")
    task = make_task(make_user("social_worker", "86", ended_on=today()), kind="case.find_facts")
    assert (list(unheld_tasks(clerk)), list(unheld_tasks(lead))) == ([task], [])
    assert not can_assign_task(lead, task)
    assert can_assign_task(clerk, task)
    worker = make_user("social_worker", "86")
    assert set(takers(task, clerk, on=today())) == {clerk, worker}


def test_who_has_died_is_neither_given_a_task_nor_asked_to_visit():
    lead, clerk = make_user("tambon_lead", "860101"), make_user("province_officer", "86")
    dead, dead_worker = volunteer(), make_user("social_worker", "86")
    for user in (dead, dead_worker):
        user.person.died_on = today()
        user.person.save()
    visit, of_office = make_task(left()), make_task(left(), kind="case.find_facts")
    assert dead not in may_visit(visit.household, lead, on=today())
    with pytest.raises(DomainError, match="Choose another colleague"):
        assign_task(visit, to=dead, by=lead, on=today())
    assert list(takers(of_office, clerk, on=today())) == [clerk]


def test_of_a_sealed_household_it_is_before_the_team_and_goes_to_one_of_it():
    lead, clerk = make_user("tambon_lead", "860101"), make_user("province_officer", "86")
    gone, named = make_user("social_worker", "86", ended_on=today()), make_user("finance", "86")
    make_post(gone, "volunteer", "850101")
    household = make_household(is_sealed=True)
    for user in (gone, named):
        put_on_team(household, user)
    task = make_task(gone, household)
    assert list(unheld_tasks(named)) == [task]
    assert not unheld_tasks(lead).exists()
    assert not tasks_for(clerk).exists()
    assert not tasks_for(gone).exists()
    assert list(may_visit(household, named, on=today())) == [named]
    with pytest.raises(DomainError):
        assign_task(task, to=clerk, by=named, on=today())


def test_a_task_is_given_to_a_colleague_and_both_are_told():
    lead, gone, pikul = make_user("tambon_lead", "860101"), left(), volunteer()
    task = make_task(gone)
    assign_task(task, to=pikul, by=lead, on=today())
    assert list(own_tasks(pikul)) == [task]
    assert not unheld_tasks(lead).exists()
    told = {(one.user, one.kind) for one in Notice.objects.all()}
    assert told == {(pikul, "tasks.assigned"), (gone, "tasks.handed_on")}
    line = history_of(task)[0]
    assert (line.verb, line.actor_id) == ("task.assigned", lead.pk)
    assert line.data == {"to": str(pikul.pk), "before": str(gone.pk)}


@pytest.mark.parametrize("taker", [("volunteer", "86010201"), ("province_head", "86")])
def test_nobody_gets_a_task_who_could_not_do_it(taker):
    lead, task = make_user("tambon_lead", "860101"), make_task(left())
    for to in (make_user(*taker), task.assignee):
        with pytest.raises(DomainError, match="Choose another colleague"):
            assign_task(task, to=to, by=lead, on=today())


def test_a_head_gives_tasks_but_takes_none():
    chief, task = make_user("province_head", "86"), make_task(left())
    assert can_assign_task(chief, task)
    assert chief not in takers(task, chief, on=today())


@pytest.mark.parametrize(
    ("role", "area"),
    [("volunteer", "86010104"), ("tambon_lead", "860102"), ("finance", "86"), ("admin", "TH")],
)
def test_nobody_else_gives_a_task_away(role, area):
    task, by = make_task(left()), make_user(role, area)
    with pytest.raises(PermissionDenied):
        assign_task(task, to=volunteer(), by=by, on=today())


def test_what_is_done_is_given_to_nobody():
    lead, task = make_user("tambon_lead", "860101"), make_task(volunteer(), state="done")
    with pytest.raises(PermissionDenied):
        assign_task(task, to=volunteer(), by=lead, on=today())


def test_the_lead_finds_it_in_a_list_and_gives_it_away_on_a_page(client):
    lead, pikul, task = make_user("tambon_lead", "860101"), volunteer(), make_task(left())
    client.force_login(lead)
    shown = client.get(reverse("tasks:list") + "?show=unheld")
    address = reverse("tasks:assign", args=[task.pk])
    assert "1 task is in nobody's hands" in shown.text.replace("&#x27;", "'")
    assert address in shown.text
    assert "Choose who is to do it." in client.post(address, {"to": ""}).text
    assert client.post(address, {"to": pikul.pk}).status_code == 302
    assert list(own_tasks(pikul)) == [task]
    assert "somebody who does it" in client.get(reverse("tasks:list") + "?show=unheld").text


def test_the_first_page_of_the_lead_and_of_the_office_shows_it(client):
    task = make_task(left())
    address = reverse("tasks:list") + "?show=unheld"
    clerk = make_user("province_officer", "86")
    client.force_login(clerk)
    assert address in client.get("/").text
    lead = make_user("tambon_lead", "860101")
    assert address not in client.get("/").text
    client.force_login(lead)
    assert address in client.get("/").text
    assign_task(task, to=volunteer(), by=lead, on=today())
    assert address not in client.get("/").text
