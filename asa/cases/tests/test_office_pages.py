"""The office's pages: what each role reads, what it may do there, what never stands on them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.cases.models import AidRequest, Case, CaseOpinion, Payment, Referral
from asa.cases.tests.browsing import day, page, signed_in, url, words
from asa.cases.tests.factories import make_case, make_lists
from asa.cases.tests.factories_office import (
    aid_to_pay,
    approved_aid,
    assessed_case,
    desk_of,
    finance,
    head,
    make_partner,
    officer,
    paid_aid,
    pay,
    programme,
    propose,
    protect,
    worker,
)
from asa.cases.tests.test_referring import refer
from asa.common.models import AccessEntry
from asa.common.thaidate import today
from asa.households.codes import Dimension
from asa.households.tests.factories import make_member, make_photo, make_round, make_visit
from asa.people.tests.factories import make_person, make_user
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db
NUMBER = "3860100000419"


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def bare(answer):
    """The page without what belongs to its address and to this very answer."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words(answer))
    return re.sub(r'value="/cases/[^"]*"', "", text)


# --- the acts, each through its page -----------------------------------------------------------


def do(by, name, thing, **data):
    """Open the page of an act, then send it; both must go well."""
    client = signed_in(by)
    opened = client.get(url(name, thing))
    assert opened.status_code == 200, (name, opened.status_code)
    answer = client.post(url(name, thing), data)
    assert answer.status_code == 302, words(answer)
    return client.get(answer["Location"])


def levels(level):
    return {f"level_{one}": str(level) for one in Dimension} | {
        f"reason_{one}": "ทำได้แล้ว" for one in Dimension
    }


def test_a_case_goes_all_the_way_through_the_pages():
    chief, by, clerk, payer = head(), worker(), officer(), finance()
    case = make_case("received", reported_by=make_user("volunteer", "86010104"))
    done = do(clerk, "take_in", case, manager=by.pk)
    assert "The reporter has been told" in words(done)
    do(by, "write_facts", case, text="รายได้ 4,900", found_on=day(today()), income_per_month="4,900")
    do(by, "write_opinion", case, text="เห็นควรช่วย")
    memo = dict.fromkeys(("background", "facts", "consideration", "proposal"), "ข้อความ")
    do(
        by,
        "propose",
        case,
        programme=programme("REG-44").pk,
        beneficiary=case.subject_id,
        kind="money",
        amount="3,000",
        detail="อุปกรณ์",
        **memo,
    )
    aid = AidRequest.objects.get()
    done = do(chief, "decide", aid, result="approve", amount="3,000", words="ติดตามใน 30 วัน")
    assert "Those concerned have been told" in words(done)
    do(payer, "budget", aid, result="awaited")
    do(payer, "budget", aid, result="released")
    paid = {"method": "cash", "evidence_no": "บค. 1/2570", "paid_on": day(today())}
    done = do(payer, "pay", aid, amount="3000", **paid)
    assert "Payments" in words(done)
    given = {"received_by_name": "นางบัว", "delivered_on": day(today())}
    do(clerk, "deliver", aid, follow_up_on=day(today() + timedelta(days=30)), **given)
    seen = {"visited_on": day(today()), "method": "visit", "note": "ขายดี"}
    do(case.reported_by, "follow_up", case, **seen, **levels(4))
    do(by, "close", case, outcome="improved", words="ดีขึ้น")
    case.refresh_from_db()
    assert (case.state, case.household.worst_level) == ("closed", 4)
    do(clerk, "reopen", case, reason="เดือดร้อนอีก")
    assert Case.objects.get().state == "fact_finding"


def test_the_other_ways_end_through_their_pages():
    clerk, by = officer(), worker()
    partner = make_partner()
    desk = desk_of(partner)
    case = make_case("fact_finding")
    asked = {"request": "ขอรับไว้รักษา", "basis": "override", "basis_reason": "หมดสติ"}
    do(by, "refer", case, partner=partner.pk, **asked)
    referral = Referral.objects.get()
    do(desk, "answer", referral, result="refused", words="เตียงเต็ม")
    do(by, "refer", case, partner=partner.pk, **asked)
    do(clerk, "revoke", Referral.objects.get(state="sent"), reason="ญาติรับดูแล")
    do(clerk, "assign", case, manager=by.pk)
    do(clerk, "end", case, result="ineligible", reason="รายได้เกิน")
    assert Case.objects.get().state == "ineligible"
    first, second = make_case("fact_finding"), make_case("fact_finding")
    do(clerk, "duplicate", second, number=first.number)
    do(head(), "end", make_case("fact_finding"), result="withdrawn", reason="ไม่รับ")
    chief = head()
    do(chief, "add_to_team", protect(make_case("received"), chief), user=by.pk)


def test_the_head_refuses_or_asks_for_more_on_the_page():
    request = propose()
    client = signed_in(head())
    answer = client.post(url("decide", request), {"result": "refuse", "words": ""})
    assert "Write the reason" in words(answer)
    do(head(), "decide", request, result="more_facts", words="ขอรายได้ของลูก")
    request = propose(request.case)
    do(head(), "decide", request, result="refuse", words="รายได้เกิน")
    assert Case.objects.get().state == "ineligible"


def test_a_rule_of_the_work_stands_in_the_form_and_nothing_typed_is_lost():
    request = propose(code="REG-45", amount=5000)
    client = signed_in(head())
    given = {"result": "approve", "amount": "5,000", "words": "ให้เร็ว"}
    answer = client.post(url("decide", request), given)
    assert answer.status_code == 200
    assert "governor&#x27;s letter" in words(answer)
    assert "ให้เร็ว" in words(answer)


def test_a_page_that_came_too_late_says_so():
    case = make_case("received")
    client, data = signed_in(officer()), {"manager": ""}
    client.get(url("take_in", case))
    assert client.post(url("take_in", case), data).status_code == 302
    assert client.post(url("take_in", case), data).status_code == 403


# --- who sees a case ---------------------------------------------------------------------------

ABSENT = [
    ("province_officer", "85"),
    ("social_worker", "85"),
    ("province_head", "85"),
    ("district_lead", "8602"),
    ("tambon_lead", "860102"),
    ("volunteer", "86010104"),
    ("finance", "86"),
    ("department_officer", "TH"),
    ("auditor", "TH"),
    ("analyst", "TH"),
    ("admin", "TH"),
]
CASE_PAGES = ["show", "take_in", "assign", "write_facts", "write_opinion", "propose", "refer"]
CASE_PAGES += ["follow_up", "close", "end", "duplicate", "reopen", "add_to_team"]


@pytest.mark.parametrize(("role", "area"), ABSENT)
def test_for_everybody_else_a_case_is_absent(role, area):
    case = make_case("received")
    client = signed_in(make_user(role, area))
    nothing = "01900000-0000-7000-8000-000000000000"
    absent = bare(client.get(reverse("cases:show", args=[nothing])))
    for name in CASE_PAGES:
        answer = client.get(url(name, case))
        assert (answer.status_code, bare(answer)) == (404, absent), name
        assert client.post(url(name, case), {}).status_code == 404, name


def test_after_the_post_ended_a_case_is_absent():
    case = make_case("received")
    for role, area in (
        ("province_officer", "86"),
        ("social_worker", "86"),
        ("province_head", "86"),
    ):
        assert page(make_user(role, area, ended_on=today()), "show", case).status_code == 404


@pytest.mark.parametrize("name", CASE_PAGES[1:])
def test_an_act_of_another_role_is_forbidden_in_ones_own_area(name):
    client = signed_in(make_user("tambon_lead", "860101"))
    case = make_case("received")
    assert client.get(url(name, case)).status_code == 403
    assert client.post(url(name, case), {}).status_code == 403


@pytest.mark.parametrize(("role", "area"), [*ABSENT[3:6], *ABSENT[7:]])
def test_aid_pages_are_absent_too(role, area):
    request = aid_to_pay()
    client = signed_in(make_user(role, area))
    for name in ("decide", "budget", "pay", "deliver", "memo"):
        assert client.get(url(name, request)).status_code == 404, name


def test_finance_sees_payments_and_memos_of_approved_aid_but_no_case():
    payer, waiting = finance(), propose()
    request = approved_aid()
    assert page(payer, "show", request.case).status_code == 404
    assert page(payer, "list").status_code == 403
    assert page(payer, "memo", request).status_code == 200
    assert page(payer, "memo", waiting).status_code == 404
    listed = words(page(payer, "payments"))
    assert request.beneficiary.full_name in listed
    assert waiting.case.number not in listed


def test_payments_are_for_finance_of_the_province():
    aid_to_pay()
    assert "0 approved requests" in words(page(finance("85"), "payments"))
    for other in (head(), officer(), worker(), make_user("admin", "TH")):
        assert page(other, "payments").status_code == 403


def test_what_was_paid_stands_in_its_own_list():
    request = paid_aid()
    listed = words(page(finance(), "payments", show="paid"))
    assert Payment.objects.get().evidence_no in listed
    assert "3,000 baht" in listed
    assert request.beneficiary.full_name not in words(page(finance("85"), "payments", show="paid"))


def test_a_memo_is_not_for_leads_and_volunteers():
    request = approved_aid()
    reporter = request.case.reported_by
    for user in (reporter, make_user("tambon_lead", "860101")):
        assert page(user, "memo", request).status_code == 403
    answer = words(page(worker(), "memo", request))
    assert "บันทึกข้อความ" in answer
    assert AccessEntry.objects.filter(verb="memo.seen").count() == 1


# --- what stands on the page of a case ---------------------------------------------------------


def test_the_office_reads_everything_but_the_full_citizen_id():
    by = worker()
    subject = make_person("บัว", "แสงทอง", citizen_id=NUMBER)
    case = assessed_case(by, subject=subject, detail="อยู่ลำพัง")
    answer = words(page(by, "show", case))
    for wanted in ("อยู่ลำพัง", "เห็นควรช่วยเหลือ", "3-86xx-xxxxx-41-9", case.number, "Fact-finding"):
        assert wanted in answer, wanted
    assert NUMBER not in answer
    entry = AccessEntry.objects.get(verb="case.seen")
    assert (entry.actor_id, entry.target_id) == (by.pk, str(case.pk))


def test_the_head_decides_on_the_page_of_the_case():
    request, chief = propose(), head()
    answer = words(page(chief, "show", request.case))
    assert f'action="{url("decide", request)}"' in answer
    assert "0 of 3 times" in answer
    assert f'action="{url("decide", request)}"' not in words(page(worker(), "show", request.case))


def test_leads_after_their_step_read_where_it_is_and_nothing_sensitive():
    case = assessed_case(detail="ติดเตียง", summary="ขอผ้าอ้อมผู้ใหญ่", problems=["hiv"])
    make_photo(case.household)
    make_user("district_lead", "8601")
    answer = words(page(make_user("tambon_lead", "860101"), "show", case))
    assert case.subject.full_name in answer
    assert "someone will visit" in answer
    for hidden in ("ติดเตียง", "ขอผ้าอ้อมผู้ใหญ่", "HIV", "เห็นควรช่วยเหลือ", "/photos/"):
        assert hidden not in answer, hidden
    listed = words(page(make_user("tambon_lead", "860101"), "list", group="all"))
    assert case.subject.full_name in listed
    assert "ขอผ้าอ้อมผู้ใหญ่" not in listed


def test_the_lead_at_whose_step_it_waits_is_sent_to_the_check():
    case = make_case("tambon_review")
    answer = words(page(make_user("tambon_lead", "860101"), "show", case))
    assert reverse("cases:check", args=[case.pk]) in answer


def test_the_volunteer_who_looks_after_it_reads_the_public_wording():
    request = propose()
    case = request.case
    keeper = make_user("volunteer", "86010104")
    case.household.caretaker = keeper
    case.household.save()
    answer = words(page(keeper, "show", case))
    assert "The office is considering it" in answer
    for hidden in ("เห็นควรช่วยเหลือ", "3,000", "Submitted to the provincial head"):
        assert hidden not in answer, hidden


def test_a_volunteer_asked_to_visit_finds_the_follow_up_on_the_case():
    case = make_case("helped")
    asked = make_user("volunteer", "86010105")
    make_task(
        asked, case.household, kind="case.follow_up", subject_type="cases.case", subject_id=case.pk
    )
    case.household.caretaker = asked
    case.household.save()
    make_round(case.household, levels={Dimension.INCOME: 1})
    assert url("follow_up", case) in words(page(asked, "show", case))
    answer = words(page(asked, "follow_up", case))
    assert "ขายขนมวันละ 120 บาท" in answer
    assert 'class="phone' in answer


def test_a_protected_case_is_seen_by_its_team_and_never_by_name_in_a_list():
    chief = head()
    case = protect(make_case("received"), chief)
    assert page(chief, "show", case).status_code == 200
    listed = words(page(chief, "list"))
    assert "Protected case" in listed
    assert case.subject.full_name not in listed
    for other in (head(), officer(), worker(), case.reported_by):
        assert page(other, "show", case).status_code == 404
    stranger = head()
    assert case.number not in words(page(stranger, "list", group="all"))
    assert 'count">1' not in words(page(stranger, "list", group="all"))


def test_possible_same_cases_are_shown_at_the_intake():
    subject = make_person("บัว", "แสงทอง")
    old = make_case("closed", subject=subject)
    case = make_case("received", subject=subject)
    for name in ("take_in", "show"):
        assert url("show", old) in words(page(officer(), name, case))


# --- referrals ---------------------------------------------------------------------------------


def test_the_agency_reads_what_it_is_asked_and_nothing_of_the_case():
    partner = make_partner()
    case = make_case("fact_finding", subject=make_person("บัว", "แสงทอง", citizen_id=NUMBER))
    referral, desk = refer(case, partner=partner), desk_of(partner)
    for answer in (
        page(desk, "referral", referral),
        page(desk, "referrals"),
        page(desk, "answer", referral),
    ):
        told = words(answer)
        assert "ขอรับไว้รักษา" in told
        for hidden in (case.number, "แสงทอง", NUMBER, "41-9", str(case.pk), case.summary):
            assert hidden not in told, hidden
    assert page(desk, "show", case).status_code == 404
    assert page(desk, "list").status_code == 403
    assert AccessEntry.objects.filter(verb="referral.seen", actor_id=desk.pk).count() == 1


def test_another_desk_and_the_field_see_no_referral():
    referral = refer(partner=make_partner())
    for user in (desk_of(make_partner("OTHER")), referral.case.reported_by, finance()):
        assert page(user, "referral", referral).status_code == 404
    assert page(referral.case.reported_by, "referrals").status_code == 403
    assert page(make_user("admin", "TH"), "referrals").status_code == 403


def test_the_office_may_not_answer_for_an_agency():
    referral = refer(partner=make_partner())
    assert page(officer(), "referral", referral).status_code == 200
    assert page(officer(), "answer", referral).status_code == 403


# --- the list ----------------------------------------------------------------------------------


def test_the_list_puts_the_late_first_and_says_how_late():
    make_case("fact_finding", on=today())
    late = make_case("fact_finding", on=today() - timedelta(days=17))
    answer = page(officer(), "list", group="office")
    rows = [row.case for row in answer.context["rows"]]
    assert rows[0] == late
    assert "2 days late" in words(answer)
    assert "Used 17 days (limit 15 days)" in words(answer)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "บัวทอง"}, 1),
        ({"q": "นางบัวทอง"}, 1),
        ({"district": "8602"}, 1),
        ({"problem": "education"}, 1),
        ({"state": "assessed"}, 1),
        ({"q": "ไม่มีใคร"}, 0),
        ({"district": "8501"}, 0),
        ({}, 3),
    ],
)
def test_the_list_is_filtered(query, found):
    make_case("fact_finding", subject=make_person("บัวทอง", "ริมน้ำ"))
    make_case("assessed", area="86020101")
    make_case("received", problems=["left_school"])
    make_case("received", area="85010101")
    browser = Client()
    browser.force_login(officer())
    answer = browser.post(reverse("cases:list"), {"group": "all", **query}, follow=True)
    assert len(answer.context["rows"]) == found


def test_my_work_is_what_waits_for_me():
    by, chief, clerk = worker(), head(), officer()
    mine = make_case("fact_finding", manager=by)
    waiting, new = make_case("assessed"), make_case("received")
    make_case("closed", manager=by)

    def shown(user):
        return [row.case for row in page(user, "list").context["rows"]]

    assert (shown(by), shown(chief), shown(clerk)) == ([mine], [waiting], [new])
    lead = make_user("tambon_lead", "860101")
    step = make_case("tambon_review")
    assert shown(lead) == [step]


def test_the_export_is_what_the_list_shows_and_is_written_down():
    case = make_case("assessed")
    make_case("fact_finding")
    clerk = head()
    protect(make_case("received", subject=make_person("ลับ", "มาก")), clerk)
    answer = page(clerk, "list", group="mine", export="csv")
    text = answer.content.decode("utf-8-sig")
    assert len(text.strip().splitlines()) == 3
    assert case.number in text
    assert "ลับ" not in text
    entry = AccessEntry.objects.get(verb="cases.exported")
    assert entry.data["rows"] == 2
    assert page(clerk, "list", group="mine", export="zzz").status_code == 404
    assert AccessEntry.objects.filter(verb="cases.exported").count() == 1
    assert page(make_user("tambon_lead", "860101"), "list", export="xlsx").status_code == 403


@pytest.mark.parametrize(
    ("role", "area"),
    [("volunteer", "86010104"), ("finance", "86"), ("department_officer", "TH"), ("admin", "TH")],
)
def test_the_list_is_a_page_of_leads_and_the_office(role, area):
    assert page(make_user(role, area), "list").status_code == 403


# --- how much a page asks of the database ------------------------------------------------------


def queries(user, name, thing=None, **query):
    client = signed_in(user)
    client.get(url(name, thing), query)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url(name, thing), query).status_code == 200
    return len(asked)


def test_lists_ask_the_same_whatever_their_length():
    by, payer, partner = worker(), finance(), make_partner()
    desk = desk_of(partner)

    def add(n):
        for _one in range(n):
            make_case("fact_finding")
            aid_to_pay()
            pay(aid_to_pay(), by=payer)
            refer(partner=partner, by=by)

    def measured():
        return [
            queries(by, "list", group="all"),
            queries(payer, "payments"),
            queries(payer, "payments", show="paid"),
            queries(by, "referrals"),
            queries(desk, "referrals"),
        ]

    add(2)
    few = measured()
    add(8)
    assert measured() == few


def test_the_page_of_a_case_asks_the_same_whatever_happened():
    by, chief = worker(), head()
    request = propose(by=by)
    case = request.case

    def measured():
        return queries(chief, "show", case)

    few = measured()
    for number in range(6):
        CaseOpinion.objects.create(
            case=case,
            written_by=worker(),
            written_on=today(),
            text="เห็นควร",
            writer_name=f"คนที่ {number}",
            writer_position="นักสังคมสงเคราะห์",
        )
        case.fact_findings.create(found_by=by, found_on=today(), text="ตรวจแล้ว")
    assert measured() == few


@pytest.mark.parametrize(
    ("state", "solid"),
    [
        ("fact_finding", "write_facts"),
        # The head considers it: nothing that a social worker may do brings it on.
        ("assessed", ""),
        ("helped", "follow_up"),
        ("following_up", "close"),
    ],
)
def test_the_one_solid_button_is_what_brings_the_case_on(client, state, solid):
    social = worker()
    case = make_case(state, manager=social)
    client.force_login(social)
    page = client.get(reverse("cases:show", args=[case.pk])).content.decode()
    buttons = re.findall(r'<a class="button full([^"]*)"\s+href="([^"]*)"', page)
    found = [url for extra, url in buttons if "quiet" not in extra]
    assert found == ([reverse(f"cases:{solid}", args=[case.pk])] if solid else [])
    more = reverse("cases:propose", args=[case.pk])
    assert [extra for extra, url in buttons if url == more] in ([" quiet"], [])


def test_what_is_asked_for_under_the_wrong_tab_is_found_among_all_cases(client):
    make_case("following_up", number="86-70-00777")
    client.force_login(worker())
    client.cookies["asa_language"] = "en"
    url = reverse("cases:list")
    asked = {"group": "mine", "q": "86-70-00777"}
    response = client.post(url, asked, follow=True)
    assert response.context["elsewhere"] == 1
    assert "group=all" in response.content.decode()
    assert "Show 1 that fits among all cases" in response.content.decode()
    assert len(client.post(url, asked | {"group": "all"}, follow=True).context["rows"]) == 1
    nothing = client.post(url, asked | {"q": "86-70-99999"}, follow=True).content.decode()
    assert "No case fits" in nothing
    client.force_login(officer("85"))
    assert client.post(url, asked, follow=True).context["elsewhere"] == 0


def test_the_form_of_the_facts_knows_how_many_live_there(client):
    case = make_case("fact_finding")
    make_member(case.household)
    client.force_login(worker())
    form = client.get(reverse("cases:write_facts", args=[case.pk])).context["form"]
    assert form["people_in_household"].value() == 2


def test_the_words_of_the_report_stand_once_on_the_page_of_the_case(client):
    case = make_case("fact_finding", detail="หลังคารั่วหลายจุด")
    make_visit(case.household, by=case.reported_by, subject_id=case.pk, note=case.detail)
    make_visit(case.household, by=case.reported_by, subject_id=case.pk, note="ไปดูอีกครั้ง")
    client.force_login(worker())
    page = client.get(reverse("cases:show", args=[case.pk])).content.decode()
    assert (page.count("หลังคารั่วหลายจุด"), page.count("ไปดูอีกครั้ง")) == (1, 1)
    assert page.index('id="todo"') < page.index('id="his"')
