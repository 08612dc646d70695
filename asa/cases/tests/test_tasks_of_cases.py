"""A household's page leads nobody to the page of a task that would refuse them."""

import pytest
from django.urls import reverse

from asa.cases.kinds import SEE_TODAY
from asa.cases.kinds_office import FIND_FACTS, FOLLOW_UP
from asa.cases.rules.tasks import can_open_case, can_open_follow_up
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import officer, worker
from asa.people.tests.factories import make_user
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def helped():
    return make_case("helped", manager=worker())


def task_of(case, kind=FOLLOW_UP):
    return make_task(
        case.reported_by, case.household, kind=kind, subject_type="cases.case", subject_id=case.pk
    )


def lead():
    return make_user("tambon_lead", "860101")


def test_a_lead_reads_of_the_follow_up_of_another_and_is_not_led_to_it(client, helped):
    task, page = task_of(helped), reverse("cases:follow_up", args=[helped.pk])
    client.force_login(lead())

    home = client.get(reverse("households:detail", args=[helped.household_id]))
    assert "เยี่ยมติดตามหลังช่วยเหลือ" in home.text
    assert page not in home.text
    assert client.get(page).status_code == 403
    assert page not in client.get(reverse("tasks:finish", args=[task.pk])).text


@pytest.mark.parametrize("who", ["reporter", "officer"])
def test_who_may_follow_up_is_led_to_its_page(client, helped, who):
    task_of(helped)
    page = reverse("cases:follow_up", args=[helped.pk])
    client.force_login(helped.reported_by if who == "reporter" else officer())

    assert page in client.get(reverse("households:detail", args=[helped.household_id])).text
    assert client.get(page).status_code == 200


def test_a_step_of_the_case_that_is_over_is_no_way_to_its_page():
    case = make_case("received")

    assert not can_open_follow_up(case.reported_by, task_of(case))


@pytest.mark.parametrize("kind", [SEE_TODAY, FIND_FACTS])
def test_the_case_of_a_task_is_opened_by_who_sees_it(helped, kind):
    task = task_of(helped, kind)

    assert can_open_case(officer(), task)
    assert not can_open_case(make_user("province_officer", "85"), task)
    assert not can_open_case(make_user("volunteer", "86010105"), task)


def test_a_visit_is_offered_to_who_may_write_it_down(client, helped):
    make_task(helped.reported_by, helped.household)
    page = reverse("households:visit", args=[helped.household_id])
    for user, is_led in ((lead(), True), (make_user("province_head", "86"), False)):
        client.force_login(user)
        home = client.get(reverse("households:detail", args=[helped.household_id])).text
        assert (page in home) == is_led
        assert (client.get(page).status_code == 200) == is_led
