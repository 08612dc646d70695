"""Basic courses of the province, nine months ago and years ago: who was trained, and did what."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from asa.common.thaidate import BANGKOK, add_months, fiscal_year
from asa.home.demo.notices import StoryDays
from asa.home.demo.people import Cast
from asa.people.models import User
from asa.places.codes import Level
from asa.places.models import Area
from asa.training.actions import (
    CohortPlan,
    GivenMark,
    NewSigner,
    Plan,
    Report,
    approve_workshop,
    confirm_list,
    confirm_seat,
    decide_results,
    finish_cohort,
    give_marks,
    issue_certificates,
    nominate,
    note_from_sheet,
    open_cohort,
    plan_cohort,
    plan_workshop,
    report_workshop,
    set_quotas,
    set_signer,
    start_cohort,
)
from asa.training.actions.indicators import Target, add_indicator
from asa.training.actions.programme import make_programme
from asa.training.codes import MarkKind, Measure
from asa.training.models import Cohort, Course
from asa.training.queries.programme import sessions_called
from asa.training.queries.roll import roll_of
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

HOME, EACH, OF_LONG_AGO = "86", 6, 1
# Months; longer ago than the years after which the course is offered again.
LONG_AGO, PLANNED_BEFORE = 66, 30
SIGNER = NewSigner(title="พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดชุมพร", name="นางสาวตัวอย่าง ใจมั่นคง")
OUT_OF = Decimal(20)
TARGETS = (
    Target("ผู้เข้าอบรมผ่านเกณฑ์ของหลักสูตร", Measure.EARNED_SHARE, Decimal(80)),
    Target("คะแนนเฉลี่ยหลังอบรมสูงกว่าก่อนอบรม", Measure.GAIN, Decimal(30)),
)


class Who(NamedTuple):
    """How many of each district, after how many others."""

    each: int
    after: int = 0


def tell_of_the_trained(cast: Cast, on: date) -> None:
    """Six volunteers of each district, from the plan to the certificates; two did not pass. One of
    each took the course years ago and is due for a refresher.
    """
    by, owner = cast.users["officer"], Area.objects.get(pk=HOME)
    long_ago = add_months(on, -LONG_AGO)
    first_day = long_ago - timedelta(days=PLANNED_BEFORE)
    set_signer(owner, given=SIGNER, started_on=first_day, by=by, on=first_day)
    _hold_a_course(owner, Who(OF_LONG_AGO, EACH), by, long_ago)
    _hold_a_course(owner, Who(EACH), by, add_months(on, -9))


def _hold_a_course(owner: Area, who: Who, by: User, held: date) -> None:
    planned, days = held - timedelta(days=PLANNED_BEFORE), StoryDays()
    plan = Plan(
        fiscal_year_be=fiscal_year(held),
        course=Course.objects.get(pk="basic"),
        name="อบรมหลักสูตรพื้นฐาน อพม. จังหวัดชุมพร",
        name_en="Basic course for volunteers of Chumphon",
        objective="ให้ อพม. ทุกอำเภอมีความรู้พื้นฐานตรงกัน และบันทึกข้อมูลครัวเรือนได้",
        indicators="ผู้เข้าอบรมร้อยละ 80 ผ่านเกณฑ์ของหลักสูตร",
        source="เงินงบประมาณ",
    )
    workshop = plan_workshop(owner, plan=plan, by=by, on=planned)
    for target in TARGETS:
        add_indicator(workshop, target=target, by=by, on=planned)
    workshop = approve_workshop(
        workshop, approval_no="ชพ 0004/61", approved_on=planned, by=by, on=planned
    )
    cohort = plan_cohort(workshop, plan=_days(owner, held, who), by=by, on=planned)
    cohort = _filled(cohort, who, by, planned)
    days.date_notices(planned + timedelta(days=3))
    make_programme(cohort, by=by, on=held - timedelta(days=2))
    cohort = start_cohort(cohort, by=by, on=held)
    _hold(cohort, by, held)
    workshop.refresh_from_db()
    report = Report("ห้องประชุมไม่มีสัญญาณโทรศัพท์", "จัดรุ่นต่อไปที่อำเภอหลังสวน")
    report_workshop(workshop, report=report, by=by, on=held + timedelta(days=20))
    days.date_notices(held)


def _days(owner: Area, held: date, who: Who) -> CohortPlan:
    seats = (
        who.each * Area.objects.filter(level=Level.DISTRICT, parent=owner, ended_on=None).count()
    )
    venue = "ศาลาประชาคมอำเภอเมืองชุมพร จังหวัดชุมพร"
    until = held - timedelta(days=10)
    return CohortPlan(held, held, venue, owner, seats, names_until=until)


def _filled(cohort: Cohort, who: Who, by: User, planned: date) -> Cohort:
    """Of each district some who reported last, after those who are left out, and twice as many who
    joined the register last, whether they reported or not; all come.
    """
    districts = list(Area.objects.filter(level=Level.DISTRICT, parent=HOME, ended_on=None))
    set_quotas(cohort, shares=dict.fromkeys(districts, who.each), by=by, on=planned)
    cohort = open_cohort(cohort, by=by, on=planned)
    for quota in cohort.quotas.select_related("cohort__workshop"):
        register = Volunteer.objects.filter(
            state=VolunteerState.REGISTERED,
            registered_on__lt=planned,
            area__code__startswith=quota.area_id or "",
        )
        for one in _chosen(register, who):
            day = planned + timedelta(days=3)
            confirm_seat(nominate(quota, volunteer=one, by=by, on=day), by=by, on=day)
    return confirm_list(cohort, by=by, on=planned + timedelta(days=21))


def _chosen(register: QuerySet[Volunteer], who: Who) -> list[Volunteer]:
    register = register.select_related("person")
    newest = register.filter(registration_year_be__isnull=False).order_by(
        "-registration_year_be", "-registration_no", "pk"
    )
    latest = register.filter(last_active_on__isnull=False).order_by("-last_active_on", "pk")
    some = max(1, who.each // 3)
    first = list(latest[who.after : who.after + some])
    rest = newest.exclude(pk__in=[one.pk for one in first])
    return [*first, *rest[: who.each - some]]


def _hold(cohort: Cohort, by: User, held: date) -> None:
    people = list(roll_of(cohort))
    for session in sessions_called(cohort):
        note_from_sheet(
            session, absent=[], by=by, at=datetime.combine(held, session.ends_at, BANGKOK)
        )
    given = [
        GivenMark(one, kind, Decimal(points), OUT_OF)
        for place, one in enumerate(people)
        for kind, points in (
            (MarkKind.BEFORE, 5 + place % 7),
            (MarkKind.AFTER, 9 if place in (7, 19) else 13 + place % 7),
        )
    ]
    give_marks(cohort, given=given, by=by, on=held)
    finish_cohort(cohort, by=by, on=held)
    decide_results(cohort, by=by, on=held)
    issue_certificates(cohort, issued_on=held, by=by, on=held)
