"""At the door a seat goes to whoever is there, and no quota ever has more people than seats."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.swapping import mark_absent, swap_on_the_spot
from asa.training.codes import SEATED, CohortState, EnrolmentState
from asa.training.models import Cohort, Enrolment, Quota
from asa.training.queries.roll import reserve_elsewhere, substitutes_of
from asa.training.tests.factories import make_enrolment
from asa.training.tests.factories_day import make_people, make_registrar, make_session, send

pytestmark = pytest.mark.django_db
ON = today()


@pytest.fixture
def door():
    """A part of today, somebody with a seat, two in reserve, one elsewhere, and a registrar."""
    session = make_session()
    absent = make_people(session.cohort, 2)[0]
    first, second = (
        make_enrolment(absent.quota, state=EnrolmentState.RESERVE, rank=rank) for rank in (8, 9)
    )
    other = make_people(session.cohort, 1, "85")[0]
    elsewhere = make_enrolment(other.quota, state=EnrolmentState.RESERVE)
    registrar = make_registrar(session.cohort)
    return session, absent, [first, second, elsewhere], registrar


def balances():
    """Each quota counts exactly who holds a seat of it."""
    return all(
        quota.taken == Enrolment.objects.filter(quota=quota, state__in=SEATED).count()
        for quota in Quota.objects.all()
    )


def test_the_first_of_the_reserve_takes_the_seat(door):
    _session, absent, (first, second, elsewhere), registrar = door
    assert substitutes_of(absent) == [first, second]
    assert list(reserve_elsewhere(absent)) == [elsewhere]

    swap_on_the_spot(absent, substitute=first, by=registrar, on=ON)

    for one in (absent, first):
        one.refresh_from_db()
    assert (absent.state, first.state) == (EnrolmentState.ABSENT, EnrolmentState.CONFIRMED)
    assert first.in_place_of == absent
    assert balances()
    assert journal.history_of(first)[0].verb == "enrolment.swapped"


def test_whoever_gave_up_and_came_after_all_may_take_it(door):
    _session, absent, _reserve, registrar = door
    back = make_enrolment(absent.quota, state=EnrolmentState.DECLINED)
    assert back in substitutes_of(absent)

    swap_on_the_spot(absent, substitute=back, by=registrar, on=ON)

    assert back.state == EnrolmentState.CONFIRMED
    assert balances()


def test_the_reserve_of_another_area_takes_it_with_a_reason_and_joins_the_quota(door):
    _session, absent, (_first, _second, elsewhere), registrar = door
    swap = partial(swap_on_the_spot, absent, substitute=elsewhere, by=registrar, on=ON)
    with pytest.raises(DomainError):
        swap()
    absent.refresh_from_db()
    assert absent.state == EnrolmentState.CONFIRMED

    swap(reason="ไม่มีสำรองของจังหวัดมา")

    elsewhere.refresh_from_db()
    assert elsewhere.quota_id == absent.quota_id
    assert journal.history_of(elsewhere)[0].text == "ไม่มีสำรองของจังหวัดมา"
    assert balances()


def test_a_seat_left_free_is_given_later_once(door):
    _session, absent, (first, second, _elsewhere), registrar = door
    mark_absent(absent, by=registrar, on=ON)
    assert absent.quota.taken == 1
    assert balances()

    swap_on_the_spot(absent, substitute=first, by=registrar, on=ON)
    with pytest.raises(DomainError):
        swap_on_the_spot(absent, substitute=second, by=registrar, on=ON)

    assert balances()


def test_nobody_takes_two_seats_and_no_seat_is_given_twice(door):
    _session, absent, (first, second, _elsewhere), registrar = door
    seen_before = Enrolment.objects.get(pk=absent.pk)
    swap_on_the_spot(absent, substitute=first, by=registrar, on=ON)

    with pytest.raises(DomainError):
        swap_on_the_spot(seen_before, substitute=second, by=registrar, on=ON)
    with pytest.raises(DomainError):
        swap_on_the_spot(first, substitute=first, by=registrar, on=ON)

    assert balances()


def test_who_was_there_already_is_not_called_absent(door):
    session, absent, (first, *_others), registrar = door
    send(session, absent, registrar)
    with pytest.raises(DomainError):
        mark_absent(absent, by=registrar, on=ON)
    with pytest.raises(DomainError):
        swap_on_the_spot(absent, substitute=first, by=registrar, on=ON)


def test_who_belongs_to_another_cohort_takes_no_seat(door):
    _session, absent, _reserve, registrar = door
    stranger = make_enrolment(
        make_people(make_session().cohort, 1)[0].quota, state=EnrolmentState.RESERVE
    )
    with pytest.raises(DomainError):
        swap_on_the_spot(absent, substitute=stranger, reason="x", by=registrar, on=ON)


@pytest.mark.parametrize(
    ("state", "first_day"),
    [
        (CohortState.OPEN, ON),
        (CohortState.DONE, ON),
        (CohortState.CONFIRMED, ON + timedelta(days=1)),
    ],
)
def test_a_seat_is_given_at_the_door_on_the_days_alone(door, state, first_day):
    session, absent, (first, *_others), registrar = door
    Cohort.objects.filter(pk=session.cohort_id).update(
        state=state, starts_on=first_day, ends_on=first_day
    )
    for act in (partial(mark_absent, absent), partial(swap_on_the_spot, absent, substitute=first)):
        with pytest.raises(DomainError):
            act(by=registrar, on=ON)
    absent.refresh_from_db()
    assert absent.state == EnrolmentState.CONFIRMED
    assert balances()


def test_only_who_calls_the_roll_gives_a_seat_at_the_door(door):
    _session, absent, (first, *_others), _registrar = door
    for stranger in (
        make_user(Role.PROVINCE_OFFICER, "86"),
        make_user(Role.TAMBON_LEAD, "860101"),
        make_registrar(make_session().cohort),
    ):
        with pytest.raises(PermissionDenied):
            mark_absent(absent, by=stranger, on=ON)
        with pytest.raises(PermissionDenied):
            swap_on_the_spot(absent, substitute=first, by=stranger, on=ON)
