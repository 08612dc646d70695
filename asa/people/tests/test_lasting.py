"""How long a sign-in lasts, and that it ends where it must."""

import time
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common.thaidate import today
from asa.people.actions import change_password, end_post, end_sign_ins, switch_off_user, system_user
from asa.people.codes import SEEN_AT, SIGNED_IN_AT
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


def signed_in(user, *, started=0, seen=0):
    """A browser that signed in and saw its latest page so many seconds ago."""
    browser = Client()
    browser.force_login(user)
    session = browser.session
    session[SIGNED_IN_AT], session[SEEN_AT] = time.time() - started, time.time() - seen
    session.save()
    return browser


def opens(browser, path="/me/"):
    return browser.get(path).status_code == 200


@pytest.mark.parametrize(
    ("role", "started", "seen", "lasts"),
    [
        ("province_officer", 29 * MINUTE, 29 * MINUTE, True),
        ("province_officer", 31 * MINUTE, 31 * MINUTE, False),
        ("province_officer", 11 * HOUR, 0, True),
        ("province_officer", 12 * HOUR + 1, 0, False),
        ("volunteer", 11 * HOUR, 11 * HOUR, True),
        ("volunteer", 13 * HOUR, 13 * HOUR, False),
        ("volunteer", 30 * HOUR, 11 * HOUR, True),
        ("volunteer", 8 * 24 * HOUR, 0, False),
        ("tambon_lead", 2 * HOUR, 2 * HOUR, True),
    ],
)
def test_officials_are_out_after_half_an_hour_volunteers_after_half_a_day(
    role, started, seen, lasts
):
    area = "86" if role == "province_officer" else "860101"
    browser = signed_in(make_user(role, area), started=started, seen=seen)
    assert opens(browser) is lasts
    assert opens(browser) is lasts


def test_each_page_makes_the_half_hour_begin_anew():
    browser = signed_in(make_user("province_officer", "86"), started=2 * HOUR, seen=29 * MINUTE)
    assert opens(browser)
    assert time.time() - browser.session[SEEN_AT] < 10


def test_an_ended_sign_in_is_gone_on_the_server():
    browser = signed_in(make_user("province_officer", "86"), seen=31 * MINUTE, started=HOUR)
    key = browser.session.session_key
    assert not opens(browser)
    browser.cookies["sessionid"] = key
    assert not opens(browser)


def test_a_user_who_is_switched_off_is_out_at_the_next_page():
    user = make_user("volunteer")
    browser = signed_in(user)
    assert opens(browser)
    switch_off_user(user, by=system_user())
    assert not opens(browser)


def test_signing_out_everywhere_ends_every_device():
    user = make_user("volunteer")
    phone, desk, other = signed_in(user), signed_in(user), signed_in(make_user("volunteer"))
    end_sign_ins(user, by=user)
    assert not opens(phone)
    assert not opens(desk)
    assert opens(other)


def test_a_changed_password_ends_other_devices_but_not_this_one():
    user = make_user("volunteer", password="old rain 1234")
    desk, phone = signed_in(user), signed_in(user)
    data = {"current": "old rain 1234", "password": "new rain 5678"}
    assert desk.post(reverse("people:change_password"), data).headers["Location"] == "/me/"
    assert opens(desk)
    assert not opens(phone)
    user.refresh_from_db()
    assert user.check_password("new rain 5678")


def test_the_password_is_changed_only_by_who_knows_it():
    user = make_user("volunteer", password="old rain 1234")
    browser = signed_in(user)
    data = {"current": "wrong", "password": "new rain 5678"}
    text = browser.post(reverse("people:change_password"), data).content.decode()
    assert "รหัสผ่านไม่ถูกต้อง" in text
    for _n in range(10):
        browser.post(reverse("people:change_password"), data)
    data["current"] = "old rain 1234"
    text = browser.post(reverse("people:change_password"), data).content.decode()
    assert "ลองหลายครั้งเกินไป" in text
    user.refresh_from_db()
    assert user.check_password("old rain 1234")


def test_nobody_changes_the_password_of_another():
    with pytest.raises(PermissionDenied):
        change_password(make_user(), password="new rain 5678", by=make_user("admin", "TH"))


def test_without_a_current_post_nothing_opens_but_the_own_page():
    ended = make_user("province_officer", "86", ended_on=today())
    future = make_user("province_officer", "86", started_on=today() + timedelta(days=1))
    for user in (ended, future, make_user()):
        browser = signed_in(user)
        for path in ("/users/", f"/users/{user.pk}/", "/places/", "/users/add/"):
            assert browser.get(path).status_code == 404
            assert browser.post(path).status_code == 404
        page = browser.get("/me/")
        assert page.status_code == 200
        assert "วันนี้ท่านไม่มีตำแหน่ง" in page.content.decode()


def test_a_post_that_ends_takes_its_pages_along_at_once():
    user = make_user("province_officer", "86")
    browser = signed_in(user)
    assert opens(browser, "/users/")
    end_post(user.posts.get(), on=today(), by=system_user())
    assert browser.get("/users/").status_code == 404


def test_pages_of_signed_in_people_are_not_kept_by_the_browser():
    browser = signed_in(make_user("volunteer"))
    assert "no-store" in browser.get("/me/").headers["Cache-Control"]


def test_the_own_page_tells_posts_language_look_and_the_way_out():
    user = make_user("volunteer", "86011304", given_name="มะลิ", phone="+66810002345")
    text = signed_in(user).get("/me/").content.decode()
    for words in ("มะลิ", "081 000 2345", "อพม. หมู่ 4 ต.ขุนกระทิง", "English", "ออกจากระบบ"):
        assert words in text
