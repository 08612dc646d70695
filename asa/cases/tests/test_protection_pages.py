"""The pages of protection and duty, and every page of the office in Thai."""

import pytest
from django.test import Client
from django.urls import reverse

from asa.cases.models import DutyShift
from asa.cases.tests.factories import make_lists
from asa.cases.tests.factories_office import (
    finance,
    head,
    officer,
    propose,
    worker,
)
from asa.common.thaidate import today
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
NUMBER = "3860100000419"


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def signed_in(user, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    client.cookies["asa_language"] = language
    return client


def url(name, thing=None):
    return reverse(f"cases:{name}", args=[thing.pk] if thing is not None else [])


def day(date):
    return f"{date.day}/{date.month}/{date.year}"


def page(user, name, thing=None, **query):
    return signed_in(user).get(url(name, thing), query)


def words(answer):
    return answer.content.decode()


def test_the_head_names_protection_and_duty_on_one_page():
    chief, named = head(), worker()
    client = signed_in(chief)
    assert client.get(url("protection")).status_code == 200
    client.post(url("protection"), {"what": "member", "member-user": named.pk})
    client.post(
        url("protection"), {"what": "duty", "duty-user": named.pk, "duty-day": day(today())}
    )
    told = words(client.get(url("protection")))
    assert told.count(named.shown_name) >= 4
    shift = DutyShift.objects.get()
    assert client.post(reverse("cases:cancel_duty", args=[shift.pk])).status_code == 302
    member = named.protection_teams.get()
    neighbour = signed_in(head("85"))
    assert neighbour.post(reverse("cases:end_protection", args=[member.pk])).status_code == 404
    assert client.post(reverse("cases:end_protection", args=[member.pk])).status_code == 302
    assert client.get(reverse("cases:end_protection", args=[member.pk])).status_code == 405
    for user in (officer(), worker(), make_user("department_officer", "TH")):
        assert page(user, "protection").status_code == 403


def test_every_page_is_in_thai_too():
    by, chief, payer = worker(), head(), finance()
    request = propose(by=by)
    for user, name, thing in (
        (chief, "list", None),
        (chief, "show", request.case),
        (chief, "decide", request),
        (payer, "payments", None),
        (chief, "programmes", None),
        (chief, "protection", None),
    ):
        answer = signed_in(user, "th").get(url(name, thing))
        assert answer.status_code == 200
        assert 'lang="th"' in words(answer)
