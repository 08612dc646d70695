"""A project from its draft to its report, its money, its cohorts, and what people are told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.calendars import events_for
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.training.actions import (
    CohortPlan,
    Line,
    Plan,
    Report,
    approve_workshop,
    cancel_cohort,
    cancel_workshop,
    change_cohort,
    change_workshop,
    confirm_list,
    finish_cohort,
    note_spent,
    open_cohort,
    plan_cohort,
    plan_workshop,
    remind_missing,
    remove_line,
    reopen_report,
    report_workshop,
    set_quotas,
    start_cohort,
    write_line,
)
from asa.training.codes import CohortState, EnrolmentState, WorkshopState
from asa.training.jobs import watch_cohorts
from asa.training.models import BudgetRate, Course
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.training.tests.factories_day import make_session
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()


@pytest.fixture
def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def planned(**fields):
    fields.setdefault("starts_on", ON)
    fields.setdefault("ends_on", ON + timedelta(days=2))
    return CohortPlan(**{"venue": "โรงแรม", "place": make_area("10"), "seats": 11} | fields)


def test_a_project_goes_from_its_draft_to_its_report(department):
    plan = Plan("พัฒนาศักยภาพ", 2570, Course.objects.get(pk="potential"))
    workshop = plan_workshop(make_area("TH"), plan=plan, by=department, on=ON)
    cohort = plan_cohort(workshop, plan=planned(), by=department, on=ON)
    with pytest.raises(DomainError, match="อนุมัติ"):
        open_cohort(cohort, by=department, on=ON)
    approve_workshop(workshop, approval_no="1/2570", approved_on=ON, by=department, on=ON)
    shares = {make_area("86"): 5, make_area("85"): 5}
    set_quotas(cohort, shares=shares, by=department, on=ON)
    with pytest.raises(DomainError, match="10 จาก 11"):
        open_cohort(cohort, by=department, on=ON)
    set_quotas(cohort, shares={**shares, make_area("84"): 1}, by=department, on=ON)

    cohort = open_cohort(cohort, by=department, on=ON)
    with pytest.raises(DomainError):
        set_quotas(cohort, shares=shares, by=department, on=ON)
    with pytest.raises(DomainError):
        cancel_workshop(workshop, reason="ไม่มีงบ", by=department, on=ON)
    confirm_list(cohort, by=department, on=ON)
    start_cohort(cohort, by=department, on=ON)
    with pytest.raises(DomainError):
        finish_cohort(cohort, by=department, on=ON)
    finish_cohort(cohort, by=department, on=ON + timedelta(days=2))
    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.DONE
    report_workshop(workshop, report=Report("ไกล", "จัดใกล้"), by=department, on=ON)

    with pytest.raises(DomainError):
        reopen_report(workshop, reason=" ", by=department, on=ON)
    with pytest.raises(PermissionDenied):
        reopen_report(workshop, reason="x", by=make_user(Role.AUDITOR, "TH"), on=ON)
    reopen_report(workshop, reason="ตัวเลขผิด", by=department, on=ON)
    with pytest.raises(DomainError):
        reopen_report(workshop, reason="อีกครั้ง", by=department, on=ON)
    assert workshop.state == WorkshopState.DONE

    verbs = JournalEntry.objects.order_by("seq").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb.startswith("workshop.")] == [
        "workshop.planned",
        "workshop.approved",
        "workshop.opened",
        "workshop.started",
        "workshop.finished",
        "workshop.report_written",
        "workshop.reported",
        "workshop.report_reopened",
    ]


def test_quotas_stay_within_the_seats(department):
    cohort = make_cohort(seats=10, state=CohortState.PLANNED)
    with pytest.raises(DomainError):
        set_quotas(cohort, shares={make_area("86"): 11}, by=department, on=ON)
    assert not cohort.quotas.exists()


def test_an_approved_project_is_changed_as_a_draft_alone(department):
    workshop = make_workshop(state=WorkshopState.APPROVED)
    plan = Plan("ใหม่", 2570, workshop.course)
    with pytest.raises(DomainError):
        change_workshop(workshop, plan=plan, by=department, on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "86"),
        (Role.AUDITOR, "TH"),
        (Role.VOLUNTEER, "86010104"),
        (Role.TAMBON_LEAD, "860101"),
    ],
)
def test_the_workshops_of_the_country_are_kept_by_the_department_alone(role, area):
    user, workshop = make_user(role, area), make_workshop()
    cohort = make_cohort(workshop, state=CohortState.PLANNED)
    line = Line("snack", "อาหารว่าง", 1, Decimal(35))
    acts = (
        lambda: plan_cohort(workshop, plan=planned(), by=user, on=ON),
        lambda: set_quotas(cohort, shares={}, by=user, on=ON),
        lambda: open_cohort(cohort, by=user, on=ON),
        lambda: remind_missing(cohort, by=user, on=ON),
        lambda: write_line(workshop, line=line, by=user, on=ON),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


def test_more_than_the_rate_needs_a_reason(department):
    workshop, rate = make_workshop(), BudgetRate.objects.get(code="snack")
    above = {"kind": "snack", "description": "อาหารว่าง", "quantity": 10, "rate": rate}
    with pytest.raises(DomainError, match="35"):
        write_line(workshop, line=Line(**above, unit_price=Decimal(36)), by=department, on=ON)

    line = Line(**above, unit_price=Decimal(36), times=2, reason="โรงแรมเดียวที่มี")
    made = write_line(workshop, line=line, by=department, on=ON)
    assert made.planned == 720
    note_spent(made, spent=Decimal("700.50"), paper_no="บค 1", by=department, on=ON)
    with pytest.raises(DomainError):
        remove_line(made, by=department, on=ON)


def test_a_rate_that_is_not_in_force_is_refused(department):
    old = BudgetRate.objects.get(code="snack")
    old.ended_on = ON
    old.save()
    line = Line("snack", "อาหารว่าง", 1, Decimal(35), rate=old)
    with pytest.raises(DomainError):
        write_line(make_workshop(), line=line, by=department, on=ON)


def in_a_cohort(**fields):
    volunteer = make_volunteer()
    user = make_user(Role.VOLUNTEER, "86010104", person=volunteer.person)
    cohort = make_cohort(**fields)
    return user, make_enrolment(make_quota(cohort), volunteer)


def facts_of(cohort, **changes):
    names = ("starts_on", "ends_on", "venue", "place", "seats", "names_until")
    return planned(**{name: getattr(cohort, name) for name in names} | changes)


def test_new_days_reach_calendars_and_people_and_other_changes_do_not(department):
    user, line = in_a_cohort()
    cohort = line.cohort
    cohort.refresh_from_db()
    change_cohort(cohort, plan=facts_of(cohort, answer_days=3), by=department, on=ON)
    assert [event.sequence for event in events_for(user)] == [0]
    assert not Notice.objects.filter(user=user).exists()

    change_cohort(cohort, plan=facts_of(cohort, venue="ที่อื่น"), by=department, on=ON)
    (event,) = events_for(user)
    assert (event.sequence, event.cancelled) == (1, False)
    assert event.location.startswith("ที่อื่น")
    assert [one.kind for one in Notice.objects.filter(user=user)] == ["training.changed"]


def test_the_programme_moves_with_the_days_and_stays_within_them(department):
    cohort = make_cohort()
    part = make_session(cohort, day=cohort.starts_on + timedelta(days=1))
    later = cohort.starts_on + timedelta(days=7)

    plan = facts_of(cohort, starts_on=later, ends_on=later)
    with pytest.raises(DomainError):
        change_cohort(cohort, plan=plan, by=department, on=ON)
    plan = facts_of(cohort, starts_on=later, ends_on=later + timedelta(days=1))
    change_cohort(cohort, plan=plan, by=department, on=ON)

    part.refresh_from_db()
    assert part.day == later + timedelta(days=1)


def test_calling_off_the_last_cohort_to_come_ends_the_workshop(department):
    workshop = make_workshop(state=WorkshopState.RUNNING)
    make_cohort(workshop, state=CohortState.DONE)

    cancel_cohort(make_cohort(workshop), reason="น้ำท่วม", by=department, on=ON)

    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.DONE


def test_a_cancelled_cohort_is_cancelled_in_calendars(client, department):
    user, line = in_a_cohort()
    cancel_cohort(line.cohort, reason="น้ำท่วม", by=department, on=ON)
    (event,) = events_for(user)
    assert (event.sequence, event.cancelled) == (1, True)
    client.force_login(user)

    feed = client.get(f"/training/cohorts/{line.cohort_id}/calendar/")

    (read,) = Calendar.from_ical(feed.content).walk("VEVENT")
    assert (str(read["STATUS"]), int(read["SEQUENCE"])) == ("CANCELLED", 1)
    assert line.person.family_name not in feed.content.decode()


def test_the_list_is_confirmed_to_those_with_a_seat(department):
    user, line = in_a_cohort()
    confirm_list(line.cohort, by=department, on=ON)
    assert Notice.objects.get(user=user).kind == "training.list_confirmed"


def test_only_the_areas_that_are_not_full_are_reminded(department):
    officers = {area: make_user(Role.PROVINCE_OFFICER, area) for area in ("85", "86")}
    cohort = make_cohort()
    make_enrolment(make_quota(cohort, "85", seats=1))
    make_quota(cohort, "86", seats=1)

    assert remind_missing(cohort, by=department, on=ON) == 1
    assert [one.user for one in Notice.objects.all()] == [officers["86"]]


def test_the_night_passes_on_returns_reminds_and_begins(department):
    cohort = make_cohort(names_until=ON - timedelta(days=1))
    quota = make_quota(cohort, seats=3)
    late = make_enrolment(quota, state=EnrolmentState.NOMINATED, answer_by=ON - timedelta(days=1))
    begins = make_cohort(state=CohortState.CONFIRMED, starts_on=ON, ends_on=ON)
    make_quota(make_cohort(names_until=ON + timedelta(days=3)))

    assert watch_cohorts(on=ON) == {
        "passed_on": 1, "moved_up": 0, "returned": 3, "reminded": 1, "answers_reminded": 0, "starts_reminded": 0,
        "started": 1, "registrars_ended": 0,
    }  # fmt: skip

    late.refresh_from_db()
    begins.refresh_from_db()
    cohort.refresh_from_db()
    assert (late.state, begins.state) == (EnrolmentState.DECLINED, CohortState.RUNNING)
    assert cohort.unassigned == cohort.seats
    again = watch_cohorts(on=ON)
    assert (again["passed_on"], again["returned"], again["started"]) == (0, 0, 0)
