"""The pages: who sees which area, that map and table agree, and that numbers open their rows."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from asa.common.thaidate import today
from asa.coverage.models import AreaException, CoverageRule
from asa.coverage.tests.factories import (
    VILLAGES,
    make_exception,
    make_rule,
    make_tambon,
    make_visit,
)
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
SHOW = "/coverage/"
PAGES = ["show", "gaps", "states", "people", "rules"]


@pytest.fixture
def officer(chumphon):
    return make_user("province_officer", "86")


def titles(response):
    """Each area of the map with its figure."""
    picture = re.search(
        r'<svg class="picture tiles".*?</svg>', response.content.decode(), re.DOTALL
    )
    found = re.findall(r"<title>([^<]*?) ([\d,]+)</title>", picture[0])
    return {unescape(name): int(n.replace(",", "")) for name, n in found}


@pytest.mark.parametrize("area", ["TH", "86", "8601", "860101"])
def test_map_and_table_show_the_same_counts(chumphon, page, area):
    make_tambon()
    make_volunteer("85010101")
    response = page(make_user("department_officer", "TH"), SHOW, area=area)
    context = response.context
    if area == "860101":
        table = {one.line.name: one.line.working for one in context["villages"]}
    elif area == "TH":
        table = {one.line.name: one.line.tally.tambons_without for one in context["parts"]}
    else:
        lines = context["tambons"] or context["parts"]
        table = {one.line.name: one.line.tally.volunteers for one in lines}
    drawn = titles(response)
    assert {name: drawn[name] for name in table} == table


@pytest.mark.parametrize("area", ["TH", "86", "8601", "860101"])
def test_every_number_opens_as_many_rows(chumphon, page, client, area):
    made = make_tambon()
    made["last"].move_to("suspended")
    context = page(make_user("department_officer", "TH"), SHOW, area=area).context
    opened = [context["total"], *context.get("parts", []), *context.get("tambons", [])]
    assert opened[0].line.tally.volunteers == 3
    for one in opened:
        tally = one.line.tally
        for url, number in (
            (one.register_url, tally.volunteers),
            (one.tambons_url, tally.tambons_without),
            (one.villages_url, tally.villages_without),
            (one.short_url, tally.villages_short),
        ):
            assert client.get(url).context["page"].paginator.count == number, url


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("role", "own", "outside"),
    [
        ("province_officer", "86", ["TH", "85", "8501", "850101"]),
        ("district_lead", "8601", ["TH", "86", "8602", "85"]),
        ("tambon_lead", "860101", ["8601", "860102"]),
        ("volunteer", "86010101", ["8601", "860102", "86010201"]),
        ("analyst", "8601", ["86", "8602"]),
        ("partner_desk", "86", ["TH", "85"]),
    ],
)
def test_another_area_answers_like_one_that_does_not_exist(
    chumphon, page, name, role, own, outside
):
    make_tambon()
    make_area("86010201")
    user = make_user(role, own)
    url = reverse(f"coverage:{name}")
    assert page(user, url, area=own[:6]).status_code == 200
    for area in [*outside, "nonsense", "99", "860199"]:
        assert page(user, url, area=area).status_code == 404, area
    gone = make_user(role, own, ended_on=date(2024, 1, 1))
    assert page(gone, url, area=own[:6]).status_code in (302, 403, 404)


def test_names_are_for_leads_offices_and_the_department_alone(chumphon, page):
    make_tambon()
    for role, area in (
        ("tambon_lead", "860101"),
        ("province_head", "86"),
        ("department_officer", "TH"),
    ):
        shown = page(make_user(role, area), SHOW, area="860101").content.decode()
        assert "คำนึง" in shown, role
    for role, area in (
        ("volunteer", VILLAGES[0]),
        ("analyst", "TH"),
        ("auditor", "TH"),
        ("finance", "86"),
        ("partner_desk", "86"),
        ("admin", "TH"),
    ):
        for asked in ("860101", VILLAGES[1]):
            shown = page(make_user(role, area), SHOW, area=asked).content.decode()
            assert "คำนึง" not in shown, role
            assert "/volunteers/" not in shown.split("<main")[1], role


def test_a_village_says_who_would_take_over_and_takes_a_request(officer, page, client):
    made = make_tambon()
    shown = page(officer, SHOW, area=VILLAGES[1])
    assert shown.context["line"].stand_in.pk == made["first"].pk
    url = reverse("coverage:ask", args=[VILLAGES[1]])
    assert url in shown.content.decode()
    answer = client.post(url, {"kind": "inaccessible", "reason": " "})
    assert "faults" in answer.content.decode()
    answer = client.post(url, {"kind": "inaccessible", "reason": "สะพานขาด"})
    assert answer.status_code == 302
    exception = AreaException.objects.get()
    assert (exception.area_id, exception.state) == (VILLAGES[1], "asked")
    assert url not in client.get(SHOW, {"area": VILLAGES[1]}).content.decode()
    head = make_user("province_head", "86")
    decide = reverse("coverage:decide", args=[exception.pk])
    assert client.post(decide, {"approves": "yes"}).status_code == 403
    assert decide in page(head, SHOW, area=VILLAGES[1]).content.decode()
    answer = client.post(decide, {"approves": "no", "reason": ""})
    assert "Write why not" in answer.content.decode()
    client.post(decide, {"approves": "yes", "reason": ""})
    assert page(head, SHOW, area=VILLAGES[1]).context["line"].state == "inaccessible"
    client.post(reverse("coverage:end_exception", args=[exception.pk]))
    assert page(head, SHOW, area=VILLAGES[1]).context["line"].state == "not_visited"


def test_requests_are_read_by_the_leads_and_offices_of_the_area(chumphon, page):
    make_exception(VILLAGES[2])
    for role, area, seen in (
        ("tambon_lead", "860101", True),
        ("province_head", "86", True),
        ("analyst", "TH", False),
        ("volunteer", VILLAGES[2], False),
    ):
        shown = page(make_user(role, area), "/coverage/states/", area="860101").content.decode()
        assert ("น้ำท่วมทางขาด" in shown) is seen, role
        village = page(make_user(role, area), SHOW, area=VILLAGES[2])
        assert (village.context["exception"] is not None) is seen, role
        assert ("น้ำท่วมทางขาด" in village.text) is seen, role


def test_a_village_of_a_sub_district_that_is_left_out_does_not_count_like_any_other(officer, page):
    make_tambon()
    assert "counts like any other" in page(officer, SHOW, area=VILLAGES[0]).text
    make_exception("860101", kind="excluded", state="approved", decided_on=today())
    shown = page(officer, SHOW, area=VILLAGES[0])
    assert shown.context["line"].state == "excluded"
    assert "counts like any other" not in shown.text


def test_a_rule_of_another_area_answers_like_one_that_does_not_exist(officer, page, client):
    page(officer, SHOW)
    rule = make_rule("85", per_village=2)
    assert client.post(reverse("coverage:end_rule", args=[rule.pk])).status_code == 404


def test_a_rule_is_set_on_its_page_and_ended_again(officer, page, client):
    make_rule("TH", per_village=3)
    shown = page(officer, "/coverage/targets/", area="86").context
    assert (shown["target"].per_village, shown["is_own"]) == (3, False)
    url = reverse("coverage:change_rule", args=["86"])
    given = {"per_village": 2, "per_tambon": 4, "visits_per_household": 1, "retires_at": 75}
    assert "faults" in client.post(url, {**given, "started_on": ""}).content.decode()
    day = f"{today().day}/{today().month}/{today().year + 543}"
    assert client.post(url, {**given, "started_on": day}).status_code == 302
    shown = client.get("/coverage/targets/", {"area": "860101"}).context
    assert (shown["target"].per_village, shown["target"].retires_at) == (2, 75)
    assert "Chumphon" in shown["set_for"]
    rule = CoverageRule.objects.get(area="86")
    assert client.post(reverse("coverage:end_rule", args=[rule.pk])).status_code == 302
    shown = client.get("/coverage/targets/", {"area": "860101"}).context
    assert shown["target"].per_village == 3


def test_the_list_is_taken_out_as_a_spreadsheet_without_a_name(officer, page):
    make_tambon()
    url = reverse("coverage:export", args=["csv"])
    response = page(officer, url, area="86", of="village", only="without")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1] == [VILLAGES[2], "Chumphon", *rows[1][2:4], "3", "0", "1", "1", "1"]
    assert len(rows) == 2
    assert "คำนึง" not in response.content.decode("utf-8-sig")
    tambons = page(officer, url, area="8601", of="tambon").content.decode("utf-8-sig")
    assert len(tambons.splitlines()) == 17


def test_the_call_names_the_villages_by_sub_district(officer, page):
    make_tambon()
    shown = page(officer, "/coverage/call/", area="860101")
    (called,) = shown.context["called"]
    assert (called.tambon, called.moos, called.wanted) == ("860101", [3], 1)
    text = shown.content.decode()
    assert "ประกาศรับสมัคร" in text
    assert "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดชุมพร" in text
    district = page(officer, "/coverage/call/", area="8601").context["called"]
    assert len(district) == 17
    assert [one.moos for one in district[:2]] == [[3], []]


def test_states_by_part_come_to_the_key(officer, page):
    made = make_tambon()
    make_visit(made[VILLAGES[1]], by=make_user("volunteer", VILLAGES[0]), on=today())
    for area in ("86", "8601", "860101"):
        key = page(officer, "/coverage/states/", area=area).context["key"]
        counts = {state.value: n for state, _shade, n, _url in key}
        assert counts == {
            "excluded": 0,
            "inaccessible": 0,
            "not_assigned": 1,
            "not_visited": 2,
            "visited": 0,
            "reached": 1,
        }


@pytest.mark.parametrize("area", ["86", "8601", "860101"])
def test_each_number_of_villages_by_state_opens_those_villages(officer, page, client, area):
    made = make_tambon()
    make_visit(made[VILLAGES[1]], by=make_user("volunteer", VILLAGES[0]), on=today())
    context = page(officer, "/coverage/states/", area=area).context
    by_part = [] if context["villages"] else [pair for row in context["rows"] for pair in row[2]]
    numbers = [(n, url) for _state, _shade, n, url in context["key"]] + by_part
    assert sum(n for n, _url in numbers) == (4 if area == "860101" else 8)
    for n, url in numbers:
        assert bool(url) == bool(n)
        if url:
            opened = client.get(url)
            assert opened.context["page"].paginator.count == n
            assert f"{n} village" in opened.text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("area", ["TH", "86", "860101"])
def test_a_page_takes_the_same_number_of_queries_with_many_rows(
    chumphon, client, django_assert_max_num_queries, name, area
):
    make_tambon()
    client.force_login(make_user("department_officer", "TH"))

    def ask():
        with django_assert_max_num_queries(60) as asked:
            assert client.get(reverse(f"coverage:{name}"), {"area": area}).status_code == 200
        return len(asked)

    ask()
    few = ask()
    for moo in range(5, 25):
        make_volunteer(f"860101{moo:02d}")
    assert ask() == few
