"""The programme is made from the course in one act, and no room has two parts at once."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.courses import CourseRule, Topic, add_topic, change_course, change_topic
from asa.training.actions.programme import (
    Part,
    add_session,
    change_session,
    make_programme,
    take_out_session,
)
from asa.training.codes import CohortState
from asa.training.models import Course, Session
from asa.training.tests.factories import make_cohort, make_workshop
from asa.training.tests.factories_day import (
    keeper,
    make_cohort_of_today,
    make_people,
    make_registrar,
    make_session,
    send,
)

pytestmark = pytest.mark.django_db
ON = today()


def part(cohort, **fields):
    made = Part(cohort.starts_on, time(9), time(10), "กฎหมายและสิทธิ", "lecture")
    return replace(made, **fields)


def test_the_programme_of_2561_is_made_from_its_course_in_one_act():
    cohort, by = make_cohort(), keeper()

    made = make_programme(cohort, by=by, on=ON)

    assert len(made) == cohort.workshop.course.topics.count() == 8
    days = [(one.day - cohort.starts_on).days for one in made]
    assert days == [0, 0, 0, 1, 1, 1, 2, 2]
    first = made[0]
    assert (first.starts_at, first.ends_at, first.counts) == (time(9), time(10), False)
    assert [one.counts for one in made].count(True) == 6
    assert [line.verb for line in journal.history_of(first)] == ["programme.made"]


def test_a_programme_is_made_once():
    cohort, by = make_cohort(), keeper()
    make_programme(cohort, by=by, on=ON)
    with pytest.raises(DomainError):
        make_programme(cohort, by=by, on=ON)


def test_topics_without_a_time_follow_each_other():
    cohort = make_cohort()
    cohort.workshop.course.topics.update(day=None, starts_at=None, minutes=30)
    made = make_programme(cohort, by=keeper(), on=ON)
    assert [one.starts_at for one in made[:3]] == [time(9), time(9, 30), time(10)]


def test_a_course_that_takes_more_days_than_the_cohort_makes_no_programme():
    cohort = make_cohort(starts_on=ON, ends_on=ON)
    with pytest.raises(DomainError):
        make_programme(cohort, by=keeper(), on=ON)
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("fields", "is_free"),
    [
        ({"starts_at": time(10), "ends_at": time(11)}, True),
        ({"starts_at": time(9, 59), "ends_at": time(11)}, False),
        ({"starts_at": time(8), "ends_at": time(18)}, False),
        ({"place": "ห้องย่อย 1"}, True),
        ({"day": timedelta(days=1)}, True),
    ],
)
def test_no_room_has_two_parts_at_once(fields, is_free):
    cohort, by = make_cohort(), keeper()
    add_session(cohort, part=part(cohort), by=by, on=ON)
    if "day" in fields:
        fields = {"day": cohort.starts_on + fields["day"]}
    other = part(cohort, name="อื่น", **fields)
    if is_free:
        add_session(cohort, part=other, by=by, on=ON)
    else:
        with pytest.raises(DomainError, match="กฎหมายและสิทธิ"):
            add_session(cohort, part=other, by=by, on=ON)
    assert cohort.sessions.count() == 1 + is_free


def test_two_cohorts_in_one_house_share_no_named_room():
    by = keeper()
    one, two = make_cohort(), make_cohort()
    add_session(one, part=part(one, place="ห้องราชพฤกษ์"), by=by, on=ON)
    add_session(two, part=part(two), by=by, on=ON)
    with pytest.raises(DomainError):
        add_session(two, part=part(two, place="ห้องราชพฤกษ์"), by=by, on=ON)


@pytest.mark.parametrize(
    "fields",
    [{"name": " "}, {"ends_at": time(9)}, {"day": ON - timedelta(days=400)}, {"place": "ก" * 121}],
)
def test_a_part_has_a_name_a_day_of_the_cohort_and_an_end(fields):
    cohort = make_cohort()
    with pytest.raises(DomainError):
        add_session(cohort, part=part(cohort, **fields), by=keeper(), on=ON)


def test_a_part_is_changed_with_its_speakers_and_may_keep_its_own_time():
    cohort, by = make_cohort(), keeper()
    made = add_session(cohort, part=part(cohort, speakers=(("ก", ""),)), by=by, on=ON)

    change_session(
        made, part=part(cohort, ends_at=time(10, 30), speakers=(("ข", "ผู้อำนวยการ"),)), by=by, on=ON
    )

    made.refresh_from_db()
    assert made.ends_at == time(10, 30)
    assert [(one.name, one.position) for one in made.speakers.all()] == [("ข", "ผู้อำนวยการ")]


def test_before_the_cohort_a_part_is_gone_and_from_then_on_it_is_cancelled_with_the_reason():
    by = keeper()
    before, now = make_session(make_cohort()), make_session(make_cohort_of_today())

    take_out_session(before, reason="เลื่อน", by=by, on=ON)
    take_out_session(now, reason="วิทยากรป่วย", by=by, on=ON)

    assert list(Session.objects.values_list("pk", "is_cancelled", "reason")) == [
        (now.pk, True, "วิทยากรป่วย")
    ]
    with pytest.raises(DomainError):
        take_out_session(now, reason="อีกครั้ง", by=by, on=ON)


def test_a_part_whose_roll_was_called_stays_in_the_count():
    session = make_session()
    one = make_people(session.cohort, 1)[0]
    send(session, one, make_registrar(session.cohort))
    with pytest.raises(DomainError):
        change_session(session, part=part(session.cohort, counts=False), by=keeper(), on=ON)


def test_the_programme_of_a_cohort_that_is_over_stays():
    cohort = make_cohort(state=CohortState.DONE)
    with pytest.raises(DomainError):
        add_session(cohort, part=part(cohort), by=keeper(), on=ON)


def test_only_keepers_of_the_workshop_change_its_programme():
    cohort = make_cohort_of_today(workshop=make_workshop("86"))
    session = make_session(cohort)
    for stranger in (
        make_registrar(cohort),
        make_user(Role.PROVINCE_OFFICER, "85"),
        make_user(Role.AUDITOR, "TH"),
        make_user(Role.PROVINCE_OFFICER, "86", ended_on=ON - timedelta(days=1)),
    ):
        for act in (
            lambda by: make_programme(cohort, by=by, on=ON),
            lambda by: add_session(cohort, part=part(cohort), by=by, on=ON),
            lambda by: change_session(session, part=part(cohort), by=by, on=ON),
            lambda by: take_out_session(session, reason="x", by=by, on=ON),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)
    change_session(session, part=part(cohort), by=make_user(Role.PROVINCE_OFFICER, "86"), on=ON)


def test_the_rule_and_the_topics_of_a_course_are_changed_by_the_department():
    course, by = Course.objects.get(pk="basic"), keeper()
    rule = CourseRule(75, 50, 12, "หนังสือกรม 1/2570")
    topic = Topic("การเขียนรายงาน", "Writing reports", "practice", 60)

    change_course(course, rule=rule, by=by, on=ON)
    added = add_topic(course, topic=topic, by=by, on=ON)
    change_topic(added, topic=replace(topic, minutes=90), by=by, on=ON)

    course.refresh_from_db()
    added.refresh_from_db()
    assert (course.attendance_percent, course.pass_percent, course.valid_months) == (75, 50, 12)
    assert (added.number, added.minutes) == (5, 90)
    for refused in (
        lambda: change_course(course, rule=rule, by=by, on=ON),
        lambda: change_course(course, rule=replace(rule, pass_percent=101), by=by, on=ON),
        lambda: add_topic(course, topic=replace(topic, minutes=0), by=by, on=ON),
        lambda: add_topic(course, topic=replace(topic, name_th=" "), by=by, on=ON),
    ):
        with pytest.raises(DomainError):
            refused()
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    for refused in (
        lambda: change_course(course, rule=replace(rule, source=""), by=officer, on=ON),
        lambda: add_topic(course, topic=topic, by=officer, on=ON),
        lambda: change_topic(added, topic=topic, by=officer, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_a_programme_is_made_changed_and_printed_on_its_pages():
    cohort, by = make_cohort(), keeper()
    client = Client()
    client.force_login(by)
    address = reverse("training:programme", args=[cohort.pk])

    client.post(reverse("training:make_programme", args=[cohort.pk]))
    session = cohort.sessions.first()
    assert session.name in client.get(address).content.decode()
    change = reverse("training:change_session", args=[session.pk])
    form = client.get(change).context["form"].initial
    typed = {**form, "day": f"{session.day:%d/%m}/{session.day.year + 543}", "starts_at": "8.30",
             "ends_at": "10.00", "place": "ห้องราชพฤกษ์",
             "speakers": "นายสมชาย ใจดี / ผู้อำนวยการกอง\nนางสาวใจงาม"}  # fmt: skip
    assert client.post(change, typed).status_code == 302

    paper = client.get(reverse("training:programme_paper", args=[cohort.pk])).content.decode()
    assert "นายสมชาย ใจดี ผู้อำนวยการกอง" in paper
    assert "นางสาวใจงาม" in paper
    assert "ห้องราชพฤกษ์" in paper
    assert "๐๘.๓๐" in paper


def test_the_pages_of_courses_change_them():
    client = Client()
    client.force_login(keeper())
    shown = client.get(reverse("training:courses")).content.decode()
    assert "หลักสูตรพื้นฐาน อพม." in shown
    typed = {"attendance_percent": "70", "pass_percent": "", "valid_months": "", "source": ""}
    client.post(reverse("training:change_course", args=["basic"]), typed)
    topic = Course.objects.get(pk="basic").topics.first()
    client.post(
        reverse("training:change_topic", args=[topic.pk]),
        {"name_th": "บทบาทใหม่", "kind": "lecture", "minutes": "45"},
    )
    page = client.get(reverse("training:course", args=["basic"])).content.decode()
    assert "70 %" in page
    assert "บทบาทใหม่" in page
