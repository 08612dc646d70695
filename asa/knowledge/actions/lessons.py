"""The department writes sets of lessons and publishes them edition by edition."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal, videos
from asa.common.bounds import check_fits, check_number
from asa.common.errors import DomainError, allow, written
from asa.common.ids import uuid7
from asa.knowledge.codes import (
    LEAST_CHOICES,
    MOST_CHOICES,
    MOST_QUESTIONS_ASKED,
    PASS_MARK,
    QUESTIONS_ASKED,
    EditionState,
)
from asa.knowledge.models import Edition, Lesson, LessonSet, Question
from asa.knowledge.queries import draft_of, published_editions
from asa.knowledge.rules import can_keep_lessons
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY


@dataclass(frozen=True)
class SetFacts:
    """What a set is called, and how its test is measured."""

    name_th: str
    name_en: str = ""
    questions_asked: int = QUESTIONS_ASKED
    pass_mark: int = PASS_MARK

    def check(self) -> None:
        """DomainError where the name is missing, or the test could not be passed."""
        written(self.name_th, _("Write the Thai name."))
        check_fits(LessonSet, name_th=self.name_th, name_en=self.name_en)
        check_number(self.questions_asked, least=1, most=MOST_QUESTIONS_ASKED)
        if not 1 <= self.pass_mark <= self.questions_asked:
            raise DomainError(_("The pass mark lies between 1 and the number of questions asked."))


@dataclass(frozen=True)
class LessonText:
    """What a lesson says; `number` is its place in the set, last where it is 0."""

    title_th: str
    text_th: str
    title_en: str = ""
    text_en: str = ""
    number: int = 0
    # A new film, or whether the one of before goes.
    video: IO[bytes] | None = None
    without_video: bool = False

    def columns(self) -> dict[str, str]:
        """The words as they are kept; DomainError where the title is missing or one too long."""
        written(self.title_th, _("Write the Thai title."))
        names = ("title_th", "title_en", "text_th", "text_en")
        found = {name: getattr(self, name).strip() for name in names}
        check_fits(Lesson, **found)
        return found


@dataclass(frozen=True)
class QuestionText:
    """A question, its choices in both languages, which is right, and where the answer stands."""

    text_th: str
    lesson_key: UUID
    choices_th: list[str]
    right: int
    text_en: str = ""
    choices_en: list[str] = field(default_factory=list)

    def columns(self) -> dict[str, Any]:
        """As it is kept; DomainError where a choice is missing or none of them is right."""
        written(self.text_th, _("Write the question in Thai."))
        check_fits(Question, text_th=self.text_th, text_en=self.text_en)
        thai, english = self.choices_th, self.choices_en
        if not LEAST_CHOICES <= len(thai) <= MOST_CHOICES:
            raise DomainError(
                _("Write %(least)s to %(most)s choices, one on each line.")
                % {"least": LEAST_CHOICES, "most": MOST_CHOICES}
            )
        if english and len(english) != len(thai):
            raise DomainError(_("Write as many choices in English as in Thai, or none."))
        if self.right not in range(len(thai)):
            raise DomainError(_("Say which of the choices is right."))
        pairs = zip(thai, english or [""] * len(thai), strict=True)
        return {
            "text_th": self.text_th.strip(),
            "text_en": self.text_en.strip(),
            "lesson_key": self.lesson_key,
            "choices": [{"th": one, "en": other} for one, other in pairs],
            "right": self.right,
        }


@transaction.atomic
def add_set(facts: SetFacts, *, by: User, on: date) -> Edition:
    """Begin a new set of lessons with the draft of its first edition."""
    allow(can_keep_lessons(by))
    facts.check()
    key = uuid7()
    lesson_set = LessonSet.objects.create(
        pk=key, code=f"set-{key.hex}", name_th=facts.name_th, name_en=facts.name_en
    )
    draft = lesson_set.editions.create(
        number=1, questions_asked=facts.questions_asked, pass_mark=facts.pass_mark
    )
    journal.record(by, "lesson_set.added", lesson_set, area=WHOLE_COUNTRY, on=on)
    return draft


@transaction.atomic
def change_set(edition: Edition, *, facts: SetFacts, by: User, on: date) -> Edition:
    """Change what a set is called, and for its draft how the test is measured."""
    draft = _draft(edition, by)
    facts.check()
    lesson_set, changed = draft.lesson_set, []
    for name, value in asdict(facts).items():
        holder: Any = lesson_set if name.startswith("name") else draft
        if getattr(holder, name) != value:
            setattr(holder, name, value)
            changed.append(name)
    if changed:
        lesson_set.save(update_fields=["name_th", "name_en"])
        draft.save(update_fields=["questions_asked", "pass_mark"])
        journal.record(
            by, "lesson_set.changed", lesson_set, area=WHOLE_COUNTRY, on=on, fields=changed
        )
    return draft


@transaction.atomic
def begin_edition(lesson_set: LessonSet, *, by: User, on: date) -> Edition:
    """Begin the next edition as a copy of the published one; learners go on with that one."""
    allow(can_keep_lessons(by))
    held = LessonSet.objects.select_for_update().get(pk=lesson_set.pk)
    if draft_of(held):
        raise DomainError(_("The next edition is being written already."))
    last = published_editions(held)[0]
    draft = held.editions.create(
        number=last.number + 1, questions_asked=last.questions_asked, pass_mark=last.pass_mark
    )
    for lesson in last.lessons.all():
        lesson.pk, lesson.edition = uuid7(), draft
        lesson.save(force_insert=True)
    for question in last.questions.order_by("pk"):
        question.pk, question.edition = uuid7(), draft
        question.save(force_insert=True)
    journal.record(by, "edition.begun", held, area=WHOLE_COUNTRY, on=on, edition=draft.number)
    return draft


@transaction.atomic
def add_lesson(edition: Edition, *, text: LessonText, by: User, on: date) -> Lesson:
    """Write one more lesson into a draft."""
    draft = _draft(edition, by)
    lesson = Lesson(edition=draft, number=0, since=draft.number, **text.columns())
    _take_video(lesson, text)
    lesson.save()
    _put_in_place(lesson, text.number)
    journal.record(
        by, "lesson.added", draft.lesson_set, area=WHOLE_COUNTRY, on=on, lesson=str(lesson.key)
    )
    return lesson


@transaction.atomic
def change_lesson(lesson: Lesson, *, text: LessonText, by: User, on: date) -> Lesson:
    """Write a lesson of a draft anew, give it another place, or another film."""
    draft = _draft(lesson.edition, by)
    for name, value in text.columns().items():
        setattr(lesson, name, value)
    _take_video(lesson, text)
    lesson.save()
    _put_in_place(lesson, text.number or lesson.number)
    journal.record(
        by, "lesson.changed", draft.lesson_set, area=WHOLE_COUNTRY, on=on, lesson=str(lesson.key)
    )
    return lesson


@transaction.atomic
def remove_lesson(lesson: Lesson, *, by: User, on: date) -> Edition:
    """Take a lesson and its questions out of a draft; published editions keep theirs."""
    draft = _draft(lesson.edition, by)
    key = lesson.key
    draft.questions.filter(lesson_key=key).delete()
    lesson.delete()
    _number(list(draft.lessons.all()))
    journal.record(
        by, "lesson.removed", draft.lesson_set, area=WHOLE_COUNTRY, on=on, lesson=str(key)
    )
    return draft


@transaction.atomic
def add_question(edition: Edition, *, text: QuestionText, by: User, on: date) -> Question:
    """Write one more question into a draft."""
    draft = _draft(edition, by)
    _check_lesson(draft, text)
    question = Question.objects.create(edition=draft, **text.columns())
    journal.record(
        by, "question.added", draft.lesson_set, area=WHOLE_COUNTRY, on=on,
        question=str(question.key),
    )  # fmt: skip
    return question


@transaction.atomic
def change_question(question: Question, *, text: QuestionText, by: User, on: date) -> Question:
    """Write a question of a draft anew."""
    draft = _draft(question.edition, by)
    _check_lesson(draft, text)
    for name, value in text.columns().items():
        setattr(question, name, value)
    question.save()
    journal.record(
        by, "question.changed", draft.lesson_set, area=WHOLE_COUNTRY, on=on,
        question=str(question.key),
    )  # fmt: skip
    return question


@transaction.atomic
def remove_question(question: Question, *, by: User, on: date) -> Edition:
    """Take a question out of a draft."""
    draft = _draft(question.edition, by)
    key = question.key
    question.delete()
    journal.record(
        by, "question.removed", draft.lesson_set, area=WHOLE_COUNTRY, on=on, question=str(key)
    )
    return draft


@transaction.atomic
def publish_edition(edition: Edition, *, note: str, by: User, on: date) -> Edition:
    """Give an edition to everyone who learns, with a note of what is new in it."""
    draft = _draft(edition, by)
    lessons, questions = list(draft.lessons.all()), draft.questions.count()
    _check_complete(draft, lessons, questions)
    note = note.strip()
    if draft.number > 1:
        written(note, _("Write what changed, for those who read the edition before."))
    check_fits(Edition, note=note)
    _note_what_changed(draft, lessons)
    draft.move_to(EditionState.PUBLISHED, note=note, published_on=on, published_by=by)
    journal.record(
        by, "edition.published", draft.lesson_set, area=WHOLE_COUNTRY, on=on,
        edition=draft.number, lessons=len(lessons), questions=questions,
    )  # fmt: skip
    return draft


def _draft(edition: Edition, by: User) -> Edition:
    """The edition, held until the end of the action, if it is still being written."""
    allow(can_keep_lessons(by))
    held = Edition.objects.select_for_update(of=("self",)).select_related("lesson_set")
    draft = held.get(pk=edition.pk)
    if draft.state != EditionState.DRAFT:
        raise DomainError(_("This edition was already published. Begin the next one."))
    return draft


def _check_lesson(draft: Edition, text: QuestionText) -> None:
    if not draft.lessons.filter(key=text.lesson_key).exists():
        raise DomainError(_("Choose the lesson in which the answer stands."))


def _check_complete(draft: Edition, lessons: list[Lesson], questions: int) -> None:
    if not lessons:
        raise DomainError(_("Write at least one lesson first."))
    empty = [one for one in lessons if not one.text_th and not one.video]
    if empty:
        raise DomainError(
            _("Lesson %(number)s has neither a text nor a video.") % {"number": empty[0].number}
        )
    if questions < draft.questions_asked:
        raise DomainError(
            _("The test asks %(asked)s questions and the set has %(found)s. Write more of them.")
            % {"asked": draft.questions_asked, "found": questions}
        )


def _note_what_changed(draft: Edition, lessons: list[Lesson]) -> None:
    """A lesson that reads as in the edition before is as old as it was there."""
    last = published_editions(draft.lesson_set).first()
    before = {one.key: one for one in last.lessons.all()} if last else {}
    for lesson in lessons:
        old = before.get(lesson.key)
        is_same = old is not None and old.content == lesson.content
        lesson.since = old.since if old is not None and is_same else draft.number
        lesson.save(update_fields=["since"])


def _put_in_place(lesson: Lesson, number: int) -> None:
    """Number the lessons of the draft anew, with this one in its place; 0 is the end."""
    others = [one for one in lesson.edition.lessons.order_by("number", "pk") if one != lesson]
    place = number - 1 if number else len(others)
    others.insert(place, lesson)
    _number(others)


def _number(lessons: list[Lesson]) -> None:
    for number, lesson in enumerate(lessons, start=1):
        lesson.number = number
        lesson.save(update_fields=["number"])


def _take_video(lesson: Lesson, text: LessonText) -> None:
    before = lesson.video
    if text.video is not None:
        stored = videos.store(text.video)
        lesson.video, lesson.video_kind, lesson.video_size = stored.uuid, stored.kind, stored.size
    elif text.without_video:
        lesson.video, lesson.video_kind, lesson.video_size = None, "", 0
    if before and before != lesson.video:
        transaction.on_commit(lambda: _forget_video(before))


def _forget_video(number: UUID) -> None:
    """A film that no edition shows any more goes from the disk."""
    if not Lesson.objects.filter(video=number).exists():
        videos.delete(number)
