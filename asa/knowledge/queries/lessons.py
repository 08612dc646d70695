"""What may be learned, and how far one person is with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from asa.knowledge.codes import AttemptState, EditionState
from asa.knowledge.models import Attempt, Edition, Lesson, LessonSet, Question, Reading
from asa.people.models import User
from asa.people.rules import holds
from asa.volunteers.queries import own_area


def sets_for(user: User) -> QuerySet[LessonSet]:
    """The sets with a published edition, to whoever holds a post or stands in the register."""
    if not (holds(user) or own_area(user)):
        return LessonSet.objects.none()
    return LessonSet.objects.filter(editions__state=EditionState.PUBLISHED).distinct()


def published_editions(lesson_set: LessonSet) -> QuerySet[Edition]:
    """The editions of a set that were published, the newest first."""
    return lesson_set.editions.filter(state=EditionState.PUBLISHED).order_by("-number")


def lesson_set_of(user: User, lesson_key: UUID) -> LessonSet | None:
    """The set that a lesson belongs to, if this person may learn it."""
    found = Lesson.objects.filter(key=lesson_key, edition__state=EditionState.PUBLISHED)
    return sets_for(user).filter(pk__in=found.values("edition__lesson_set")).first()


@dataclass(frozen=True)
class LessonLine:
    """A lesson of the newest edition as one person stands to it."""

    lesson: Lesson
    reading: Reading | None
    is_open: bool

    @property
    def is_read(self) -> bool:
        return self.reading is not None and not self.reading.is_to_reread

    @property
    def is_to_reread(self) -> bool:
        return self.reading is not None and self.reading.is_to_reread

    @property
    def changed_since(self) -> bool:
        """Whether the lesson changed in an edition after the one in which it was read."""
        return self.reading is not None and self.lesson.since > self.reading.edition_number


@dataclass(frozen=True)
class Course:
    """A set in its newest edition, and how far one person is with it."""

    lesson_set: LessonSet
    edition: Edition
    lines: list[LessonLine]
    attempts: list[Attempt]

    @property
    def read(self) -> int:
        return sum(line.is_read for line in self.lines)

    @property
    def is_begun(self) -> bool:
        return any(line.reading for line in self.lines)

    @property
    def following(self) -> LessonLine | None:
        """What is to be read next: the first that is not finished, or is to be read again."""
        return next((line for line in self.lines if not line.is_read), None)

    @property
    def all_read(self) -> bool:
        return bool(self.lines) and self.following is None

    @property
    def passed(self) -> Attempt | None:
        """The first try that passed; what is passed stays passed."""
        done = [one for one in self.attempts if one.state == AttemptState.PASSED]
        return done[-1] if done else None

    @property
    def open_attempt(self) -> Attempt | None:
        return next((one for one in self.attempts if one.state == AttemptState.OPEN), None)

    @property
    def changed(self) -> list[LessonLine]:
        return [line for line in self.lines if line.changed_since]

    def line_of(self, lesson_key: UUID) -> LessonLine | None:
        return next((line for line in self.lines if line.lesson.key == lesson_key), None)

    def after(self, line: LessonLine) -> LessonLine | None:
        """The lesson that follows another."""
        place = self.lines.index(line) + 1
        return self.lines[place] if place < len(self.lines) else None


def course_of(user: User, lesson_set: LessonSet) -> Course | None:
    """A set as one person stands to it: four questions, whatever its length."""
    edition = published_editions(lesson_set).first()
    if edition is None:
        return None
    readings = Reading.objects.filter(user=user, lesson_set=lesson_set)
    attempts = Attempt.objects.filter(user=user, lesson_set=lesson_set).order_by("-pk")
    lines = _lines(edition.lessons.all(), {one.lesson_key: one for one in readings})
    return Course(lesson_set, edition, lines, list(attempts))


def _lines(lessons: Iterable[Lesson], readings: dict[UUID, Reading]) -> list[LessonLine]:
    """Each lesson opens when all before it are finished; a finished one stays open."""
    lines, is_next = [], True
    for lesson in lessons:
        reading = readings.get(lesson.key)
        lines.append(LessonLine(lesson, reading, is_next or reading is not None))
        is_next = is_next and reading is not None
    return lines


def questions_of(attempt: Attempt) -> list[Question]:
    """The questions that were drawn for a try, in the order in which they are asked."""
    found = {str(one.key): one for one in attempt.edition.questions.all()}
    return [found[key] for key in attempt.questions]


def video_for(user: User, lesson_key: UUID) -> Lesson | None:
    """The lesson of the newest edition with its video, if it is open to this person."""
    lesson_set = lesson_set_of(user, lesson_key)
    course = course_of(user, lesson_set) if lesson_set else None
    line = course.line_of(lesson_key) if course else None
    return line.lesson if line and line.is_open and line.lesson.video else None


def kept_sets() -> list[LessonSet]:
    """Every set with its editions, the newest first, and how many lessons each has: for who keeps
    them.
    """
    editions = Edition.objects.annotate(lesson_count=Count("lessons")).order_by("-number")
    newest_first = Prefetch("editions", editions, to_attr="newest_first")
    return list(LessonSet.objects.prefetch_related(newest_first))


def draft_of(lesson_set: LessonSet) -> Edition | None:
    """The edition of a set that is being written."""
    return lesson_set.editions.filter(state=EditionState.DRAFT).first()
