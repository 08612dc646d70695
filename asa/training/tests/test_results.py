"""Marks, results by the course's rule, and what a correction takes back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import now, today
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import GivenMark, decide_results, give_marks
from asa.training.actions.roll import correct_attendance
from asa.training.codes import CertificateState, Result
from asa.training.models import Attendance, Mark
from asa.training.queries import attendance_shares, skills_of, standings_of
from asa.training.tests.factories_results import (
    give_all,
    make_certificate,
    make_held_cohort,
    make_mark,
    make_participant,
    make_signer,
)

pytestmark = pytest.mark.django_db


def decided(cohort, by):
    decide_results(cohort, by=by, on=today())
    return [one.enrolment.result for one in standings_of(cohort)]


def result_of(enrolment):
    enrolment.refresh_from_db()
    return enrolment.result


def mark(enrolment, points, kind="after", out_of=100):
    given = None if points is None else Decimal(points)
    return GivenMark(enrolment, kind, given, Decimal(out_of))


@pytest.mark.parametrize(
    ("present", "after", "result"),
    [
        pytest.param(5, 60, Result.PASSED, id="on the line"),
        pytest.param(4, 100, Result.PASSED, id="80 % present"),
        pytest.param(3, 100, Result.FAILED, id="60 % present"),
        pytest.param(5, 59, Result.FAILED, id="a point too few"),
        pytest.param(5, None, Result.NONE, id="no mark yet"),
        pytest.param(0, 100, Result.ABSENT, id="never there"),
    ],
)
def test_presence_and_marks_decide_by_the_rule_of_the_course(keeper, present, after, result):
    cohort = make_held_cohort("five_modules")
    enrolment = make_participant(cohort, present=present, after=after)

    decide_results(cohort, by=keeper, on=today())

    assert result_of(enrolment) == result


def test_where_presence_alone_counts_no_mark_is_needed(keeper):
    passing, honour = make_held_cohort("potential"), make_held_cohort("exchange")
    one, other = make_participant(passing), make_participant(honour)

    for cohort in (passing, honour):
        decide_results(cohort, by=keeper, on=today())

    assert (result_of(one), result_of(other)) == (Result.PASSED, Result.ATTENDED)


def test_work_handed_in_counts_with_the_test_and_what_was_known_before_does_not(keeper):
    cohort = make_held_cohort("five_modules")
    enrolment = make_participant(cohort, after=50)
    make_mark(enrolment, 10, "work", 10)
    make_mark(enrolment, 0, "before")

    decide_results(cohort, by=keeper, on=today())

    # 60 of 110 are too few; the zero of before is not among them.
    assert result_of(enrolment) == Result.FAILED


def test_a_session_without_roll_and_a_presence_taken_back_do_not_count():
    cohort = make_held_cohort()
    enrolment = make_participant(cohort, present=4)
    Attendance.objects.filter(enrolment=enrolment).first().delete()
    session = cohort.sessions.last()
    session.counts = False
    session.save()

    (share,) = attendance_shares(cohort).values()

    assert (share.present, share.of) == (3, 4)


def test_results_wait_for_the_last_day_and_for_a_roll(keeper):
    with pytest.raises(DomainError):
        decide_results(
            make_held_cohort(ended_on=today() + timedelta(days=1)), by=keeper, on=today()
        )
    with pytest.raises(DomainError):
        decide_results(make_held_cohort(parts=0), by=keeper, on=today())


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "86"),
        (Role.AUDITOR, "TH"),
        (Role.VOLUNTEER, "86010104"),
    ],
)
def test_only_who_keeps_the_workshop_decides(role, area):
    cohort, user = make_held_cohort(), make_user(role, area)
    enrolment = make_participant(cohort)

    for act in (
        lambda: decide_results(cohort, by=user, on=today()),
        lambda: give_marks(cohort, given=[mark(enrolment, 5)], by=user, on=today()),
        lambda: give_all(cohort, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_province_decides_about_its_own_workshops():
    cohort = make_held_cohort(owner="86")
    make_participant(cohort)
    officer, neighbour = (make_user(Role.PROVINCE_OFFICER, area) for area in ("86", "85"))

    assert decided(cohort, officer) == [Result.PASSED]
    with pytest.raises(PermissionDenied):
        decide_results(cohort, by=neighbour, on=today())


def test_the_same_mark_again_changes_nothing(keeper):
    cohort = make_held_cohort("five_modules")
    enrolment = make_participant(cohort)

    assert give_marks(cohort, given=[mark(enrolment, "7.5")], by=keeper, on=today()) == 1
    assert give_marks(cohort, given=[mark(enrolment, "7.50")], by=keeper, on=today()) == 0


def test_a_mark_that_stood_is_corrected_with_a_reason_that_is_kept(keeper):
    cohort = make_held_cohort("five_modules")
    enrolment = make_participant(cohort, after=70)

    with pytest.raises(DomainError):
        give_marks(cohort, given=[mark(enrolment, 71)], by=keeper, on=today())
    give_marks(cohort, given=[mark(enrolment, 71)], reason="นับผิด", by=keeper, on=today())

    assert Mark.objects.get().points == 71
    (line,) = journal.history_of(enrolment)
    assert (line.verb, line.text) == ("mark.corrected", "70.00/100.00 → 71/100: นับผิด")


@pytest.mark.parametrize(
    "points",
    [
        pytest.param(-1, id="below nothing"),
        pytest.param(101, id="above the full mark"),
        pytest.param("7.005", id="finer than a hundredth"),
        pytest.param("NaN", id="no number"),
    ],
)
def test_points_stay_within_the_full_mark(keeper, points):
    cohort = make_held_cohort("five_modules")

    with pytest.raises(DomainError):
        give_marks(cohort, given=[mark(make_participant(cohort), points)], by=keeper, on=today())


def test_no_mark_is_out_of_more_than_there_is(keeper):
    cohort = make_held_cohort("five_modules")
    given = mark(make_participant(cohort), 50)._replace(out_of=Decimal(1001))

    with pytest.raises(DomainError):
        give_marks(cohort, given=[given], by=keeper, on=today())


def test_a_part_that_was_cancelled_counts_for_nobody(keeper):
    cohort = make_held_cohort(parts=1)
    make_participant(cohort, present=0)
    cohort.sessions.update(is_cancelled=True)

    with pytest.raises(DomainError):
        decide_results(cohort, by=keeper, on=today())


def test_marks_are_for_participants_of_the_cohort_and_never_for_oneself(keeper):
    cohort = make_held_cohort("five_modules")
    own = make_participant(cohort, person=keeper.person)
    elsewhere = make_participant(make_held_cohort("five_modules"))
    reserve = make_participant(cohort, state="reserve")

    for enrolment in (own, elsewhere, reserve):
        with pytest.raises(DomainError):
            give_marks(cohort, given=[mark(enrolment, 50)], by=keeper, on=today())


def test_a_mark_corrected_below_the_rule_takes_certificate_and_skill_back(keeper):
    make_signer()
    cohort = make_held_cohort("five_modules")
    enrolment = make_participant(cohort, after=70)
    (paper,) = give_all(cohort, by=keeper)
    person = enrolment.person_id
    assert [one.skill.pk for one in skills_of([person], today())[person]] == ["home_visit"]

    give_marks(cohort, given=[mark(enrolment, 59)], reason="นับผิด", by=keeper, on=today())

    paper.refresh_from_db()
    assert (result_of(enrolment), paper.state) == (Result.FAILED, CertificateState.REVOKED)
    assert paper.reason == "นับผิด"
    assert skills_of([person], today()) == {}


def test_a_mark_corrected_upwards_gives_a_new_certificate_with_a_new_number(keeper):
    make_signer()
    cohort = make_held_cohort("five_modules")
    enrolment = make_participant(cohort, after=70)
    (first,) = give_all(cohort, by=keeper)
    for points in (59, 70):
        give_marks(cohort, given=[mark(enrolment, points)], reason="แก้", by=keeper, on=today())

    (second,) = give_all(cohort, by=keeper)

    assert second.number == first.number + 1


def test_presence_taken_back_takes_the_certificate_back_when_results_are_decided_anew(keeper):
    make_signer()
    cohort = make_held_cohort()
    enrolment = make_participant(cohort)
    (paper,) = give_all(cohort, by=keeper)
    Attendance.objects.filter(enrolment=enrolment).update(is_present=False)
    with pytest.raises(DomainError, match="เหตุผล"):
        decide_results(cohort, by=keeper, on=today())

    decide_results(cohort, reason="ลงชื่อแทนกัน", by=keeper, on=today())

    paper.refresh_from_db()
    assert paper.reason == "ลงชื่อแทนกัน"
    assert paper.state == CertificateState.REVOKED


def test_a_mark_taken_out_leaves_the_result_unknown(keeper):
    cohort = make_held_cohort("five_modules")
    enrolment = make_participant(cohort, after=70)
    decide_results(cohort, by=keeper, on=today())

    give_marks(cohort, given=[mark(enrolment, None)], reason="คนละคน", by=keeper, on=today())

    assert not Mark.objects.exists()
    assert result_of(enrolment) == Result.NONE


def test_standings_ask_the_same_queries_for_one_and_for_many(django_assert_num_queries):
    cohort = make_held_cohort("five_modules")
    for _n in range(4):
        make_participant(cohort, after=70)

    with django_assert_num_queries(5):
        assert len(standings_of(cohort)) == 4


def test_presence_corrected_below_the_rule_takes_the_certificate_back():
    paper = make_certificate()
    enrolment = paper.enrolment
    parts = list(enrolment.cohort.sessions.all())
    for part in parts[:2]:
        correct_attendance(
            part, enrolment=enrolment, is_present=False, reason="ลงชื่อแทนกัน", by=system_user(),
            at=now(),
        )  # fmt: skip
    paper.refresh_from_db()
    enrolment.refresh_from_db()
    assert paper.state == "revoked"
    assert enrolment.result != "passed"
    assert skills_of([enrolment.person_id], today()) == {}
