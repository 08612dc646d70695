"""A practice that was presented at a workshop names it, and the workshop's page shows it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.occasions import occasion_of, occasions_for, presented_at
from asa.common.thaidate import today
from asa.knowledge.actions import PracticeDetails, edit_practice, write_practice
from asa.knowledge.models import Practice
from asa.knowledge.tests.factories import VILLAGE, make_practice, make_topic
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.training.models import Registrar
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = today() - timedelta(days=3)


@pytest.fixture
def mali():
    load_chumphon()
    return make_user(Role.VOLUNTEER, VILLAGE, person=make_volunteer(VILLAGE).person)


@pytest.fixture
def held(mali):
    """A cohort that was held, with a seat for the author."""
    cohort = make_cohort(make_workshop("86"), starts_on=DAY, ends_on=DAY, state="done")
    make_enrolment(make_quota(cohort, "860101"), mali.person.volunteer)
    return cohort


def told(**fields):
    given = {"title": "เวรส่งข้าว", "problem": "อยู่ลำพัง", "steps": "แบ่งเวร", "result": "กินครบ"}
    return PracticeDetails(topic=make_topic(), area=make_area("860101"), **{**given, **fields})


def test_one_chooses_among_the_workshops_at_which_one_was(mali, held):
    elsewhere = make_cohort(make_workshop("85"), starts_on=DAY, ends_on=DAY, state="done")
    to_come = make_cohort(held.workshop)
    make_enrolment(make_quota(to_come, "860101"), mali.person.volunteer)
    called = make_cohort(held.workshop, starts_on=today(), ends_on=today(), state="running")
    Registrar.objects.create(cohort=called, user=mali, added_by=mali)

    assert [one.key for one in occasions_for(mali)] == [called.pk, held.pk]
    assert [one.key for one in occasions_for(make_user(Role.PROVINCE_OFFICER, "85"))] == [
        elsewhere.pk
    ]
    assert occasion_of(mali, elsewhere.pk) is None


def test_a_practice_takes_name_and_day_from_its_workshop(mali, held):
    practice = write_practice(told(workshop=held.pk, presented_at="อื่น"), by=mali, on=today())

    assert (practice.workshop, practice.presented_on) == (held.pk, DAY)
    assert practice.presented_at.startswith(held.workshop.title)
    with pytest.raises(DomainError, match="at which you were"):
        write_practice(told(workshop=uuid4()), by=mali, on=today())


def test_the_workshop_of_before_may_stay(mali, held):
    practice = write_practice(told(workshop=held.pk), by=mali, on=today())
    held.enrolments.all().delete()
    kept = replace(told(title="เวรส่งข้าวเย็น"), workshop=held.pk, presented_at="ชื่อเดิม")

    edit_practice(practice, details=kept, by=mali, on=today())

    practice.refresh_from_db()
    assert (practice.title, practice.workshop) == ("เวรส่งข้าวเย็น", held.pk)


def test_the_page_of_the_cohort_shows_what_is_published(client, mali, held):
    make_practice(title="พิมพ์แล้ว", author=mali, workshop=held.pk, state="published")
    make_practice(title="ยังร่าง", author=mali, workshop=held.pk, state="draft")
    make_practice(title="ที่อื่น", author=mali, workshop=uuid4(), state="published")
    client.force_login(mali)

    assert [one.title for one in presented_at(mali, held.pk)] == ["พิมพ์แล้ว"]
    page = client.get(reverse("training:cohort", args=[held.pk])).content.decode()
    assert "พิมพ์แล้ว" in page
    assert "ยังร่าง" not in page


def test_it_is_chosen_in_the_form_and_opened_from_the_practice(client, mali, held):
    client.force_login(mali)
    form = client.get(reverse("knowledge:write_practice")).context["form"]
    assert [key for key, _name in form.fields["workshop"].choices] == ["", str(held.pk)]
    sent = {
        "title": "แผนที่เดินดิน", "topic": make_topic().pk, "area": "ต.ขุนกระทิง",
        "problem": "ก", "steps": "ข", "result": "ค", "workshop": str(held.pk),
    }  # fmt: skip
    form_area = client.get(reverse("knowledge:write_practice")).context["form"]["area"]
    sent["area"] = form_area.value() or "860101"

    answer = client.post(reverse("knowledge:write_practice"), sent)

    assert answer.status_code == 302, answer.context["form"].errors
    practice = Practice.objects.get(title="แผนที่เดินดิน")
    page = client.get(reverse("knowledge:practice", args=[practice.pk])).content.decode()
    assert reverse("training:cohort", args=[held.pk]) in page
