"""The pages of users and posts: for whom they open, and what they do."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.common.thaidate import today
from asa.people.actions import add_user
from asa.people.models import User
from asa.people.tests.factories import make_post, make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db
ONE_USER_PAGES = {
    "user": "get",
    "give_post": "get",
    "change_phone": "get",
    "hand_over_code": "post",
    "switch_user": "post",
    "end_sign_ins": "post",
    "remove_second_factor": "post",
}


@pytest.fixture
def officer(browser):
    user = make_user("province_officer", "86", given_name="ดาวเรือง")
    browser.force_login(user)
    return user


def list_of(browser, **asked):
    page = browser.post(reverse("people:users"), asked, follow=True)
    assert page.status_code == 200
    return set(re.findall(r'href="/users/([0-9a-f-]{36})/"', page.content.decode()))


def keys(*users):
    return {str(user.pk) for user in users}


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        ("admin", "TH", 200),
        ("department_officer", "TH", 200),
        ("province_head", "86", 200),
        ("province_officer", "86", 200),
        ("auditor", "86", 200),
        ("volunteer", "86010104", 403),
        ("tambon_lead", "860101", 403),
        ("district_lead", "8601", 403),
        ("social_worker", "86", 403),
        ("finance", "86", 403),
        ("analyst", "86", 403),
    ],
)
def test_the_list_opens_for_those_who_answer_for_posts(browser, role, area, status):
    browser.force_login(make_user(role, area))
    assert browser.get(reverse("people:users")).status_code == status
    other = make_user("volunteer", "86010104")
    assert browser.get(reverse("people:user", args=[other.pk])).status_code == status


@pytest.mark.parametrize("name", ONE_USER_PAGES)
def test_a_user_of_the_next_province_is_as_good_as_none(browser, officer, name):
    foreign = make_user("volunteer", "85010104")
    send = getattr(browser, ONE_USER_PAGES[name])
    missing = send(reverse(f"people:{name}", args=["01890a5d-ac96-774b-bcce-b302099a8057"]))
    found = send(reverse(f"people:{name}", args=[foreign.pk]))
    assert (found.status_code, missing.status_code) == (404, 404)
    strip = re.compile(r"[0-9a-f-]{36}|csrfmiddlewaretoken.*?>")
    assert strip.sub("", found.content.decode()) == strip.sub("", missing.content.decode())
    foreign.refresh_from_db()
    assert foreign.is_active


@pytest.mark.parametrize("name", sorted(ONE_USER_PAGES.keys() - {"user", "give_post"}))
def test_a_head_is_not_in_an_officers_hands(browser, officer, name):
    head = make_user("province_head", "86")
    send = getattr(browser, ONE_USER_PAGES[name])
    assert send(reverse(f"people:{name}", args=[head.pk])).status_code == 403
    head.refresh_from_db()
    assert (head.is_active, head.sign_in_round) == (True, 0)


def test_lists_show_one_area_and_filter_by_name_number_role_area_and_state(browser, officer):
    mali = make_user(
        "volunteer", "86010104", given_name="มะลิ", family_name="ริมน้ำ", phone="+66810002345"
    )
    lead = make_user("tambon_lead", "860102", given_name="คำแก้ว")
    ended = make_user("volunteer", "86010104", ended_on=today())
    off = make_user("volunteer", "860103", is_active=False)
    make_user("volunteer", "85010104", given_name="มะลิ")
    assert list_of(browser) == keys(officer, mali, lead, ended, off)
    assert list_of(browser, q="มะลิ ริมน้ำ") == keys(mali)
    assert list_of(browser, q="๐๘๑ ๐๐๐ ๒๓๔๕") == keys(mali)
    assert list_of(browser, q=lead.username.upper()) == keys(lead)
    assert list_of(browser, role="tambon_lead") == keys(lead)
    assert list_of(browser, role="volunteer", state="current") == keys(mali, off)
    assert list_of(browser, state="none") == keys(ended)
    assert list_of(browser, state="off") == keys(off)
    assert list_of(browser, area="860102") == keys(lead)
    assert list_of(browser, q="nobody at all") == set()


def test_posts_elsewhere_of_a_user_are_not_told(browser, officer):
    user = make_user("volunteer", "86010104")
    make_post(user, "tambon_lead", "850101")
    for url in (reverse("people:users"), reverse("people:user", args=[user.pk])):
        text = browser.get(url).content.decode()
        assert "อพม. หมู่ 4" in text
        assert "ประธาน อพม. ตำบล" not in re.sub(
            r"<(option|label).*?</\1>", "", text, flags=re.DOTALL
        )


def test_the_list_asks_the_database_equally_often_for_few_and_many(browser, officer):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            list_of(browser)
        return len(seen)

    make_user("volunteer", "86010104")
    queries()
    few = queries()
    for n in range(1, 9):
        make_user("volunteer", f"860101{n:02d}")
    assert queries() == few


def test_a_part_of_the_list_is_sent_to_htmx(browser, officer):
    page = browser.get(reverse("people:users"), headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert "ดาวเรือง" in page.content.decode()


def test_a_user_is_added_and_given_a_post(browser, officer):
    make_area("860101")
    data = {
        "title": "นาง",
        "given_name": "สมใจ",
        "family_name": "ทดลอง",
        "username": "Somjai",
        "phone": "081-000-2345",
    }
    response = browser.post(reverse("people:add_user"), data)
    user = User.objects.get(username="somjai")
    give = reverse("people:give_post", args=[user.pk])
    assert response.headers["Location"] == give
    assert (user.person.full_name, user.phone) == ("นางสมใจ ทดลอง", "+66810002345")
    post = {"role": "tambon_lead", "area": "860101", "started_on": "1/10/2569"}
    response = browser.post(give, post)
    assert response.headers["Location"] == reverse("people:user", args=[user.pk])
    assert user.posts.get().area_id == "860101"
    assert user.posts.get().given_by == officer


def test_what_cannot_be_added_or_given_is_said_and_nothing_is_lost(browser, officer):
    make_user(username="taken")
    make_area("860101")
    data = {"given_name": "สมใจ", "username": "taken", "phone": "081-000-23"}
    text = browser.post(reverse("people:add_user"), data).content.decode()
    assert 'value="สมใจ"' in text
    assert 'value="081-000-23"' in text
    data["phone"] = ""
    assert "มีผู้ใช้แล้ว" in browser.post(reverse("people:add_user"), data).content.decode()
    user = make_user("volunteer", "86010104")
    give = reverse("people:give_post", args=[user.pk])
    post = {"role": "province_head", "area": "86", "started_on": "1/10/2569"}
    assert browser.post(give, post).status_code == 200
    post = {"role": "district_lead", "area": "860101", "started_on": "1/10/2569"}
    assert "โปรดเลือกพื้นที่ใหม่" in browser.post(give, post).content.decode()
    assert user.posts.count() == 1


def test_an_officer_does_not_give_oneself_a_post(browser, officer):
    give = reverse("people:give_post", args=[officer.pk])
    assert browser.get(give).status_code == 403
    assert browser.post(give, {"role": "volunteer", "area": "86010104"}).status_code == 403


def test_a_post_is_ended_on_its_page(browser, officer):
    user = make_user("volunteer", "86010104")
    url = reverse("people:end_post", args=[user.posts.get().pk])
    assert "อพม. หมู่ 4" in browser.get(url).content.decode()
    early = browser.post(url, {"on": "1/1/2500"}).content.decode()
    assert "หลังจากนั้น" in early
    day = today()
    browser.post(url, {"on": f"{day.day}/{day.month}/{day.year + 543}"})
    assert user.posts.get().ended_on == day


def test_posts_that_are_not_ones_to_end_stay(browser, officer):
    for post, status in (
        (make_user("volunteer", "85010104").posts.get(), 404),
        (make_user("province_head", "86").posts.get(), 403),
        (officer.posts.get(), 403),
    ):
        url = reverse("people:end_post", args=[post.pk])
        data = {"on": today() + timedelta(days=1)}
        assert browser.get(url).status_code == status
        assert browser.post(url, data).status_code == status
        post.refresh_from_db()
        assert post.ended_on is None


def test_switching_off_and_on_and_signing_out_by_buttons(browser, officer):
    user = make_user("volunteer", "86010104")
    switch = reverse("people:switch_user", args=[user.pk])
    browser.post(switch, {"to": "off"})
    user.refresh_from_db()
    assert not user.is_active
    browser.post(switch, {"to": "on"})
    browser.post(reverse("people:end_sign_ins", args=[user.pk]))
    user.refresh_from_db()
    assert (user.is_active, user.sign_in_round) == (True, 2)


def test_the_number_to_sign_in_by_is_changed_or_the_fault_said(browser, officer):
    make_user(phone="+66810002345")
    user = make_user("volunteer", "86010104")
    url = reverse("people:change_phone", args=[user.pk])
    assert "มีผู้อื่นใช้" in browser.post(url, {"phone": "0810002345"}).content.decode()
    browser.post(url, {"phone": "081 000 2346"})
    user.refresh_from_db()
    assert user.phone == "+66810002346"


def test_a_user_who_was_just_added_is_found_by_who_added_and_by_no_neighbour(browser, officer):
    added = add_user(None, username="newcomer", by=officer)
    assert str(added.pk) in list_of(browser)
    browser.force_login(make_user("province_officer", "86"))
    assert str(added.pk) not in list_of(browser)


def test_the_pages_speak_english_too(browser, officer):
    browser.cookies["asa_language"] = "en"
    for url in (reverse("people:users"), reverse("people:me")):
        text = browser.get(url).content.decode()
        assert '<html lang="en"' in text
        assert "Officer of the provincial office of Chumphon" in text


def test_what_stands_behind_the_name_stands_once_on_ones_own_page_of_the_phone(browser):
    browser.force_login(make_user("volunteer", "86010104"))
    page = browser.get(reverse("people:me")).content.decode()
    mine = page.split('id="my-pages"')[1].split("</section>")[0]
    links = re.findall(r'href="(/[^"]+/)"', mine)
    assert {"/training/", "/learning/", "/training/mine/", "/notices/telling/"} <= set(links)
    assert len(links) == len(set(links))
