"""The department writes lessons in a draft and publishes them edition by edition."""

import io
from dataclasses import replace
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import videos
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.tests.test_videos import film
from asa.knowledge.actions import (
    LessonText,
    QuestionText,
    SetFacts,
    add_lesson,
    add_question,
    add_set,
    add_topic,
    begin_edition,
    change_lesson,
    change_question,
    change_set,
    change_topic,
    publish_edition,
    remove_lesson,
    remove_question,
)
from asa.knowledge.loader import load_lists
from asa.knowledge.models import Edition, Lesson, LessonSet, Question, Topic
from asa.knowledge.queries import sets_for
from asa.knowledge.tests.factories import ON, make_set, make_topic
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.people.tests.roles import NATURAL, make_in_relation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FACTS = SetFacts("ชุดใหม่", "New set", 2, 1)
TEXT = LessonText("บทแรก", "ย่อหน้าเดียว")


@pytest.fixture
def keeper():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


@pytest.fixture
def draft(keeper):
    return add_set(FACTS, by=keeper, on=ON)


def asking(lesson, right=0, **fields):
    return QuestionText("ข้อใดถูก", lesson.key, ["ก", "ข"], right, **fields)


def fill(draft, keeper, *, lessons=2):
    made = [add_lesson(draft, text=TEXT, by=keeper, on=ON) for _one in range(lessons)]
    for lesson in made:
        add_question(draft, text=asking(lesson), by=keeper, on=ON)
    return made


def test_a_set_is_written_published_and_only_then_read(keeper, draft):
    fill(draft, keeper)
    assert not sets_for(keeper).exists()
    publish_edition(draft, note="", by=keeper, on=ON)
    assert list(sets_for(keeper)) == [draft.lesson_set]
    assert JournalEntry.objects.filter(verb="edition.published", area="TH").count() == 1


def test_a_draft_that_is_not_complete_is_not_published(keeper, draft):
    publish = partial(publish_edition, draft, note="", by=keeper, on=ON)
    with pytest.raises(DomainError, match="at least one lesson"):
        publish()
    lesson = add_lesson(draft, text=replace(TEXT, text_th=" "), by=keeper, on=ON)
    with pytest.raises(DomainError, match="neither a text nor a video"):
        publish()
    change_lesson(lesson, text=TEXT, by=keeper, on=ON)
    add_question(draft, text=asking(lesson), by=keeper, on=ON)
    with pytest.raises(DomainError, match="asks 2 questions and the set has 1"):
        publish()


def test_what_is_published_never_changes(keeper, draft):
    lesson, _other = fill(draft, keeper)
    publish_edition(draft, note="", by=keeper, on=ON)
    question = Question.objects.first()
    acts = [
        partial(add_lesson, draft, text=TEXT),
        partial(change_lesson, lesson, text=TEXT),
        partial(remove_lesson, lesson),
        partial(add_question, draft, text=asking(lesson)),
        partial(change_question, question, text=asking(lesson)),
        partial(remove_question, question),
        partial(change_set, draft, facts=FACTS),
        partial(publish_edition, draft, note="อีกครั้ง"),
    ]
    for act in acts:
        with pytest.raises(DomainError, match="already published"):
            act(by=keeper, on=ON)


def test_of_two_who_publish_at_once_the_second_is_told_no(keeper, draft):
    fill(draft, keeper)
    one, other = (Edition.objects.get(pk=draft.pk) for _side in range(2))
    first, second = (
        partial(edition.move_to, "published", published_on=ON) for edition in (one, other)
    )
    first()
    with pytest.raises(DomainError, match="already published"):
        second()


def test_the_next_edition_is_a_copy_with_the_same_keys_and_says_what_changed(keeper, draft):
    lessons = fill(draft, keeper)
    publish_edition(draft, note="", by=keeper, on=ON)
    following = begin_edition(draft.lesson_set, by=keeper, on=ON)
    with pytest.raises(DomainError, match="being written already"):
        begin_edition(draft.lesson_set, by=keeper, on=ON)
    copies = list(following.lessons.all())
    assert [one.key for one in copies] == [one.key for one in lessons]
    change_lesson(copies[1], text=replace(TEXT, text_th="ใหม่"), by=keeper, on=ON)
    change_lesson(copies[0], text=replace(TEXT, text_th="ใหม่"), by=keeper, on=ON)
    change_lesson(Lesson.objects.get(pk=copies[0].pk), text=TEXT, by=keeper, on=ON)
    with pytest.raises(DomainError, match="Write what changed"):
        publish_edition(following, note=" ", by=keeper, on=ON)
    publish_edition(following, note="แก้บทที่สอง", by=keeper, on=ON)
    assert [one.since for one in following.lessons.all()] == [1, 2]
    assert [one.text_th for one in draft.lessons.all()] == [TEXT.text_th] * 2


def test_lessons_keep_their_order_when_one_is_moved_or_taken_out(keeper, draft):
    first, second, third = fill(draft, keeper, lessons=3)
    change_lesson(third, text=replace(TEXT, number=1), by=keeper, on=ON)
    assert list(draft.lessons.values_list("key", "number")) == [
        (third.key, 1), (first.key, 2), (second.key, 3),
    ]  # fmt: skip
    remove_lesson(Lesson.objects.get(pk=first.pk), by=keeper, on=ON)
    assert list(draft.lessons.values_list("number", flat=True)) == [1, 2]
    assert not draft.questions.filter(lesson_key=first.key).exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"choices_th": ["ก"]}, "2 to 5 choices"),
        ({"choices_th": list("กขคงจฉ")}, "2 to 5 choices"),
        ({"right": 2}, "which of the choices is right"),
        ({"choices_en": ["A"]}, "as many choices in English"),
        ({"text_th": " "}, "Write the question"),
        ({"text_th": "ก" * 301}, "at most 300"),
    ],
)
def test_a_question_without_an_answer_is_refused(keeper, draft, fields, said):
    lesson = add_lesson(draft, text=TEXT, by=keeper, on=ON)
    with pytest.raises(DomainError, match=said):
        add_question(draft, text=replace(asking(lesson), **fields), by=keeper, on=ON)


def test_the_answer_stands_in_a_lesson_of_the_same_draft(keeper, draft):
    elsewhere = make_set().editions.get().lessons.first()
    with pytest.raises(DomainError, match="Choose the lesson"):
        add_question(draft, text=asking(elsewhere), by=keeper, on=ON)


@pytest.mark.parametrize(("asked", "mark"), [(0, 1), (51, 1), (10, 11), (10, 0)])
def test_a_test_that_nobody_could_pass_is_refused(keeper, asked, mark):
    facts = SetFacts("ชุด", questions_asked=asked, pass_mark=mark)
    with pytest.raises(DomainError):
        add_set(facts, by=keeper, on=ON)


def test_a_film_goes_from_the_disk_when_no_edition_shows_it(
    keeper, draft, django_capture_on_commit_callbacks
):
    filmed = replace(TEXT, video=io.BytesIO(film(5000)))
    lesson = add_lesson(draft, text=filmed, by=keeper, on=ON)
    first = lesson.video
    with django_capture_on_commit_callbacks(execute=True):
        change_lesson(lesson, text=filmed, by=keeper, on=ON)
    assert not videos.is_there(first)
    for _one in range(2):
        add_question(draft, text=asking(lesson), by=keeper, on=ON)
    publish_edition(draft, note="", by=keeper, on=ON)
    copy = begin_edition(draft.lesson_set, by=keeper, on=ON).lessons.get()
    with django_capture_on_commit_callbacks(execute=True):
        change_lesson(copy, text=replace(TEXT, without_video=True), by=keeper, on=ON)
    assert copy.video is None
    assert videos.is_there(lesson.video)


# --- who ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(NATURAL))
def test_lessons_and_topics_are_kept_by_the_department_alone(role):
    lesson_set = make_set()
    edition = lesson_set.editions.get()
    lesson, question = edition.lessons.first(), edition.questions.first()
    topic = make_topic()
    acts = [
        partial(add_set, FACTS),
        partial(change_set, edition, facts=FACTS),
        partial(begin_edition, lesson_set),
        partial(add_lesson, edition, text=TEXT),
        partial(change_lesson, lesson, text=TEXT),
        partial(remove_lesson, lesson),
        partial(add_question, edition, text=asking(lesson)),
        partial(change_question, question, text=asking(lesson)),
        partial(remove_question, question),
        partial(publish_edition, edition, note="x"),
        partial(add_topic, "ใหม่", name_en=""),
        partial(change_topic, topic, name_th="อื่น", name_en="", ended_on=None),
    ]
    for relation in ("own", "ended") if role != Role.DEPARTMENT_OFFICER else ("ended", "elsewhere"):
        by = make_in_relation(role, relation)
        for act in acts:
            with pytest.raises(PermissionDenied):
                act(by=by, on=ON)


def test_a_topic_is_added_renamed_and_ended(keeper):
    topic = add_topic("ใหม่", name_en="New", by=keeper, on=ON)
    with pytest.raises(DomainError, match="Nothing was changed"):
        change_topic(topic, name_th="ใหม่", name_en="New", ended_on=None, by=keeper, on=ON)
    with pytest.raises(DomainError, match="must come after"):
        change_topic(topic, name_th="ใหม่", name_en="", ended_on=ON, by=keeper, on=ON)
    with pytest.raises(DomainError, match="Thai name"):
        add_topic(" ", name_en="", by=keeper, on=ON)
    change_topic(topic, name_th="เก่า", name_en="Old", ended_on=None, by=keeper, on=ON)
    assert Topic.objects.get(pk=topic.pk).name_th == "เก่า"


# --- what comes with the program --------------------------------------------------------------------


def test_the_first_set_is_complete_and_loaded_once():
    load_lists()
    basics = LessonSet.objects.get(code="basics")
    edition = basics.editions.get()
    lessons = list(edition.lessons.all())
    assert [one.number for one in lessons] == list(range(1, 18))
    assert (edition.questions_asked, edition.pass_mark) == (10, 6)
    assert all(2 <= len(one.text_th.split("\n\n")) <= 4 for one in lessons)
    questions = list(edition.questions.all())
    assert len(questions) >= 20
    assert {one.lesson_key for one in questions} == {one.key for one in lessons}
    assert all(one.right in range(len(one.choices)) for one in questions)
    # Whoever always takes the same line does not pass by it.
    lines = [one.right for one in questions]
    assert max(lines.count(line) for line in set(lines)) < len(lines) * 0.45
    basics.name_th = "ชื่อที่กรมแก้"
    basics.save()
    assert load_lists() == {"topics.csv": 0, "sets": 0}
    assert LessonSet.objects.get(code="basics").name_th == "ชื่อที่กรมแก้"
    assert Topic.objects.count() >= 10
