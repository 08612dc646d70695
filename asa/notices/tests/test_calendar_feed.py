"""The own calendar under a secret address."""

import logging
import re
from datetime import date, timedelta

import pytest
from django.conf import settings as product
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from icalendar import Calendar

from asa.common import journal
from asa.common.calendar import CalendarEvent
from asa.common.logs import WithoutCodes
from asa.common.thaidate import now, today
from asa.notices import calendars
from asa.notices.actions import make_calendar_address, withdraw_calendar_address
from asa.notices.codes import FEEDS_ASKED, FEEDS_MISSED
from asa.notices.models import CalendarAddress
from asa.people.models import SignInAttempt
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mali():
    return make_user("volunteer", "860101")


@pytest.fixture
def one_event(monkeypatch):
    """An app that knows one event of everybody, beside those that are there."""
    sources = dict(calendars._SOURCES)
    monkeypatch.setattr(calendars, "_SOURCES", sources)
    event = CalendarEvent("one@asa", date(2026, 12, 1), "วันจิตอาสา", changed_at=now())
    calendars.register_events("test.one", lambda user: [event])
    return event


def url(token):
    return reverse("notices:feed", args=[token])


def test_whoever_has_the_address_gets_the_calendar_without_a_sign_in(client, mali, one_event):
    answer = client.get(url(make_calendar_address(by=mali, at=now())))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert [str(event["UID"]) for event in Calendar.from_ical(answer.content).events] == ["one@asa"]
    assert "sessionid" not in answer.cookies


def test_only_the_index_of_the_secret_is_kept(mali):
    token = make_calendar_address(by=mali, at=now())
    assert len(token) >= 43
    kept = CalendarAddress.objects.values().get()
    assert token not in str(kept)
    lines = journal.history_of(CalendarAddress.objects.get())
    assert [line.verb for line in lines] == ["calendar.address_made"]
    assert token not in str([line.data for line in lines])


def test_unknown_replaced_and_withdrawn_addresses_look_alike(client, mali, one_event):
    first = make_calendar_address(by=mali, at=now())
    second = make_calendar_address(by=mali, at=now())
    assert client.get(url(second)).status_code == 200
    withdraw_calendar_address(CalendarAddress.objects.get(), by=mali)
    answers = [client.get(url(token)) for token in (first, second, "unknown")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_who_is_switched_off_or_holds_no_post_has_no_calendar(client, mali, one_event):
    token = make_calendar_address(by=mali, at=now())
    mali.is_active = False
    mali.save()
    assert client.get(url(token)).status_code == 404
    mali.is_active = True
    mali.save()
    mali.posts.update(started_on=today() - timedelta(days=9), ended_on=today())
    assert client.get(url(token)).status_code == 404


def test_nobody_withdraws_anothers_calendar(mali):
    make_calendar_address(by=mali, at=now())
    with pytest.raises(PermissionDenied):
        withdraw_calendar_address(CalendarAddress.objects.get(), by=make_user("admin", "TH"))
    with pytest.raises(PermissionDenied):
        make_calendar_address(by=make_user("volunteer", "860101", ended_on=today()), at=now())
    assert CalendarAddress.objects.count() == 1


def test_a_calendar_is_given_so_often_and_then_has_to_wait(client, mali, one_event):
    token = make_calendar_address(by=mali, at=now())
    CalendarAddress.objects.update(asked=FEEDS_ASKED - 1, asked_since=now())
    assert client.get(url(token)).status_code == 200
    assert client.get(url(token)).status_code == 429
    CalendarAddress.objects.update(asked_since=now() - timedelta(minutes=16))
    assert client.get(url(token)).status_code == 200
    assert CalendarAddress.objects.get().asked == 1
    assert not SignInAttempt.objects.exists()


def test_whoever_guesses_addresses_has_to_wait(client, mali, one_event):
    for number in range(FEEDS_MISSED):
        assert client.get(url(f"guess-{number}")).status_code == 404
    assert client.get(url("guess")).status_code == 429
    assert client.get(url(make_calendar_address(by=mali, at=now()))).status_code == 200


def test_the_address_is_shown_once(client, mali):
    client.force_login(mali)
    page = client.post(reverse("notices:make_address"))
    assert f"{product.ASA_PUBLIC_ADDRESS}/notices/calendar/" in page.text
    assert "no-store" in page["Cache-Control"]
    assert "/notices/calendar/" in page.text
    token = re.search(r"/notices/calendar/([\w-]+)\.ics", page.text)[1]
    assert token not in client.get(reverse("notices:telling")).text
    client.post(reverse("notices:withdraw_address"))
    assert client.get(url(token)).status_code == 404


def test_the_feed_asks_the_same_whatever_stands_in_it(
    client, mali, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(calendars, "_SOURCES", {})
    token = make_calendar_address(by=mali, at=now())
    client.get(url(token))
    with django_assert_max_num_queries(6):
        client.get(url(token))


def test_an_event_of_two_apps_stands_in_it_once(mali, one_event):
    calendars.register_events("test.again", lambda user: [one_event])
    assert calendars.events_for(mali) == [one_event]


def test_the_log_of_the_program_does_not_hold_the_secret(mali):
    token = make_calendar_address(by=mali, at=now())
    said = logging.LogRecord("django.request", 30, "", 0, "Not Found: %s", (url(token),), None)
    assert WithoutCodes().filter(said)
    assert said.getMessage() == "Not Found: /notices/calendar/…"
