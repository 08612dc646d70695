"""Workshops of the demonstration: one long over, one that takes names, one that is held today."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings

from asa.common.thaidate import BANGKOK, fiscal_year, now
from asa.home.demo.grouping import tell_of_groups
from asa.home.demo.notices import StoryDays
from asa.home.demo.people import Cast
from asa.people.codes import Role
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.models import Area
from asa.places.queries import areas_under, within
from asa.training.actions import (
    CohortPlan,
    Line,
    NewSigner,
    Plan,
    Report,
    add_registrar,
    approve_workshop,
    confirm_list,
    confirm_seat,
    decide_results,
    finish_cohort,
    give_up_seat,
    issue_certificates,
    nominate,
    note_from_sheet,
    note_spent,
    open_cohort,
    plan_cohort,
    plan_workshop,
    propose,
    report_workshop,
    set_quotas,
    set_signer,
    start_cohort,
    write_line,
)
from asa.training.actions.indicators import Target, add_indicator
from asa.training.actions.programme import Part, change_session, make_programme
from asa.training.actions.rates import RateTerms, change_rate
from asa.training.actions.roll import call_one
from asa.training.codes import AttendanceWay, Measure
from asa.training.importers import import_workshop
from asa.training.models import BudgetRate, Cohort, Course, Enrolment, Quota, Session, Workshop
from asa.training.queries.programme import sessions_called
from asa.training.queries.roll import roll_of
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

LIST = settings.BASE_DIR / "samples" / "workshop_2561_participants.xlsx"
HOME = "86"
SIGNER = NewSigner(title="อธิบดีกรมพัฒนาสังคมและสวัสดิการ", name="นายตัวอย่าง ลงนามดี")
OF_2561 = {
    "name": "ประชุมเชิงปฏิบัติการส่งเสริมและพัฒนาศักยภาพการดำเนินงานอาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์",
    "name_en": "Workshop on strengthening the work of Social Development and Human Security "
    "Volunteers",
    "objective": "ให้ผู้แทน อพม. ของ 37 จังหวัดภาคเหนือและภาคตะวันออกเฉียงเหนือ"
    "มีความรู้และทักษะในการเฝ้าระวัง ชี้เป้า และช่วยเหลือผู้เดือดร้อน\n"
    "ให้ อพม. ได้แลกเปลี่ยนแนวปฏิบัติที่ดีและขยายผลในพื้นที่",
    "indicators": "ผู้เข้าร่วมไม่น้อยกว่า 200 คน จาก 37 จังหวัด\nผู้เข้าร่วมร้อยละ 80 ผ่านเกณฑ์ของหลักสูตร",
    "source": "เงินงบประมาณ แผนงานพื้นฐานด้านการพัฒนาศักยภาพคน",
}
TARGETS_OF_2561 = (
    Target("ผู้เข้าร่วมประชุม", Measure.CAME, Decimal(200)),
    Target("ผู้เข้าร่วมผ่านเกณฑ์ของหลักสูตร", Measure.EARNED_SHARE, Decimal(80)),
    Target("จังหวัดที่จัดทำแผนขยายผลในพื้นที่", Measure.TYPED, Decimal(37), "จังหวัด"),
)
# Rate, what for, how many, how often, baht; baht spent in the end and the number of its paper.
MONEY_OF_2561 = (
    ("speaker_official", "วิทยากรภาครัฐ 2 คน", 2, 3, 600, 3600, "บค. 61/201"),
    ("speaker_other", "วิทยากรภาคเอกชน 2 คน", 2, 3, 1200, 7200, "บค. 61/202"),
    ("snack_private", "อาหารว่าง 3 วัน วันละ 2 มื้อ", 205, 6, 50, 60900, "บค. 61/203"),
    ("lunch_private", "อาหารกลางวัน 3 วัน", 205, 3, 400, 243600, "บค. 61/203"),
    ("lodging_shared", "ที่พัก 2 คืน พักคู่", 205, 2, 600, 243600, "บค. 61/204"),
    ("travel_public", "ค่าพาหนะไปกลับ", 205, 1, 1400, 268450, "บค. 61/205"),
    ("documents", "เอกสารประกอบการประชุม", 205, 1, 100, 20500, "บค. 61/206"),
    ("venue", "ห้องประชุม", 1, 3, 20000, 60000, "บค. 61/207"),
)
MONEY_OF_CHUMPHON = (
    ("speaker_official", "วิทยากรภาครัฐ 3 คน", 3, 5, 600),
    ("snack", "อาหารว่าง 3 วัน วันละ 2 มื้อ", 70, 6, 35),
    ("lunch", "อาหารกลางวัน 3 วัน", 70, 3, 150),
    ("documents", "เอกสารและสมุดบันทึกภาคสนาม", 70, 1, 80),
)
PROBLEMS = "ผู้เข้าร่วม 3 คนติดภารกิจในพื้นที่และเดินทางมาไม่ถึง\nเวลาระดมความคิดเห็นกลุ่มย่อยน้อยไป"
SUGGESTIONS = "แจ้งจังหวัดล่วงหน้าอย่างน้อย 30 วัน และให้จังหวัดเตรียมรายชื่อสำรอง\nเพิ่มเวลากลุ่มย่อยเป็นครึ่งวัน"
# Of the 205: who never came, and who left after the first day.
NEVER_CAME, LEFT_EARLY = (17, 88, 141), (52, 120)
SPEAKERS = {
    2: ("นายวิทยา ตัวอย่างดี", "ผู้แทนองค์กรด้านการติดตามคนหาย"),
    3: ("นางสาวสาธิต นามสมมุติ", "นักพัฒนาสังคมชำนาญการพิเศษ"),
    4: ("นายกู้ภัย นามสมมุติ", "ผู้แทนหน่วยงานบรรเทาสาธารณภัย"),
}
# Provinces of the first cohort: those of the centre, the east, the west and the south.
FIRST_DIGITS, SEATS_EACH = "12789", 5
NOMINATED = 7
PROPOSED = 2
TO_BRING = "บัตรประจำตัวประชาชน สมุดบันทึกการปฏิบัติงาน และยาประจำตัว"
GAVE_UP = "ลูกสาวคลอดช่วงวันนั้น ต้องอยู่ดูแล"


def tell_of_workshops(cast: Cast, on: date) -> None:
    """The workshop of 2561 to its report, a national cohort taking names, and Chumphon's today."""
    days = StoryDays()
    _tell_of_2561(cast.users["department"], days)
    _tell_of_the_cohort_to_come(cast, on, days)
    _tell_of_chumphon(cast, on, days)
    _raise_a_rate(cast.users["department"], on)


def _raise_a_rate(by: User, on: date) -> None:
    """Snacks may cost more from next month on; what is planned until then keeps its rate."""
    rate = BudgetRate.objects.get(code="snack", ended_on=None)
    given = RateTerms(Decimal(40), "ประกาศกรมพัฒนาสังคมและสวัสดิการ ที่ 118/2569 (ตัวอย่าง)")
    change_rate(rate, given=given, started_on=on + timedelta(days=30), by=by, on=on)


def _tell_of_2561(by: User, days: StoryDays) -> None:
    """205 people of 37 provinces, three days in Bangkok, from the plan to the certificates."""
    planned, last = date(2018, 1, 8), date(2018, 3, 23)
    country = Area.objects.get(pk=WHOLE_COUNTRY)
    start = date(2017, 10, 2)
    set_signer(country, given=SIGNER, started_on=start, by=by, on=start)
    workshop = _approved(country, OF_2561, "potential", "พม 0304/112", by=by, on=planned)
    for target in TARGETS_OF_2561:
        add_indicator(workshop, target=target, by=by, on=planned)
    lines = [_write(workshop, money[:5], by, planned) for money in MONEY_OF_2561]
    with LIST.open("rb") as file:
        report = import_workshop(file, by=by, on=date(2018, 3, 5))
    cohort = Cohort.objects.get(pk=report.cohort)
    _name_the_speakers(make_programme(cohort, by=by, on=date(2018, 3, 6)), by, date(2018, 3, 6))
    cohort = start_cohort(cohort, by=by, on=date(2018, 3, 21))
    _sign_the_sheets(cohort, by)
    finish_cohort(cohort, by=by, on=last)
    decide_results(cohort, by=by, on=last)
    issue_certificates(cohort, issued_on=last, by=by, on=last)
    for line, (*_plan, spent, paper) in zip(lines, MONEY_OF_2561, strict=True):
        note_spent(line, spent=Decimal(spent), paper_no=paper, by=by, on=date(2018, 4, 10))
    workshop.refresh_from_db()
    typed = workshop.measured_indicators.get(measure=Measure.TYPED)
    told = Report(PROBLEMS, SUGGESTIONS, {typed.pk: Decimal(35)})
    report_workshop(workshop, report=told, by=by, on=date(2018, 4, 20))
    days.date_notices(last)


def _approved(
    owner: Area, told: dict[str, Any], course: str, number: str, *, by: User, on: date
) -> Workshop:
    plan = Plan(fiscal_year_be=fiscal_year(on), course=Course.objects.get(pk=course), **told)
    workshop = plan_workshop(owner, plan=plan, by=by, on=on - timedelta(days=7))
    return approve_workshop(workshop, approval_no=number, approved_on=on, by=by, on=on)


def _write(workshop: Workshop, money: tuple[Any, ...], by: User, on: date) -> Any:
    code, description, quantity, times, price = money
    rate = BudgetRate.objects.get(code=code, ended_on=None)
    line = Line(rate.kind, description, quantity, Decimal(price), times=times, rate=rate)
    return write_line(workshop, line=line, by=by, on=on)


def _name_the_speakers(sessions: list[Session], by: User, on: date) -> None:
    for number, speaker in SPEAKERS.items():
        one = sessions[number - 1]
        part = Part(
            one.day, one.starts_at, one.ends_at, one.name, one.kind,
            place="ห้องประชุมใหญ่", name_en=one.name_en, speakers=(speaker,),
        )  # fmt: skip
        change_session(one, part=part, by=by, on=on)


def _sign_the_sheets(cohort: Cohort, by: User) -> None:
    """The sheets of each part, as they were signed; two signed on the first day alone."""
    people = [one.pk for one in roll_of(cohort)]
    never = {people[place] for place in NEVER_CAME}
    left = {people[place] for place in LEFT_EARLY}
    for session in sessions_called(cohort):
        absent = never if session.day == cohort.starts_on else never | left
        note_from_sheet(session, absent=absent, by=by, at=_at(session))


def _at(session: Session) -> datetime:
    return datetime.combine(session.day, session.starts_at, BANGKOK)


def _tell_of_the_cohort_to_come(cast: Cast, on: date, days: StoryDays) -> None:
    """The other half of the country is asked; Chumphon has nominated, one gave her seat up."""
    by, officer, told = cast.users["department"], cast.users["officer"], on - timedelta(days=4)
    country = Area.objects.get(pk=WHOLE_COUNTRY)
    about = {**OF_2561, "objective": OF_2561["objective"].replace("37", "40")}
    about["objective"] = about["objective"].replace(
        "ภาคเหนือและภาคตะวันออกเฉียงเหนือ", "ภาคกลาง ภาคตะวันออก ภาคตะวันตก และภาคใต้"
    )
    about["indicators"] = about["indicators"].replace("200", "190").replace("37", "40")
    workshop = _approved(country, about, "potential", "พม 0304/871", by=by, on=told)
    provinces = [
        area for area in areas_under(WHOLE_COUNTRY, Level.PROVINCE) if area.code[0] in FIRST_DIGITS
    ]
    plan = CohortPlan(
        on + timedelta(days=45), on + timedelta(days=47), "โรงแรมริมเจ้าพระยา กรุงเทพมหานคร",
        Area.objects.get(pk="10"), SEATS_EACH * len(provinces),
        names_until=on + timedelta(days=20), not_attended_years=3, bring=TO_BRING,
    )  # fmt: skip
    cohort = plan_cohort(workshop, plan=plan, by=by, on=told)
    set_quotas(cohort, shares=dict.fromkeys(provinces, SEATS_EACH), by=by, on=told)
    cohort = open_cohort(cohort, by=by, on=told)
    days.date_notices(told)
    quota = cohort.quotas.get(area=HOME)
    day = on - timedelta(days=3)
    people = _known(cast)[:NOMINATED]
    names = [nominate(quota, volunteer=one, by=officer, on=day) for one in people]
    # The first may answer herself; the second gives up, and the first of the reserve moves up.
    for one in names[2:SEATS_EACH]:
        confirm_seat(one, by=officer, on=on - timedelta(days=1))
    if len(names) == NOMINATED:
        give_up_seat(names[1], by=officer, on=on - timedelta(days=1), reason=GAVE_UP)
    _propose_two(quota, cast.users["tambon_lead"], on - timedelta(days=1))
    days.date_notices(on - timedelta(days=1))


def _propose_two(quota: Quota, lead: User, on: date) -> None:
    """The lead of a sub-district puts two of her own before the provincial office."""
    named = quota.enrolments.values("person")
    own = Volunteer.objects.filter(
        within("area", lead.areas_of(Role.TAMBON_LEAD)), state=VolunteerState.REGISTERED
    ).exclude(person__in=named)
    first = (
        own.exclude(person=lead.person_id)
        .select_related("person")
        .order_by("registration_year_be", "registration_no", "pk")
    )
    for one in first[:PROPOSED]:
        propose(quota, volunteer=one, by=lead, on=on)


def _known(cast: Cast) -> list[Volunteer]:
    """Volunteers of Chumphon who sign in, the one of the demonstration first."""
    users = [cast.users["volunteer"], *(user for _code, user in sorted(cast.volunteers.items()))]
    people = list(dict.fromkeys(user.person_id for user in users))
    found = Volunteer.objects.filter(
        person__in=people, state=VolunteerState.REGISTERED, area__code__startswith=HOME
    ).select_related("person")
    return sorted(found, key=lambda one: people.index(one.person_id))


def _tell_of_chumphon(cast: Cast, on: date, days: StoryDays) -> None:
    """A seat for every sub-district; the second day is today, and half have been called."""
    by, planned = cast.users["officer"], on - timedelta(days=40)
    tambons = list(areas_under(HOME, Level.TAMBON))
    about = {
        "name": "พัฒนาศักยภาพ อพม. ทุกตำบลของจังหวัดชุมพร",
        "name_en": "Training a volunteer of every sub-district of Chumphon",
        "objective": "ให้ อพม. ตำบลละ 1 คนเยี่ยมบ้าน วิเคราะห์ชุมชน และแก้ปัญหาร่วมกับเครือข่ายได้\n"
        "ปฏิบัติงานภาคสนาม 1 เดือนหลังการอบรม",
        "indicators": "ผู้เข้าอบรมครบทุกตำบล\nผู้เข้าอบรมร้อยละ 80 ผ่านเกณฑ์ของหลักสูตร",
        "source": "งบพัฒนาจังหวัดชุมพร",
    }
    owner = Area.objects.get(pk=HOME)
    workshop = _approved(owner, about, "five_modules", "ชพ 0004/388", by=by, on=planned)
    for money in MONEY_OF_CHUMPHON:
        _write(workshop, money, by, planned)
    plan = CohortPlan(
        on - timedelta(days=1), on + timedelta(days=1), "หอประชุมศาลากลางจังหวัดชุมพร", owner,
        len(tambons), names_until=on - timedelta(days=12),
    )  # fmt: skip
    cohort = plan_cohort(workshop, plan=plan, by=by, on=planned)
    set_quotas(cohort, shares=dict.fromkeys(tambons, 1), by=by, on=planned)
    cohort = open_cohort(cohort, by=by, on=planned)
    days.date_notices(planned)
    _nominate_one_each(cohort, by, on - timedelta(days=30))
    cohort = confirm_list(cohort, by=by, on=on - timedelta(days=11))
    days.date_notices(on - timedelta(days=11))
    make_programme(cohort, by=by, on=on - timedelta(days=10))
    add_registrar(cohort, user=cast.users["tambon_lead"], by=by, on=on - timedelta(days=5))
    cohort = start_cohort(cohort, by=by, on=on - timedelta(days=1))
    _call_the_roll(cohort, cast.users["tambon_lead"], on)
    tell_of_groups(cohort, cast.users["tambon_lead"], on)
    days.date_notices(on)


def _nominate_one_each(cohort: Cohort, by: User, on: date) -> None:
    """The senior of each sub-district; all but a few have said that they come."""
    first = _first_of_each(
        Volunteer.objects.filter(state=VolunteerState.REGISTERED, area__code__startswith=HOME)
        .select_related("person")
        .order_by("registration_year_be", "registration_no", "pk")
    )
    quotas = {quota.area_id: quota for quota in cohort.quotas.select_related("cohort__workshop")}
    for place, (tambon, volunteer) in enumerate(sorted(first.items())):
        if tambon not in quotas:
            continue
        one = nominate(quotas[tambon], volunteer=volunteer, by=by, on=on)
        if place % 12:
            confirm_seat(one, by=by, on=on + timedelta(days=place % 6))


def _first_of_each(register: Iterable[Volunteer]) -> dict[str, Volunteer]:
    first: dict[str, Volunteer] = {}
    for volunteer in register:
        first.setdefault(volunteer.area_id[:6], volunteer)
    return first


def _call_the_roll(cohort: Cohort, registrar: User, on: date) -> None:
    """Yesterday from the signed sheets, two did not sign; this morning half were tapped."""
    people: list[Enrolment] = list(roll_of(cohort))
    absent = {one.pk for one in people[3:5]}
    yesterday = [one for one in sessions_called(cohort) if one.day < on]
    for session in yesterday:
        note_from_sheet(session, absent=absent, by=registrar, at=_at(session))
    this_morning = next(one for one in sessions_called(cohort) if one.day == on)
    opened = min(datetime.combine(on, time(8, 40), BANGKOK), now() - timedelta(minutes=40))
    opened = max(opened, datetime.combine(on, time(0), BANGKOK))
    for place, one in enumerate(people[::2]):
        call_one(
            this_morning, enrolment=one, is_present=True, way=AttendanceWay.TAP,
            by=registrar, at=opened + timedelta(seconds=25 * place),
        )  # fmt: skip
