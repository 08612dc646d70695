"""The pages of planned activities: from the plan to who came, and what a volunteer sees."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.codes import GoingPart
from asa.training.models import Duty, Going, PlannedActivity
from asa.training.tests.factories import make_cohort, make_workshop
from asa.training.tests.factories_activities import make_activity, make_going
from asa.training.tests.factories_results import make_certificate, make_signer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
DAY = today() + timedelta(days=14)


@pytest.fixture
def lead(client):
    load_chumphon()
    user = make_user(Role.TAMBON_LEAD, "860101")
    client.force_login(user)
    return user


@pytest.fixture
def skilled(lead):
    make_signer()
    volunteer = make_volunteer("86010104", given_name="ชำนาญ")
    for course in ("basic", "five_modules"):
        make_certificate(course=course, volunteer=volunteer)
    return volunteer


def planned(client, **fields):
    """What the form of a plan is sent."""
    told = {
        "name": "เยี่ยมบ้านผู้สูงอายุ", "place": "ศาลา", "area": "860101", "area_code": "860101",
        "starts_on": DAY.strftime("%d/%m/%Y"), "ends_on": DAY.strftime("%d/%m/%Y"),
        "duties": [str(Duty.objects.get(code="home_visit").pk)], "people_needed": "3", "kind": "",
    }  # fmt: skip
    return client.post(reverse("training:plan_activity"), told | fields)


def test_a_lead_plans_sends_and_writes_down_who_came(client, lead, skilled):
    page = client.get(reverse("training:plan_activity"))
    area = re.search(r'name="area"[^>]*value="([^"]+)"', page.content.decode()).group(1)
    answer = planned(client, area=area)
    made = PlannedActivity.objects.get()
    assert answer.url == reverse("training:activity_people", args=[made.pk])

    newcomer = make_volunteer("86010104", given_name="มือใหม่")
    rows = client.get(answer.url).context["rows"]
    assert {one.person.given_name for one, _ready, _busy in rows} == {"ชำนาญ", "มือใหม่"}
    duty = str(made.duties.get().pk)
    send = reverse("training:send_volunteer", args=[made.pk])
    both = {"duty": duty, "volunteer": [str(skilled.pk), str(newcomer.pk)], "does": ""}
    page = client.post(send, both, follow=True)
    assert "โปรดเสนอชื่อ มือใหม่" in page.content.decode()
    assert list(made.goings.values_list("volunteer", flat=True)) == [skilled.pk]
    client.post(send, {"duty": duty, "volunteer": [str(newcomer.pk)], "learns": ""})
    assert made.goings.get(volunteer=newcomer).part == GoingPart.LEARNS

    PlannedActivity.objects.filter(pk=made.pk).update(starts_on=today(), ends_on=today())
    came = reverse("training:hold_activity", args=[made.pk])
    page = client.post(came, {"came": [str(skilled.pk)]}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("training:activity", args=[made.pk])
    assert made.goings.get(volunteer=skilled).came is True


def test_what_was_typed_stays_beside_the_fault(client, lead):
    answer = planned(client, ends_on="01/01/2020")
    assert answer.status_code == 200
    assert "เยี่ยมบ้านผู้สูงอายุ" in answer.content.decode()
    assert not PlannedActivity.objects.exists()


def test_only_who_has_the_skills_is_listed_when_asked(client, lead, skilled):
    activity = make_activity()
    make_volunteer("86010104")
    people = reverse("training:activity_people", args=[activity.pk])
    rows = client.get(people, {"duty": str(activity.duties.get().pk), "ready": "on"}).context[
        "rows"
    ]
    assert [one for one, _ready, _busy in rows] == [skilled]
    found = client.post(people, {"q": "ชำนาญ"}, follow=True).context["rows"]
    assert [one for one, _ready, _busy in found] == [skilled]


def test_the_page_tells_what_is_lacking_and_which_course_gives_it(client, lead, skilled):
    cohort = make_cohort(make_workshop("86", course="five_modules"), starts_on=today())
    cohort.quotas.create(area_id="860101", seats=1)
    going = make_going(part=GoingPart.LEARNS)

    page = client.get(reverse("training:activity", args=[going.activity_id]))

    lines = {skill.pk: (n, found) for skill, n, found in page.context["courses"]}
    assert lines == {"basic": (1, None), "home_visit": (1, cohort)}
    assert page.context["lacking"] == 1


def test_a_volunteer_sees_the_own_part_alone(client, lead, skilled):
    activity = make_going(make_activity(), skilled).activity
    other = make_going(activity, make_volunteer("86010104", given_name="คนอื่น"))
    client.force_login(make_user(Role.VOLUNTEER, "860101", person=skilled.person))

    page = client.get(reverse("training:activity", args=[activity.pk]))
    assert page.status_code == 200
    assert "คนอื่น" not in page.content.decode()
    mine = client.get(reverse("training:mine")).context["goings"]
    assert [(one.volunteer, missing) for one, missing in mine] == [(skilled, [])]
    assert client.get(reverse("training:activity_people", args=[activity.pk])).status_code == 403
    off = reverse("training:take_off", args=[other.pk])
    assert client.post(off).status_code == 403


def test_a_name_is_taken_off_and_an_activity_changed_and_cancelled(client, lead, skilled):
    going = make_going(make_activity(), skilled)
    activity = going.activity
    for name, sent in (
        ("take_off", None),
        ("change_activity", {"people_needed": "9"}),
        ("cancel_activity", {"reason": "ฝนตกหนัก"}),
    ):
        key = going.pk if name == "take_off" else activity.pk
        page = reverse(f"training:{name}", args=[key])
        if name == "change_activity":
            form = client.get(page).context["form"]
            told = {
                "name": activity.name, "place": activity.place, "kind": "",
                "starts_on": DAY.strftime("%d/%m/%Y"), "ends_on": DAY.strftime("%d/%m/%Y"),
                "duties": [str(one.pk) for one in form.initial["duties"]], **sent,
            }  # fmt: skip
        else:
            told = sent or {}
        answer = client.post(page, told)
        assert answer.status_code == 302, (name, answer.context and answer.context["form"].errors)
    activity.refresh_from_db()
    assert (activity.people_needed, activity.state) == (9, "cancelled")
    assert not Going.objects.exists()


def test_a_list_asks_as_much_for_many_as_for_few(client, lead, django_assert_max_num_queries):
    make_going()
    page = reverse("training:activities")
    client.get(page)
    with django_assert_max_num_queries(60) as few:
        assert len(client.get(page).context["rows"]) == 1
    for _number in range(5):
        make_going(make_activity())
    with django_assert_max_num_queries(len(few)):
        assert len(client.get(page).context["rows"]) == 6
    PlannedActivity.objects.filter(goings__isnull=False).update(state="held")
    assert len(client.get(page).context["rows"]) == 0
    assert len(client.get(page, {"all": "1"}).context["rows"]) == 6
