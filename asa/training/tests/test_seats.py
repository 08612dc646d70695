"""Seats add up whatever people do: two sums that hold after every act."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import (
    apply_for_seat,
    confirm_seat,
    give_up_seat,
    nominate,
    offer_seats,
    pass_on_unanswered,
    put_in_place,
    return_seats,
    return_unused,
    share_out_seats,
    withdraw_nomination,
)
from asa.training.codes import SEATED, CohortState, EnrolmentState
from asa.training.models import Cohort, Enrolment, Quota
from asa.training.queries import share_out
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.training.tests.factories_results import make_certificate
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
STATES = EnrolmentState


def check_sums(cohort):
    cohort = Cohort.objects.get(pk=cohort.pk)
    quotas = list(Quota.objects.filter(cohort=cohort))
    assert sum(quota.seats for quota in quotas) + cohort.unassigned == cohort.seats
    for quota in quotas:
        assert quota.taken == quota.enrolments.filter(state__in=SEATED).count() <= quota.seats
        waiting = quota.enrolments.filter(state=STATES.RESERVE).exists()
        assert not (waiting and quota.left), "somebody waits beside a free seat"


@pytest.fixture
def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


@pytest.fixture
def quota():
    return make_quota(make_cohort(), "86", seats=2)


def nominated(quota, by, n=1):
    return [nominate(quota, volunteer=make_volunteer("86010104"), by=by, on=ON) for _n in range(n)]


def test_names_beyond_the_seats_wait_in_the_order_in_which_they_came(quota, officer):
    lines = nominated(quota, officer, 4)

    assert [line.state for line in lines] == [
        STATES.NOMINATED,
        STATES.NOMINATED,
        STATES.RESERVE,
        STATES.RESERVE,
    ]
    assert [line.rank for line in lines] == [1, 2, 3, 4]
    check_sums(quota.cohort)


def test_who_waits_first_moves_up_by_herself_and_is_told_by_when_to_answer(quota, officer):
    first, _second, third, _fourth = nominated(quota, officer, 4)
    user = make_user(person=third.person)

    give_up_seat(first, by=officer, on=ON, reason="ป่วย")

    third.refresh_from_db()
    assert third.state == STATES.NOMINATED
    assert third.in_place_of == first
    assert third.answer_by == ON + timedelta(days=7)
    assert Notice.objects.get(user=user).kind == "training.moved_up"
    assert JournalEntry.objects.filter(verb="enrolment.moved_up").count() == 1
    check_sums(quota.cohort)


def test_a_chosen_one_of_the_reserve_takes_the_place_of_another(quota, officer):
    first, _second, _third, fourth = nominated(quota, officer, 4)

    put_in_place(fourth, of=first, reason="ป่วย", by=officer, on=ON)

    first.refresh_from_db()
    assert (first.state, fourth.state) == (STATES.DECLINED, STATES.NOMINATED)
    assert fourth.in_place_of == first
    check_sums(quota.cohort)


def test_a_seat_not_answered_in_time_goes_to_the_next(quota, officer):
    first, _second, third = nominated(quota, officer, 3)

    assert pass_on_unanswered(quota, on=first.answer_by) == 0
    assert pass_on_unanswered(quota, on=first.answer_by + timedelta(days=1)) == 2

    third.refresh_from_db()
    assert third.state == STATES.NOMINATED
    check_sums(quota.cohort)


def test_unused_seats_are_returned_and_offered_to_those_who_wait(officer, department):
    cohort = make_cohort(names_until=ON)
    empty, full = make_quota(cohort, "85", seats=5), make_quota(cohort, "86", seats=5)
    for _n in range(5):
        make_enrolment(full)
    waiting = nominated(full, officer, 3)
    assert return_unused(cohort, on=ON) == 0

    assert return_unused(cohort, on=ON + timedelta(days=1)) == 5
    assert share_out_seats(cohort, by=department, on=ON) == 3

    cohort.refresh_from_db()
    empty.refresh_from_db()
    assert (empty.seats, cohort.unassigned) == (0, 2)
    assert {Enrolment.objects.get(pk=one.pk).state for one in waiting} == {STATES.NOMINATED}
    check_sums(cohort)


def test_who_planned_is_told_of_returned_seats_and_an_area_of_those_it_is_offered(department):
    cohort = make_cohort(make_workshop(by=department), names_until=ON)
    empty = make_quota(cohort, "85", seats=2)
    there = make_user(Role.PROVINCE_OFFICER, "85")
    return_unused(cohort, on=ON + timedelta(days=1))
    told = Notice.objects.values_list("user", "kind")
    assert list(told) == [(department.pk, "training.seats_returned")]

    offer_seats(empty, seats=2, by=department, on=ON)

    assert (there.pk, "training.names_missing") in told.all()


def test_somebody_of_another_area_is_not_nominated(quota, officer, department):
    elsewhere = make_volunteer("85010104")
    with pytest.raises(PermissionDenied):
        nominate(quota, volunteer=elsewhere, by=officer, on=ON)
    with pytest.raises(DomainError):
        nominate(quota, volunteer=elsewhere, by=department, on=ON)
    with pytest.raises(PermissionDenied):
        nominate(
            quota,
            volunteer=make_volunteer(),
            by=make_user(Role.PROVINCE_OFFICER, "85"),
            on=ON,
        )


@pytest.mark.parametrize(
    "facts",
    [{"state": "suspended"}, {"state": "applied"}],
    ids=["suspended", "not yet registered"],
)
def test_only_who_is_registered_may_come(quota, officer, facts):
    with pytest.raises(DomainError):
        nominate(quota, volunteer=make_volunteer(**facts), by=officer, on=ON)


def test_newcomers_come_where_the_cohort_is_for_them(officer):
    quota = make_quota(make_cohort(registered_only=False))
    assert nominate(quota, volunteer=make_volunteer(state="verified"), by=officer, on=ON)


def test_who_attended_the_course_a_short_time_ago_may_not_come_again(officer):
    volunteer = make_volunteer()
    for years, said in ((3, False), (1, True)):
        held = ON - timedelta(days=2 * 365)
        before = make_cohort(starts_on=held, ends_on=held, state=CohortState.DONE)
        make_enrolment(make_quota(before), volunteer, result="passed")
        quota = make_quota(make_cohort(not_attended_years=years))
        if said:
            assert nominate(quota, volunteer=volunteer, by=officer, on=ON)
        else:
            with pytest.raises(DomainError):
                nominate(quota, volunteer=volunteer, by=officer, on=ON)


def test_a_skill_is_what_a_certificate_proves_for_as_long_as_it_holds(officer):
    quota = make_quota(make_cohort(skills_needed=["leadership"]))
    lacking, holding, lapsed = (make_volunteer() for _n in range(3))
    for volunteer, days in ((holding, 100), (lapsed, 5 * 365)):
        make_certificate(ended_on=ON - timedelta(days=days), volunteer=volunteer)

    assert nominate(quota, volunteer=holding, by=officer, on=ON)
    for volunteer in (lacking, lapsed):
        with pytest.raises(DomainError):
            nominate(quota, volunteer=volunteer, by=officer, on=ON)


def test_a_volunteer_applies_confirms_by_that_and_gives_up_herself(quota):
    volunteer = make_volunteer()
    user = make_user(Role.VOLUNTEER, "86010104", person=volunteer.person)

    line = apply_for_seat(quota.cohort, by=user, on=ON)
    assert line.state == STATES.CONFIRMED
    with pytest.raises(DomainError):
        apply_for_seat(quota.cohort, by=user, on=ON)
    give_up_seat(line, by=user, on=ON)
    check_sums(quota.cohort)
    again = apply_for_seat(quota.cohort, by=user, on=ON)

    assert (again.pk, again.state, again.rank) == (line.pk, STATES.CONFIRMED, 2)
    check_sums(quota.cohort)


def test_nobody_answers_for_somebody_else(quota, officer):
    (line,) = nominated(quota, officer)
    stranger = make_user(Role.VOLUNTEER, "86010104")
    for act in (confirm_seat, give_up_seat):
        with pytest.raises(PermissionDenied):
            act(line, by=stranger, on=ON)


@pytest.mark.parametrize("state", [CohortState.CONFIRMED, CohortState.DONE, CohortState.CANCELLED])
def test_a_cohort_that_is_not_open_takes_no_names(officer, state):
    quota = make_quota(make_cohort(state=state))
    with pytest.raises(DomainError):
        nominate(quota, volunteer=make_volunteer(), by=officer, on=ON)


def test_after_the_last_day_for_names_none_is_taken(officer):
    quota = make_quota(make_cohort(names_until=ON - timedelta(days=1)))
    with pytest.raises(DomainError):
        nominate(quota, volunteer=make_volunteer(), by=officer, on=ON)


@given(
    seats=st.integers(0, 300),
    weights=st.dictionaries(st.integers(0, 40), st.integers(0, 5000), min_size=1),
)
def test_shares_sum_to_the_seats_and_follow_the_weights(seats, weights):
    shares = share_out(seats, weights)

    assert sum(shares.values()) == seats
    total = sum(weights.values())
    for key, share in shares.items():
        exact = seats * weights[key] / total if total else seats / len(weights)
        assert abs(share - exact) < 1


@given(
    seats=st.integers(0, 60),
    room=st.dictionaries(st.integers(0, 9), st.integers(0, 20), min_size=1),
)
def test_nobody_is_offered_more_than_can_be_taken(seats, room):
    shares = share_out(seats, room, at_most=room)

    assert sum(shares.values()) == min(seats, sum(room.values()))
    assert all(share <= room[key] for key, share in shares.items())


ACTS = ("nominate", "confirm", "give_up", "withdraw", "place", "return", "offer", "share", "late")


@settings(max_examples=25)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 5)), max_size=25))
def test_the_sums_hold_after_any_acts_in_any_order(department, acts):
    cohort = make_cohort(make_workshop(), seats=5)
    make_quota(cohort, "85", seats=2)
    make_quota(cohort, "86", seats=3)
    for act, n in acts:
        with suppress(DomainError):
            _do(act, n, Cohort.objects.get(pk=cohort.pk), department)
        check_sums(cohort)


def _do(act, n, cohort, by):
    quotas = list(cohort.quotas.order_by("pk"))
    quota, lines = quotas[n % 2], list(cohort.enrolments.order_by("pk"))
    line = lines[n % len(lines)] if lines else None
    if act == "nominate":
        nominate(quota, volunteer=make_volunteer(f"{quota.area_id}010104"), by=by, on=ON)
    elif act == "return":
        return_seats(quota, seats=1 + n % 2, by=by, on=ON)
    elif act == "offer":
        offer_seats(quota, seats=1 + n % 2, by=by, on=ON)
    elif act == "share":
        share_out_seats(cohort, by=by, on=ON)
    elif act == "late":
        pass_on_unanswered(quota, on=ON + timedelta(days=30))
    elif line is not None:
        _do_to(act, line, lines, n, by)


def _do_to(act, line, lines, n, by):
    if act == "confirm":
        confirm_seat(line, by=by, on=ON)
    elif act == "give_up":
        give_up_seat(line, by=by, on=ON)
    elif act == "withdraw":
        withdraw_nomination(line, reason="ซ้ำ", by=by, on=ON)
    else:
        put_in_place(line, of=lines[(n + 1) % len(lines)], reason="ป่วย", by=by, on=ON)
