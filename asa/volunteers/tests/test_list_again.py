"""A list that is opened again while nothing was written costs one question; a change ends that."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asa.common.thaidate import today
from asa.people.actions import end_post
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/volunteers/"


@pytest.fixture
def officer(client):
    make_volunteer("86010104", given_name="มะลิ")
    user = make_user(Role.PROVINCE_OFFICER, "86", given_name="ดาว")
    client.force_login(user)
    return user


def opens(client, path=LIST):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return answer, len(asked)


def opens_until_it_is_kept(client):
    for _time in range(3):
        answer, asked = opens(client)
    assert asked == 1
    return answer.content.decode()


def test_the_same_list_costs_one_question_and_stays_private(client, officer):
    first = client.get(LIST)
    shown = opens_until_it_is_kept(client)
    again, asked = opens(client)
    assert asked == 1
    assert again.content.decode() == shown
    assert "มะลิ" in shown
    assert {name: again[name] for name in first.headers} == dict(first.headers)
    assert again["Cache-Control"] == "private, no-store"


def test_who_comes_into_the_register_is_in_the_list_at_once(client, officer):
    assert "กุหลาบ" not in opens_until_it_is_kept(client)
    make_volunteer("86010104", given_name="กุหลาบ")
    assert "กุหลาบ" in client.get(LIST).content.decode()


def test_whose_post_ends_sees_nothing_more(client, officer):
    opens_until_it_is_kept(client)
    (post,) = officer.posts.all()
    end_post(post, on=today(), by=make_user(Role.ADMIN, "TH"))
    answer = client.get(LIST)
    assert answer.status_code != 200
    assert "มะลิ" not in answer.content.decode()


def test_who_signed_out_is_led_to_the_sign_in(client, officer):
    opens_until_it_is_kept(client)
    Session.objects.all().delete()
    answer = client.get(LIST)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


def test_a_neighbour_is_shown_nothing_of_it(client, officer):
    opens_until_it_is_kept(client)
    client.force_login(make_user(Role.PROVINCE_OFFICER, "85", given_name="ดาว"))
    for _time in range(4):
        assert "มะลิ" not in client.get(LIST).content.decode()
