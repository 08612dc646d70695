"""The department adds a course on a page: its names, its paper, what it proves, and its rule."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions.courses import CourseRule, NewCourse, add_course
from asa.training.models import Course
from asa.training.tests.factories import make_workshop

pytestmark = pytest.mark.django_db
ON = today()
NEW = NewCourse(
    "การดูแลผู้สูงอายุที่บ้าน", "Home care of the aged", "passed", "crisis", is_basic=False,
    rule=CourseRule(80, 60, 24, "คำสั่งกรม ที่ 7/2570"),
)  # fmt: skip


def test_a_new_course_comes_last_and_workshops_are_held_by_it(keeper):
    last = Course.objects.order_by("number").last()

    made = add_course(course=NEW, by=keeper, on=ON)

    assert (made.number, made.started_on, made.skill_id) == (last.number + 1, ON, "crisis")
    assert (made.attendance_percent, made.pass_percent, made.valid_months) == (80, 60, 24)
    assert [line.verb for line in journal.history_of(made)] == ["course.added"]
    assert make_workshop(course=made.pk).course == made


def test_two_courses_have_two_codes(keeper):
    keys = {add_course(course=NEW, by=keeper, on=ON).pk for _n in range(2)}
    assert len(keys) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_th": " "},
        {"name_th": "ก" * 201},
        {"certificate": "medal"},
        {"skill": "flying"},
        {"rule": CourseRule(101, None, None, "")},
        {"rule": CourseRule(80, 101, None, "")},
        {"rule": CourseRule(80, None, 0, "")},
        {"rule": CourseRule(80, None, None, "ก" * 301)},
    ],
)
def test_what_is_no_course_is_refused(keeper, wrong):
    before = Course.objects.count()
    with pytest.raises(DomainError):
        add_course(course=replace(NEW, **wrong), by=keeper, on=ON)
    assert Course.objects.count() == before


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.DEPARTMENT_OFFICER, "86"), (Role.PROVINCE_HEAD, "86"), (Role.AUDITOR, "TH")],
)
def test_nobody_but_the_department_adds_a_course(role, area):
    with pytest.raises(PermissionDenied):
        add_course(course=NEW, by=make_user(role, area), on=ON)


def test_the_department_types_a_course_and_goes_on_to_its_topics(client, keeper):
    client.force_login(keeper)
    assert (
        reverse("training:new_course") in client.get(reverse("training:courses")).content.decode()
    )
    typed = {
        "name_th": NEW.name_th, "certificate": "honour", "skill": "", "attendance_percent": "100",
    }  # fmt: skip

    answer = client.post(reverse("training:new_course"), typed)

    made = Course.objects.get(name_th=NEW.name_th)
    assert answer.headers["Location"] == reverse("training:course", args=[made.pk])
    assert (made.certificate, made.skill, made.pass_percent) == ("honour", None, None)
    assert reverse("training:add_topic", args=[made.pk]) in client.get(answer.url).content.decode()


def test_what_is_missing_is_said_and_what_was_typed_stays(client, keeper):
    client.force_login(keeper)
    page = client.post(reverse("training:new_course"), {"name_en": "Home care"})
    assert {"name_th", "certificate", "attendance_percent"} <= set(page.context["form"].errors)
    assert "Home care" in page.content.decode()


def test_a_province_finds_no_way_to_add_a_course(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    page = client.get(reverse("training:courses")).content.decode()
    assert reverse("training:new_course") not in page
