"""How a person gives an address, confirms it, chooses what comes there, and takes it back."""

import re
from datetime import time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.models import Job, JournalEntry
from asa.common.thaidate import now, today
from asa.notices import channels
from asa.notices.actions import (
    Wishes,
    ask_for_address,
    change_quiet_hours,
    change_wishes,
    confirm_address,
    forget_contact,
)
from asa.notices.codes import CODE_TRIES, CODES_ASKED, SEND_CODE, Channel, Why
from asa.notices.jobs import send_code
from asa.notices.kinds import groups
from asa.notices.models import Contact, QuietHours
from asa.notices.queries import hours_on
from asa.notices.tests.factories import make_contact, make_delivery
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mali():
    return make_user("volunteer", "860101")


def asked(user, address="mali@Example.com"):
    contact = ask_for_address(address, channel=Channel.EMAIL, by=user)
    send_code(Job.objects.filter(kind=SEND_CODE).latest("created_at"))
    contact.refresh_from_db()
    return contact


def code_in_the_mail():
    return re.search(r"\d{6}", mail.outbox[-1].body)[0]


def test_an_address_is_used_once_the_code_that_was_sent_there_comes_back(mali):
    contact = asked(mali)
    assert (contact.address, contact.asked_address) == (None, "mali@example.com")
    code = code_in_the_mail()
    assert code not in contact.code_index
    assert confirm_address(contact, code=f"{code[:3]} {code[3:]}", by=mali, at=now())
    contact.refresh_from_db()
    assert (contact.address, contact.asked_address) == ("mali@example.com", None)
    assert contact.confirmed_at
    verbs = {line.verb for line in journal.history_of(contact)}
    assert verbs == {"contact.asked", "contact.confirmed"}
    assert "mali@" not in str(list(JournalEntry.objects.values_list("data", flat=True)))


def test_until_another_address_is_confirmed_the_one_before_holds(mali):
    contact = make_contact(mali, "old@example.com")
    asked(mali, "new@example.com")
    contact.refresh_from_db()
    assert contact.address == "old@example.com"
    confirm_address(contact, code=code_in_the_mail(), by=mali, at=now())
    contact.refresh_from_db()
    assert contact.address == "new@example.com"


def test_a_wrong_code_is_counted_and_ten_of_them_end_it(mali):
    contact = asked(mali)
    right = code_in_the_mail()
    wrong = "000000" if right != "000000" else "111111"
    for _number in range(CODE_TRIES):
        assert not confirm_address(contact, code=wrong, by=mali, at=now())
    with pytest.raises(DomainError):
        confirm_address(contact, code=right, by=mali, at=now())
    assert Contact.objects.get().address is None


def test_a_code_has_its_time_and_works_once(mali):
    contact = asked(mali)
    code = code_in_the_mail()
    with pytest.raises(DomainError):
        confirm_address(contact, code=code, by=mali, at=now() + timedelta(minutes=31))
    assert confirm_address(contact, code=code, by=mali, at=now())
    with pytest.raises(DomainError):
        confirm_address(contact, code=code, by=mali, at=now())


def test_a_code_for_one_address_confirms_no_other(mali):
    contact = asked(mali, "first@example.com")
    first = code_in_the_mail()
    ask_for_address("second@example.com", channel=Channel.EMAIL, by=mali)
    with pytest.raises(DomainError):
        confirm_address(contact, code=first, by=mali, at=now())


@pytest.mark.parametrize(
    "typed",
    ["mali", "mali@", "@example.com", "a b@example.com", "a@example.com\nBcc: b@c.de", "ก@ข.ไทย"],
)
def test_what_is_no_address_is_refused(mali, typed):
    with pytest.raises(DomainError):
        ask_for_address(typed, channel=Channel.EMAIL, by=mali)
    assert not Contact.objects.exists()


def test_a_code_that_does_not_reach_the_address_is_said_on_the_page(client, mali, monkeypatch):
    def break_off(message, *args):
        raise ConnectionRefusedError

    monkeypatch.setattr(channels.EmailMessage, "send", break_off)
    contact = asked(mali)
    assert contact.code_fault == Why.UNREACHABLE
    client.cookies["asa_language"] = "en"
    client.force_login(mali)
    page = client.get(reverse("notices:telling")).text
    assert "The code did not reach mali@example.com." in page


def test_nobody_says_for_another_how_to_be_told(mali):
    contact, other = make_contact(mali), make_user("admin", "TH")
    for act in (
        lambda: confirm_address(contact, code="1", by=other, at=now()),
        lambda: forget_contact(contact, by=other),
        lambda: change_wishes(contact, wishes=Wishes([]), by=other, at=now()),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Contact.objects.get().address


def test_an_installation_without_e_mail_takes_no_address(client, mali, settings):
    settings.ASA_EMAIL_URL = ""
    with pytest.raises(DomainError):
        ask_for_address("mali@example.com", channel=Channel.EMAIL, by=mali)
    client.cookies["asa_language"] = "en"
    client.force_login(mali)
    assert "sends no e-mail" in client.get(reverse("notices:telling")).text


# --- the page -------------------------------------------------------------------------------------


def test_the_page_takes_address_code_and_wishes(client, mali, django_capture_on_commit_callbacks):
    client.force_login(mali)
    client.post(reverse("notices:ask_address"), {"address": "mali@example.com"})
    send_code(Job.objects.get(kind=SEND_CODE))
    assert client.post(reverse("notices:confirm"), {"code": "12"}).status_code == 200
    client.post(reverse("notices:confirm"), {"code": code_in_the_mail()})
    assert Contact.objects.get().address == "mali@example.com"
    wanted = {"groups": ["tasks"], "quiet_from": "21.00", "quiet_until": "6.30"}
    assert client.post(reverse("notices:wishes"), wanted).status_code == 302
    contact = Contact.objects.get()
    assert "tasks" not in contact.muted
    assert len(contact.muted) == len(groups()) - 1
    assert (contact.quiet_from, contact.quiet_until) == (time(21), time(6, 30))
    half = {"groups": ["tasks"], "quiet_from": "21.00"}
    assert client.post(reverse("notices:wishes"), half).status_code == 200
    client.post(reverse("notices:forget"))
    assert not Contact.objects.exists()


def test_codes_are_asked_for_a_few_times_in_a_quarter_of_an_hour(client, mali):
    client.force_login(mali)
    for _number in range(CODES_ASKED + 2):
        client.post(reverse("notices:ask_address"), {"address": "mali@example.com"})
    assert Job.objects.filter(kind=SEND_CODE).count() == CODES_ASKED


def test_other_quiet_hours_let_what_waits_be_looked_at_anew(mali):
    contact = make_contact(mali)
    tomorrow = now() + timedelta(hours=12)
    waiting = make_delivery(mali, at=tomorrow)
    change_wishes(contact, wishes=Wishes([], time(1), time(2)), by=mali, at=(at := now()))
    waiting.refresh_from_db()
    assert waiting.next_try_at == at


# --- the quiet hours of the product ---------------------------------------------------------------


def hours(by, **fields):
    told = {"starts_at": time(21), "ends_at": time(6), "started_on": today()}
    return change_quiet_hours(**{**told, **fields}, by=by, on=today())


def test_the_department_sets_the_quiet_hours_from_a_day_on():
    ministry = make_user("department_officer", "TH")
    assert hours_on(today()) == (time(20), time(7))
    new = hours(ministry, started_on=today() + timedelta(days=3))
    assert hours_on(today()) == (time(20), time(7))
    assert hours_on(new.started_on) == (time(21), time(6))
    assert [line.verb for line in journal.history_of(new)] == ["quiet_hours.changed"]


def test_nobody_else_sets_them_and_not_for_days_that_are_past():
    for role, area in (("department_officer", "86"), ("admin", "TH"), ("province_head", "86")):
        with pytest.raises(PermissionDenied):
            hours(make_user(role, area))
    with pytest.raises(DomainError):
        hours(make_user("department_officer", "TH"), started_on=today() - timedelta(days=1))
    assert QuietHours.objects.count() == 1


def test_the_pages_of_the_quiet_hours_say_what_holds_and_take_others(client):
    client.cookies["asa_language"] = "en"
    client.force_login(make_user("department_officer", "TH"))
    assert "From 20.00 until 07.00" in client.get(reverse("notices:quiet_hours")).text
    page = reverse("notices:change_hours")
    told = {"started_on": today().strftime("%d/%m/%Y"), "starts_at": "21.00", "ends_at": "6.00"}
    assert client.get(page).status_code == 200
    assert client.post(page, told).status_code == 302
    assert hours_on(today()) == (time(21), time(6))
