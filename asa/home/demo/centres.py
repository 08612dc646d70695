"""Centres of the demonstration: facts, committees, a meeting with minutes, a look at itself."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from asa.centres.actions import (
    CentreFacts,
    Correction,
    Minutes,
    NewPoint,
    Plan,
    Rated,
    Seat,
    Work,
    accept_change,
    assess_centre,
    choose_priorities,
    correct_minutes,
    elect_committee,
    found_centre,
    plan_meeting,
    plan_work,
    propose_change,
    record_minutes,
    write_term,
)
from asa.centres.codes import Coming, WorkState
from asa.centres.queries import components_on, members_of
from asa.common.thaidate import add_years
from asa.home.demo.notices import StoryDays
from asa.home.demo.people import Cast
from asa.people.models import User
from asa.places.models import Area
from asa.places.queries import name_of, within
from asa.volunteers.codes import Position, VolunteerState
from asa.volunteers.models import Centre, Volunteer

P = Position
TERM_YEARS = 4
# How many days of the term each of the wide centres has left; one ends soon, one is over.
DAYS_LEFT = (620, 410, 45, 800, 730, 300, -20, 540, 700)
# Who is elected into a sub-district's committee; the last has no secretary any more.
SEATS = (P.CHAIR, P.VICE_CHAIR, P.SECRETARY, P.TREASURER, P.COMMITTEE, P.COMMITTEE, P.ADVISER)
TAMBON_CENTRES = 6
WEEKDAYS = "จันทร์ถึงศุกร์ 8.30 ถึง 16.30 น."
AGENDA = """เรื่องที่ประธานแจ้งให้ทราบ
รับรองรายงานการประชุมครั้งก่อน
ติดตามครัวเรือนที่ต้องเร่งช่วย
เตรียมรับน้ำท่วมปลายปี"""
SAID = """ประธานแจ้งว่าสำนักงาน พมจ.ชุมพร ขอให้ปรับปรุงข้อมูลครัวเรือนให้เป็นปัจจุบันก่อนสิ้นเดือน
ที่ประชุมรับรองรายงานการประชุมครั้งก่อนโดยไม่มีการแก้ไข
เลขานุการรายงานครัวเรือนที่ต้องเร่งช่วย 4 ครัวเรือน เยี่ยมแล้ว 3 ครัวเรือน
ที่ประชุมหารือการเฝ้าระวังน้ำท่วมหมู่ที่ 2 และหมู่ที่ 5 ซึ่งน้ำเข้าบ้านทุกปี"""
DECIDED = """จัดเวรเฝ้าระวังน้ำท่วมหมู่ละ 2 คน ตลอดเดือนหน้า
เยี่ยมครัวเรือนที่เหลือให้ครบภายใน 7 วัน"""
SCORES = (4, 3, 2, 4, 3, 2, 4, 1)
BEFORE = (3, 3, 2, 3, 2, 2, 3, 1)
SEEN = (
    *("กรรมการครบ ประชุม 10 ครั้งในปีนี้ มีรายงานทุกครั้ง", "มี อพม. 9 จาก 11 หมู่บ้าน"),
    *("ใช้ห้องในศาลาหมู่บ้าน ยังไม่มีคอมพิวเตอร์", "ทะเบียนเรื่องของปีนี้ ติดตามครบร้อยละ 80"),
    *("ข้อมูลครัวเรือนปรับปรุงแล้ว 3 ใน 4 ของหมู่บ้าน", "อบรมร่วมกับอำเภอ 1 ครั้งในปีนี้"),
    *("บันทึกความร่วมมือกับ อบต. และ รพ.สต.", "ยังไม่มีกองทุนและบัญชีของศูนย์"),
)
PLANS = (
    ("funds", "เปิดบัญชีกองทุนของศูนย์และเลือกผู้ตรวจบัญชี", WorkState.OPEN, 90),
    ("place", "ขอรับคอมพิวเตอร์ที่ อบต. เลิกใช้", WorkState.DOING, 45),
    ("learning", "จัดแลกเปลี่ยนเรียนรู้ระหว่างตำบลทุก 3 เดือน", WorkState.OPEN, 120),
)


def tell_of_centres(cast: Cast, *, by: User, on: date) -> None:
    """The centres of the province, as an office that looks after them has them."""
    days = StoryDays()
    wide = list(Centre.objects.filter(within("area", ["86"])).order_by("area_id"))
    for centre, left in zip(wide, DAYS_LEFT, strict=False):
        _tell_of_wide(centre, left, cast, by=by, on=on)
    tambons = sorted(cast.tambon_leads, key=lambda code: (code != cast.home, code))
    for place, tambon in enumerate(tambons[:TAMBON_CENTRES]):
        day = on - timedelta(days=120 + 210 * place)
        centre = _found(tambon, by=by, on=day)
        _elect(centre, SEATS if place < 4 else SEATS[:2], by=by, on=day)
        days.date_notices(day)
        if place == 0:
            lead = cast.tambon_leads[tambon]
            _meet(centre, lead, days, on)
            _look_at_itself(centre, lead, on)
            _propose(centre, lead, on)
            days.date_notices(on - timedelta(days=1))


def _tell_of_wide(centre: Centre, left: int, cast: Cast, *, by: User, on: date) -> None:
    seen = on - timedelta(days=40 + abs(left) % 90)
    is_province = centre.level == "province"
    name = name_of(str(centre.area_id))
    facts = CentreFacts(
        name_th=centre.name_th,
        place=f"สนง.พมจ.{name} ชั้น 1" if is_province else f"ที่ว่าการอำเภอ{name} ชั้น 1",
        focal_name=f"เจ้าหน้าที่ประสานงาน อพม. {name}",
        hours=WEEKDAYS,
        services=["intake", "advice", "referral"] + ["training"] * is_province,
        seats=40 if is_province else 25,
        vehicles=1 if is_province else 0,
        evidence_on=seen.isoformat(),
    )
    proposal = propose_change(centre, facts=facts, by=cast.users["officer"], on=seen)
    accept_change(proposal, by=by, on=seen)
    elected_on = add_years(on + timedelta(days=left), -TERM_YEARS)
    if centre.offices.filter(ended_on__isnull=True).exists():
        write_term(centre, elected_on=elected_on, by=by, on=on)


def _found(tambon: str, *, by: User, on: date) -> Centre:
    facts = CentreFacts(
        name_th="",
        place=f"ศาลาอเนกประสงค์ ข้าง อบต.{name_of(tambon)}",
        hours="จันทร์และพฤหัสบดี 9.00 ถึง 12.00 น.",
        services=["intake", "advice", "home_visit", "equipment"],
        seats=15,
        evidence_on=on.isoformat(),
    )
    return found_centre(area=Area.objects.get(pk=tambon), facts=facts, by=by, on=on)


def _elect(centre: Centre, seats: Sequence[Position], *, by: User, on: date) -> None:
    people = Volunteer.objects.filter(
        within("area", [str(centre.area_id)]), state=VolunteerState.REGISTERED,
        registered_on__lt=on,
    ).order_by("registration_year_be", "registration_no", "pk")  # fmt: skip
    chosen = list(people.select_related("person")[: len(seats)])
    elected = [Seat(position, one) for position, one in zip(seats, chosen, strict=False)]
    elect_committee(centre, seats=elected, by=by, on=on)


def _meet(centre: Centre, lead: User, days: StoryDays, on: date) -> None:
    """One meeting that was held, with a point done late and one still open, and the next one."""
    day, called = on - timedelta(days=20), on - timedelta(days=30)
    plan = Plan(day=day, starts_at=time(9, 30), place=centre.place, agenda=AGENDA)
    meeting = plan_meeting(centre, plan=plan, by=lead, on=called)
    days.date_notices(called)
    members = [volunteer for volunteer, _position in members_of(centre, day)]
    coming = {one.pk: Coming.PRESENT for one in members[:-2]}
    coming |= {one.pk: Coming.EXCUSED for one in members[-2:-1]}
    points = [
        NewPoint("เยี่ยมครัวเรือนที่เหลือ 1 ครัวเรือน", members[-1], day + timedelta(days=7)),
        NewPoint("ทำตารางเวรเฝ้าระวังน้ำท่วม", members[0], on + timedelta(days=5)),
    ]
    minutes = Minutes(
        coming=coming, text=SAID, decisions=DECIDED, ended_at=time(11, 45), points=points
    )
    record_minutes(meeting, minutes=minutes, by=lead, on=day + timedelta(days=1))
    days.date_notices(day + timedelta(days=1))
    noticed = day + timedelta(days=4)
    correction = Correction(
        text=SAID.replace("หมู่ที่ 5", "หมู่ที่ 6"), decisions=DECIDED, ended_at=time(11, 45),
        reason="เขียนเลขหมู่ที่น้ำเข้าผิด", seen=0,
    )  # fmt: skip
    correct_minutes(meeting, correction=correction, by=lead, on=noticed)
    days.date_notices(noticed)
    ahead = on + timedelta(days=10)
    plan = Plan(day=ahead, starts_at=time(9, 30), place=centre.place, agenda=AGENDA)
    plan_meeting(centre, plan=plan, by=lead, on=on - timedelta(days=2))
    days.date_notices(on - timedelta(days=2))


def _look_at_itself(centre: Centre, lead: User, on: date) -> None:
    """Two assessments a good half-year apart, with priorities and their work plan."""
    for day, scores in ((on - timedelta(days=110), BEFORE), (on - timedelta(days=15), SCORES)):
        codes = [one.code for one in components_on(day)]
        rated = [Rated(score, seen) for score, seen in zip(scores, SEEN, strict=True)]
        ratings = dict(zip(codes, rated, strict=False))
        assessment = assess_centre(centre, ratings=ratings, by=lead, on=day)
    chosen = choose_priorities(
        assessment, components=[code for code, *_rest in PLANS], by=lead, on=day
    )
    members = [volunteer for volunteer, _position in members_of(centre, on)]
    for place, (priority, (_code, text, state, in_days)) in enumerate(
        zip(chosen, PLANS, strict=True)
    ):
        owner, due_on = members[place % len(members)], on + timedelta(days=in_days)
        plan_work(priority, work=Work(text, owner, due_on, state), by=lead, on=day)


def _propose(centre: Centre, lead: User, on: date) -> None:
    """The lead proposes new hours and to be the focal person; it waits for the district."""
    focal = Volunteer.objects.filter(person=lead.person_id).first()
    facts = CentreFacts(
        name_th=centre.name_th,
        place=centre.place,
        hours="จันทร์ถึงศุกร์ 9.00 ถึง 15.00 น.",
        focal_volunteer=str(focal.pk) if focal else "",
        services=["intake", "advice", "home_visit", "equipment", "disaster"],
        seats=20,
        evidence_on=(on - timedelta(days=1)).isoformat(),
    )
    note = "กรรมการผลัดกันอยู่เวรทุกวันทำการ"
    propose_change(centre, facts=facts, note=note, by=lead, on=on - timedelta(days=1))
