"""What stands in one's own calendar follows the seat, and what is left is called off there."""

from datetime import timedelta

import pytest

from asa.common.thaidate import now, today
from asa.notices.calendars import events_for
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import (
    Plan,
    change_workshop,
    confirm_seat,
    give_up_seat,
    nominate,
    withdraw_nomination,
)
from asa.training.codes import CohortState, EnrolmentState, WorkshopState
from asa.training.models import Enrolment
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop

pytestmark = pytest.mark.django_db
ON = today()


@pytest.fixture
def line():
    return make_enrolment(make_quota(), state=EnrolmentState.NOMINATED)


@pytest.fixture
def user(line):
    return make_user(Role.VOLUNTEER, "86010104", person=line.person)


def told(user):
    return [(event.uid, event.sequence, event.cancelled) for event in events_for(user)]


@pytest.mark.parametrize("act", [give_up_seat, withdraw_nomination])
def test_a_seat_that_is_left_is_called_off_in_ones_calendar(line, user, officer, act):
    uid = f"cohort-{line.cohort_id}@asa"
    (before,) = events_for(user)
    assert told(user) == [(uid, 0, False)]

    act(line, reason="ติดภารกิจ", by=officer, on=ON)

    assert told(user) == [(uid, 1, True)]
    (after,) = events_for(user)
    assert after.changed_at > before.changed_at


def test_who_comes_back_has_it_again_with_a_sequence_that_is_higher_still(line, user, officer):
    give_up_seat(line, by=officer, on=ON)
    again = nominate(line.quota, volunteer=line.volunteer, by=officer, on=ON)
    assert [one[1:] for one in told(user)] == [(2, False)]
    confirm_seat(again, by=officer, on=ON)
    assert [one[1:] for one in told(user)] == [(2, False)]


def test_after_a_while_what_was_left_is_gone(line, user, officer):
    give_up_seat(line, by=officer, on=ON)
    Enrolment.objects.update(moved_at=now() - timedelta(days=91))
    assert told(user) == []


def test_who_only_waited_never_had_it_in_a_calendar(line, user, officer):
    Enrolment.objects.update(state=EnrolmentState.RESERVE)
    line.refresh_from_db()
    give_up_seat(line, by=officer, on=ON)
    assert told(user) == []


def test_what_others_left_stands_in_nobody_elses_calendar(line, user, officer):
    other = make_enrolment(line.quota)
    give_up_seat(other, by=officer, on=ON)
    assert [one[1:] for one in told(user)] == [(0, False)]


def test_a_new_name_of_the_workshop_reaches_calendars_and_another_objective_does_not():
    keeper = make_user(Role.DEPARTMENT_OFFICER, "TH")
    workshop = make_workshop(state=WorkshopState.DRAFTED)
    cohort = make_cohort(workshop, state=CohortState.PLANNED)
    facts = {"fiscal_year_be": 2570, "course": workshop.course, "name_en": workshop.name_en}
    found = []
    for changes in ({"name": workshop.name, "objective": "รู้สิทธิ"}, {"name": "หลักสูตรใหม่"}):
        change_workshop(workshop, plan=Plan(**facts, **changes), by=keeper, on=ON)
        cohort.refresh_from_db()
        found.append(cohort.sequence)
    assert found == [0, 1]
