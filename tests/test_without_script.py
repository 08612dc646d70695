"""What is done beside the main job, by forms alone: each page's own fields are sent as they stand."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from asa.cases.models import Case, Problem
from asa.cases.tests.factories import (
    TAMBON,
    VILLAGE,
    make_case,
    make_lists,
    put_on_protection_team,
)
from asa.cases.tests.factories_office import agree, desk_of, make_partner, officer, worker
from asa.cases.tests.test_report_pages import CONSENT, LEVELS, PEOPLE, PLACE, PROBLEM
from asa.people.tests.factories import make_user
from asa.people.tests.test_second_factor import ENROL, code_of
from asa.places.tests.factories import make_area
from tests.forms import send

pytestmark = pytest.mark.django_db
PASSWORD = "บ้านริมคลองหลังที่สาม"


@pytest.fixture(autouse=True)
def lists():
    make_lists()
    make_area(TAMBON)


def at(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(name, thing, *more):
    return reverse(f"cases:{name}", args=[thing.pk, *more])


def state_of(case):
    case.refresh_from_db()
    return case.state


def test_a_returned_report_is_mended_and_answered():
    mali, lead = make_user("volunteer", VILLAGE), make_user("tambon_lead", TAMBON)
    case = make_case("tambon_review", reported_by=mali)
    reasons = {"summary": "on", "summary_reason": "ขอให้ละเอียดขึ้น"}
    send(at(lead), page_of("return_case", case), **reasons)
    assert state_of(case) == "returned"
    send(at(mali), page_of("mend", case, "problem"), summary="ขอเตียงปรับระดับได้")
    item = case.returns.get().items.get()
    send(at(mali), page_of("answer_return", case), **{f"item-{item.pk}": "edited"})
    assert (state_of(case), case.summary) == ("tambon_review", "ขอเตียงปรับระดับได้")


def test_a_report_is_taken_back():
    mali = make_user("volunteer", VILLAGE)
    case = make_case("tambon_review", reported_by=mali)
    send(at(mali), page_of("withdraw", case), reason="ลูกชายกลับมาดูแล")
    assert state_of(case) == "withdrawn"


def test_a_case_is_referred_and_the_agency_answers():
    case, hospital = make_case("fact_finding"), make_partner()
    agree(case)
    send(at(worker()), page_of("refer", case), partner=hospital.pk, request="ขอพบแพทย์")
    desk, referral = at(desk_of(hospital)), case.referrals.get()
    send(desk, page_of("answer", referral), result="accepted", words="นัดวันจันทร์")
    send(desk, page_of("answer", referral), result="done", words="รับยาแล้ว")
    assert state_of(case) == "helped"


def test_a_case_ends_as_a_duplicate_or_as_not_eligible():
    by, first = at(officer()), make_case("fact_finding")
    second, third = make_case("fact_finding"), make_case("fact_finding")
    send(by, page_of("duplicate", second), number=first.number)
    send(by, page_of("end", third), result="ineligible", reason="รายได้เกินเกณฑ์")
    assert (state_of(second), state_of(third)) == ("duplicate", "ineligible")


def test_a_protected_report_is_sent():
    put_on_protection_team(worker())
    mali = at(make_user("volunteer", VILLAGE))
    start = mali.get(reverse("cases:report_start")).headers["Location"]
    danger = Problem.objects.filter(protects=True).first()
    assert mali.post(start, PROBLEM | {"problems": [danger.pk], "go": "next"}).status_code == 302
    case = Case.objects.get()
    steps = {"place": PLACE, "people": PEOPLE, "levels": LEVELS, "consent": CONSENT}
    for part, typed in steps.items():
        answer = mali.post(page_of("report_step", case, part), typed | {"go": "next"})
        assert answer.status_code == 302, answer.context["step"].errors
    send(mali, page_of("report_check", case))
    case.refresh_from_db()
    assert (case.state, case.is_protected) == ("received", True)


def test_a_code_is_handed_over_and_sets_a_password():
    newcomer = make_user("volunteer", VILLAGE, username="krathin")
    boss = at(officer())
    page = boss.post(reverse("people:hand_over_code", args=[newcomer.pk]), follow=True)
    code = re.search(r'<dd class="secret[^"]*">\s*([^<\s]+)', page.content.decode())[1]
    typed = {"username": "krathin", "code": code, "password": PASSWORD}
    browser = Client()
    send(browser, reverse("people:activate"), **typed)
    assert browser.get(reverse("cases:report_start")).status_code == 302


def test_a_second_factor_is_set_up(settings):
    settings.ASA_SECOND_FACTOR = "required"
    user = make_user("province_officer", "86", password=PASSWORD)
    browser = Client()
    send(browser, reverse("people:sign_in"), username=user.username, password=PASSWORD)
    page = browser.get(ENROL)
    secret = re.search(r'<b class="secret">([A-Z2-7]{32})</b>', page.content.decode())[1]
    answer = send(browser, ENROL, page=page, code=code_of(secret))
    assert "/account/recovery-codes/" in answer.redirect_chain[-1][0]
