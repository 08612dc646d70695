"""The second factor: who must have it, how it is set up, and that it cannot be passed by."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asa.common import journal
from asa.people.actions import hand_over_code, remove_second_factor, system_user
from asa.people.codes import SECOND_FACTOR_ROLES, SIGNED_IN_AT, Role
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "มะม่วงหน้าฝน 44"
ENROL = "/account/second-factor/add/"
CODE = "/account/code/"


@pytest.fixture
def required(settings):
    settings.ASA_SECOND_FACTOR = "required"


def sign_in(browser, user, after="/users/"):
    data = {"username": user.username, "password": PASSWORD, "next": after}
    return browser.post(reverse("people:sign_in"), data)


def code_of(secret, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def enrol(browser):
    """Set the second factor up through its page; gives the secret that the app keeps."""
    page = browser.get(ENROL).content.decode()
    secret = re.search(r'<b class="secret">([A-Z2-7]{32})</b>', page)[1]
    response = browser.post(ENROL, {"code": code_of(secret)})
    assert response.headers["Location"] == "/account/recovery-codes/"
    return secret


def enrolled(role="province_officer", area="86"):
    """A user who set the second factor up, and the secret."""
    user, browser = make_user(role, area, password=PASSWORD), Client()
    sign_in(browser, user)
    return user, enrol(browser)


@pytest.mark.parametrize("role", list(Role))
def test_officials_set_it_up_before_anything_else(browser, required, role):
    area = {"volunteer": "860101", "tambon_lead": "860101", "district_lead": "8601"}.get(role, "86")
    user = make_user(role, area, password=PASSWORD)
    assert sign_in(browser, user, "/places/").status_code == 302
    page = browser.get("/places/")
    if role in SECOND_FACTOR_ROLES:
        assert page.headers["Location"] == ENROL
        assert browser.post("/users/add/").headers["Location"] == ENROL
        assert browser.get("/me/").status_code == 200
    else:
        assert page.status_code == 200


def test_after_the_set_up_the_way_goes_on_to_the_page_that_was_asked_for(browser, required):
    user = make_user("province_officer", "86", password=PASSWORD)
    sign_in(browser, user)
    browser.get("/users/?state=off")
    enrol(browser)
    response = browser.get("/account/second-factor/")
    assert response.headers["Location"].startswith("/users/?state=")
    assert browser.get("/users/").status_code == 200
    assert [line.verb for line in journal.history_of(user)] == ["second_factor.added"]


def test_on_a_laptop_it_is_offered_and_nothing_waits_for_it(browser):
    browser.force_login(make_user("province_officer", "86"))
    assert browser.get("/users/").status_code == 200
    assert ENROL in browser.get("/me/").content.decode()


def test_the_picture_to_scan_keeps_to_the_page_policy(browser):
    sign_in(browser, make_user("province_officer", "86", password=PASSWORD))
    page = browser.get(ENROL)
    text = page.content.decode()
    assert "<svg" in text
    assert "style=" not in text
    assert "data:image" not in text
    assert "otpauth://totp/" in text


def test_a_wrong_first_code_sets_nothing_up(browser):
    user = make_user("province_officer", "86", password=PASSWORD)
    sign_in(browser, user)
    browser.get(ENROL)
    text = browser.post(ENROL, {"code": "000000"}).content.decode()
    assert "รหัสนี้ไม่ถูกต้อง" in text
    assert not Authenticator.objects.exists()


def test_the_secret_is_sealed_in_the_database():
    _user, secret = enrolled()
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_password_alone_opens_nothing_and_the_code_opens(browser):
    user, secret = enrolled()
    assert sign_in(browser, user).headers["Location"] == CODE
    assert "_auth_user_id" not in browser.session
    assert browser.get("/users/").status_code == 302
    assert "รหัสนี้ไม่ถูกต้อง" in browser.post(CODE, {"code": "000000"}).content.decode()
    response = browser.post(CODE, {"code": code_of(secret, 1)})
    assert response.headers["Location"] == "/users/"
    assert browser.get("/users/").status_code == 200


def test_the_code_page_without_a_password_first_leads_to_the_sign_in(browser):
    enrolled()
    assert browser.get(CODE).headers["Location"] == "/account/sign-in/"
    assert browser.get("/account/sign-in/").headers["Location"] == "/sign-in/"


def test_a_code_opens_once(browser):
    user, secret = enrolled()
    code = code_of(secret, 1)
    sign_in(browser, user)
    assert browser.post(CODE, {"code": code}).status_code == 302
    # Another worker knows nothing of what this one remembers.

    cache.clear()
    thief = Client()
    sign_in(thief, user)
    assert "ใช้ไปแล้ว" in thief.post(CODE, {"code": code}).content.decode()
    assert "_auth_user_id" not in thief.session


def test_codes_are_guessed_ten_times_at_most(browser):
    user, secret = enrolled()
    for _n in range(10):
        guesser = Client()
        sign_in(guesser, user)
        guesser.post(CODE, {"code": "000000"})
    sign_in(browser, user)
    text = browser.post(CODE, {"code": code_of(secret, 1)}).content.decode()
    assert "ลองหลายครั้งเกินไป" in text
    assert "_auth_user_id" not in browser.session


def test_a_recovery_code_opens_once():
    user, browser = make_user("province_officer", "86", password=PASSWORD), Client()
    sign_in(browser, user)
    enrol(browser)
    page = browser.get("/account/recovery-codes/").content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", page)
    assert len(codes) == 10
    for opens in (True, False):
        lost_phone = Client()
        sign_in(lost_phone, user)
        assert (lost_phone.post(CODE, {"code": codes[0]}).status_code == 302) is opens
        assert ("_auth_user_id" in lost_phone.session) is opens


def test_recovery_codes_are_shown_only_to_who_just_proved_it():
    user, secret = enrolled()
    later = Client()
    sign_in(later, user)
    later.post(CODE, {"code": code_of(secret, 1)})
    assert not re.search(r"<li>\d{8}</li>", later.get("/account/recovery-codes/").content.decode())
    asked = later.get("/account/recovery-codes/new/")
    assert asked.headers["Location"].startswith("/account/password/")
    later.post(asked.headers["Location"], {"password": PASSWORD})
    assert later.post("/account/recovery-codes/new/").status_code == 302


def test_a_reset_by_a_code_still_asks_for_the_second_factor(browser):
    user, _secret = enrolled()
    _activation, code = hand_over_code(user, by=system_user(), at=timezone.now())
    data = {"username": user.username, "code": code, "password": "another rain 77"}
    assert browser.post(reverse("people:activate"), data).headers["Location"] == CODE
    assert "_auth_user_id" not in browser.session


def test_changing_it_asks_for_the_password_unless_the_sign_in_is_fresh(browser):
    user = make_user("province_officer", "86", password=PASSWORD)
    sign_in(browser, user)
    session = browser.session
    session[SIGNED_IN_AT] = time.time() - 3600
    session.save()
    asked = browser.get(ENROL)
    assert asked.headers["Location"].startswith("/account/password/")
    wrong = browser.post(asked.headers["Location"], {"password": "wrong"})
    assert "รหัสผ่านไม่ถูกต้อง" in wrong.content.decode()
    browser.post(asked.headers["Location"], {"password": PASSWORD})
    assert browser.get(ENROL).status_code == 200


def test_who_must_have_it_cannot_switch_it_off(browser, required):
    user = make_user("province_officer", "86", password=PASSWORD)
    sign_in(browser, user)
    enrol(browser)
    browser.post("/account/second-factor/remove/")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_who_chose_it_may_switch_it_off(browser):
    user = make_user("volunteer", password=PASSWORD)
    sign_in(browser, user)
    enrol(browser)
    browser.post("/account/password/", {"password": PASSWORD})
    assert "ต้องการปิด" in browser.get("/account/second-factor/remove/").content.decode()
    browser.post("/account/second-factor/remove/")
    assert not Authenticator.objects.filter(user=user).exists()
    verbs = [line.verb for line in journal.history_of(user)]
    assert verbs == ["second_factor.removed", "second_factor.added"]


def test_an_administrator_takes_a_lost_one_away_and_every_sign_in_ends(browser):
    user, _secret = enrolled()
    signed_in = Client()
    signed_in.force_login(user)
    for role, area in (("province_head", "86"), ("province_officer", "86")):
        with pytest.raises(PermissionDenied):
            remove_second_factor(user, by=make_user(role, area))
    admin = make_user("admin", "TH")
    browser.force_login(admin)
    browser.post(reverse("people:remove_second_factor", args=[user.pk]))
    assert not Authenticator.objects.filter(user=user).exists()
    assert signed_in.get("/me/").status_code == 302
