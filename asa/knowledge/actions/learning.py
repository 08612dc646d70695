"""Somebody reads lessons in their order and takes the test after them."""

from collections.abc import Mapping
from datetime import date
from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.knowledge.codes import AttemptState
from asa.knowledge.models import Attempt, LessonSet, Question, Reading
from asa.knowledge.queries import Course, LessonLine, course_of, questions_of
from asa.knowledge.rules import can_answer, can_learn
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.volunteers.queries import own_area


@transaction.atomic
def finish_lesson(line: LessonLine, *, course: Course, by: User, on: date) -> Reading:
    """Note that somebody has read a lesson to its end, in the edition of today."""
    allow(can_learn(by))
    if not line.is_open:
        raise DomainError(_first_finish(course))
    reading, is_new = Reading.objects.get_or_create(
        user=by,
        lesson_key=line.lesson.key,
        defaults={
            "lesson_set": course.lesson_set,
            "edition_number": course.edition.number,
            "finished_on": on,
        },
    )
    is_known = reading.edition_number >= line.lesson.since and not reading.is_to_reread
    if is_known and not is_new:
        return reading
    reading.edition_number, reading.finished_on = course.edition.number, on
    reading.is_to_reread = False
    reading.save(update_fields=["edition_number", "finished_on", "is_to_reread"])
    journal.record(
        by, "lesson.finished", reading, area=_area_of(by), on=on,
        lesson=str(line.lesson.key), edition=course.edition.number,
    )  # fmt: skip
    return reading


@transaction.atomic
def begin_test(lesson_set: LessonSet, *, by: User, on: date) -> Attempt:
    """Draw the questions of a new try; one that is open already goes on."""
    allow(can_learn(by))
    # Of two taps at once the second finds the try that the first has opened.
    User.objects.select_for_update().get(pk=by.pk)
    course = course_of(by, lesson_set)
    if course is None:
        raise DomainError(_("This set has no published edition yet."))
    if course.open_attempt:
        return course.open_attempt
    if not course.all_read:
        raise DomainError(_first_finish(course))
    keys = [
        str(key) for key in course.edition.questions.order_by("pk").values_list("key", flat=True)
    ]
    attempt = Attempt.objects.create(
        user=by,
        lesson_set=lesson_set,
        edition=course.edition,
        questions=SystemRandom().sample(keys, min(course.edition.questions_asked, len(keys))),
        pass_mark=course.edition.pass_mark,
        begun_on=on,
    )
    journal.record(
        by, "test.begun", attempt, area=_area_of(by), on=on, edition=course.edition.number
    )
    return attempt


@transaction.atomic
def answer_test(attempt: Attempt, *, answers: Mapping[str, int], by: User, on: date) -> Attempt:
    """Count the right answers; where they are too few, each wrong one leads back to its lesson.

    answers: of each question, by its key, the choice taken, counted from 0.
    """
    allow(can_answer(by, attempt))
    asked = questions_of(attempt)
    if any(answers.get(str(one.key)) not in range(len(one.choices)) for one in asked):
        raise DomainError(_("Answer all the questions, then send them."))
    wrong = [one for one in asked if answers[str(one.key)] != one.right]
    right = len(asked) - len(wrong)
    has_passed = right >= attempt.pass_mark
    attempt.move_to(
        AttemptState.PASSED if has_passed else AttemptState.FAILED,
        answers={str(one.key): answers[str(one.key)] for one in asked},
        right_count=right,
        finished_on=on,
    )
    if not has_passed:
        _lead_back(attempt, wrong)
    verb = "test.passed" if has_passed else "test.failed"
    journal.record(
        by, verb, attempt, area=_area_of(by), on=on,
        edition=attempt.edition.number, right=right, asked=len(asked),
    )  # fmt: skip
    return attempt


def _lead_back(attempt: Attempt, wrong: list[Question]) -> None:
    """Before the next try the lessons of the wrong answers are to be read again."""
    keys = {one.lesson_key for one in wrong}
    for reading in Reading.objects.filter(user=attempt.user_id, lesson_key__in=keys):
        reading.is_to_reread = True
        reading.save(update_fields=["is_to_reread"])


def _first_finish(course: Course) -> str:
    following = course.following
    assert following is not None  # noqa: S101 - who has read all is refused nothing
    return _("First finish lesson %(number)s: %(title)s") % {
        "number": following.lesson.number,
        "title": following.lesson.title,
    }


def _area_of(user: User) -> str:
    """Where a line of the journal about somebody's learning belongs: the entry, else the post."""
    posts = [post.area_id for post in user.current_posts]
    return own_area(user) or next(iter(posts), WHOLE_COUNTRY)
