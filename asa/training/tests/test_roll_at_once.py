"""The same submission sent twice at the same moment, and two telephones about one person."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.thaidate import now
from asa.training.actions.roll import Tap, decide_submission, keep_submission
from asa.training.actions.swapping import mark_absent, swap_on_the_spot
from asa.training.codes import EnrolmentState
from asa.training.loader import load_lists
from asa.training.models import Attendance, Cohort, Enrolment, RollCallSubmission
from asa.training.tests.factories import make_enrolment
from asa.training.tests.factories_day import (
    at_nine,
    keeper,
    make_people,
    make_registrar,
    make_session,
    said,
)

# On SQLite two programs send at once in tests/journeys/test_roll_call.py.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


def made():
    with transaction.atomic():
        load_lists()
        session = make_session()
        return session, make_people(session.cohort, 2), make_registrar(session.cohort)


def sending(session, key, body, by):
    """What the page does with what came in: two transactions, as a telephone's tap makes them."""
    cohort = Cohort.objects.select_related("workshop").get(pk=session.cohort_id)

    def act():
        kept = keep_submission(cohort, tap=Tap(key, body), by=by, at=now())
        decide_submission(kept, by=by)

    return act


def test_the_same_submission_sent_twice_at_once_is_one():
    session, (one, _two), registrar = made()
    key, body = uuid4(), said(session, one, registrar, at=at_nine(-540)).as_json()

    acts = at_once(*(sending(session, key, body, fresh(registrar)) for _time in range(4)))

    assert acts == ["done"] * 4
    assert RollCallSubmission.objects.get().outcome == "applied"
    assert Attendance.objects.count() == 1


def test_two_telephones_about_one_person_leave_one_attendance_and_the_later_word():
    session, (one, _two), registrar = made()
    with transaction.atomic():
        other = keeper()
    first = said(session, one, registrar, at=at_nine(-540)).as_json()
    second = said(session, one, other, at=at_nine(-539), present=False).as_json()

    acts = at_once(
        sending(session, uuid4(), first, fresh(registrar)),
        sending(session, uuid4(), second, fresh(other)),
    )

    assert acts == ["done", "done"]
    assert Attendance.objects.get().is_present is False
    assert RollCallSubmission.objects.count() == 2


def test_one_seat_is_given_to_one_of_two_at_the_door():
    session, (absent, _other), registrar = made()
    with transaction.atomic():
        reserve = [make_enrolment(absent.quota, state=EnrolmentState.RESERVE) for _one in range(2)]

    def again(one):
        return Enrolment.objects.select_related("cohort__workshop", "quota").get(pk=one.pk)

    acts = at_once(
        *(
            partial(
                swap_on_the_spot, again(absent), substitute=again(one), by=fresh(registrar),
                on=session.day,
            )
            for one in reserve
        )
    )  # fmt: skip

    assert acts.count("done") == 1
    states = sorted(again(one).state for one in reserve)
    assert states == [EnrolmentState.CONFIRMED, EnrolmentState.RESERVE]
    assert again(absent).quota.taken == 2


def test_who_was_called_absent_and_who_takes_the_seat_do_not_wait_for_each_other():
    session, (absent, _other), registrar = made()
    with transaction.atomic():
        waiting = make_enrolment(absent.quota, state=EnrolmentState.RESERVE)
        mark_absent(absent, by=registrar, on=session.day)
    came = said(session, absent, registrar, at=at_nine(-540)).as_json()

    def again(one):
        return Enrolment.objects.select_related("cohort__workshop", "quota").get(pk=one.pk)

    swap = partial(
        swap_on_the_spot, again(absent), substitute=again(waiting), by=fresh(registrar),
        on=session.day,
    )  # fmt: skip

    acts = at_once(sending(session, uuid4(), came, fresh(registrar)), swap)

    seated = [one for one in (absent, waiting) if again(one).state == EnrolmentState.CONFIRMED]
    assert len(seated) == 1
    assert again(absent).quota.taken == 2
    assert acts[0] == "done"
