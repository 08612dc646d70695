"""The pages of workshops: who reads what, and in how many queries."""

from datetime import timedelta

import pytest

from asa.common.models import AccessEntry
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.training.codes import CohortState, EnrolmentState, WorkshopState
from asa.training.models import BudgetRate, Enrolment, Workshop
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.volunteers.tests.factories import make_volunteer

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


@pytest.fixture
def places():
    """A cohort with a full area, one that is not, and somebody who waits."""
    cohort = make_cohort(names_until=today() + timedelta(days=9))
    full, open_one = make_quota(cohort, "86", seats=1), make_quota(cohort, "85", seats=4)
    make_enrolment(full)
    make_enrolment(full, state=EnrolmentState.RESERVE)
    return cohort, full, open_one


def test_the_areas_that_are_not_full_stand_first_and_alone(department, places):
    cohort, full, open_one = places
    page = department.get(f"/training/cohorts/{cohort.pk}/")
    assert [line.quota for line in page.context["lines"]] == [open_one]
    assert page.context["sums"] == {"seats": 4, "taken": 0, "left": 4, "reserve": 0}

    page = department.get(f"/training/cohorts/{cohort.pk}/?all=1")
    assert [line.quota for line in page.context["lines"]] == [open_one, full]


def test_a_volunteer_applies_and_gives_up_on_her_own_pages(client, places):
    cohort, full, _open = places
    volunteer = make_volunteer("85010104")
    client.force_login(make_user(Role.VOLUNTEER, "85010104", person=volunteer.person))
    assert "สมัครเข้าร่วม" in client.get(f"/training/cohorts/{cohort.pk}/").content.decode()

    answer = client.post(f"/training/cohorts/{cohort.pk}/apply/")
    mine = Enrolment.objects.get(person=volunteer.person)
    assert (mine.state, answer.url) == (
        EnrolmentState.CONFIRMED,
        f"/training/enrolments/{mine.pk}/",
    )
    left = client.post(answer.url, {"give_up": "yes", "reason": "ป่วย"}, follow=True)
    assert "สละสิทธิ์เรียบร้อยแล้ว" in left.content.decode()
    mine.refresh_from_db()
    assert (mine.state, mine.reason) == (EnrolmentState.DECLINED, "ป่วย")

    stranger = full.enrolments.first()
    assert client.get(f"/training/enrolments/{stranger.pk}/").status_code == 404
    assert client.get(f"/training/quotas/{full.pk}/").status_code == 403


def test_seats_left_over_are_said_as_soon_as_the_others_are_shared(department):
    make_area("86")
    cohort = make_cohort(
        make_workshop(state=WorkshopState.APPROVED), seats=10, state=CohortState.PLANNED
    )
    page = f"/training/cohorts/{cohort.pk}/quotas/?by=province"
    some = department.post(page, {"area-86": 4}, follow=True).content.decode()
    assert "แบ่งให้พื้นที่แล้ว 4 จาก 10 ที่" in some
    every = department.post(page, {"area-86": 10}, follow=True).content.decode()
    assert "แบ่งจำนวนที่รับแล้ว" in every


def test_no_link_leads_where_the_reader_may_not_go(client, places):
    cohort, full, _open = places
    to_names = f'href="/training/quotas/{full.pk}/'
    to_report = f'href="/training/{cohort.workshop_id}/report/'
    for role, area, reads in (
        (Role.VOLUNTEER, "86010104", False),
        (Role.PROVINCE_OFFICER, "86", True),
    ):
        client.force_login(make_user(role, area))
        shown = client.get(f"/training/cohorts/{cohort.pk}/?all=1").content.decode()
        assert (to_names in shown) is reads
        summary = client.get(f"/training/cohorts/{cohort.pk}/summary/").content.decode()
        assert to_report not in summary


def test_the_list_leads_to_what_belongs_to_workshops(client, department):
    page = department.get("/training/").content.decode()
    for name in ("follow-through", "skills", "courses", "signers", "import"):
        assert f'href="/training/{name}/"' in page

    client.force_login(make_user(Role.VOLUNTEER, "86010104"))
    page = client.get("/training/").content.decode()
    for name in ("follow-through", "skills", "courses", "signers", "import"):
        assert f'href="/training/{name}/"' not in page


def test_a_workshop_that_was_held_leads_to_its_report(department):
    workshop = make_workshop(state=WorkshopState.REPORTED)
    page = department.get(f"/training/{workshop.pk}/").content.decode()
    assert f'href="/training/{workshop.pk}/report/' in page


def test_an_officer_finds_whom_to_nominate_and_reads_who_cannot_come(client, places):
    _cohort, full, _open = places
    able, suspended = make_volunteer(), make_volunteer(state="suspended")
    make_volunteer("85010104")
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))

    rows = client.get(f"/training/quotas/{full.pk}/search/").context["rows"]
    told = {one.pk: fitness.may_come for one, fitness, _ticked in rows}
    assert told[able.pk]
    assert not told[suspended.pk]
    assert {one.area_id[:2] for one, _fitness, _ticked in rows} == {"86"}

    client.post(f"/training/quotas/{full.pk}/nominate/", {"volunteer": [able.pk, suspended.pk]})
    assert Enrolment.objects.get(volunteer=able).state == EnrolmentState.RESERVE
    assert not Enrolment.objects.filter(volunteer=suspended).exists()


def test_one_of_the_reserve_is_put_in_the_place_of_another(client, places):
    _cohort, full, _open = places
    seated, waiting = full.enrolments.order_by("rank")
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    page = f"/training/enrolments/{waiting.pk}/place/"
    assert client.get(page).status_code == 200

    client.post(page, {"of": str(seated.pk), "reason": "ป่วย"})
    waiting.refresh_from_db()
    assert (waiting.state, waiting.in_place_of) == (EnrolmentState.NOMINATED, seated)


def test_the_whole_list_is_taken_out_by_its_keeper_and_written_down(department, places):
    cohort, _full, _open = places
    answer = department.get(f"/training/cohorts/{cohort.pk}/names/csv/")
    assert len(answer.content.decode().strip().splitlines()) == 3
    assert AccessEntry.objects.filter(verb="cohort.exported").count() == 1


def test_each_form_of_the_department_opens_and_saves(department):
    make_area("86")
    department.post(
        "/training/new/",
        {"name": "ใหม่", "owner": "TH", "course": "basic", "fiscal_year_be": 2570},
    )
    workshop = Workshop.objects.get(name="ใหม่")
    day = today() + timedelta(days=40)
    said = f"{day.day}/{day.month}/{day.year + 543}"
    cohort_form = {"starts_on": said, "ends_on": said, "venue": "ศาลา", "place": "ชุมพร"}
    cohort_form |= {"place_code": "86", "seats": 4, "answer_days": 7}
    answer = department.post(f"/training/{workshop.pk}/cohorts/new/", cohort_form)
    cohort = workshop.cohorts.get()
    assert answer.url == f"/training/cohorts/{cohort.pk}/quotas/"
    page = department.get(answer.url + "?by=province")
    names = list(page.context["form"].fields)
    assert page.context["rest"] == 0
    department.post(
        answer.url + "?by=province", {name: 4 if name == "area-86" else 0 for name in names}
    )
    assert cohort.quotas.get().area_id == "86"

    approval = {"approval_no": "1/2570", "approved_on": f"1/1/{today().year + 543}"}
    department.post(f"/training/{workshop.pk}/step/approve/", approval)
    department.post(f"/training/cohorts/{cohort.pk}/step/open/")
    cohort.refresh_from_db()
    assert cohort.state == CohortState.OPEN
    department.post(f"/training/cohorts/{cohort.pk}/step/cancel/", {"reason": "น้ำท่วม"})
    cohort.refresh_from_db()
    assert (cohort.state, cohort.reason) == (CohortState.CANCELLED, "น้ำท่วม")


def test_the_money_takes_the_rate_and_refuses_more_without_a_reason(department):
    cohort = make_cohort()
    page = f"/training/cohorts/{cohort.pk}/budget/"
    rate = BudgetRate.objects.get(code="snack")
    form = {"rate": rate.pk, "description": "อาหารว่าง", "quantity": 205, "times": 2}
    department.post(page, form)
    line = cohort.workshop.budget_lines.get()
    assert (line.unit_price, line.kind, line.planned) == (35, "snack", 14350)

    answer = department.post(page, {**form, "unit_price": "40"})
    assert "reason" in answer.context["form"].errors
    department.post(f"/training/budget/{line.pk}/", {"spend": "yes", "spent": "14,000"})
    told = department.get(page).context
    assert (told["planned"], told["spent"], told["rest"]) == (14350, 14000, 350)


def test_the_first_page_of_a_cohort_asks_as_much_for_one_area_as_for_many(
    department, places, django_assert_max_num_queries
):
    cohort, _full, _open = places
    for area in ("84", "83", "82", "81", "80"):
        make_enrolment(make_quota(cohort, area))
    department.get(f"/training/cohorts/{cohort.pk}/")

    with django_assert_max_num_queries(16):
        department.get(f"/training/cohorts/{cohort.pk}/?all=1")


def test_seats_are_offered_by_the_keepers_alone(client):
    quota = make_quota(make_cohort(seats=9), "86", seats=5)
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))

    answer = client.post(f"/training/quotas/{quota.pk}/seats/", {"seats": "1", "offer": "yes"})

    assert answer.status_code == 403
    quota.refresh_from_db()
    assert quota.seats == 5
