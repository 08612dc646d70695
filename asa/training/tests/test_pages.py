"""The pages of workshops: who reads what, and in how many queries."""

import pytest

from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.codes import CohortState, WorkshopState
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(client):
    user = make_user(Role.DEPARTMENT_OFFICER, "TH")
    client.force_login(user)
    return client


def test_the_list_shows_each_workshop_with_its_cohorts_and_their_seats(department):
    cohort = make_cohort(make_workshop(name="ของเรา"), seats=205)
    make_enrolment(make_quota(cohort, seats=6))

    page = department.get("/training/").content.decode()

    assert "ของเรา" in page
    assert "เสนอชื่อแล้ว 1 จาก 205 ที่" in page


def test_a_draft_is_known_to_those_who_keep_it_alone(client):
    workshop = make_workshop("85", state=WorkshopState.DRAFTED)
    cohort = make_cohort(workshop, state=CohortState.PLANNED)
    make_quota(cohort, "86")
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))

    assert client.get(f"/training/{workshop.pk}/").status_code == 404
    assert client.get(f"/training/cohorts/{cohort.pk}/").status_code == 404


def test_the_list_asks_the_same_number_of_queries_for_one_workshop_and_for_many(
    department, django_assert_max_num_queries
):
    for _n in range(6):
        make_quota(make_cohort(make_workshop()))
    department.get("/training/")

    with django_assert_max_num_queries(14):
        department.get("/training/")
