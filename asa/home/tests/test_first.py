"""The first page of each role: what it answers, whose numbers it shows, and what never counts."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from asa.applications.tests.factories import make_application
from asa.cases.codes import CaseState
from asa.cases.models import Case
from asa.cases.tests.factories import make_case, make_draft, put_on_protection_team
from asa.common.thaidate import add_months, today
from asa.home.tests.factories import (
    make_partner,
    make_province,
    make_referral,
    make_volunteer,
)
from asa.households.tests.factories import (
    make_household,
    make_member,
    make_round,
    make_visit,
    put_on_team,
)
from asa.people.codes import Role
from asa.people.tests.factories import make_post, make_user
from asa.places.queries import areas_under
from asa.tasks.tests.factories import make_task
from asa.training.codes import EnrolmentState
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota

pytestmark = pytest.mark.django_db


def contents_of(response, number=0):
    return response.context["sections"][number].contents


# --- a volunteer's day -------------------------------------------------------------------------------


def test_a_volunteer_sees_the_late_visit_first_and_what_came_of_the_reports(chumphon, signed_in):
    mali = make_user("volunteer", "86010104", given_name="มะลิ")
    household = make_household(house_no="42", caretaker=mali, shown_as="ป้าบัว")
    make_task(mali, household, due_on=today())
    make_task(mali, household, due_on=today() - timedelta(days=2))
    make_task(mali, household, due_on=today() + timedelta(days=3))
    make_task(mali, household, due_on=today() + timedelta(days=40))
    make_case(CaseState.FACT_FINDING, household=household, reported_by=mali)
    make_draft(mali)
    make_visit(household, by=mali, on=today())
    make_visit(household, by=mali, on=add_months(today().replace(day=1), -1))
    response = signed_in(mali)
    shown = contents_of(response)
    assert [row.late_by for row in shown["today"]] == [2, 0]
    assert [row.late_by for row in shown["next"]] == [-3]
    assert shown["today"][0].who == "ป้าบัว"
    assert (len(shown["drafts"]), len(shown["news"]), len(shown["visits"])) == (1, 1, 1)
    page = response.content.decode()
    assert "The provincial office has it; someone will visit" in page
    assert "2 days late" in page
    assert reverse("cases:report_start") in page


def test_a_volunteer_reads_the_seats_to_be_answered_before_those_that_are_confirmed(
    chumphon, signed_in
):
    mali = make_user("volunteer", "86010104")
    confirmed, asked = make_quota(), make_quota()
    over = make_quota(make_cohort(starts_on=today() - timedelta(days=9)))
    make_enrolment(confirmed, person=mali.person)
    make_enrolment(over, person=mali.person)
    offered = make_enrolment(
        asked,
        person=mali.person,
        state=EnrolmentState.NOMINATED,
        answer_by=today() + timedelta(days=3),
    )
    make_enrolment(asked)
    response = signed_in(mali)
    shown = contents_of(response)["seats"]
    assert [seat.quota_id for seat in shown] == [asked.pk, confirmed.pk]
    page = response.content.decode()
    assert reverse("training:enrolment", args=[offered.pk]) in page
    assert page.count("Please answer by") == 1


def test_another_volunteers_tasks_drafts_and_reports_are_not_seen(chumphon, signed_in):
    lamai = make_user("volunteer", "86010104")
    household = make_household(caretaker=lamai)
    make_task(lamai, household, due_on=today())
    make_case(CaseState.FACT_FINDING, household=household, reported_by=lamai)
    make_draft(lamai)
    make_visit(household, by=lamai, on=today())
    shown = contents_of(signed_in(make_user("volunteer", "86010104")))
    assert not any(shown[name] for name in ("today", "next", "drafts", "news", "visits"))


def test_a_visit_to_a_household_that_was_sealed_since_is_not_counted(chumphon, signed_in):
    mali = make_user("volunteer", "86010104")
    household = make_household(reported_by=mali, caretaker=mali)
    make_visit(household, by=mali, on=today())
    assert len(contents_of(signed_in(mali))["visits"]) == 1
    household.is_sealed = True
    household.save()
    assert not contents_of(signed_in(mali))["visits"]


def test_of_a_protected_case_the_reporter_sees_a_receipt_and_nothing_more(chumphon, signed_in):
    mali = make_user("volunteer", "86010104")
    case = make_case(
        CaseState.FACT_FINDING,
        household=make_household(is_sealed=True),
        reported_by=mali,
        is_protected=True,
    )
    response = signed_in(mali)
    assert contents_of(response)["news"] == []
    page = response.content.decode()
    assert case.number in page
    assert case.subject.given_name not in page


# --- leads -----------------------------------------------------------------------------------------


def test_a_lead_sees_what_waits_for_the_check_what_is_late_and_where_nobody_is(chumphon, signed_in):
    lead = make_user("tambon_lead", "860101")
    mali = make_user("volunteer", "86010104")
    waiting = make_case(CaseState.TAMBON_REVIEW, reported_by=mali)
    make_case(CaseState.TAMBON_REVIEW, area="86020101")
    make_case(CaseState.TAMBON_REVIEW, reported_by=lead)
    make_task(mali, waiting.household)
    make_task(make_user("volunteer", "86020101"), make_household("86020101"))
    make_volunteer("86010104")
    make_household("86010105")
    shown = contents_of(signed_in(lead))
    assert [row.case for row in shown["waiting"]] == [waiting]
    assert (shown["waiting_count"], shown["late_count"]) == (1, 1)
    assert [name for name, _place in shown["gaps"]] == ["Moo 5"]


def test_what_waits_too_long_for_the_check_says_so_on_the_first_pages(chumphon, signed_in):
    late_since = today() - timedelta(days=5)
    for state in (CaseState.TAMBON_REVIEW, CaseState.DISTRICT_REVIEW):
        make_case(state, state_since=late_since)
    for role, area in (("tambon_lead", "860101"), ("district_lead", "8601")):
        (row,) = contents_of(signed_in(make_user(role, area)))["waiting"]
        assert (row.clock.tone, row.clock.words) == ("late", "2 days late")
    officer = signed_in(make_user("province_officer", "86"))
    (part,) = contents_of(officer)["late"]
    assert [row.clock.tone for row in part.rows] == ["late", "late"]
    assert officer.content.decode().count("2 days late") == 2


def test_what_no_reporter_answers_is_told_apart_from_what_no_lead_checks(chumphon, signed_in):
    since = today() - timedelta(days=5)
    late = make_case(CaseState.TAMBON_REVIEW, state_since=since)
    sent_back = make_case(
        CaseState.RETURNED, state_since=since, returned_from=CaseState.TAMBON_REVIEW
    )
    make_case(CaseState.TAMBON_REVIEW, area="85010101", state_since=since)
    officer = make_user("province_officer", "86")
    make_post(officer, "province_officer", "85")
    shown = contents_of(signed_in(officer, area="86"))["late"]
    assert [(part.name, [row.case for row in part.rows]) for part in shown] == [
        ("late-checks", [late]),
        ("unanswered", [sent_back]),
    ]
    listed = signed_in(officer, reverse("cases:checks"), area="86").context["late"]
    assert [(name, [case for case, _clock in rows]) for name, _title, rows in listed] == [
        ("late-checks", [late]),
        ("unanswered", [sent_back]),
    ]
    assert len(signed_in(officer, reverse("cases:checks")).context["late"][0][2]) == 2


def test_a_district_lead_sees_the_tambons_without_a_volunteer(chumphon, signed_in):
    make_volunteer("86010104")
    shown = contents_of(signed_in(make_user("district_lead", "8601")))
    assert not shown["gaps_are_villages"]
    assert len(shown["gaps"]) == 16
    for tambon in areas_under("8601", "tambon"):
        make_volunteer(tambon.code)
    response = signed_in(make_user("district_lead", "8601"))
    assert contents_of(response)["gaps"] == []
    assert "Sub-districts without a volunteer" in response.content.decode()


def test_the_numbers_of_a_lead_open_exactly_their_rows(chumphon, signed_in, client):
    lead = make_user("tambon_lead", "860101")
    mali = make_user("volunteer", "86010104")
    for number in range(8):
        case = make_case(CaseState.TAMBON_REVIEW, household=make_household(house_no=str(number)))
        make_task(mali, case.household)
    shown = contents_of(signed_in(lead))
    assert shown["waiting_count"] == shown["late_count"] == 8
    assert client.get(shown["late_url"]).context["page"].paginator.count == 8
    assert client.get(shown["waiting_url"]).status_code == 200


# --- the provincial office -----------------------------------------------------------------------------


OFFICE = pytest.mark.parametrize("role", ["province_head", "province_officer"])


@OFFICE
def test_each_number_of_the_province_opens_exactly_its_rows(chumphon, signed_in, client, role):
    made = make_province()
    user = make_user(role, "86")
    put_on_protection_team(user)
    made["protected"].team.create(user=user, added_by=user, started_on=date(2020, 10, 1))
    shown = contents_of(signed_in(user))
    tiles = {tile.name: tile for tile in shown["tiles"]}
    numbers = [(tile.value, tile.url) for tile in tiles.values()]
    numbers += [number for _line, cells, _strip in shown["dimensions"] for number in cells]
    numbers += [number for _month, pair in shown["months"] for number in pair]
    numbers += [(shown["waiting_count"], shown["waiting_url"])]
    numbers += [(shown["current"], shown["current_url"])]
    for value, url in numbers:
        assert rows_behind(client, url) == value, url


def rows_behind(client, url):
    context = client.get(url).context
    if "gaps" in context:
        return len(context["gaps"])
    return context["page"].paginator.count


def test_the_tiles_say_what_counts_and_nothing_sealed_or_from_next_door(chumphon, signed_in):
    make_province()
    shown = contents_of(signed_in(make_user("province_officer", "86")))
    assert {tile.name: tile.value for tile in shown["tiles"]} == {
        "Households in care": 2,
        "Open cases": 3,
        "Past the service time": 1,
        "Active volunteers": 1,
        "Sub-districts without a volunteer": 68,
    }
    income = next(line for line, _c, _s in shown["dimensions"] if line.dimension == "income")
    assert dict(income.levels)[1] == 1
    assert shown["assessed"] == 1


def test_the_head_sees_what_awaits_consideration_and_the_officer_what_awaits_intake(
    chumphon, signed_in
):
    made = make_province()
    of_head = contents_of(signed_in(make_user("province_head", "86")))
    assert [row.case for row in of_head["waiting"]] == [made["assessed"]]
    of_officer = contents_of(signed_in(make_user("province_officer", "86")))
    assert [row.case for row in of_officer["waiting"]] == [made["received"]]


def test_the_office_next_door_sees_nothing_of_chumphon(chumphon, signed_in):
    made = make_province()
    shown = contents_of(signed_in(make_user("province_officer", "85")))
    values = {tile.name: tile.value for tile in shown["tiles"]}
    assert values["Households in care"] == values["Open cases"] == 1
    assert [row.case for row in shown["waiting"]] == [made["neighbour"]]
    assert signed_in(make_user("province_officer", "85"), area="86").status_code == 404


def test_months_show_the_six_whole_months_before_this_one(chumphon, signed_in):
    last_month = add_months(today().replace(day=1), -1)
    make_case(CaseState.HELPED, on=last_month)
    make_case(CaseState.HELPED, on=today().replace(day=1))
    make_case(CaseState.HELPED, on=last_month, area="85010101")
    shown = contents_of(signed_in(make_user("province_head", "86")))
    assert len(shown["months"]) == 6
    assert [n for n, _url in shown["months"][-1][1]] == [1, 1]


def test_ages_are_of_current_volunteers_with_women_and_men_apart(chumphon, signed_in):
    make_province()
    ages = contents_of(signed_in(make_user("province_head", "86")))["ages"]
    women, men, unknown = zip(*[[n for n, _url in line.numbers] for line in ages], strict=True)
    assert (sum(women), sum(men), sum(unknown)) == (1, 1, 0)


@OFFICE
def test_the_province_page_takes_the_same_number_of_queries_with_many_rows(
    chumphon, client, role, django_assert_num_queries, django_assert_max_num_queries
):
    made = make_province()
    user = make_user(role, "86")
    client.force_login(user)
    client.get("/")
    few = queries_of(client, django_assert_max_num_queries)
    for number in range(12):
        household = make_household(house_no=str(200 + number))
        make_member(household)
        make_round(household)
        make_case(CaseState.RECEIVED, household=household)
        make_case(CaseState.ASSESSED, household=household)
        make_volunteer(last_active_on=today())
    assert made
    assert queries_of(client, django_assert_max_num_queries) == few


def queries_of(client, counted):
    with counted(40) as found:
        assert client.get("/").status_code == 200
    return len(found)


def test_a_volunteers_and_a_leads_page_take_the_same_number_of_queries_with_many_rows(
    chumphon, client, django_assert_max_num_queries
):
    for role, area in (("volunteer", "86010104"), ("tambon_lead", "860101")):
        user = make_user(role, area)
        client.force_login(user)

        def add(user=user, role=role):
            household = make_household(house_no="7", caretaker=user)
            make_member(household)
            make_task(user, household, due_on=today() - timedelta(days=1))
            reporter = {"reported_by": user} if role == "volunteer" else {}
            make_case(CaseState.TAMBON_REVIEW, household=household, **reporter)

        add()
        client.get("/")
        few = queries_of(client, django_assert_max_num_queries)
        for _time in range(4):
            add()
        assert queries_of(client, django_assert_max_num_queries) == few


# --- social workers, finance, agencies -----------------------------------------------------------------


def test_a_first_page_does_not_name_whom_a_protected_case_is_about(chumphon, signed_in):
    worker = make_user("social_worker", "86")
    household = make_household(is_sealed=True, house_no="77/9", shown_as="ป้าบัว")
    make_member(household)
    put_on_team(household, worker)
    make_task(worker, household, due_on=today())
    response = signed_in(worker)
    assert [row.who for row in contents_of(response)["tasks"]] == ["Protected case"]
    page = response.content.decode()
    assert all(told not in page for told in ("บัว", "77/9"))


def test_a_social_worker_sees_own_cases_by_due_day_and_what_nobody_took_in(chumphon, signed_in):
    worker = make_user("social_worker", "86")
    later = make_case(CaseState.FACT_FINDING, manager=worker)
    sooner = make_case(CaseState.FACT_FINDING, manager=worker, on=today() - timedelta(days=9))
    make_case(CaseState.FACT_FINDING, manager=make_user("social_worker", "86"))
    new = make_case(CaseState.RECEIVED)
    make_case(CaseState.RECEIVED, area="85010101")
    shown = contents_of(signed_in(worker))
    assert [row.case for row in shown["mine"]] == [sooner, later]
    assert [row.case for row in shown["waiting"]] == [new]


@pytest.mark.parametrize("role", ["social_worker", "province_officer"])
def test_an_emergency_stands_first_though_others_are_due_before_it(chumphon, signed_in, role):
    for days in range(2, 8):
        make_case(CaseState.RECEIVED, on=today() - timedelta(days=days))
    emergency = make_case(CaseState.RECEIVED, triage="emergency")
    user = make_user(role, "86")
    response = signed_in(user)
    assert contents_of(response)["waiting"][0].case == emergency
    assert "Emergency" in response.content.decode()
    listed = signed_in(user, reverse("cases:list"), group="office")
    assert listed.context["rows"][0].case == emergency


def test_an_emergency_that_was_helped_waits_for_nobody(chumphon, signed_in):
    worker = make_user("social_worker", "86")
    make_case(CaseState.HELPED, triage="emergency", manager=worker)
    open_one = make_case(CaseState.FACT_FINDING, manager=worker)
    assert contents_of(signed_in(worker))["mine"][0].case == open_one


def test_finance_sees_an_empty_list_and_no_case(chumphon, signed_in):
    make_province()
    response = signed_in(make_user("finance", "86"))
    assert contents_of(response)["count"] == 0
    assert "Nothing waits for payment" in response.content.decode()


def test_an_agency_without_referrals_sees_that_none_waits(chumphon, signed_in):
    make_province()
    response = signed_in(make_user("partner_desk", "86"))
    assert [tile.value for tile in contents_of(response)["tiles"]] == [0, 0]


def test_the_numbers_of_an_agency_open_exactly_its_referrals(chumphon, signed_in, client):
    partner = make_partner()
    desk = make_user("partner_desk", "86", organisation_id=partner.pk)
    for state in ("sent", "sent", "accepted", "done"):
        make_referral(partner, state=state)
    make_referral(make_partner(code="other"), state="sent")
    shown = contents_of(signed_in(desk))
    assert [tile.value for tile in shown["tiles"]] == [2, 1]
    for tile in shown["tiles"]:
        assert rows_behind(client, tile.url) == tile.value


# --- where nobody is -----------------------------------------------------------------------------------


def test_the_tambons_without_a_volunteer_are_listed_for_ones_own_area_alone(chumphon, signed_in):
    make_volunteer("86010104")
    lead = make_user("district_lead", "8601")
    url = reverse("coverage:gaps")
    response = signed_in(lead, url, area="8601", of="tambon", only="without")
    assert response.context["page"].paginator.count == 16
    for outside in ("TH", "86", "8602", "85", "nonsense"):
        assert signed_in(lead, url, area=outside).status_code == 404
    gone = make_user("district_lead", "8601", ended_on=date(2024, 1, 1))
    assert signed_in(gone, reverse("coverage:show"), area="8601").status_code != 200


@pytest.mark.parametrize(("language", "said"), [("en", "Tha Taphao 1"), ("th", "ท่าตะเภา 1")])
def test_the_tiles_are_called_in_the_language_of_the_page(chumphon, client, language, said):
    make_volunteer("86010104")
    client.force_login(make_user("province_officer", "86"))
    client.cookies["asa_language"] = language
    page = client.get(reverse("coverage:show"), {"area": "86"}).content.decode()
    assert f"<title>{said}</title>" in page
    client.force_login(make_user("analyst", "TH"))
    country = client.get("/").content.decode()
    assert ("<title>Chumphon " in country) is (language == "en")


# --- numbers without persons ----------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["department_officer", "analyst"])
def test_the_country_is_shown_by_province_in_numbers_without_a_name(chumphon, signed_in, role):
    make_province()
    response = signed_in(make_user(role, "TH"))
    shown = contents_of(response)
    lines = {one.line.code: one.line for _name, lines, _sum in shown["groups"] for one in lines}
    assert (lines["86"].volunteers, lines["86"].gaps) == (2, 68)
    assert (lines["86"].open_cases, lines["86"].late_cases) == (3, 1)
    assert lines["85"].open_cases == 1
    assert shown["totals"].line.open_cases == 4
    assert "แสงทอง" not in response.content.decode()


def test_a_province_opens_by_its_districts_and_a_district_by_its_tambons(chumphon, signed_in):
    make_province()
    user = make_user("department_officer", "TH")
    assert len(contents_of(signed_in(user, area="86"))["lines"]) == 8
    assert len(contents_of(signed_in(user, area="8601"))["lines"]) == 17


def test_an_analyst_of_a_district_sees_no_other_area(chumphon, signed_in):
    user = make_user("analyst", "8601")
    assert len(contents_of(signed_in(user))["lines"]) == 17
    for outside in ("TH", "86", "8602", "85", "nonsense"):
        assert signed_in(user, area=outside).status_code == 404


def test_the_country_takes_the_same_number_of_queries_with_many_rows(
    chumphon, client, django_assert_max_num_queries
):
    make_province()
    client.force_login(make_user("department_officer", "TH"))
    client.get("/")
    few = queries_of(client, django_assert_max_num_queries)
    for number in range(5):
        make_case(CaseState.RECEIVED, area=f"8501010{number + 2}")
        make_volunteer("8402010" + str(number + 1))
    assert queries_of(client, django_assert_max_num_queries) == few


def test_the_department_reads_where_nobody_takes_reports_in_and_how_long_they_wait(
    chumphon, signed_in
):
    make_case(CaseState.RECEIVED, on=today() - timedelta(days=4))
    make_case(CaseState.RECEIVED)
    make_case(CaseState.RECEIVED, household=make_household(is_sealed=True), is_protected=True)
    make_case(CaseState.FACT_FINDING)
    make_case(CaseState.RECEIVED, area="85010101")
    make_user("province_officer", "85")
    # A post that has ended, a head and a district lead take nothing in.
    make_user("province_officer", "86", ended_on=today())
    make_user("province_head", "86")
    ministry = make_user("department_officer", "TH")
    response = signed_in(ministry)
    found = contents_of(response)["empty_offices"]
    assert [(one.code, one.waiting, one.since) for one in found] == [
        ("86", 2, today() - timedelta(days=4))
    ]
    tile = contents_of(response)["tiles"][0]
    assert (tile.value, tile.url) == (2, "#empty-offices")
    assert 'id="empty-offices"' in response.content.decode()
    assert len(contents_of(signed_in(ministry, area="86"))["empty_offices"]) == 1
    assert contents_of(signed_in(ministry, area="85"))["empty_offices"] == []
    assert contents_of(signed_in(make_user("analyst", "TH")))["empty_offices"] == []
    make_user("social_worker", "86")
    assert contents_of(signed_in(ministry))["empty_offices"] == []


# --- who holds several posts, and who holds none ----------------------------------------------------------


def test_who_holds_several_posts_sees_the_widest_first(chumphon, signed_in):
    user = make_user("volunteer", "86010104")
    make_post(user, "tambon_lead", "860101")
    response = signed_in(user)
    assert [section.template for section in response.context["sections"]] == [
        "home/_lead.html",
        "home/_day.html",
    ]


def test_two_districts_of_one_analyst_stand_in_tabs(chumphon, signed_in):
    user = make_user("analyst", "8601")
    make_post(user, "analyst", "8602")
    section = signed_in(user, area="8602").context["section"]
    assert [is_current for _name, _url, is_current in section.tabs] == [False, True]


@pytest.mark.parametrize("role", Role)
def test_after_the_post_ended_only_ones_own_page_is_left(chumphon, signed_in, role):
    make_province()
    levels = {"partner_desk": "86", "admin": "TH", "volunteer": "860101", "tambon_lead": "860101"}
    area = levels.get(role, "8601" if role == "district_lead" else "86")
    user = make_user(role, area, ended_on=date(2024, 1, 1))
    response = signed_in(user)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("people:me")


@pytest.mark.parametrize("role", Role)
def test_no_first_page_shows_a_protected_case_or_its_people(chumphon, signed_in, role):
    made = make_province()
    subject = made["protected"].subject
    subject.given_name = "ลับเฉพาะ"
    subject.save()
    Case.objects.get(pk=made["protected"].pk)
    user = make_user(role, "TH" if role in ("admin", "department_officer", "auditor") else "86")
    page = unescape(signed_in(user).content.decode())
    assert "ลับเฉพาะ" not in page
    assert made["protected"].number not in page


def test_strangers_are_asked_to_sign_in(db, client):
    assert client.get("/").headers["Location"].startswith(reverse("people:sign_in"))


def test_whether_asa_answers_can_be_asked_by_anyone_and_tells_nothing(db, client):
    response = client.get(reverse("home:healthz"))
    assert (response.status_code, response.content) == (200, b"ok")
    assert not re.search("set-cookie", str(response.headers), re.IGNORECASE)


@pytest.mark.parametrize(("role", "area", "asked"), [
    ("province_officer", "86", ""), ("department_officer", "10", ""), ("department_officer", "TH", "10"),
])  # fmt: skip
def test_the_office_reads_how_many_volunteers_wait_at_which_step(
    chumphon, client, role, area, asked
):
    province = asked or area
    for state in ("applied", "applied", "verified", "registered"):
        make_volunteer(f"{province}0101", state=state)
    make_volunteer("850101", state="applied")
    for tambon in (f"{province}0101", "850101"):
        make_application(tambon)
    client.force_login(make_user(role, area))

    answer = client.get("/", {"area": asked} if asked else {})

    joining = answer.context["section"].contents["joining"]
    assert [n for _words, n, _url in joining] == [1, 0, 2, 1, 0, 0]
    for _words, n, url in joining[:3]:
        assert url in answer.content.decode().replace("&amp;", "&")
        assert client.get(url).context["page"].paginator.count == n
