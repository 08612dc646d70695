"""Signing in by telephone number or user name, and what guessing meets."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asa.people.actions import forget_attempts
from asa.people.codes import Outcome
from asa.people.models import SignInAttempt, User
from asa.people.queries import user_named
from asa.people.queries.attempts import DEVICE_COOKIE, UNKNOWN_ADDRESS
from asa.people.tests.factories import make_user
from tests.hashing import LightArgon2

pytestmark = pytest.mark.django_db
PASSWORD = "มะม่วงหน้าฝน 44"
WRONG = "ชื่อหรือรหัสผ่านไม่ถูกต้อง"
TOO_MANY = "ลองหลายครั้งเกินไป"


def sign_in(browser, username, password=PASSWORD, after="/me/", **more):
    data = {"username": username, "password": password, "next": after}
    return browser.post(reverse("people:sign_in"), data, **more)


def is_in(response):
    return response.status_code == 302


def user_of(browser):
    return browser.session.get("_auth_user_id")


@pytest.mark.parametrize(
    "typed",
    [
        "0810002345",
        "081-000-2345",
        "081 000 2345",
        "๐๘๑ ๐๐๐ ๒๓๔๕",
        "+66810002345",
        "somchai.r",
        " Somchai.R ",
    ],
)
def test_any_way_to_write_the_number_or_the_name_opens(browser, typed):
    user = make_user("volunteer", username="somchai.r", phone="+66810002345", password=PASSWORD)
    response = sign_in(browser, typed)
    assert response.headers["Location"] == "/me/"
    assert user_of(browser) == str(user.pk)


@pytest.mark.parametrize("password", ["", "มะม่วงหน้าฝน 45", "มะม่วงหน้าฝน 44 ", PASSWORD[:-1]])
def test_a_wrong_password_opens_nothing_and_keeps_the_name(browser, password):
    make_user("volunteer", username="somchai", password=PASSWORD)
    response = sign_in(browser, "somchai", password)
    assert response.status_code == 200
    assert b'value="somchai"' in response.content
    assert PASSWORD not in response.content.decode()
    assert user_of(browser) is None


def test_who_does_not_exist_is_off_or_has_no_password_is_answered_alike():
    make_user(username="xq-known", password=PASSWORD)
    make_user(username="xq-off", password=PASSWORD, is_active=False)
    make_user(username="xq-bare")
    make_user(username="xq-system", is_system=True, password=PASSWORD)
    answers = set()
    for name in ("xq-known", "xq-nobody", "xq-off", "xq-bare", "xq-system"):
        password = "wrong" if name == "xq-known" else PASSWORD
        page = sign_in(Client(), name, password)
        text = page.content.decode().replace(name, "")
        answers.add((page.status_code, text.split("csrfmiddlewaretoken")[0], WRONG in text))
    assert len(answers) == 1
    assert answers.pop()[2]


def test_an_unknown_name_costs_as_much_hashing_as_a_wrong_password(browser, monkeypatch):
    hashed = []
    for work in ("encode", "verify"):
        real = getattr(LightArgon2, work)
        monkeypatch.setattr(
            LightArgon2, work, lambda *args, real=real: hashed.append(1) or real(*args)
        )
    make_user(username="right", password=PASSWORD)
    counts = []
    for name in ("right", "nobody"):
        hashed.clear()
        sign_in(browser, name, "wrong")
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_the_session_gets_a_new_id_at_sign_in(browser):
    make_user("volunteer", username="somchai", password=PASSWORD)
    session = browser.session
    session["before"] = "1"
    session.save()
    before = session.session_key
    sign_in(browser, "somchai")
    assert browser.session.session_key != before
    assert not browser.session.exists(before)


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_leads_to_pages_of_this_host_only(browser, after):
    make_user("volunteer", username="somchai", password=PASSWORD)
    assert sign_in(browser, "somchai", after=after).headers["Location"] == "/"


def test_who_is_signed_in_is_not_asked_again(browser):
    browser.force_login(make_user("volunteer"))
    response = browser.get(reverse("people:sign_in"), {"next": "/me/"})
    assert response.headers["Location"] == "/me/"


def test_signing_out_is_a_post_and_ends_the_session_on_the_server(browser):
    browser.force_login(make_user("volunteer"))
    assert browser.get(reverse("people:sign_out")).status_code == 405
    key = browser.session.session_key
    browser.post(reverse("people:sign_out"))
    browser.cookies["sessionid"] = key
    assert browser.get("/me/").status_code == 302


# --- guessing -----------------------------------------------------------------------------------


def test_after_ten_failures_even_the_right_password_waits(browser):
    make_user("volunteer", username="somchai", password=PASSWORD)
    for _n in range(10):
        assert WRONG in sign_in(Client(), "somchai", "wrong").content.decode()
    response = sign_in(browser, "somchai")
    assert response.status_code == 429
    assert TOO_MANY in response.content.decode()
    assert user_of(browser) is None
    SignInAttempt.objects.update(at=timezone.now() - timedelta(minutes=15))
    assert is_in(sign_in(browser, "somchai"))


def test_number_and_name_of_one_user_are_counted_together():
    make_user("volunteer", username="somchai", phone="+66810002345", password=PASSWORD)
    for n in range(10):
        sign_in(Client(), ("somchai", "081 000 2345")[n % 2], "wrong")
    assert sign_in(Client(), "0810002345").status_code == 429


def test_names_of_nobody_are_throttled_alike():
    for _n in range(10):
        assert WRONG in sign_in(Client(), "nobody", "wrong").content.decode()
    assert sign_in(Client(), "Nobody ", "wrong").status_code == 429
    assert WRONG in sign_in(Client(), "somebody", "wrong").content.decode()


def test_a_refused_try_does_not_make_the_wait_longer():
    make_user("volunteer", username="somchai", password=PASSWORD)
    for _n in range(10):
        sign_in(Client(), "somchai", "wrong")
    SignInAttempt.objects.update(at=timezone.now() - timedelta(minutes=14))
    for _n in range(3):
        assert sign_in(Client(), "somchai").status_code == 429
    SignInAttempt.objects.filter(outcome=Outcome.FAILED).update(
        at=timezone.now() - timedelta(minutes=16)
    )
    assert is_in(sign_in(Client(), "somchai"))


def test_nobody_can_lock_a_person_out_of_the_own_device(browser):
    make_user("volunteer", username="somchai", password=PASSWORD)
    sign_in(browser, "somchai")
    browser.post(reverse("people:sign_out"))
    for _n in range(11):
        sign_in(Client(), "somchai", "wrong")
    assert sign_in(Client(), "somchai").status_code == 429
    assert is_in(sign_in(browser, "somchai"))


def test_a_known_device_too_has_ten_tries(browser):
    make_user("volunteer", username="somchai", password=PASSWORD)
    sign_in(browser, "somchai")
    browser.post(reverse("people:sign_out"))
    for _n in range(10):
        sign_in(browser, "somchai", "wrong")
    assert sign_in(browser, "somchai").status_code == 429
    assert is_in(sign_in(Client(), "somchai"))


def test_the_device_of_one_user_is_unknown_to_another_and_cannot_be_forged(browser):
    make_user("volunteer", username="mine", password=PASSWORD)
    make_user("volunteer", username="yours", password=PASSWORD)
    sign_in(browser, "mine")
    browser.post(reverse("people:sign_out"))
    for _n in range(10):
        sign_in(browser, "yours", "wrong")
    assert sign_in(Client(), "yours").status_code == 429
    assert sign_in(browser, "yours").status_code == 429
    browser.cookies[DEVICE_COOKIE] = browser.cookies[DEVICE_COOKIE].value[:-2] + "xx"
    assert sign_in(browser, "yours").status_code == 429


def test_two_hundred_people_behind_one_address_are_not_locked_out():
    for n in range(200):
        make_user(username=f"villager{n}", password=PASSWORD)
    for n in range(200):
        assert WRONG in sign_in(Client(), f"villager{n}", "typing error").content.decode()
    assert all(is_in(sign_in(Client(), f"villager{n}")) for n in range(200))


def test_three_hundred_failures_close_an_address_but_not_known_devices(browser):
    make_user("volunteer", username="somchai", password=PASSWORD)
    sign_in(browser, "somchai")
    browser.post(reverse("people:sign_out"))
    now = timezone.now()
    SignInAttempt.objects.bulk_create(
        SignInAttempt(account=str(n), address="127.0.0.1", at=now) for n in range(299)
    )
    assert WRONG in sign_in(Client(), "anyone", "wrong").content.decode()
    assert sign_in(Client(), "somchai").status_code == 429
    assert is_in(sign_in(browser, "somchai"))
    assert is_in(sign_in(Client(), "somchai", REMOTE_ADDR="10.0.0.7"))


def test_an_address_that_the_browser_claims_counts_only_behind_our_proxy(settings):
    sign_in(Client(), "anyone", "wrong", HTTP_X_FORWARDED_FOR="6.6.6.6")
    settings.ASA_BEHIND_PROXY = True
    sign_in(Client(), "anyone", "wrong", HTTP_X_FORWARDED_FOR="6.6.6.6, 7.7.7.7")
    addresses = list(SignInAttempt.objects.order_by("at").values_list("address", flat=True))
    assert addresses == ["127.0.0.1", "7.7.7.7"]


def test_an_address_that_is_none_breaks_nothing(settings):
    settings.ASA_BEHIND_PROXY = True
    sign_in(Client(), "anyone", "wrong", HTTP_X_FORWARDED_FOR="unknown")
    sign_in(Client(), "anyone", "wrong", REMOTE_ADDR="")
    addresses = list(SignInAttempt.objects.order_by("at").values_list("address", flat=True))
    assert addresses == ["127.0.0.1", UNKNOWN_ADDRESS]


def test_what_was_tried_is_kept_without_names_and_thrown_away_after_ninety_days():
    make_user(username="somchai", password=PASSWORD)
    sign_in(Client(), "somchai", "wrong")
    SignInAttempt.objects.update(at=timezone.now() - timedelta(days=91))
    sign_in(Client(), "somchai")
    assert forget_attempts(at=timezone.now()) == 1
    kept = SignInAttempt.objects.get()
    assert kept.outcome == Outcome.SIGNED_IN
    assert "somchai" not in kept.account


def test_a_name_is_a_name_before_it_is_a_number():
    by_name = make_user(username="call-081")
    assert user_named("call-081") == by_name
    assert user_named("") is None
    assert user_named("x" * 5000) is None
    assert User.objects.count() == 1


# --- the page -----------------------------------------------------------------------------------


def test_the_page_speaks_thai_and_asks_nothing_of_scripts(browser):
    page = browser.get(reverse("people:sign_in"))
    text = page.content.decode()
    assert '<html lang="th"' in text
    assert "เบอร์โทรศัพท์หรือชื่อผู้ใช้" in text
    assert 'autocomplete="current-password"' in text
    assert "onpaste" not in text
    assert "no-store" in page.headers["Cache-Control"]


def test_empty_fields_are_named(browser):
    text = sign_in(browser, "", "").content.decode()
    assert "โปรดแก้ 2 ข้อก่อนไปต่อ" in text
    assert not SignInAttempt.objects.exists()
