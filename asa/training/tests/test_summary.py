"""What came of a cohort: each number is the number of the rows that it opens."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from asa.common.thaidate import now, today
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.actions import decide_results
from asa.training.closing import report_as_pdf, told_in_report
from asa.training.codes import AttendanceWay, EnrolmentState, Result, WorkshopState
from asa.training.loader import load_lists
from asa.training.models import Attendance, BudgetLine, Mark, Session
from asa.training.queries.summary import COUNTED, money_of, rows_of_number, summary_of
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.training.tests.factories_day import make_registrar
from asa.training.tests.factories_results import make_held_cohort, make_participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Two provinces; of four with a seat three came, two passed, one was marked twice."""
    load_chumphon()
    load_lists()
    cohort = make_cohort(make_workshop("TH", state=WorkshopState.DONE), seats=6)
    here, there = make_quota(cohort, "86", seats=4), make_quota(cohort, "85", seats=2)
    people = [make_enrolment(here) for _ in range(3)] + [make_enrolment(there)]
    make_enrolment(here, state=EnrolmentState.RESERVE)
    make_enrolment(there, state=EnrolmentState.DECLINED)
    for number in (9, 13):
        Session.objects.create(
            cohort=cohort, day=cohort.starts_on, starts_at=time(number), ends_at=time(number + 2),
            name=f"ช่วงที่ {number}", kind="lecture",
        )  # fmt: skip
    first = cohort.sessions.first()
    for place, one in enumerate(people[1:]):
        Attendance.objects.create(
            session=first, enrolment=one, is_present=True, way=AttendanceWay.TAP,
            said_at=now() + timedelta(seconds=place), received_at=now(), by=system_user(),
        )  # fmt: skip
    for one in people[2:]:
        one.result = Result.PASSED
        one.save()
    for kind, points in (("before", 4), ("after", 9)):
        give(people[2], kind, points)
    give(people[3], "before", 2)
    return cohort


def give(enrolment, kind, points):
    Mark.objects.create(
        enrolment=enrolment, kind=kind, points=points, out_of=10, given_on=today(),
        given_by=system_user(),
    )  # fmt: skip


def test_each_number_is_that_of_its_rows(cohort):
    keeper = make_user(Role.DEPARTMENT_OFFICER, "TH")
    found = summary_of(cohort)

    for counted in COUNTED:
        rows = rows_of_number(keeper, cohort, counted)
        assert found.totals[counted] == rows.count(), counted
        by_quota = {line.quota: line.counts[counted] for line in found.places}
        for quota, number in by_quota.items():
            assert rows.filter(quota=quota).count() == number, counted
    assert {name: found.totals[name] for name in ("seats", "seated", "came", "earned")} == {
        "seats": 6, "seated": 4, "came": 3, "earned": 2,
    }  # fmt: skip
    assert [line.present for line in found.sessions] == [3, 0]


def test_who_attended_a_course_of_honour_is_counted_as_having_attended(client):
    load_lists()
    keeper = make_user(Role.DEPARTMENT_OFFICER, "TH")
    cohort = make_held_cohort("exchange")
    make_participant(cohort)
    make_participant(cohort)
    make_participant(cohort, present=1)
    decide_results(cohort, by=keeper, on=today())

    assert summary_of(cohort).totals["earned"] == 2
    client.force_login(keeper)
    client.cookies["asa_language"] = "en"
    page = client.get(reverse("training:summary", args=[cohort.pk]))
    (word, number, url) = page.context["totals"][-1]
    assert (word, number) == ("Attended", 2)
    assert {one.result for one in client.get(url).context["page"]} == {Result.ATTENDED}
    report = client.get(reverse("training:report", args=[cohort.workshop_id])).content.decode()
    assert "3 came, 2 attended." in report
    (told,) = told_in_report(cohort.workshop)["cohorts"]
    assert (told["heads"][-1], told["totals"][-1]) == ("เข้าร่วมครบ", "๒")


def test_the_two_means_are_of_the_same_people(cohort):
    found = summary_of(cohort)

    assert (found.marked_twice, found.mean_before, found.mean_after) == (
        1, Decimal("40.0"), Decimal("90.0"),
    )  # fmt: skip
    assert [(line.before, line.after) for line in found.marks] == [
        (1, 0), (1, 0), (0, 0), (0, 0), (0, 1),
    ]  # fmt: skip


def test_a_summary_asks_as_much_for_many_as_for_few(cohort, django_assert_num_queries):
    for place in ("84", "8401", "8402"):
        make_enrolment(make_quota(cohort, place))
    with django_assert_num_queries(4):
        summary_of(cohort)


def test_money_tells_plan_and_spending_by_kind(cohort):
    workshop = cohort.workshop
    for kind, price, spent in (("lunch", 150, 100), ("lunch", 50, None), ("speaker", 600, 600)):
        BudgetLine.objects.create(
            workshop=workshop, kind=kind, description="ค่าใช้จ่าย", quantity=2, times=3,
            unit_price=price, spent=spent,
        )  # fmt: skip

    lines = [(line.kind, line.planned, line.spent) for line in money_of(workshop)]

    assert lines == [("speaker", 3600, 600), ("lunch", 1200, 100)]


def test_the_pages_show_the_numbers_and_open_their_rows(client, cohort):
    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    page = client.get(reverse("training:summary", args=[cohort.pk]))
    assert page.status_code == 200
    came = next(n for n in page.context["totals"] if n[1] == 3)
    rows = client.get(came[2])
    assert rows.context["page"].paginator.count == 3
    assert client.get(came[2].replace("came", "nothing")).status_code == 404
    assert client.get(came[2] + "&quota=x").status_code == 404


def test_an_officer_opens_the_rows_of_her_own_province_alone(client, cohort):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "85"))
    page = client.get(reverse("training:summary", args=[cohort.pk]))
    opened = {row.name: [url for _n, url in row.numbers if url] for row in page.context["rows"]}
    assert [bool(urls) for _name, urls in sorted(opened.items())].count(True) == 1
    rows = client.get(reverse("training:people", args=[cohort.pk]) + "?counted=seated")
    assert {one.area_id[:2] for one in rows.context["page"]} == {"85"}


def test_a_volunteer_learns_nobodys_result(client, cohort):
    client.force_login(make_user(Role.VOLUNTEER, "86010104"))
    page = client.get(reverse("training:summary", args=[cohort.pk]))
    numbers = [[n for n, _url in row.numbers] for row in page.context["rows"]]
    assert numbers == [[1, None, None], [3, None, None]]
    assert reverse("training:report", args=[cohort.workshop_id]) not in page.content.decode()


def test_who_calls_the_roll_learns_nobodys_result_and_no_reason(client, cohort):
    registrar = make_registrar(cohort, "500101")
    client.force_login(registrar)
    rows = client.get(reverse("training:people", args=[cohort.pk]) + "?counted=earned")
    assert not rows.context["page"].object_list
    declined = cohort.enrolments.get(state=EnrolmentState.DECLINED)
    declined.reason = "ป่วยเรื้อรัง"
    declined.save()
    page = client.get(reverse("training:enrolment", args=[declined.pk]))
    assert page.status_code == 200
    assert "ป่วยเรื้อรัง" not in page.content.decode()


def test_the_report_says_the_same_numbers_in_thai_figures(cohort):
    workshop = cohort.workshop
    workshop.problems = "ฝนตกหนักวันที่ 2"
    told = told_in_report(workshop)

    (part,) = told["cohorts"]
    assert part["totals"][1:] == ["๖", "๔", "๓", "๒"]
    assert [row[1:] for row in part["rows"]] == [["๒", "๑", "๑", "๑"], ["๔", "๓", "๒", "๑"]]
    assert told["ending"][0]["text"] == "ฝนตกหนักวันที่ ๒"
    assert report_as_pdf(workshop).startswith(b"%PDF")


def test_the_two_texts_are_written_by_who_keeps_the_workshop(client, cohort):
    page = reverse("training:report", args=[cohort.workshop_id])
    said = {"problems": "ฝนตกหนัก", "suggestions": "จัดในฤดูแล้ง"}
    client.force_login(make_user(Role.AUDITOR, "TH"))
    assert client.get(page).status_code == 200
    assert client.post(page, said).status_code == 403

    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    assert client.post(page, said).status_code == 302
    cohort.workshop.refresh_from_db()
    assert cohort.workshop.problems == "ฝนตกหนัก"

    cohort.workshop.move_to(WorkshopState.REPORTED)
    again = client.post(page, said | {"problems": "อื่น"})
    assert again.status_code == 200
    assert "อื่น" in again.content.decode()
    cohort.workshop.refresh_from_db()
    assert cohort.workshop.problems == "ฝนตกหนัก"


def test_the_report_is_not_for_those_who_only_nominate(client, cohort):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    for name in ("training:report", "training:report_paper"):
        assert client.get(reverse(name, args=[cohort.workshop_id])).status_code == 403
