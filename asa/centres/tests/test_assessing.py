from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.centres.actions import (
    Rated,
    Work,
    assess_centre,
    choose_priorities,
    plan_work,
)
from asa.centres.codes import WorkState
from asa.centres.models import Assessment, Component
from asa.centres.queries import assessments_for, bars_of, compared, components_on
from asa.centres.tests.factories import (
    ON,
    make_assessment,
    make_centre,
    make_committee,
    make_ratings,
)
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
R = Role


@pytest.fixture
def lead():
    return make_user(R.TAMBON_LEAD, "860101")


def codes(n):
    return [one.code for one in components_on(ON)[:n]]


def test_every_component_is_rated_and_the_next_look_compares(lead):
    centre = make_centre()
    assess_centre(centre, ratings=make_ratings(2), by=lead, on=ON - timedelta(days=365))
    ratings = make_ratings(4) | {"funds": Rated(1, "ไม่มีบัญชี")}
    assessment = assess_centre(centre, ratings=ratings, by=lead, on=ON)

    lines = compared(assessment)
    assert [line.component.code for line in lines] == [one.code for one in components_on(ON)]
    assert {line.before for line in lines} == {2}
    funds = next(line for line in lines if line.component.code == "funds")
    assert (funds.score, funds.change, funds.evidence) == (1, -1, "ไม่มีบัญชี")
    assert "<svg" in bars_of(lines)
    assert journal.history_of(assessment)[0].verb == "assessment.recorded"


@pytest.mark.parametrize("broken", [None, Rated(0, "x"), Rated(6, "x"), Rated(3, " ")])
def test_a_rating_that_is_missing_or_without_evidence_is_refused_whole(lead, broken):
    ratings = make_ratings()
    ratings.pop("funds")
    if broken:
        ratings["funds"] = broken
    with pytest.raises(DomainError):
        assess_centre(make_centre(), ratings=ratings, by=lead, on=ON)
    assert not Assessment.objects.exists()


def test_an_ended_component_is_rated_no_more(lead):
    Component.objects.filter(pk="funds").update(ended_on=ON)
    ratings = make_ratings()
    assert "funds" not in ratings
    made = assess_centre(make_centre(), ratings=ratings, by=lead, on=ON)
    assert made.ratings.count() == 7


def test_of_two_assessments_on_one_day_the_second_is_told_no(lead):
    centre = make_centre()
    assess_centre(centre, ratings=make_ratings(), by=lead, on=ON)
    for day in (ON, ON - timedelta(days=1)):
        with pytest.raises(DomainError):
            assess_centre(centre, ratings=make_ratings(), by=lead, on=day)


@pytest.mark.parametrize("n", [0, 2, 6])
def test_too_few_and_too_many_priorities_are_refused(lead, n):
    assessment = make_assessment(make_centre(), lead)
    with pytest.raises(DomainError):
        choose_priorities(assessment, components=codes(n), by=lead, on=ON)


@pytest.mark.parametrize("n", [3, 5])
def test_three_to_five_priorities_are_chosen_once(lead, n):
    assessment = make_assessment(make_centre(), lead)
    chosen = choose_priorities(assessment, components=codes(n), by=lead, on=ON)
    assert [one.component_id for one in chosen] == codes(n)
    assert {one.state for one in chosen} == {"open"}
    with pytest.raises(DomainError):
        choose_priorities(assessment, components=codes(3), by=lead, on=ON)


def test_a_side_that_was_not_assessed_is_no_priority(lead):
    assessment = make_assessment(make_centre(), lead)
    with pytest.raises(DomainError, match="ด้าน"):
        choose_priorities(assessment, components=[*codes(3), "unheard_of"], by=lead, on=ON)
    assert not assessment.priorities.exists()


def test_work_is_planned_with_an_owner_of_the_committee_and_goes_on(lead):
    centre = make_centre()
    ((chair, _office),) = make_committee(centre, "chair")
    assessment = make_assessment(centre, lead, priorities=3)
    priority = assessment.priorities.first()
    stranger = make_volunteer("86010104")
    with pytest.raises(DomainError):
        plan_work(priority, work=Work("x", stranger, ON, WorkState.OPEN), by=lead, on=ON)
    with pytest.raises(DomainError):
        plan_work(priority, work=Work(" ", chair, ON, WorkState.OPEN), by=lead, on=ON)
    before = ON - timedelta(days=1)
    with pytest.raises(DomainError, match="ก่อนวันประเมิน"):
        plan_work(priority, work=Work("x", chair, before, WorkState.OPEN), by=lead, on=ON)
    work = Work("เปิดบัญชีกองทุน", chair, ON, WorkState.DOING)
    plan_work(priority, work=work, by=lead, on=ON)
    plan_work(priority, work=work, by=lead, on=ON)

    assert (priority.work, priority.owner, priority.state) == ("เปิดบัญชีกองทุน", chair, "doing")
    lines = journal.history_of(priority)
    assert [line.data["fields"] for line in lines] == [["work", "owner", "due_on", "state"]]


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (R.TAMBON_LEAD, "860102"),
        (R.PROVINCE_OFFICER, "85"),
        (R.VOLUNTEER, "86010104"),
        (R.SOCIAL_WORKER, "86"),
        (R.DEPARTMENT_OFFICER, "TH"),
        (R.ANALYST, "TH"),
    ],
)
def test_nobody_else_assesses_chooses_or_plans(role, area, lead):
    centre, user = make_centre(), make_user(role, area)
    ((chair, _office),) = make_committee(centre, "chair")
    assessment = make_assessment(centre, lead, on=date(2025, 1, 1), priorities=3)
    work = Work("x", chair, ON, WorkState.OPEN)
    acts = [
        lambda: assess_centre(centre, ratings=make_ratings(), by=user, on=ON),
        lambda: choose_priorities(assessment, components=codes(3), by=user, on=ON),
        lambda: plan_work(assessment.priorities.first(), work=work, by=user, on=ON),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_an_ended_post_assesses_nothing():
    user = make_user(R.TAMBON_LEAD, "860101", ended_on=today())
    with pytest.raises(PermissionDenied):
        assess_centre(make_centre(), ratings=make_ratings(), by=user, on=ON)


@pytest.mark.parametrize(
    ("role", "area", "reads"),
    [
        (R.DISTRICT_LEAD, "8601", True),
        (R.SOCIAL_WORKER, "86", True),
        (R.VOLUNTEER, "86010104", False),
        (R.TAMBON_LEAD, "860102", False),
        (R.PROVINCE_HEAD, "85", False),
    ],
)
def test_assessments_are_read_by_leads_and_offices_of_the_area(role, area, reads, lead):
    made = make_assessment(make_centre(), lead)
    assert list(assessments_for(make_user(role, area))) == ([made] if reads else [])
