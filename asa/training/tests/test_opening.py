"""A cohort that takes names says so to those who nominate, and to nobody else."""

from datetime import timedelta

import pytest

from asa.common.thaidate import today
from asa.notices.kinds import outside_words, words_of
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_post, make_user
from asa.places.models import Region, RegionMember, RegionScheme
from asa.places.tests.factories import make_area
from asa.training.actions import open_cohort
from asa.training.codes import CohortState, WorkshopState
from asa.training.models import Cohort
from asa.training.telling import tell_of_opening
from asa.training.tests.factories import make_cohort, make_quota, make_workshop

pytestmark = pytest.mark.django_db
ON = today()
UNTIL = ON + timedelta(days=9)


@pytest.fixture
def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def planned(*shares, owner="TH"):
    """A planned cohort of an approved project with seats for the areas."""
    workshop = make_workshop(owner, state=WorkshopState.APPROVED)
    total = sum(seats for _area, seats in shares)
    cohort = make_cohort(workshop, seats=total, state=CohortState.PLANNED, names_until=UNTIL)
    return cohort, [make_quota(cohort, area, seats=seats) for area, seats in shares]


def told():
    """Whom, by which kind, of how many seats, and where the notice leads."""
    return {
        one.user: (one.kind.partition(".")[2], one.params["seats"], one.link)
        for one in Notice.objects.all()
    }


def test_each_who_nominates_is_told_of_her_own_seats_and_others_of_nothing(department):
    cohort, (chumphon, _ranong) = planned(("86", 5), ("85", 4))
    officer, head = (make_user(role, "86") for role in (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD))
    for role, area in (
        (Role.PROVINCE_OFFICER, "84"),
        (Role.VOLUNTEER, "86010104"),
        (Role.AUDITOR, "86"),
        (Role.FINANCE, "86"),
    ):
        make_user(role, area)
    make_user(Role.PROVINCE_OFFICER, "86", ended_on=ON)
    make_user(Role.PROVINCE_OFFICER, "86", is_active=False)

    open_cohort(cohort, by=department, on=ON)

    page = f"/training/quotas/{chumphon.pk}/search/"
    assert told() == {officer: ("names_open", 5, page), head: ("names_open", 5, page)}
    notice = Notice.objects.filter(user=officer).get()
    said = words_of(notice.kind, notice.params)
    assert all(part in said for part in ("พัฒนาศักยภาพ อพม.", "รุ่นที่ 1", "5 ที่", "ภายในวันที่"))
    assert "พัฒนา" not in outside_words(notice.kind)


def test_who_has_several_areas_is_told_once_of_all_their_seats(department):
    cohort, _quotas = planned(("860101", 1), ("860102", 2), ("860201", 3), owner="86")
    lead, district = make_user(Role.TAMBON_LEAD, "860101"), make_user(Role.DISTRICT_LEAD, "8601")
    make_post(lead, Role.TAMBON_LEAD, "860102")
    office = make_user(Role.PROVINCE_OFFICER, "86")

    open_cohort(cohort, by=department, on=ON)

    page = f"/training/cohorts/{cohort.pk}/"
    assert told() == {
        lead: ("names_open", 3, page),
        district: ("names_open", 3, page),
        office: ("names_open", 6, page),
    }


def test_leads_inside_the_area_of_the_seats_are_asked_to_propose(department):
    cohort, (quota,) = planned(("86", 5))
    lead = make_user(Role.TAMBON_LEAD, "860101")
    make_user(Role.TAMBON_LEAD, "850101")

    open_cohort(cohort, by=department, on=ON)

    assert told() == {lead: ("names_to_propose", 5, f"/training/quotas/{quota.pk}/search/")}


def test_who_opens_is_not_told_and_nobody_is_told_twice(department):
    cohort, _quotas = planned(("8601", 5), owner="86")
    officer, lead = make_user(Role.PROVINCE_OFFICER, "86"), make_user(Role.DISTRICT_LEAD, "8601")
    open_cohort(cohort, by=officer, on=ON)
    assert told().keys() == {lead}

    late = make_user(Role.DISTRICT_LEAD, "8601")
    assert tell_of_opening(Cohort.objects.get(), by=officer, on=ON) == 1
    assert told().keys() == {lead, late}
    assert Notice.objects.count() == 2


def test_the_seats_of_a_region_are_told_in_each_of_its_provinces(department):
    scheme = RegionScheme.objects.create(code="four", name_th="สี่ภาค", name_en="Four regions")
    region = Region.objects.create(scheme=scheme, code="s", name_th="ภาคใต้", name_en="South")
    for area in ("86", "85"):
        RegionMember.objects.create(
            region=region, province=make_area(area), started_on=ON - timedelta(days=99)
        )
    cohort = make_cohort(
        make_workshop(state=WorkshopState.APPROVED), seats=5, state=CohortState.PLANNED
    )
    make_quota(cohort, seats=5, region=region)
    officers = {make_user(Role.PROVINCE_OFFICER, area) for area in ("86", "85")}
    make_user(Role.PROVINCE_OFFICER, "50")

    open_cohort(cohort, by=department, on=ON)

    assert told().keys() == officers
