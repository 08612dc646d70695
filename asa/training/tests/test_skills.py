"""Skills that follow from certificates, reminders before they end, and duties."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import add_duty, change_duty, remind_of_skills, revoke_certificate
from asa.training.models import Duty
from asa.training.queries import (
    current_volunteers_for,
    duties_on,
    ending_soon,
    having,
    lacking,
    lacking_by_duty,
    not_having,
    skills_of,
)
from asa.training.tests.factories_results import make_certificate, make_signer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def trained():
    """A volunteer who passed the basic course and that of home visits."""
    make_signer()
    volunteer = make_volunteer()
    for course in ("basic", "five_modules"):
        make_certificate(course=course, volunteer=volunteer)
    return volunteer


def skills(volunteer, on):
    return {
        one.skill.pk for one in skills_of([volunteer.person_id], on).get(volunteer.person_id, [])
    }


def test_a_skill_lasts_as_long_as_its_certificate(trained):
    last = trained.enrolments.get(cohort__workshop__course="five_modules").certificates.get()

    assert skills(trained, last.expires_on) == {"basic", "home_visit"}
    assert skills(trained, last.expires_on + timedelta(days=1)) == {"basic"}


def test_of_two_certificates_the_one_that_lasts_longer_counts(trained):
    first = trained.enrolments.get(cohort__workshop__course="five_modules").certificates.get()
    first.expires_on = today() + timedelta(days=5)
    first.save()
    second = make_certificate(course="five_modules", volunteer=trained)

    held = {one.skill.pk: one for one in skills_of([trained.person_id], today())[trained.person_id]}

    assert held["home_visit"].until == second.expires_on
    assert remind_of_skills(on=today()) == 0


def test_what_is_lacking_is_told_by_person_for_every_gate(trained):
    other = make_volunteer()
    people = [trained.person_id, other.person_id]

    found = lacking(people, ["basic", "crisis"], today())

    assert found == {trained.person_id: ["crisis"], other.person_id: ["basic", "crisis"]}


def test_a_holder_is_reminded_60_30_and_7_days_before_and_once_each(trained):
    holder = make_user(person=trained.person)
    lead = make_user(Role.TAMBON_LEAD, "860101")
    paper = trained.enrolments.get(cohort__workshop__course="five_modules").certificates.get()
    told = [
        days
        for days in range(70, -2, -1)
        if remind_of_skills(on=paper.expires_on - timedelta(days=days))
    ]

    assert told == [60, 30, 7]
    kinds = list(Notice.objects.filter(kind="skill.ending").values_list("user", flat=True))
    assert kinds == [holder.pk] * 3
    assert Notice.objects.filter(user=lead, kind="skill.ending_nearby").count() == 3


def test_a_night_that_was_missed_is_made_up_once(trained):
    paper = trained.enrolments.get(cohort__workshop__course="five_modules").certificates.get()

    assert remind_of_skills(on=paper.expires_on - timedelta(days=5)) == 1
    assert remind_of_skills(on=paper.expires_on - timedelta(days=4)) == 0


def test_nobody_is_reminded_of_a_certificate_that_was_taken_back(trained, keeper):
    paper = trained.enrolments.get(cohort__workshop__course="five_modules").certificates.get()
    revoke_certificate(paper, reason="ผิด", by=keeper, on=today())

    assert remind_of_skills(on=paper.expires_on - timedelta(days=7)) == 0


def test_a_lead_reads_the_skills_of_the_own_area_alone(trained):
    elsewhere = make_volunteer("85010101")
    make_certificate(course="five_modules", volunteer=elsewhere, area="85")
    lead = make_user(Role.TAMBON_LEAD, "860101")
    mine = current_volunteers_for(lead)

    assert set(having(mine, ["home_visit"], today())) == {trained}
    assert not current_volunteers_for(make_user(Role.VOLUNTEER, "86010104")).exists()


def test_who_is_listed_as_ending_soon_has_nothing_that_lasts_longer(trained):
    lead = make_user(Role.TAMBON_LEAD, "860101")
    paper = trained.enrolments.get(cohort__workshop__course="five_modules").certificates.get()
    mine = current_volunteers_for(lead)
    late = paper.expires_on - timedelta(days=30)

    assert not ending_soon(mine, "home_visit", today(), 60).exists()
    assert set(ending_soon(mine, "home_visit", late, 60)) == {trained}


def test_a_duty_shows_who_lacks_one_of_its_skills(trained):
    other = make_volunteer()
    duty = next(one for one in duties_on(today()) if one.code == "home_visit")
    lead = make_user(Role.TAMBON_LEAD, "860101")

    assert set(not_having(current_volunteers_for(lead), duty.skills_needed, today())) == {other}


def test_all_duties_are_counted_in_one_query_of_the_own_area_alone(
    trained, django_assert_num_queries
):
    make_volunteer()
    make_volunteer("85010101")
    mine, duties = current_volunteers_for(make_user(Role.TAMBON_LEAD, "860101")), duties_on(today())
    expected = [not_having(mine, one.skills_needed, today()).count() for one in duties]

    with django_assert_num_queries(1):
        total, found = lacking_by_duty(mine, duties, today())

    assert (total, found) == (2, expected)
    assert 1 in expected
    assert lacking_by_duty(mine, [Duty(code="help", skills_needed=[])], today()) == (2, [0])


def test_the_page_of_duties_asks_as_much_for_many_duties_as_for_few(
    client, keeper, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(keeper)
    address = reverse("training:duties")
    client.get(address)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    for n in range(4):
        add_duty(
            f"งาน {n}", name_en="", skills=["basic"], started_on=today(), by=keeper, on=today()
        )
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_a_duty_needs_other_skills_from_a_day_on(keeper):
    duty = Duty.objects.get(code="crisis")
    tomorrow = today() + timedelta(days=1)

    change_duty(
        duty, skills=["crisis", "missing_person"], source="คำสั่ง 1", started_on=tomorrow, by=keeper,
        on=today(),
    )  # fmt: skip

    by_day = [
        next(one for one in duties_on(day) if one.code == "crisis").skills_needed
        for day in (today(), tomorrow)
    ]
    assert by_day == [["basic", "crisis"], ["crisis", "missing_person"]]


def test_duties_are_set_by_the_department_and_from_the_list_of_skills(keeper):
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    given = {"name_en": "", "started_on": today(), "on": today()}
    with pytest.raises(PermissionDenied):
        add_duty("ช่วยงาน", skills=["basic"], by=officer, **given)
    for skills_needed in ([], ["flying"]):
        with pytest.raises(DomainError):
            add_duty("ช่วยงาน", skills=skills_needed, by=keeper, **given)

    assert add_duty("ช่วยงาน", skills=["basic"], by=keeper, **given) in duties_on(today())
