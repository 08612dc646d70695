"""The office's queue: what it shows, whom beside it, and what is done from it."""

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from asa.applications.actions import refuse_application, take_in_application
from asa.applications.models import PublicApplication
from asa.applications.tests.factories import make_application
from asa.common.thaidate import today
from asa.people.tests.factories import make_user
from asa.volunteers.actions import end_volunteer
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("place")]
LIST = "/applications/"


@pytest.fixture
def at_office(officer):
    client = Client()
    client.force_login(officer)
    return client


def said(answer):
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def page_of(application, act=""):
    return f"{LIST}{application.pk}/{act}"


def test_the_queue_shows_the_own_province_the_longest_waiting_first(at_office):
    for name, area in (("อังคาร", "860101"), ("พุธ", "860201"), ("ลับเฉพาะ", "850101")):
        make_application(area, given_name=name)
    page = said(at_office.get(LIST))

    assert page.index("อังคาร") < page.index("พุธ")
    assert "ลับเฉพาะ" not in page
    assert "รอพิจารณา 2 ราย" in page


def test_the_queue_costs_the_same_for_two_and_for_twenty(at_office):
    def asks():
        with CaptureQueriesContext(connection) as asked:
            assert at_office.get(LIST).status_code == 200
        return len(asked)

    for _one in range(2):
        make_application()
    asks()
    for_two = asks()
    for _one in range(18):
        make_application()
    assert asks() == for_two


def test_what_is_decided_stands_under_its_own_tab(at_office, officer):
    refuse_application(make_application(), reason="ไม่ครบ", by=officer, on=today())
    taken = make_application(given_name="พุธ", number=CITIZEN_IDS[1])
    take_in_application(taken, by=officer, on=today())

    assert "พุธ" in said(at_office.get(f"{LIST}?state=taken_in"))
    assert "จันทร์" in said(at_office.get(f"{LIST}?state=refused"))
    for state in ("received", "withdrawn", "nonsense"):
        page = said(at_office.get(f"{LIST}?state={state}"))
        assert "พุธ" not in page
        assert "จันทร์" not in page


def test_the_page_shows_what_was_told_with_the_number_masked(at_office):
    sent = make_application(moo=4, roles=["health"], guardian="นายดี")
    page = said(at_office.get(page_of(sent)))

    for line in ("จันทร์ ริมคลอง", "081 000 4321", "7/1", "นายดี"):
        assert line in page
    assert CITIZEN_IDS[0] not in page.replace("-", "")


def test_whoever_may_be_the_same_stands_beside_it_and_is_looked_at_first(at_office):
    same = make_volunteer("86020101", given_name="จันทร์", family_name="ริมคลอง")
    sent = make_application()
    assert str(same.pk) in said(at_office.get(page_of(sent)))

    page = said(at_office.post(page_of(sent, "take-in/")))
    assert "โปรดดูรายการที่อาจเป็นคนเดียวกันก่อน" in page
    assert Volunteer.objects.count() == 1
    answer = at_office.post(page_of(sent, "take-in/"), {"is_checked": "on"})
    made = Volunteer.objects.exclude(pk=same.pk).get()
    assert answer["Location"] == f"/volunteers/{made.pk}/"


def test_another_application_with_the_number_stands_beside_it(at_office):
    first, second = make_application(), make_application()

    assert str(first.pk) in said(at_office.get(page_of(second)))


def test_the_one_who_was_ended_applies_again_from_the_page(at_office, officer):
    old = make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])
    other = make_volunteer("86010104", given_name="ใครอื่น")
    end_volunteer(old, reason=EndReason.RESIGNED, by=officer, on=today())
    sent = make_application()

    assert at_office.post(page_of(sent, f"again/{other.pk}/")).status_code == 404
    answer = at_office.post(page_of(sent, f"again/{old.pk}/"))
    assert answer["Location"] == f"/volunteers/{old.pk}/"
    old.refresh_from_db()
    assert old.state == "applied"


def test_a_number_of_the_register_is_told_to_the_office(at_office):
    make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])
    sent = make_application()
    answer = at_office.post(page_of(sent, "take-in/"), {"is_checked": "on"}, follow=True)

    assert "เลขนี้มีในทะเบียนแล้ว" in said(answer)
    assert PublicApplication.objects.get().state == "received"


def test_it_is_refused_with_a_reason(at_office):
    sent = make_application()
    assert at_office.post(page_of(sent, "refuse/"), {"reason": ""}).status_code == 200
    at_office.post(page_of(sent, "refuse/"), {"reason": "อยู่นอกพื้นที่"})

    assert PublicApplication.objects.get().state == "refused"
    assert "อยู่นอกพื้นที่" in said(at_office.get(page_of(sent)))


def test_what_is_ticked_is_removed_after_one_more_question_and_only_in_the_own_area(at_office):
    mine, theirs = make_application(given_name="ทดสอบ"), make_application("850101")
    ticked = {"chosen": [str(mine.pk), str(theirs.pk), "x"]}
    asked = said(at_office.post(f"{LIST}remove/", ticked))
    assert "ต้องการลบใบสมัคร 1 ราย" in asked
    assert PublicApplication.objects.count() == 2

    at_office.post(f"{LIST}remove/", ticked | {"act": "remove"})
    assert PublicApplication.objects.get() == theirs
    assert at_office.post(f"{LIST}remove/", {}).status_code == 302


@pytest.mark.parametrize("act", ["", "take-in/", "refuse/"])
@pytest.mark.parametrize(("role", "area"), [("province_officer", "85"), ("tambon_lead", "860101")])
def test_elsewhere_and_below_an_application_does_not_exist(act, role, area):
    sent, client = make_application(), Client()
    client.force_login(make_user(role, area))
    answer = client.post(page_of(sent, act)) if act else client.get(page_of(sent))

    assert answer.status_code == 404
    assert PublicApplication.objects.get().state == "received"
