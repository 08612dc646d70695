"""What a stranger sees: the conditions, the form, the receipt; and what nobody learns by it."""

import html
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from asa.applications.actions import refuse_application
from asa.applications.codes import MOST_SENT
from asa.applications.models import PublicApplication
from asa.applications.names import code_of
from asa.applications.queries import told_by
from asa.applications.tests.factories import make_application, make_form
from asa.common.shortcodes import grouped
from asa.common.thaidate import buddhist_year, today
from asa.people.models import KeptForm, SignInAttempt
from asa.places.tests.factories import make_area
from asa.volunteers.models import Qualification
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("place")]
FORM, RECEIPT, WITHDRAW = "/apply/form/", "/apply/receipt/", "/apply/withdraw/"
SENT_WORDS, RECEIVED = "รหัสใบรับของท่าน", "ได้รับใบสมัครแล้ว"


def said(answer):
    return html.unescape(answer.content.decode()).replace("\xa0", " ")


def hidden(page):
    """The hidden fields of a page, as its form sends them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    sent = {}
    for name, value in found:
        sent.setdefault(name, []).append(html.unescape(value))
    return sent


def sends(client, **fields):
    """Look over and send, as a browser does it: with what the page itself carries."""
    looked = client.post(FORM, make_form(**fields))
    return client.post(FORM, {**hidden(looked.content.decode()), "act": "send"})


def code_on(page):
    return re.search(r'<b class="keep">([\w-]+)</b>', page)[1]


# --- read and fill in -----------------------------------------------------------------------------


def test_the_page_says_who_may_apply_by_the_rules_of_the_day(client):
    page = said(client.get("/apply/"))
    assert "อายุไม่ต่ำกว่า 18 ปี" in page
    assert "ทะเบียนบ้านหรือหลักฐานว่าอยู่ในพื้นที่" in page

    Qualification.objects.filter(code="age_adult").update(years=20)
    Qualification.objects.filter(code="paper_house").update(is_asked=False)
    page = said(client.get("/apply/"))
    assert "อายุไม่ต่ำกว่า 20 ปี" in page
    assert "อายุไม่ต่ำกว่า 18 ปี" not in page
    assert "ทะเบียนบ้าน" not in page


def test_an_application_is_looked_over_and_sent_without_script(client):
    looked = client.post(FORM, make_form(other_roles=["health", "elderly"]))
    page = said(looked)
    assert PublicApplication.objects.count() == 0
    for line in ("นางจันทร์ ริมคลอง", "9 มี.ค. 2528", "081 000 4321", "ท่าตะเภา"):
        assert line in page

    sent = client.post(FORM, {**hidden(looked.content.decode()), "act": "send"})
    kept = PublicApplication.objects.get()
    assert SENT_WORDS in said(sent)
    assert told_by(kept).application.other_roles == ["health", "elderly"]
    assert told_by(kept).moo == 4
    assert kept.area_id == "860101"


def test_a_place_is_asked_for_until_one_is_meant(client):
    # Two sub-districts are called so.
    make_area("860102")
    make_area("860409")
    page = said(client.post(FORM, make_form(tambon="ปากน้ำ", tambon_code="")))
    assert page.count('name="tambon_code"') == 2
    assert "ยังไม่ได้ส่งใบสมัคร" not in page

    looked = said(client.post(FORM, make_form(tambon="ปากน้ำ", tambon_code="860409", moo="")))
    assert "ยังไม่ได้ส่งใบสมัคร" in looked


def test_places_are_found_while_typing_without_a_sign_in(client):
    answer = client.get("/apply/places/?tambon=ท่าตะเภา", headers={"HX-Request": "true"})

    assert (answer.status_code, 'value="860101"' in answer.content.decode()) == (200, True)
    assert "/apply/places/" in client.get(FORM).content.decode()
    assert "/places/search/" not in client.get(FORM).content.decode()


def test_what_was_typed_comes_back_to_be_changed(client):
    typed = make_form(given_name="อังคาร", act="change", other_roles=["health", "drugs"])
    page = said(client.post(FORM, typed))

    assert 'value="อังคาร"' in page
    assert typed["ticket"] in page
    assert len(re.findall(r'name="other_roles"[^>]* checked', page)) == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"given_name": ""}, "โปรดกรอก"),
        ({"number": "123"}, "13 หลัก"),
        ({"number": ""}, "เหตุผล"),
        ({"phone": ""}, "หมายเลขโทรศัพท์"),
        ({"birth": ""}, "วันเกิด"),
        ({"is_free": ""}, "ไม่หวังค่าตอบแทน"),
        ({"is_true": ""}, "ได้อ่านวิธีใช้ข้อมูล"),
        ({"ticket": "x"}, "ตรวจทาน"),
        ({"birth": f"1/1/{buddhist_year(today()) - 15}"}, "เลือกสมัครเป็น ยุว อพม."),
        ({"birth": f"1/1/{buddhist_year(today()) - 17}", "kind": "youth"}, "ผู้ปกครอง"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, fields, sentence):
    page = said(client.post(FORM, make_form(**fields)))

    assert sentence in page
    assert "ยังไม่ได้ส่งใบสมัคร" not in page
    assert 'value="ริมคลอง"' in page
    assert PublicApplication.objects.count() == 0


def test_a_passport_or_no_number_at_all_is_taken_with_its_reason(client):
    sends(client, number="GX4471902", nationality="อังกฤษ")
    sends(client, number="", no_id_reason="ยังไม่ได้แจ้งเกิด")

    kinds = {told_by(one).application.person.id_kind for one in PublicApplication.objects.all()}
    assert kinds == {"passport", "none"}


def test_a_form_sent_again_gives_the_same_receipt(client):
    ticket = str(uuid4())
    first, second = sends(client, ticket=ticket), sends(client, ticket=ticket)
    other = sends(client, ticket=ticket, given_name="อังคาร")

    assert code_on(said(first)) == code_on(said(second)) == code_on(said(other))
    assert "เคยส่งแล้วด้วยข้อความอื่น" not in said(second)
    assert "เคยส่งแล้วด้วยข้อความอื่น" in said(other)
    assert PublicApplication.objects.count() == 1


# --- what nobody learns ---------------------------------------------------------------------------


def plain(page):
    """A page without what differs by nature."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", "", page)


def test_nobody_learns_whether_a_number_is_of_a_volunteer(client):
    make_volunteer("86010104", citizen_id=CITIZEN_IDS[0], given_name="จันทร์")
    sends(client)
    with CaptureQueriesContext(connection) as for_known:
        known = sends(client, number=CITIZEN_IDS[0])
    with CaptureQueriesContext(connection) as for_unknown:
        unknown = sends(client, number=CITIZEN_IDS[1])

    assert plain(said(known)) == plain(said(unknown))
    assert len(for_known) == len(for_unknown)
    assert not [one["sql"] for one in for_known if "volunteers_volunteer" in one["sql"]]


def test_nothing_of_a_stranger_is_kept_but_what_was_sent(client):
    client.post(FORM, make_form())
    client.post(FORM, make_form(given_name=""))

    assert (KeptForm.objects.count(), PublicApplication.objects.count()) == (0, 0)
    assert "sessionid" not in client.cookies


def test_no_cache_and_no_search_engine_keeps_the_pages(client):
    pages = [client.get(FORM), client.post(FORM, make_form()), sends(client), client.get(RECEIPT)]

    assert {page["X-Robots-Tag"] for page in pages} == {"noindex, nofollow, noarchive"}
    assert all("no-store" in page["Cache-Control"] for page in pages)


def test_a_form_of_another_site_is_not_taken():
    assert Client(enforce_csrf_checks=True).post(FORM, make_form(act="send")).status_code == 403
    assert PublicApplication.objects.count() == 0


def test_typed_words_are_escaped(client):
    page = client.post(FORM, make_form(given_name='<script>alert("x")</script>')).content.decode()

    assert "<script>alert" not in page


# --- throttled ------------------------------------------------------------------------------------


def test_after_many_applications_the_network_waits_and_keeps_what_was_typed(client):
    for _person in range(MOST_SENT):
        assert sends(client).status_code == 200
    answer = sends(client, given_name="ศุกร์")

    assert answer.status_code == 429
    assert "ศุกร์" in said(answer)
    assert "ข้อมูลที่กรอกยังอยู่ครบ" in said(answer)
    assert PublicApplication.objects.count() == MOST_SENT
    # Nobody behind the same address is kept from signing in by it.
    assert not SignInAttempt.objects.filter(outcome="failed").exists()
    elsewhere = client.post(FORM, make_form(act="send"), REMOTE_ADDR="10.0.0.9")
    assert elsewhere.status_code == 200


def test_after_ten_codes_that_are_none_the_network_waits(client):
    for _try in range(10):
        assert client.post(RECEIPT, {"code": code_of(uuid4())}).status_code == 404
    ticket = uuid4()
    make_application(ticket=ticket)
    for page in (RECEIPT, WITHDRAW):
        assert client.post(page, {"code": code_of(ticket)}).status_code == 429


# --- the receipt ----------------------------------------------------------------------------------


@pytest.fixture
def code():
    ticket = uuid4()
    make_application(ticket=ticket)
    return grouped(code_of(ticket))


def test_the_code_tells_how_far_it_is_and_nothing_of_whom(client, code):
    page = said(client.post(RECEIPT, {"code": code.lower()}))

    assert RECEIVED in page
    secrets = ("จันทร์", "ริมคลอง", CITIZEN_IDS[0], "4321", "ท่าตะเภา", "7/1", "2528")
    assert [one for one in secrets if one in page] == []


@pytest.mark.parametrize("typed", ["", "x", "7Q4M2K9PH3VT", "0000-0000-0000"])
def test_a_code_that_is_none_is_told_so(client, typed):
    answer = client.post(RECEIPT, {"code": typed})

    assert answer.status_code == (404 if typed else 200)
    assert RECEIVED not in said(answer)


def test_the_reason_of_a_refusal_is_read_by_the_code(client, code, officer):
    refuse_application(PublicApplication.objects.get(), reason="อยู่นอกจังหวัด", by=officer, on=today())
    page = said(client.post(RECEIPT, {"code": code}))

    assert "ใบสมัครไม่ผ่านการพิจารณา" in page
    assert "อยู่นอกจังหวัด" in page
    assert officer.shown_name not in page


def test_it_is_withdrawn_after_one_more_question(client, code):
    asked = client.post(WITHDRAW, {"code": code})
    assert PublicApplication.objects.get().state == "received"
    done = client.post(WITHDRAW, hidden(asked.content.decode()) | {"act": "withdraw"})

    assert "ท่านถอนใบสมัครแล้ว" in said(done)
    assert PublicApplication.objects.get().state == "withdrawn"
    # Once more says the same.
    assert "ท่านถอนใบสมัครแล้ว" in said(client.post(WITHDRAW, {"code": code, "act": "withdraw"}))


def test_without_the_code_nothing_is_withdrawn(client, code):
    answer = client.post(WITHDRAW, {"code": code_of(uuid4()), "act": "withdraw"})

    assert (answer.status_code, answer["Location"]) == (302, RECEIPT)
    assert client.get(WITHDRAW).status_code == 405
    assert PublicApplication.objects.get().state == "received"
