"""What a workshop is to reach stands beside what it reached, counted from the event or typed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import Report, decide_results, report_workshop, write_report
from asa.training.actions.indicators import (
    Target,
    add_indicator,
    change_indicator,
    remove_indicator,
)
from asa.training.closing import report_as_pdf, told_in_report
from asa.training.codes import LEAST_ANSWERS, CohortState, Measure, WorkshopState
from asa.training.models import Indicator, SatisfactionSheet, Workshop
from asa.training.queries.indicators import indicators_of, values_of
from asa.training.queries.summary import summary_of
from asa.training.tests.factories import make_cohort, make_indicator, make_quota, make_workshop
from asa.training.tests.factories_results import make_held_cohort, make_mark, make_participant

pytestmark = pytest.mark.django_db
ON = today()
CAME = Target("ผู้เข้าร่วม", Measure.CAME, Decimal(200))
TYPED = Target("ครัวเรือนที่เยี่ยม", Measure.TYPED, Decimal("0.5"), "ครัวเรือน")


def add(workshop, by, target=CAME):
    return add_indicator(workshop, target=target, by=by, on=ON)


def state_of(workshop, state):
    Workshop.objects.filter(pk=workshop.pk).update(state=state)
    workshop.refresh_from_db()
    return workshop


def test_an_indicator_is_said_changed_and_taken_out_before_the_first_day(keeper):
    workshop = make_workshop()
    first, second = add(workshop, keeper), add(workshop, keeper, TYPED)
    assert [(one.number, one.unit_typed) for one in (first, second)] == [(1, ""), (2, "ครัวเรือน")]

    change_indicator(first, target=replace(CAME, target=Decimal(205)), by=keeper, on=ON)
    with pytest.raises(DomainError):
        change_indicator(first, target=replace(CAME, target=Decimal(205)), by=keeper, on=ON)
    remove_indicator(second, by=keeper, on=ON)

    assert [one.target for one in workshop.measured_indicators.all()] == [205]
    assert {line.verb for line in journal.history_of(first)} == {
        "indicator.added", "indicator.changed",
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "ก" * 301},
        {"measure": "luck"},
        {"target": Decimal(0)},
        {"target": Decimal(-1)},
        {"target": Decimal("1.005")},
        {"target": Decimal("1e9")},
        {"unit": ""},
        {"unit": "ก" * 41},
    ],
)
def test_what_is_no_indicator_is_refused(keeper, wrong):
    with pytest.raises(DomainError):
        add(make_workshop(), keeper, replace(TYPED, **wrong))
    assert not Indicator.objects.exists()


@pytest.mark.parametrize("state", WorkshopState.values)
def test_what_is_to_be_reached_is_said_before_the_days_alone(keeper, state):
    workshop, before = make_workshop(state=state), ("drafted", "approved", "open")
    one = make_indicator(workshop)
    acts = (
        lambda: add(workshop, keeper),
        lambda: change_indicator(one, target=CAME, by=keeper, on=ON),
        lambda: remove_indicator(one, by=keeper, on=ON),
    )
    for act in acts:
        if state in before:
            act()
        else:
            with pytest.raises(DomainError):
                act()


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.PROVINCE_OFFICER, "86"), (Role.AUDITOR, "TH"), (Role.DEPARTMENT_OFFICER, "86")],
)
def test_who_does_not_keep_the_workshop_sets_no_indicator(role, area):
    by, one = make_user(role, area), make_indicator(make_workshop("TH"))
    for act in (
        lambda: add(one.workshop, by),
        lambda: change_indicator(one, target=CAME, by=by, on=ON),
        lambda: remove_indicator(one, by=by, on=ON),
        lambda: write_report(one.workshop, report=Report(), by=by, on=ON),
        lambda: report_workshop(one.workshop, report=Report(), by=by, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_value_that_is_counted_later_forgets_what_was_typed(keeper):
    one = make_indicator(reached=Decimal(7))
    change_indicator(one, target=CAME, by=keeper, on=ON)
    one.refresh_from_db()
    assert one.reached is None


# --- what was reached -------------------------------------------------------------------------


@pytest.fixture
def held(keeper):
    """Two cohorts: of 300 seats four people came, three of whom passed; two have both scores."""
    cohort = make_held_cohort("five_modules")
    people = [make_participant(cohort, after=points) for points in (70, 90, 40)]
    make_participant(cohort, present=0)
    make_mark(people[0], 30, kind="before")
    second = make_cohort(cohort.workshop, seats=100, state=CohortState.RUNNING, starts_on=ON,
        ends_on=ON)  # fmt: skip
    make_participant(second, area="85", present=0)
    other = make_held_cohort("five_modules")
    make_participant(other, after=90)
    decide_results(cohort, by=keeper, on=ON)
    gone = make_cohort(cohort.workshop, seats=50, state=CohortState.CANCELLED)
    make_quota(gone, "84", seats=50)
    return cohort


def test_what_is_counted_equals_the_rows_of_the_cohorts(held):
    values = values_of(held.workshop)
    cohorts = held.workshop.cohorts.exclude(state=CohortState.CANCELLED)
    totals = [summary_of(one).totals for one in cohorts]
    came, earned, seated, seats = (
        sum(one[name] for one in totals) for name in ("came", "earned", "seated", "seats")
    )
    assert (came, earned, seated) == (3, 2, 5)
    assert values[Measure.CAME] == came
    assert values[Measure.EARNED] == earned
    assert values[Measure.EARNED_SHARE] == Decimal("66.7")
    assert values[Measure.FILLED] == (Decimal(500) / seats).quantize(Decimal("0.1"))
    assert values[Measure.GAIN] == 40
    assert values[Measure.SATISFACTION] is None


def test_satisfaction_is_told_of_cohorts_with_enough_answers_alone(held):
    few = held.workshop.cohorts.get(number=2)
    for cohort, often, rating in ((held, LEAST_ANSWERS, 4), (few, LEAST_ANSWERS - 1, 1)):
        for _n in range(often):
            SatisfactionSheet.objects.create(cohort=cohort, ratings={"venue": rating})
    assert values_of(held.workshop)[Measure.SATISFACTION] == 4


def test_plan_stands_beside_result_in_as_many_queries_for_one_as_for_many(
    held, django_assert_num_queries
):
    make_indicator(held.workshop, measure=Measure.CAME, target=3)
    make_indicator(held.workshop, measure=Measure.GAIN, target=41)
    make_indicator(held.workshop, reached=None)

    with django_assert_num_queries(5):
        lines = indicators_of(held.workshop)

    assert [(line.reached, line.is_reached) for line in lines] == [
        (3, True), (40, False), (None, False),
    ]  # fmt: skip


def test_nothing_is_counted_before_the_first_day(held):
    make_indicator(held.workshop, measure=Measure.CAME)
    (line,) = indicators_of(state_of(held.workshop, WorkshopState.OPEN))
    assert line.reached is None


def test_a_report_goes_out_once_each_typed_value_is_written(keeper, held):
    workshop = state_of(held.workshop, WorkshopState.DONE)
    typed = make_indicator(workshop)
    counted = make_indicator(workshop, measure=Measure.CAME)
    with pytest.raises(DomainError, match="ครัวเรือน"):
        report_workshop(workshop, report=Report("ไกล"), by=keeper, on=ON)
    workshop.refresh_from_db()
    assert (workshop.state, workshop.problems) == (WorkshopState.DONE, "")
    for wrong in ({counted.pk: Decimal(9)}, {typed.pk: Decimal(-1)}):
        with pytest.raises(DomainError):
            write_report(workshop, report=Report(reached=wrong), by=keeper, on=ON)

    write_report(workshop, report=Report("ไกล", "", {typed.pk: Decimal(150)}), by=keeper, on=ON)
    report_workshop(workshop, report=Report("ไกล"), by=keeper, on=ON)

    typed.refresh_from_db()
    assert (typed.reached, workshop.state) == (150, WorkshopState.REPORTED)
    with pytest.raises(DomainError):
        write_report(workshop, report=Report("ใกล้"), by=keeper, on=ON)
    told = [line.data.get("indicators") for line in journal.history_of(workshop)]
    assert [1] in told


def test_a_workshop_that_is_not_over_is_not_reported(keeper):
    workshop = make_workshop(state=WorkshopState.RUNNING)
    with pytest.raises(DomainError):
        report_workshop(workshop, report=Report(), by=keeper, on=ON)


def test_the_paper_says_plan_and_result_in_thai_figures(held):
    make_indicator(held.workshop, measure=Measure.CAME, target=200, name="มาไม่น้อยกว่า 200 คน")
    told = told_in_report(held.workshop)
    assert told["indicators"]["rows"] == [["มาไม่น้อยกว่า ๒๐๐ คน", "๒๐๐", "๓", "คน"]]
    assert report_as_pdf(held.workshop).startswith(b"%PDF")


# --- the pages --------------------------------------------------------------------------------


def test_the_keeper_sets_indicators_and_writes_what_was_reached(client, keeper):
    client.force_login(keeper)
    client.cookies["asa_language"] = "en"
    workshop = make_workshop()
    page = reverse("training:indicators", args=[workshop.pk])
    assert page in client.get(reverse("training:show", args=[workshop.pk])).content.decode()
    bad = client.post(page, {"name": "ครัวเรือน", "measure": "typed", "target": "มาก"})
    assert set(bad.context["form"].errors) == {"target"}
    for told in (
        {"name": "ผู้เข้าร่วม", "measure": "came", "target": "๒๐๐"},
        {"name": "ครัวเรือน", "measure": "typed", "target": "1,200.5", "unit": "หลัง"},
    ):
        assert client.post(page, told).headers["Location"] == page
    came, typed = workshop.measured_indicators.all()
    assert (came.target, typed.target) == (200, Decimal("1200.5"))
    one = reverse("training:indicator", args=[came.pk])
    client.post(one, {"name": "ผู้เข้าร่วม", "measure": "came", "target": "3"})
    make_cohort(workshop, starts_on=ON, ends_on=ON + timedelta(days=1), state=CohortState.DONE)
    state_of(workshop, WorkshopState.DONE)
    assert client.post(one, {"remove": "yes"}).status_code == 200

    report = reverse("training:report", args=[workshop.pk])
    name = f"reached_{typed.pk.hex}"
    refused = client.post(report, {"act": "send", name: "", "problems": "ฝนตก"})
    assert "Write what was reached" in refused.content.decode()
    assert "ฝนตก" in refused.content.decode()
    assert client.post(report, {"act": "send", name: "1300", "problems": "ฝนตก"}).status_code == 302

    workshop.refresh_from_db()
    assert (workshop.state, workshop.problems) == (WorkshopState.REPORTED, "ฝนตก")
    for place in (
        reverse("training:show", args=[workshop.pk]),
        report,
        reverse("training:summary", args=[workshop.cohorts.get().pk]),
    ):
        shown = client.get(place).content.decode()
        assert all(
            word in shown for word in ("1,300 หลัง", "1,200.50", "Below the plan", "As planned")
        )


def test_a_volunteer_finds_no_way_to_the_indicators(client):
    workshop = make_workshop()
    make_quota(make_cohort(workshop), "86")
    make_indicator(workshop)
    client.force_login(make_user(Role.VOLUNTEER, "86010104"))
    shown = client.get(reverse("training:show", args=[workshop.pk])).content.decode()
    assert "ครัวเรือนที่ได้รับการเยี่ยม" in shown
    assert reverse("training:indicators", args=[workshop.pk]) not in shown
