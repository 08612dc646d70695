"""Lessons open one after another; a test is passed, or leads back to what was not known."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.knowledge.actions import answer_test, begin_test, finish_lesson
from asa.knowledge.codes import AttemptState
from asa.knowledge.models import Attempt, Reading
from asa.knowledge.queries import course_of, learners_for, learners_in, learning_counts, passed_sets
from asa.knowledge.rules import can_learn, can_see_learners
from asa.knowledge.tests.factories import (
    ON,
    RIGHT,
    VILLAGE,
    WRONG,
    all_answered,
    begin,
    make_edition,
    make_learner,
    make_lesson,
    make_set,
    read,
)
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def mali():
    return make_learner()


@pytest.fixture
def basics():
    return make_set()


def verbs():
    return list(JournalEntry.objects.order_by("seq").values_list("verb", flat=True))


def finish(user, lesson_set, number):
    course = course_of(user, lesson_set)
    return finish_lesson(course.lines[number - 1], course=course, by=user, on=ON)


def fail(user, lesson_set):
    attempt = begin(user, lesson_set)
    return answer_test(attempt, answers=all_answered(attempt, WRONG), by=user, on=ON)


# --- lessons in their order -------------------------------------------------------------------------


def test_the_next_lesson_opens_when_the_one_before_is_finished(mali, basics):
    assert [line.is_open for line in course_of(mali, basics).lines] == [True, False, False]
    finish(mali, basics, 1)
    assert [line.is_open for line in course_of(mali, basics).lines] == [True, True, False]


def test_a_lesson_that_is_not_open_cannot_be_finished(mali, basics):
    with pytest.raises(DomainError, match="First finish lesson 1"):
        finish(mali, basics, 3)
    assert not Reading.objects.exists()


def test_what_is_finished_is_read_again_freely_and_told_once(mali, basics):
    finish(mali, basics, 1)
    finish(mali, basics, 1)
    assert verbs().count("lesson.finished") == 1
    assert Reading.objects.get().finished_on == ON


def test_what_one_reads_is_nobody_elses_progress(mali, basics):
    finish(mali, basics, 1)
    assert course_of(make_learner(), basics).read == 0


def test_a_lesson_that_changed_since_is_named_and_read_anew(mali, basics):
    read(mali, basics)
    next_one = make_edition(basics, number=2)
    first = basics.editions.get(number=1)
    for lesson in first.lessons.all():
        changed = lesson.number == 2
        make_lesson(next_one, lesson.number, key=lesson.key)
        next_one.lessons.filter(key=lesson.key).update(since=2 if changed else 1)
    course = course_of(mali, basics)
    assert [line.lesson.number for line in course.changed] == [2]
    assert course.all_read
    finish(mali, basics, 2)
    assert course_of(mali, basics).changed == []


# --- who may ----------------------------------------------------------------------------------------


def test_whoever_holds_a_post_or_stands_in_the_register_learns_and_nobody_else(basics):
    waiting = make_user()
    entry = make_volunteer(state="applied")
    assert all(can_learn(make_user(role, "86")) for role in Role)
    assert can_learn(make_user(person=entry.person))
    assert not can_learn(waiting)
    course = course_of(waiting, basics)
    with pytest.raises(PermissionDenied):
        finish_lesson(course.lines[0], course=course, by=waiting, on=ON)
    with pytest.raises(PermissionDenied):
        begin_test(basics, by=waiting, on=ON)


def test_a_test_is_answered_by_whoever_began_it(mali, basics):
    attempt = begin(mali, basics)
    for other in (make_learner(), make_user(Role.DEPARTMENT_OFFICER, "TH")):
        with pytest.raises(PermissionDenied):
            answer_test(attempt, answers=all_answered(attempt), by=other, on=ON)


# --- the test ---------------------------------------------------------------------------------------


def test_the_test_opens_when_all_lessons_are_read(mali, basics):
    read(mali, basics, lessons=2)
    with pytest.raises(DomainError, match="First finish lesson 3"):
        begin_test(basics, by=mali, on=ON)


def test_as_many_questions_are_drawn_as_the_edition_says(mali, basics):
    attempt = begin(mali, basics)
    known = {str(key) for key in attempt.edition.questions.values_list("key", flat=True)}
    assert len(set(attempt.questions)) == 3
    assert set(attempt.questions) < known
    assert attempt.pass_mark == 2


def test_a_test_that_is_open_goes_on(mali, basics):
    assert begin(mali, basics).pk == begin(mali, basics).pk


def test_a_second_open_test_of_one_person_cannot_be_kept(mali, basics):
    attempt = begin(mali, basics)
    attempt.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt.save(force_insert=True)


@pytest.mark.parametrize(
    ("wrong", "state"), [(0, "passed"), (1, "passed"), (2, "failed"), (3, "failed")]
)
def test_the_pass_mark_decides(mali, basics, wrong, state):
    attempt = begin(mali, basics)
    answers = all_answered(attempt) | dict.fromkeys(attempt.questions[:wrong], WRONG)
    done = answer_test(attempt, answers=answers, by=mali, on=ON)
    assert (done.state, done.right_count, done.finished_on) == (state, 3 - wrong, ON)
    assert verbs()[-1] == f"test.{state}"


@pytest.mark.parametrize("left_out", [{}, {"0": 0}])
def test_every_question_is_answered_with_one_of_its_choices(mali, basics, left_out):
    attempt = begin(mali, basics)
    with pytest.raises(DomainError, match="Answer all the questions"):
        answer_test(attempt, answers=left_out, by=mali, on=ON)
    with pytest.raises(DomainError, match="Answer all the questions"):
        answer_test(attempt, answers=all_answered(attempt, 7), by=mali, on=ON)
    assert Attempt.objects.get().state == AttemptState.OPEN


def test_wrong_answers_lead_back_to_their_lessons_before_the_next_try(mali, basics):
    attempt = begin(mali, basics)
    wrong = attempt.edition.questions.exclude(key__in=attempt.questions[:1])
    wrong = [one for one in wrong if str(one.key) in attempt.questions]
    answers = all_answered(attempt) | {str(one.key): WRONG for one in wrong}
    answer_test(attempt, answers=answers, by=mali, on=ON)
    course = course_of(mali, basics)
    led = {line.lesson.key for line in course.lines if line.is_to_reread}
    assert led == {one.lesson_key for one in wrong}
    with pytest.raises(DomainError, match="First finish lesson"):
        begin_test(basics, by=mali, on=ON)
    assert begin(mali, basics).pk != attempt.pk
    assert not any(line.is_to_reread for line in course_of(mali, basics).lines)


def test_whoever_passed_is_led_back_nowhere(mali, basics):
    attempt = begin(mali, basics)
    answers = all_answered(attempt) | {attempt.questions[0]: WRONG}
    answer_test(attempt, answers=answers, by=mali, on=ON)
    assert course_of(mali, basics).all_read


def test_answers_that_are_sent_twice_at_once_count_once(mali, basics):
    attempt = begin(mali, basics)
    first, second = (Attempt.objects.get(pk=attempt.pk) for _side in range(2))
    send = partial(answer_test, by=mali, on=ON)
    good, bad = (
        partial(send, first, answers=all_answered(attempt, RIGHT)),
        partial(send, second, answers=all_answered(attempt, WRONG)),
    )
    good()
    with pytest.raises(DomainError, match="already sent"):
        bad()
    assert Attempt.objects.get().state == AttemptState.PASSED
    assert not any(line.is_to_reread for line in course_of(mali, basics).lines)


def test_what_is_passed_stays_passed_and_attempts_are_kept(mali, basics):
    fail(mali, basics)
    attempt = begin(mali, basics)
    answer_test(attempt, answers=all_answered(attempt), by=mali, on=ON)
    again = begin(mali, basics)
    answer_test(again, answers=all_answered(again, WRONG), by=mali, on=ON)
    assert course_of(mali, basics).passed.pk == attempt.pk
    assert Attempt.objects.count() == 3
    entry = Volunteer.objects.get(person=mali.person)
    assert [one.pk for one in passed_sets(entry)] == [attempt.pk]


def test_the_journal_tells_it_in_the_province_of_the_entry(mali, basics):
    fail(mali, basics)
    lines = JournalEntry.objects.filter(actor_id=mali.pk)
    assert {line.area for line in lines} == {VILLAGE}
    assert verbs() == [*["lesson.finished"] * 3, "test.begun", "test.failed"]


# --- who has learned what -----------------------------------------------------------------------------


def test_leads_and_offices_see_how_far_the_volunteers_of_their_area_are(mali, basics):
    attempt = begin(mali, basics)
    answer_test(attempt, answers=all_answered(attempt), by=mali, on=ON)
    read(make_learner(), basics, lessons=1)
    make_volunteer()
    make_volunteer(state="ended")
    begin(make_learner("85010101"), basics)
    lead = make_user(Role.TAMBON_LEAD, "860101")
    found = learners_for(lead, basics)
    assert learning_counts(found) == {"passed": 1, "learning": 1, "not_begun": 1}
    for state in ("passed", "learning", "not_begun"):
        assert learners_in(found, state, basics).count() == 1
    assert learners_in(found, "passed", basics)[0].lessons_read == 3
    assert not learners_for(make_user(Role.TAMBON_LEAD, "860102"), basics).exists()
    assert learners_for(make_user(Role.DEPARTMENT_OFFICER, "TH"), basics).count() == 4


def test_a_volunteer_an_auditor_and_an_ended_post_see_no_learners(basics):
    allowed = {role for role in Role if can_see_learners(make_user(role, "86"))}
    assert allowed == {
        Role.TAMBON_LEAD, Role.DISTRICT_LEAD, Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER,
        Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER,
    }  # fmt: skip
    ended = make_user(Role.TAMBON_LEAD, "860101", ended_on=ON)
    assert not can_see_learners(ended)
    make_volunteer()
    assert not learners_for(ended, basics).exists()
