"""Everybody of a part noted at once from the signed sheet, and who calls the roll."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import now, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import add_registrar, note_from_sheet, remove_registrar
from asa.training.codes import EnrolmentState
from asa.training.models import Attendance
from asa.training.rules import can_call_roll
from asa.training.tests.factories import make_enrolment, make_quota
from asa.training.tests.factories_day import (
    at_nine,
    keeper,
    make_cohort_of_today,
    make_people,
    make_registrar,
    make_session,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    session = make_session()
    return session, make_people(session.cohort), make_registrar(session.cohort)


def present(session):
    return set(
        Attendance.objects.filter(session=session, is_present=True).values_list(
            "enrolment_id", flat=True
        )
    )


def test_all_but_those_who_did_not_sign_are_there(day):
    session, (one, two, three), registrar = day

    assert note_from_sheet(session, absent={two.pk}, by=registrar, at=now()) == 2

    assert present(session) == {one.pk, three.pk}
    assert {line.verb for line in journal.history_of(one)} == {"attendance.signed"}
    assert not journal.history_of(two)


def test_what_was_tapped_of_somebody_stays(day):
    session, (one, two, three), registrar = day
    send(session, one, registrar)
    send(session, two, registrar, present=False)

    assert note_from_sheet(session, by=registrar, at=now()) == 1
    assert note_from_sheet(session, by=registrar, at=now()) == 0

    assert present(session) == {one.pk, three.pk}


def test_who_signed_without_an_answer_has_answered_and_the_reserve_has_no_seat():
    session = make_session()
    quota = make_quota(session.cohort, seats=2)
    asked = make_enrolment(quota, state=EnrolmentState.NOMINATED)
    waiting = make_enrolment(quota, state=EnrolmentState.RESERVE)

    assert note_from_sheet(session, by=keeper(), at=now()) == 1

    asked.refresh_from_db()
    assert asked.state == EnrolmentState.CONFIRMED
    assert present(session) == {asked.pk}
    assert waiting.state == EnrolmentState.RESERVE


def test_others_note_nobody(day):
    session, _people, _registrar = day
    for user in (make_user(Role.PROVINCE_OFFICER, "86"), make_registrar(make_cohort_of_today())):
        with pytest.raises(PermissionDenied):
            note_from_sheet(session, by=user, at=now())

    assert present(session) == set()


@pytest.mark.parametrize("fields", [{"counts": False}, {"is_cancelled": True}])
def test_no_sheet_of_a_part_without_a_roll(fields):
    session = make_session(**fields)
    make_people(session.cohort)
    with pytest.raises(DomainError):
        note_from_sheet(session, by=keeper(), at=now())


def test_nobody_signs_before_the_day(day):
    session, _people, registrar = day
    with pytest.raises(DomainError):
        note_from_sheet(session, by=registrar, at=at_nine(days=-1))


def test_the_sheet_of_many_costs_as_many_queries_as_that_of_few():
    asked = {}
    for count in (2, 12):
        session = make_session()
        make_people(session.cohort, count)
        act = partial(note_from_sheet, session, by=make_registrar(session.cohort), at=now())
        with CaptureQueriesContext(connection) as found:
            act()
        asked[count] = len(found)

    assert asked[12] <= asked[2] + 1


def test_a_keeper_names_who_calls_the_roll_and_takes_the_name_out():
    cohort, user, by = make_cohort_of_today(), make_user(Role.VOLUNTEER, "860101"), keeper()

    named = add_registrar(cohort, user=user, by=by, on=today())
    assert add_registrar(cohort, user=user, by=by, on=today()) == named
    assert can_call_roll(user, cohort)
    remove_registrar(named, by=by, on=today())
    remove_registrar(named, by=by, on=today())

    assert not can_call_roll(user, cohort)
    verbs = [line.verb for line in journal.history_of(cohort)]
    assert sorted(verbs) == ["registrar.added", "registrar.removed"]


def test_a_registrar_names_nobody(day):
    session, _people, registrar = day
    with pytest.raises(PermissionDenied):
        add_registrar(session.cohort, user=make_user(), by=registrar, on=today())
    named = session.cohort.registrars.get()
    with pytest.raises(PermissionDenied):
        remove_registrar(named, by=registrar, on=today())

    assert session.cohort.registrars.count() == 1
