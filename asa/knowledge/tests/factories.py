"""A set of three lessons with a test, who learns it, and practices."""

from datetime import date
from itertools import count

from asa.common.videos import StoredVideo
from asa.knowledge.actions import begin_test, finish_lesson
from asa.knowledge.models import (
    Adoption,
    Attempt,
    Edition,
    Lesson,
    LessonSet,
    Practice,
    Question,
    Topic,
)
from asa.knowledge.queries import course_of, search_key_of
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.tests.factories import make_volunteer

VILLAGE = "86010104"
ON = date(2026, 11, 20)
# Of each question the second choice is right.
RIGHT, WRONG = 1, 0
_numbers = count(1)


def make_set(*, lessons=3, questions=4, asked=3, mark=2, state="published", number=1, title="บท"):
    """A set whose first question belongs to the first lesson, and so on."""
    lesson_set = LessonSet.objects.create(
        code=f"set-{next(_numbers)}", name_th="ชุดทดสอบ", name_en="Set for tests"
    )
    edition = make_edition(lesson_set, number=number, state=state, asked=asked, mark=mark)
    made = [make_lesson(edition, place, title=title) for place in range(1, lessons + 1)]
    for place in range(questions):
        make_question(edition, made[place % lessons])
    return lesson_set


def make_edition(lesson_set, *, number=1, state="published", asked=3, mark=2):
    return Edition.objects.create(
        lesson_set=lesson_set,
        number=number,
        state=state,
        questions_asked=asked,
        pass_mark=mark,
        published_on=ON if state == "published" else None,
    )


def make_lesson(edition, number=1, *, title="บท", **fields):
    fields.setdefault("text_th", f"เนื้อหา {number}\n\nย่อหน้าที่สอง")
    return Lesson.objects.create(
        edition=edition, number=number, since=edition.number, title_th=f"{title} {number}", **fields
    )


def make_question(edition, lesson):
    return Question.objects.create(
        edition=edition,
        lesson_key=lesson.key,
        text_th=f"คำถามของ {lesson.title_th} ข้อ {next(_numbers)}",
        choices=[{"th": "ผิด", "en": "Wrong"}, {"th": "ถูก", "en": "Right"}],
        right=RIGHT,
    )


def make_learner(area=VILLAGE, role=Role.VOLUNTEER, **fields):
    """A volunteer of the register who signs in."""
    user = make_user(role, area, **fields)
    make_volunteer(area, person=user.person)
    return user


def read(user, lesson_set, *, lessons=99, on=ON):
    """Finish the next lessons, at most so many."""
    for _one in range(lessons):
        course = course_of(user, lesson_set)
        line = course.following
        if line is None:
            return
        finish_lesson(line, course=course, by=user, on=on)


def begin(user, lesson_set, *, on=ON):
    read(user, lesson_set, on=on)
    return begin_test(lesson_set, by=user, on=on)


def all_answered(attempt, choice=RIGHT, **other):
    """The same choice of every question; other: by the key of a question."""
    return {**dict.fromkeys(attempt.questions, choice), **other}


def make_attempt(user, lesson_set, state="passed", **fields):
    edition = lesson_set.editions.get(state="published")
    keys = [str(key) for key in edition.questions.values_list("key", flat=True)]
    fields.setdefault("right_count", len(keys))
    return Attempt.objects.create(
        user=user, lesson_set=lesson_set, edition=edition, state=state, questions=keys,
        answers=dict.fromkeys(keys, RIGHT), pass_mark=edition.pass_mark, begun_on=ON,
        finished_on=ON, **fields,
    )  # fmt: skip


def make_topic(code="elders", **fields):
    fields.setdefault("started_on", date(2020, 10, 1))
    names = {"number": 1, "name_th": "ผู้สูงอายุ", "name_en": "Older persons"}
    return Topic.objects.get_or_create(code=code, defaults={**names, **fields})[0]


def make_practice(state="published", *, author=None, area="860101", **fields):
    texts = {"title": "เวรส่งข้าว", "problem": "ผู้สูงอายุอยู่ลำพัง", "steps": "แบ่งเวร", "result": "กินครบมื้อ"}
    told = {name: fields.pop(name, text) for name, text in texts.items()}
    fields.setdefault("written_on", ON)
    fields.setdefault("published_on", ON if state == "published" else None)
    return Practice.objects.create(
        state=state, author=author or make_user(Role.VOLUNTEER, VILLAGE), area=make_area(area),
        topic=fields.pop("topic", None) or make_topic(),
        search_key=search_key_of(told.values()), **told, **fields,
    )  # fmt: skip


def make_adoption(practice, adopter=None, **fields):
    adopter = adopter or make_user(Role.VOLUNTEER, VILLAGE)
    return Adoption.objects.create(
        practice=practice, adopter=adopter, area=make_area(fields.pop("area_id", "860101")),
        adopted_on=ON, told_on=ON, result=fields.pop("result", "ได้ผล 3 บ้าน"), **fields,
    )  # fmt: skip


def with_video(lesson, stored: StoredVideo):
    lesson.video, lesson.video_kind, lesson.video_size = stored.uuid, stored.kind, stored.size
    lesson.save()
    return lesson
