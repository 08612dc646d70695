"""The pages: what is shown to whom, in how many queries, and the film part by part."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.common import videos
from asa.common.tests.test_videos import film
from asa.knowledge.models import Edition, Lesson, LessonSet, Practice, Reading, Topic
from asa.knowledge.tests.factories import (
    RIGHT,
    VILLAGE,
    WRONG,
    begin,
    make_adoption,
    make_attempt,
    make_edition,
    make_learner,
    make_lesson,
    make_practice,
    make_question,
    make_set,
    make_topic,
    read,
    with_video,
)
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer
from tests.forms import send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def as_user(client):
    """The browser of a user, in English."""

    def signed_in(user):
        client.force_login(user)
        client.cookies["asa_language"] = "en"
        return client

    return signed_in


@pytest.fixture
def mali():
    return make_learner()


@pytest.fixture
def keeper():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def page(name, *keys):
    return reverse(f"knowledge:{name}", args=[getattr(key, "pk", key) for key in keys])


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def lessons_of(lesson_set):
    return list(lesson_set.editions.get(state="published").lessons.all())


# --- learning -----------------------------------------------------------------------------------------


def test_a_volunteer_reads_fails_is_led_back_and_passes(as_user, mali):
    basics = make_set(questions=3)
    browser = as_user(mali)
    first, second, third = lessons_of(basics)
    assert text(browser.get(page("set", basics))).count("Opens after the one before") == 2
    locked = browser.get(page("lesson", third.key), follow=True)
    assert "This lesson opens when the ones before it are finished." in text(locked)
    for lesson in (first, second, third):
        assert lesson.title_th in text(browser.get(page("lesson", lesson.key)))
        browser.post(page("finish", lesson.key))
    attempt = browser.post(page("begin", basics)).url
    half = browser.post(attempt, {"sent": "1"})
    assert text(half).count("Choose an answer to this question.") >= 3
    keys = [str(key) for key in Edition.objects.get().questions.values_list("key", flat=True)]
    result = browser.post(attempt, dict.fromkeys(keys, WRONG), follow=True)
    assert "0 of 3 right, 2 are needed" in text(result)
    assert f"Read lesson 1: {first.title_th}" in text(result)
    assert text(browser.get(page("set", basics))).count("Read again") >= 3
    for lesson in (first, second, third):
        browser.post(page("finish", lesson.key))
    again = browser.post(page("begin", basics)).url
    assert "Passed: 3 of 3 right" in text(
        browser.post(again, dict.fromkeys(keys, RIGHT), follow=True)
    )
    entry = Volunteer.objects.get(person=mali.person)
    assert "Learned" in text(browser.get(reverse("volunteers:detail", args=[entry.pk])))


def test_the_result_does_not_tell_the_right_answer(as_user, mali):
    basics = make_set(questions=3)
    attempt = begin(mali, basics)
    answers = dict.fromkeys(attempt.questions, WRONG)
    shown = text(as_user(mali).post(page("test", attempt), answers, follow=True))
    assert "You answered: Wrong" in shown
    assert "Right" not in shown


def test_a_lesson_that_changed_says_what_is_new(as_user, mali):
    basics = make_set(lessons=1, questions=3)
    read(mali, basics)
    old = lessons_of(basics)[0]
    new = make_edition(basics, number=2)
    make_lesson(new, 1, key=old.key, text_th="ใหม่")
    new.note = "เพิ่มเบอร์โทรใหม่"
    new.save()
    browser = as_user(mali)
    assert "1 lesson changed" in text(browser.get(page("set", basics)))
    shown = text(browser.get(page("lesson", old.key)))
    assert "What changed since you last read" in shown
    assert "เพิ่มเบอร์โทรใหม่" in shown
    browser.post(page("finish", old.key))
    assert "What changed since you last read" not in text(browser.get(page("lesson", old.key)))


def test_whoever_stands_in_the_register_learns_before_the_first_post(as_user):
    entry = make_volunteer(state="verified")
    browser = as_user(make_user(person=entry.person))
    basics = make_set()
    assert browser.get(page("sets")).status_code == 200
    assert browser.post(page("finish", lessons_of(basics)[0].key)).status_code == 302
    assert Reading.objects.count() == 1
    assert browser.get(page("practices")).status_code == 404


def test_whoever_waits_for_a_post_and_is_in_no_register_finds_nothing(as_user):
    browser = as_user(make_user())
    basics = make_set()
    key = lessons_of(basics)[0].key
    for address in (page("sets"), page("set", basics), page("lesson", key)):
        assert browser.get(address).status_code == 404
    for address in (page("finish", key), page("begin", basics)):
        assert browser.post(address).status_code == 404
    assert not Reading.objects.exists()


def test_a_draft_is_no_lesson_yet(as_user, mali):
    draft = make_set(state="draft")
    lesson = draft.editions.get().lessons.first()
    browser = as_user(mali)
    assert "No lessons yet" in text(browser.get(page("sets")))
    assert browser.get(page("set", draft)).status_code == 404
    assert browser.get(page("lesson", lesson.key)).status_code == 404


def test_the_counts_of_learners_open_as_many_rows(as_user, mali):
    basics = make_set()
    make_attempt(mali, basics)
    for _one in range(2):
        read(make_learner(), basics, lessons=1)
    for _one in range(3):
        make_volunteer(VILLAGE)
    browser = as_user(make_user(Role.TAMBON_LEAD, "860101"))
    for state, rows in (("passed", 1), ("learning", 2), ("not_begun", 3)):
        shown = text(browser.get(page("learners", basics), {"show": state}))
        assert shown.count('<th scope="row">') == rows
        assert f'aria-current="page">{state.replace("_", " ").capitalize()}' in shown
    assert browser.get(page("learners", basics), {"show": "nonsense"}).status_code == 200


# --- the film -----------------------------------------------------------------------------------------


@pytest.fixture
def filmed():
    """A set whose two lessons have a film, and the film of the first."""
    lesson_set = make_set(lessons=2)
    content = film(600_000)
    for lesson in lessons_of(lesson_set):
        with_video(lesson, videos.store(io.BytesIO(content)))
    return lesson_set, content


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_film_is_played_whole_or_in_parts(as_user, mali, filmed):
    lesson_set, content = filmed
    address = page("video", lessons_of(lesson_set)[0].key)
    browser = as_user(mali)
    whole = browser.get(address)
    assert (whole.status_code, whole["Content-Type"], body(whole)) == (200, "video/mp4", content)
    for asked, first, last in (
        ("bytes=0-99", 0, 99), ("bytes=262100-262200", 262_100, 262_200),
        ("bytes=599990-", 599_990, 599_999), ("bytes=-5", 599_995, 599_999),
        ("bytes=599990-700000", 599_990, 599_999),
    ):  # fmt: skip
        part = browser.get(address, headers={"range": asked})
        assert part.status_code == 206
        assert part["Content-Range"] == f"bytes {first}-{last}/600000"
        assert part["Content-Length"] == str(last - first + 1)
        assert body(part) == content[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=600000-", "bytes=9-3", "bytes=-0"])
def test_a_part_that_there_is_not_is_refused(as_user, mali, filmed, asked):
    address = page("video", lessons_of(filmed[0])[0].key)
    answer = as_user(mali).get(address, headers={"range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */600000")


def test_a_film_is_played_only_by_whom_its_lesson_is_open_to(as_user, mali, filmed):
    lesson_set, _content = filmed
    first, second = lessons_of(lesson_set)
    browser = as_user(mali)
    assert browser.get(page("video", second.key)).status_code == 404
    read(mali, lesson_set, lessons=1)
    assert browser.get(page("video", second.key)).status_code == 200
    assert as_user(make_user()).get(page("video", first.key)).status_code == 404
    videos.delete(first.video)
    assert as_user(mali).get(page("video", first.key)).status_code == 404


def test_the_page_may_play_films_of_its_own_site_alone(as_user, mali, filmed):
    answer = as_user(mali).get(page("lesson", lessons_of(filmed[0])[0].key))
    assert "<video controls" in text(answer)
    assert "media-src 'self'" in answer["Content-Security-Policy"]


# --- the department writes ------------------------------------------------------------------------------


def test_the_department_writes_a_set_by_its_forms(as_user, keeper):
    browser = as_user(keeper)
    send(browser, page("new_set"), name_th="ชุดใหม่", questions_asked="1", pass_mark="1")
    draft = Edition.objects.get()
    send(browser, page("new_lesson", draft), title_th="บทแรก", text_th="เนื้อหา")
    lesson = draft.lessons.get()
    send(
        browser, page("new_question", draft),
        text_th="ข้อใดถูก", choices_th="ก\nข\n\n", right="2", lesson_key=str(lesson.key),
    )  # fmt: skip
    assert draft.questions.get().right == 1
    send(browser, page("keep_question", draft.questions.get()), text_th="ข้อใดถูกที่สุด")
    send(browser, page("keep_lesson", lesson), title_th="บทที่หนึ่ง")
    send(browser, page("facts", draft), name_en="New set")
    assert (draft.questions.get().right, draft.lessons.get().title_th) == (1, "บทที่หนึ่ง")
    send(browser, page("publish", draft), note="")
    lesson_set = LessonSet.objects.get()
    assert lesson_set.name_en == "New set"
    browser.post(page("begin_edition", lesson_set))
    following = lesson_set.editions.get(number=2)
    assert "Please fill in: What changed" in text(
        browser.post(page("publish", following), {"note": ""})
    )
    browser.post(page("drop_lesson", following.lessons.get()))
    assert not following.questions.exists()
    assert "A published edition stays as it is." in text(browser.get(page("edition", draft)))


def test_a_film_is_attached_by_the_form_and_what_is_none_is_told(as_user, keeper):
    lesson = make_set(state="draft").editions.get().lessons.first()
    browser = as_user(keeper)
    typed = {"title_th": "บทแรก", "text_th": "เนื้อหา"}
    none = browser.post(page("keep_lesson", lesson), {**typed, "video": io.BytesIO(b"no film")})
    assert "This file is no MP4 or WebM video." in text(none)
    browser.post(page("keep_lesson", lesson), {**typed, "video": io.BytesIO(film(3000))})
    assert Lesson.objects.get(pk=lesson.pk).video_size == 3000
    browser.post(page("keep_lesson", lesson), {**typed, "without_video": "on"})
    assert Lesson.objects.get(pk=lesson.pk).video is None


def test_topics_are_kept_by_their_forms(as_user, keeper):
    make_topic()
    browser = as_user(keeper)
    send(browser, page("add_topic"), name_th="คนหาย", name_en="Missing")
    added = Topic.objects.get(name_en="Missing")
    send(browser, page("change_topic", added.pk), name_th="คนหายและพลัดหลง")
    assert "Missing" in text(browser.get(page("topics")))
    assert Topic.objects.get(pk=added.pk).name_th == "คนหายและพลัดหลง"


# --- practices ------------------------------------------------------------------------------------------


def test_a_practice_goes_its_way_by_the_forms(as_user, mali):
    make_topic()
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    make_area("860101")
    telling = {"problem": "อยู่ลำพัง", "steps": "แบ่งเวร", "result": "กินครบ", "topic": "elders"}
    place = {"area": "860101"}
    send(as_user(mali), page("write_practice"), title="เวรส่งข้าว", **telling, **place)
    practice = Practice.objects.get()
    browser = as_user(mali)
    send(browser, page("edit_practice", practice), cost="1,200.50")
    browser.post(page("send_practice", practice))
    send(as_user(officer), page("return_practice", practice), reason="ใส่จำนวนคน")
    assert "ใส่จำนวนคน" in text(as_user(mali).get(page("practice", practice)))
    browser.post(page("send_practice", practice))
    as_user(officer).post(page("publish_practice", practice))
    adopted = {"adopted_on": "1/11/2569", "result": "9 บ้าน"}
    send(as_user(officer), page("adopt_practice", practice), **adopted, **place)
    shown = text(as_user(officer).get(page("practice", practice)))
    assert "1,200.50" in shown
    assert "9 บ้าน" in shown
    assert "We did it too" not in shown


def test_the_list_answers_htmx_with_its_rows_alone(as_user, mali):
    make_practice(title="เวรน้ำท่วม")
    part = as_user(mali).get(page("practices"), {"q": "น้ำ"}, headers={"HX-Request": "true"})
    assert "เวรน้ำท่วม" in text(part)
    assert "<html" not in text(part)


def test_who_waits_for_review_is_counted_to_the_reviewer_alone(as_user, mali):
    make_practice("sent")
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    shown = text(as_user(officer).get(page("practices"), {"show": "review"}))
    assert 'To review <span class="count">1</span>' in shown
    assert "เวรส่งข้าว" in shown
    assert "To review" not in text(as_user(mali).get(page("practices"), {"show": "review"}))


# --- queries --------------------------------------------------------------------------------------------


def asked(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["set", "learners", "practices", "practice", "edition", "keep"])
def test_a_page_asks_as_much_for_many_as_for_few(as_user, keeper, name):
    basics, practice = make_set(lessons=1), make_practice()
    edition = basics.editions.get()
    make_adoption(practice)
    learner = make_learner()
    make_attempt(learner, basics)
    address = {
        "set": page("set", basics),
        "learners": page("learners", basics),
        "practices": page("practices"),
        "practice": page("practice", practice),
        "edition": page("edition", edition),
        "keep": page("keep"),
    }[name]
    browser = as_user(keeper)
    few = asked(browser, address)
    for number in range(2, 12):
        make_question(edition, make_lesson(edition, number))
        make_practice()
        make_adoption(practice)
        make_attempt(make_learner(), basics)
        make_set(state="draft", lessons=1)
    assert asked(browser, address) == few


def test_the_list_of_sets_asks_four_questions_for_each_set(as_user, mali):
    make_set()
    browser = as_user(mali)
    one = asked(browser, page("sets"))
    make_set(lessons=9)
    assert asked(browser, page("sets")) - one <= 4
