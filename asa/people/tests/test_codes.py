"""A code is handed over once, works once, and shows nobody a password."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asa.common import journal
from asa.common.errors import DomainError
from asa.people.actions import (
    hand_over_code,
    set_password_by_code,
    switch_off_user,
    system_user,
    try_code,
)
from asa.people.models import ActivationCode
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "ฝนตกที่หลังสวน"


def hand_over(user, by=None, at=None):
    return hand_over_code(user, by=by or system_user(), at=at or timezone.now())[1]


def activate(browser, username, code, password=PASSWORD):
    data = {"username": username, "code": code, "password": password}
    return browser.post(reverse("people:activate"), data)


def is_in(browser):
    return "_auth_user_id" in browser.session


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda c: c.replace("-", " "), lambda c: f" {c} "]
)
def test_a_code_in_any_writing_sets_the_password_and_signs_in(browser, typed):
    user = make_user("volunteer", username="somchai", phone="+66810002345")
    code = hand_over(user)
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code)
    assert activate(browser, "081 000 2345", typed(code)).status_code == 302
    assert is_in(browser)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_code_works_once():
    user = make_user("volunteer", username="somchai")
    code = hand_over(user)
    activate(Client(), "somchai", code)
    again = Client()
    assert "ไม่ตรงกับชื่อ" in activate(again, "somchai", code, "another rain 5").content.decode()
    assert not is_in(again)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_code_of_three_days_ago_an_older_one_and_another_persons_do_not_work(browser):
    user, other = (
        make_user("volunteer", username="somchai"),
        make_user("volunteer", username="wipa"),
    )
    late = hand_over(user, at=timezone.now() - timedelta(hours=72, minutes=1))
    assert activate(browser, "somchai", late).status_code == 200
    older, newer = hand_over(user), hand_over(user)
    assert activate(browser, "somchai", older).status_code == 200
    assert activate(browser, "wipa", newer).status_code == 200
    assert not is_in(browser)
    other.refresh_from_db()
    assert not other.has_usable_password()
    assert activate(browser, "somchai", newer).status_code == 302


def test_ten_wrong_tries_end_a_code():
    user = make_user("volunteer")
    now = timezone.now()
    code = hand_over(user)
    for _n in range(10):
        assert try_code(user, code="2222-2222", at=now) is None
    assert try_code(user, code=code, at=now) is None
    assert try_code(user, code=hand_over(user), at=now)


def test_guessing_codes_is_throttled_as_passwords_are(browser):
    code = hand_over(make_user("volunteer", username="somchai"))
    for _n in range(10):
        activate(Client(), "somchai", "2222-2222")
    assert activate(browser, "somchai", code).status_code == 429
    assert not is_in(browser)


def test_a_wrong_code_and_an_unknown_name_are_answered_alike():
    hand_over(make_user("volunteer", username="somchai"))
    make_user("volunteer", username="nocode")
    pages = {
        activate(Client(), name, "2222-2222").content.decode().replace(name, "").split("csrf")[0]
        for name in ("somchai", "nocode", "nobody")
    }
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("password", "words"),
    [("1234567", "8 ตัว"), ("12345678", "เดาง่าย"), ("password", "เดาง่าย"), ("somchai.r", "ผู้อื่นเดา"),
     ("0810002345", "ผู้อื่นเดา"), ("กกกกกกกกก", "ต่างกัน")],
)  # fmt: skip
def test_a_password_that_is_easy_to_guess_is_refused_and_the_code_stays_good(
    browser, password, words
):
    user = make_user("volunteer", username="somchai.r", phone="+66810002345")
    code = hand_over(user)
    assert words in activate(browser, "somchai.r", code, password).content.decode()
    assert activate(browser, "somchai.r", code).status_code == 302


@pytest.mark.parametrize(
    "password", ["ก" * 64, "a b c d e f g", "correct horse battery staple " * 5]
)
def test_long_and_thai_passwords_are_taken(browser, password):
    password = password if len(set(password)) > 3 else password + "ขคง"
    user = make_user("volunteer", username="somchai")
    assert activate(browser, "somchai", hand_over(user), password).status_code == 302


def test_a_reset_ends_older_sign_ins():
    user = make_user("volunteer", username="somchai", password="old rain 1234")
    old = Client()
    old.force_login(user)
    assert old.get("/me/").status_code == 200
    activate(Client(), "somchai", hand_over(user))
    assert old.get("/me/").status_code == 302


def test_codes_are_handed_over_by_the_coordinator_of_the_area_only():
    user = make_user("volunteer", "86010104")
    for role, area in (("province_officer", "86"), ("province_head", "86"), ("admin", "TH")):
        assert hand_over(user, make_user(role, area))
    for role, area in (
        ("province_officer", "85"),
        ("tambon_lead", "860101"),
        ("volunteer", "86010104"),
        ("social_worker", "86"),
        ("department_officer", "TH"),
        ("auditor", "TH"),
    ):
        with pytest.raises(PermissionDenied):
            hand_over(user, make_user(role, area))
    admin = make_user("admin", "TH")
    with pytest.raises(PermissionDenied):
        hand_over(admin, admin)


def test_a_user_who_is_off_gets_and_uses_no_code():
    user = make_user("volunteer")
    code = hand_over(user)
    switch_off_user(user, by=system_user())
    assert try_code(user, code=code, at=timezone.now()) is None
    with pytest.raises(DomainError):
        hand_over(user)


def test_the_table_holds_no_code_and_the_journal_tells_who_and_when():
    user, officer = make_user("volunteer", "86010104"), make_user("province_officer", "86")
    code = hand_over(user, officer)
    row = ActivationCode.objects.get()
    assert code not in str(vars(row))
    assert code.replace("-", "") not in str(vars(row))
    set_password_by_code(
        try_code(user, code=code, at=timezone.now()), password=PASSWORD, at=timezone.now()
    )
    lines = [(line.verb, line.actor_id) for line in journal.history_of(user)]
    assert lines == [("password.set_by_code", user.pk), ("code.handed_over", officer.pk)]


def test_the_code_is_shown_once_with_a_picture_to_scan(browser):
    user, officer = make_user("volunteer", "86010104"), make_user("province_officer", "86")
    browser.force_login(officer)
    page = browser.post(reverse("people:hand_over_code", args=[user.pk]))
    text = page.content.decode()
    code = re.search(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", text)[0]
    assert "<svg" in text
    assert "style=" not in text
    assert "no-store" in page.headers["Cache-Control"]
    assert code not in browser.get(reverse("people:user", args=[user.pk])).content.decode()
    assert browser.get(reverse("people:hand_over_code", args=[user.pk])).status_code == 405
    assert activate(Client(), user.username, code).status_code == 302


def test_a_scanned_picture_brings_the_code_along_and_nothing_else(browser):
    page = browser.get(reverse("people:activate"), {"code": "7Q4M-2K9P"}).content.decode()
    assert 'value="7Q4M-2K9P"' in page
    page = browser.get(reverse("people:activate"), {"code": "<script>"}).content.decode()
    assert "script&gt;" not in page
