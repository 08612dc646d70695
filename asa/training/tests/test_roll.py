"""The roll: every tap is kept once, the later one holds, and what cannot be written down waits."""

from datetime import UTC, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.shortcodes import grouped
from asa.common.thaidate import now, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.roll import (
    OtherBody,
    Tap,
    correct_attendance,
    decide_submission,
    keep_submission,
    settle_submission,
)
from asa.training.codes import MOST_SAID, CohortState, EnrolmentState, Outcome, Why
from asa.training.models import Attendance, Enrolment, RollCallSubmission
from asa.training.queries.attendance import Share, attendance_shares
from asa.training.queries.programme import session_now
from asa.training.queries.roll import waiting_of, with_this_badge
from asa.training.signing import badge_code, of_this_badge
from asa.training.tests.factories import make_enrolment
from asa.training.tests.factories_day import (
    at_nine,
    keeper,
    make_cohort_of_today,
    make_people,
    make_registrar,
    make_session,
    said,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """A part of today's programme, three people with seats, and a registrar."""
    session = make_session()
    return session, make_people(session.cohort), make_registrar(session.cohort)


def answer(kept):
    return kept.outcome, kept.why


def present(session):
    return set(
        Attendance.objects.filter(session=session, is_present=True).values_list(
            "enrolment_id", flat=True
        )
    )


def test_a_tap_is_written_down_with_its_line_in_the_journal(day):
    session, (one, *_others), registrar = day

    kept = send(session, one, registrar)

    assert answer(kept) == (Outcome.APPLIED, Why.NONE)
    attendance = Attendance.objects.get()
    assert (attendance.enrolment, attendance.by, attendance.way) == (one, registrar, "tap")
    assert attendance.said_at == at_nine()
    assert [line.verb for line in journal.history_of(kept)] == ["attendance.said"]


def test_the_same_sent_twice_is_one_and_gets_the_same_answer(day):
    session, (one, *_others), registrar = day
    key = uuid4()

    first = send(session, one, registrar, key=key)
    again = send(session, one, registrar, key=key, received=now() + timedelta(days=1, hours=2))

    assert answer(first) == answer(again) == (Outcome.APPLIED, Why.NONE)
    assert RollCallSubmission.objects.count() == Attendance.objects.count() == 1
    assert len(journal.history_of(first)) == 1


def test_other_words_under_the_same_key_are_refused(day):
    session, (one, two, _three), registrar = day
    key = uuid4()
    send(session, one, registrar, key=key)

    with pytest.raises(OtherBody):
        send(session, two, registrar, key=key)

    assert present(session) == {one.pk}


def test_somebody_elses_key_is_refused_too(day):
    session, (one, *_others), registrar = day
    key, body = uuid4(), said(session, one, registrar).as_json()
    keep_submission(session.cohort, tap=Tap(key, body), by=registrar, at=now())

    with pytest.raises(OtherBody):
        keep_submission(session.cohort, tap=Tap(key, body), by=keeper(), at=now())


def test_of_two_telephones_the_later_word_holds_in_whatever_order_they_come(day):
    session, (one, two, _three), registrar = day
    other = keeper()

    send(session, one, registrar, at=at_nine(10))
    late = send(session, one, other, at=at_nine(5), present=False)
    send(session, two, registrar, at=at_nine(5))
    taken_back = send(session, two, other, at=at_nine(10), present=False)

    assert answer(late) == (Outcome.DUPLICATE, Why.OLDER)
    assert answer(taken_back) == (Outcome.APPLIED, Why.NONE)
    assert present(session) == {one.pk}


def test_what_both_say_is_known_already_and_counts_from_the_later_one(day):
    session, (one, *_others), registrar = day
    send(session, one, registrar, at=at_nine(0))

    again = send(session, one, keeper(), at=at_nine(10))
    between = send(session, one, registrar, at=at_nine(5), present=False)

    assert answer(again) == (Outcome.DUPLICATE, Why.SAME)
    assert answer(between) == (Outcome.DUPLICATE, Why.OLDER)
    assert present(session) == {one.pk}


@pytest.mark.parametrize(
    ("off", "counted_at"),
    [(60, at_nine), (3600, lambda: at_nine(60)), (-3600, lambda: at_nine(-60))],
    ids=["a little off stays", "an hour slow", "an hour fast"],
)
def test_a_clock_that_is_well_off_is_put_right(day, off, counted_at):
    session, (one, *_others), registrar = day

    send(session, one, registrar, off=off)

    assert Attendance.objects.get().said_at == counted_at()


def test_nothing_is_said_after_it_was_received(day):
    session, (one, *_others), registrar = day

    send(session, one, registrar, at=at_nine(300), received=at_nine(20))

    assert Attendance.objects.get().said_at == at_nine(20)


def test_a_clock_that_is_off_beyond_belief_is_believed_for_one_day(day):
    session, (one, *_others), registrar = day

    kept = send(session, one, registrar, off=10**8)

    assert kept.seconds_off == 24 * 60 * 60


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '"x"', '{"session": 1}', "[" * 4000, "\x7f",
     '{"session": "x", "enrolment": "y", "by": "z", "said_at": "now", "way": "tap", "present": 1}'],
)  # fmt: skip
def test_what_cannot_be_read_is_kept_and_waits(day, body):
    session, _people, registrar = day

    kept = keep_submission(session.cohort, tap=Tap(uuid4(), body), by=registrar, at=now())
    kept = decide_submission(kept, by=registrar)

    assert answer(kept) == (Outcome.QUARANTINED, Why.UNREADABLE)
    assert kept.body == body


def cancelled(session, one):
    session.is_cancelled = True
    session.save()


def called_off(session, one):
    session.cohort.state = CohortState.CANCELLED
    session.cohort.save()


def without_roll(session, one):
    session.counts = False
    session.save()


def withdrawn(session, one):
    one.move_to(EnrolmentState.WITHDRAWN)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (cancelled, Why.CANCELLED),
        (called_off, Why.CANCELLED),
        (without_roll, Why.NOT_CALLED),
        (withdrawn, Why.NO_SEAT),
    ],
)
def test_what_changed_meanwhile_makes_a_tap_wait_with_the_reason(day, change, why):
    session, (one, *_others), registrar = day
    change(session, one)
    session.refresh_from_db()

    kept = send(session, one, registrar)

    assert answer(kept) == (Outcome.QUARANTINED, why)
    assert list(waiting_of(session.cohort)) == [kept]
    assert not present(session)
    assert [line.verb for line in journal.history_of(kept)] == ["attendance.waits"]


def test_what_is_about_nobody_or_nothing_waits(day):
    session, (one, *_others), registrar = day
    elsewhere = make_session()
    stranger = make_people(elsewhere.cohort, 1)[0]

    of_another_list = send(session, stranger, registrar)
    body = said(elsewhere, one, registrar).as_json()
    kept = keep_submission(session.cohort, tap=Tap(uuid4(), body), by=registrar, at=now())

    assert answer(of_another_list) == (Outcome.QUARANTINED, Why.NOT_ENROLLED)
    assert answer(decide_submission(kept, by=registrar)) == (Outcome.QUARANTINED, Why.NO_SESSION)


def test_what_was_tapped_by_somebody_else_waits(day):
    session, (one, *_others), registrar = day
    body = said(session, one, keeper()).as_json()

    kept = keep_submission(session.cohort, tap=Tap(uuid4(), body), by=registrar, at=now())

    assert answer(decide_submission(kept, by=registrar)) == (Outcome.QUARANTINED, Why.OTHER_SENDER)


@pytest.mark.parametrize(("days", "why"), [(-1, Why.TOO_EARLY), (3, Why.NONE), (4, Why.TOO_LATE)])
def test_a_tap_is_of_its_day_or_of_one_until_the_day_after_the_last(day, days, why):
    session, (one, *_others), registrar = day

    kept = send(session, one, registrar, at=at_nine(days=days), received=at_nine(days=9))

    assert kept.why == why


def test_who_stands_at_the_door_without_an_answer_has_answered(day):
    session, people, registrar = day
    asked = make_enrolment(_more_seats(people[0].quota), state=EnrolmentState.NOMINATED)

    send(session, asked, registrar)

    asked.refresh_from_db()
    assert asked.state == EnrolmentState.CONFIRMED


def _more_seats(quota, seats=1):
    quota.seats += seats
    quota.save()
    return quota


def test_who_was_called_absent_takes_the_seat_again_while_nobody_has_it(day):
    session, (one, two, _three), registrar = day
    for person in (one, two):
        person.move_to(EnrolmentState.ABSENT)
    one.quota.move_to(taken=-1)

    back = send(session, one, registrar)
    late = send(session, two, registrar)

    assert answer(back) == (Outcome.APPLIED, Why.NONE)
    assert answer(late) == (Outcome.QUARANTINED, Why.SEAT_GIVEN)
    one.refresh_from_db()
    assert one.state == EnrolmentState.CONFIRMED


def test_only_registrars_and_keepers_send_and_only_keepers_settle(day):
    session, (one, *_others), registrar = day
    for stranger in (
        make_user(Role.VOLUNTEER, "860101"),
        make_user(Role.PROVINCE_OFFICER, "86"),
        make_registrar(make_cohort_of_today()),
        make_user(Role.DEPARTMENT_OFFICER, "TH", ended_on=at_nine(days=-1).date()),
    ):
        with pytest.raises(PermissionDenied):
            send(session, one, stranger)
    withdrawn(session, one)
    kept = send(session, one, registrar)
    with pytest.raises(PermissionDenied):
        settle_submission(kept, remark="แก้แล้ว", by=registrar, at=now())


def test_what_waited_is_settled_once_with_words(day):
    session, (one, *_others), registrar = day
    withdrawn(session, one)
    kept, by = send(session, one, registrar), keeper()

    with pytest.raises(DomainError):
        settle_submission(kept, remark=" ", by=by, at=now())
    settle_submission(kept, remark="แก้ในใบลงลายมือชื่อแล้ว", by=by, at=now())
    with pytest.raises(DomainError):
        settle_submission(kept, remark="อีกครั้ง", by=by, at=now())

    assert not waiting_of(session.cohort).exists()
    assert RollCallSubmission.objects.get().remark == "แก้ในใบลงลายมือชื่อแล้ว"


def test_attendance_is_corrected_by_a_keeper_with_a_reason_that_is_sealed(day):
    session, (one, *_others), _registrar = day
    by, at = keeper(), at_nine(days=1)

    correct_attendance(session, enrolment=one, is_present=True, reason="ลงชื่อในกระดาษ", by=by, at=at)

    assert present(session) == {one.pk}
    line = journal.history_of(one)[0]
    assert (line.verb, line.text) == ("attendance.corrected", "ลงชื่อในกระดาษ")


@pytest.mark.parametrize("fault", ["no reason", "nothing new", "cancelled"])
def test_a_correction_needs_a_reason_a_change_and_a_roll(day, fault):
    session, (one, *_others), _registrar = day
    if fault == "cancelled":
        cancelled(session, one)
    with pytest.raises(DomainError):
        correct_attendance(
            session, enrolment=one, is_present=fault != "nothing new",
            reason="" if fault == "no reason" else "เหตุผล", by=keeper(), at=now(),
        )  # fmt: skip
    assert not present(session)


def test_a_registrar_corrects_nothing_afterwards(day):
    session, (one, *_others), registrar = day
    with pytest.raises(PermissionDenied):
        correct_attendance(
            session, enrolment=one, is_present=True, reason="x", by=registrar, at=now()
        )


def test_shares_count_the_parts_in_which_the_roll_is_called(day, django_assert_num_queries):
    session, (one, two, three), registrar = day
    cohort = session.cohort
    second = make_session(cohort, day=cohort.starts_on + timedelta(days=1))
    off = make_session(cohort, day=cohort.starts_on + timedelta(days=2))
    make_session(cohort, name="พิธีเปิด", counts=False)
    for part, person in ((session, one), (second, one), (session, two), (off, two)):
        send(part, person, registrar, at=at_nine(days=2), received=at_nine(days=3))
    cancelled(off, None)
    three.move_to(EnrolmentState.ABSENT)
    make_enrolment(one.quota, state=EnrolmentState.RESERVE)

    with django_assert_num_queries(2):
        shares = attendance_shares(cohort)

    assert shares == {one.pk: Share(2, 2), two.pk: Share(1, 2), three.pk: Share(0, 2)}
    assert [share.percent for share in shares.values()] == [100, 50, 0]
    assert Share(2, 3).percent == 66
    assert Share(0, 0).percent == 0


def test_the_part_that_runs_is_found_from_half_an_hour_before():
    morning = make_session()
    afternoon = make_session(
        morning.cohort, starts_at=at_nine(240).time(), ends_at=at_nine(420).time()
    )
    parts = [morning, afternoon]
    found = {
        minutes: session_now(parts, at_nine(minutes)) for minutes in (-120, -20, 60, 215, 300, 600)
    }
    assert found == {
        -120: morning, -20: morning, 60: morning, 215: afternoon, 300: afternoon, 600: afternoon,
    }  # fmt: skip
    assert session_now(parts, at_nine(days=1)) is None


def test_a_badge_opens_for_those_who_call_the_roll_of_that_day_alone(day):
    session, (one, *_others), registrar = day
    code, on = badge_code(one.pk), session.cohort.starts_on

    assert with_this_badge(registrar, code, on) == one
    assert with_this_badge(keeper(), grouped(code).lower(), on) == one
    assert with_this_badge(make_registrar(make_cohort_of_today()), code, on) is None
    assert with_this_badge(make_user(Role.PROVINCE_OFFICER, "86"), code, on) is None
    assert with_this_badge(registrar, code, on + timedelta(days=3)) is None
    assert with_this_badge(registrar, "2" + code[1:], on) != one or code[0] == "2"
    withdrawn(session, one)
    assert with_this_badge(registrar, code, on) is None


def test_a_code_says_nothing_and_hangs_on_the_key_of_the_installation(day, settings):
    _session, (one, two, _three), _registrar = day
    code = badge_code(one.pk)

    assert code == badge_code(one.pk) != badge_code(two.pk)
    assert code.lower() not in one.pk.hex
    assert of_this_badge("", [one.pk]) is None
    settings.SECRET_KEY = "another"
    assert badge_code(one.pk) != code


def test_the_day_of_an_answer_at_the_door_is_that_of_bangkok():
    session = make_session()
    (person,) = make_people(session.cohort, 1)
    Enrolment.objects.filter(pk=person.pk).update(state=EnrolmentState.NOMINATED)
    half_past_six = at_nine(-150).astimezone(UTC)

    send(session, person, make_registrar(session.cohort), at=half_past_six)

    person.refresh_from_db()
    assert (person.state, person.answered_on) == (EnrolmentState.CONFIRMED, today())


def test_nothing_longer_than_a_tap_is_kept():
    session = make_session()
    tap = Tap(uuid4(), "x" * (MOST_SAID + 1))
    with pytest.raises(DomainError):
        keep_submission(session.cohort, tap=tap, by=make_registrar(session.cohort), at=now())
    assert not RollCallSubmission.objects.exists()
