"""What someone types when the sign-in ends comes back to the same person, and to nobody else."""

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from asa.people.actions import end_sign_ins, keep_form
from asa.people.codes import SEEN_AT
from asa.people.models import KeptForm, User
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "มะม่วงหน้าฝน 44"
FORM = "/users/add/"
TYPED = {"given_name": "สมใจที่พิมพ์ค้างไว้", "username": "somjai", "phone": "081"}


@pytest.fixture
def officer():
    return make_user("province_officer", "86", username="officer", password=PASSWORD)


def sign_in(browser, username, after=FORM):
    data = {"username": username, "password": PASSWORD, "next": after}
    return browser.post("/sign-in/", data)


def signed_in(user):
    browser = Client()
    sign_in(browser, user.username)
    return browser


def send_after_the_end(browser, data=None, path=FORM, **headers):
    """The session is gone (cleared, ended elsewhere) when the form arrives."""
    browser.cookies.pop("sessionid", None)
    response = browser.post(
        path, data or TYPED, headers={"referer": f"http://testserver{path}"} | headers
    )
    assert response.status_code == 302
    return response.headers["Location"]


def next_of(location):
    return parse_qs(urlsplit(location).query)["next"][0]


def test_the_form_opens_filled_after_signing_in_again(officer):
    browser = signed_in(officer)
    location = send_after_the_end(browser)
    page = browser.get(location).content.decode()
    assert "ข้อความที่พิมพ์ยังอยู่" in page
    assert TYPED["given_name"] not in page
    back = sign_in(browser, "officer", next_of(location)).headers["Location"]
    assert back.startswith(FORM)
    page = browser.get(back)
    assert page.status_code == 200
    text = page.content.decode()
    assert f'value="{TYPED["given_name"]}"' in text
    assert 'value="somjai"' in text
    assert "ข้อความที่พิมพ์ยังอยู่ โปรดตรวจดูแล้วส่งอีกครั้ง" in text
    assert not User.objects.filter(username="somjai").exists()
    # It stays if the page is loaded again, and goes when it is sent for good.
    assert TYPED["given_name"] in browser.get(back).content.decode()
    data = TYPED | {"phone": "0810002349"}
    assert browser.post(FORM, data).status_code == 302
    assert User.objects.filter(username="somjai").exists()
    assert not KeptForm.objects.exists()


def test_even_a_form_without_a_fault_is_shown_and_not_taken(officer):
    browser = signed_in(officer)
    location = send_after_the_end(browser, TYPED | {"phone": ""})
    back = sign_in(browser, "officer", next_of(location)).headers["Location"]
    text = browser.get(back).content.decode()
    assert TYPED["given_name"] in text
    assert not User.objects.filter(username="somjai").exists()


def test_after_half_an_hour_without_a_page_the_form_is_kept_too(officer):
    browser = signed_in(officer)
    session = browser.session
    session[SEEN_AT] = time.time() - 31 * 60
    session.save()
    location = browser.post(FORM, TYPED).headers["Location"]
    back = sign_in(browser, "officer", next_of(location)).headers["Location"]
    assert TYPED["given_name"] in browser.get(back).content.decode()


def test_another_user_of_the_same_device_sees_nothing_of_it(officer):
    make_user("province_officer", "86", username="second", password=PASSWORD)
    browser = signed_in(officer)
    location = send_after_the_end(browser)
    back = sign_in(browser, "second", next_of(location)).headers["Location"]
    page = browser.get(back)
    assert page.status_code == 200
    assert TYPED["given_name"] not in page.content.decode()
    browser.post("/sign-out/")
    back = sign_in(browser, "officer", next_of(location)).headers["Location"]
    assert TYPED["given_name"] in browser.get(back).content.decode()


def test_it_is_sealed_in_the_database_and_holds_no_password(officer):
    browser = signed_in(officer)
    send_after_the_end(browser, TYPED | {"password": "secret rain 1", "new_password": "x" * 9})
    kept = KeptForm.objects.get()
    assert "password" not in kept.content
    assert TYPED["given_name"] in kept.content
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM people_keptform")
        assert TYPED["given_name"].encode() not in bytes(cursor.fetchone()[0])


def test_files_are_excepted_and_that_is_said(officer):
    browser = signed_in(officer)
    location = send_after_the_end(
        browser, TYPED | {"photo": SimpleUploadedFile("house.jpg", b"picture")}
    )
    said = "ภาพถ่ายและไฟล์ไม่ได้เก็บไว้"
    assert said in browser.get(location).content.decode()
    back = sign_in(browser, "officer", next_of(location)).headers["Location"]
    assert said in browser.get(back).content.decode()


def test_a_stranger_fills_no_table(browser):
    location = send_after_the_end(browser)
    assert next_of(location) == FORM
    assert not KeptForm.objects.exists()
    assert "ยังอยู่" not in browser.get(location).content.decode()


def test_a_made_up_key_shows_nothing_and_breaks_nothing(officer):
    browser = signed_in(officer)
    for key in ("x", "01890a5d-ac96-774b-bcce-b302099a8057"):
        assert browser.get(FORM, {"kept_form": key}).status_code == 200
        assert browser.get("/sign-in/", {"next": f"{FORM}?kept_form={key}"}).status_code == 302
        assert Client().get("/sign-in/", {"next": f"{FORM}?kept_form={key}"}).status_code == 200


def test_a_button_that_would_act_at_once_leads_back_to_its_page(officer):
    user = make_user("volunteer", "86010104")
    browser = signed_in(officer)
    path, page = f"/users/{user.pk}/switch/", f"http://testserver/users/{user.pk}/"
    location = send_after_the_end(browser, {"to": "off"}, path, referer=page)
    back = sign_in(browser, "officer", next_of(location)).headers["Location"]
    assert back.startswith(path)
    assert browser.get(back).headers["Location"] == f"/users/{user.pk}/"
    user.refresh_from_db()
    assert user.is_active


def test_a_page_elsewhere_is_never_led_back_to(officer):
    user = make_user("volunteer", "86010104")
    browser = signed_in(officer)
    path = f"/users/{user.pk}/switch/"
    send_after_the_end(browser, {"to": "off"}, path, referer="https://evil.example/page")
    assert KeptForm.objects.get().back == path


def test_a_part_of_a_page_opens_the_sign_in_as_a_whole_page(officer):
    browser = signed_in(officer)
    browser.cookies.pop("sessionid")
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{FORM}"}
    response = browser.post("/users/", TYPED, headers=headers)
    target = response.headers["HX-Redirect"]
    assert target.startswith("/sign-in/?next=")
    back = sign_in(browser, "officer", next_of(target)).headers["Location"]
    assert TYPED["given_name"] in browser.get(back).content.decode()


def test_only_five_forms_of_a_user_are_kept_and_for_a_day(officer):
    def keep(at):
        return keep_form(
            officer, fields=[("note", ["ก"])], path=FORM, back=FORM, had_files=False, at=at
        )

    old = keep(timezone.now() - timedelta(hours=25))
    latest = [keep(timezone.now()) for _n in range(7)]
    assert set(KeptForm.objects.all()) == set(latest[-5:])
    assert old not in KeptForm.objects.all()


def test_what_is_too_long_or_empty_is_not_kept(officer):
    for fields in ([], [("password", ["x"])], [("note", ["ก" * 400_000])]):
        kept = keep_form(
            officer, fields=fields, path=FORM, back=FORM, had_files=False, at=timezone.now()
        )
        assert kept is None
    assert not KeptForm.objects.exists()


def test_who_was_signed_out_everywhere_while_typing_finds_it_again(officer):
    browser = signed_in(officer)
    end_sign_ins(officer, by=officer)
    location = browser.post(FORM, TYPED).headers["Location"]
    back = sign_in(browser, "officer", next_of(location)).headers["Location"]
    assert TYPED["given_name"] in browser.get(back).content.decode()


def test_for_a_user_who_was_switched_off_nothing_is_kept(officer):
    browser = signed_in(officer)
    officer.is_active = False
    officer.save()
    browser.post(FORM, TYPED)
    assert not KeptForm.objects.exists()
