"""A sign-up day in the home sub-district, and how far each who applied there has come since."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from asa.common.thaidate import PartialDate, buddhist_year
from asa.home.demo.applying import let_strangers_apply
from asa.home.demo.people import Cast
from asa.home.demo.stories import citizen_id
from asa.people.codes import Sex
from asa.people.models import User
from asa.places.actions import ensure_village
from asa.places.models import Area
from asa.volunteers.actions import (
    Application,
    Identity,
    Order,
    Registration,
    Training,
    add_affiliation,
    add_sign_up_day,
    apply_again,
    end_volunteer,
    enrol_volunteer,
    give_assignment,
    suspend_volunteer,
    take_application,
    take_step_back,
    train_volunteer,
    verify_volunteer,
)
from asa.volunteers.codes import EndReason, OtherRole, VolunteerKind, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.numbering import proposed_number
from asa.volunteers.queries import qualifications_on

DAYS_AGO = 45
SECOND_TRIES = 3


@dataclass(frozen=True)
class Comer:
    """Somebody who came to the sign-up day, and how far the person has got."""

    prefix: str
    given: str
    family: str
    age: int
    moo: int
    reaches: str
    roles: tuple[str, ...] = ()
    passport: str = ""
    nationality: str = ""
    is_youth: bool = False


COMERS = (
    Comer("นาง", "จำเนียร", "ปลายนา", 47, 1, "applied", (OtherRole.HEALTH,)),
    Comer("นาย", "ธีระ", "สวนใน", 33, 2, "applied"),
    Comer("นางสาว", "ใบเฟิร์น", "หัวสะพาน", 17, 2, "applied"),
    Comer("นาง", "ชูศรี", "คลองลึก", 58, 3, "verified", (OtherRole.ELDERLY,)),
    Comer("นาย", "เจมส์", "สมิธ", 51, 3, "verified", passport="GX4471902", nationality="อังกฤษ"),
    Comer("นาย", "บุญช่วย", "ริมเขา", 62, 4, "trained", (OtherRole.PROBATION,)),
    Comer("นาง", "ลัดดา", "ทุ่งแก้ว", 44, 4, "trained"),
    Comer("นางสาว", "อรุณี", "ฟ้างาม", 29, 1, "registered"),
    Comer("นาย", "วีระ", "ดอนกลาง", 39, 2, "registered"),
    Comer("นาย", "สำราญ", "ท้ายไร่", 16, 5, "refused"),
    # Has the age of a volunteer by now, and is proposed to the office.
    Comer("นางสาว", "ข้าวหอม", "ต้นน้ำ", 19, 3, "registered", is_youth=True),
)


def let_people_join(cast: Cast, on: date) -> None:
    """The lead keys in the list of the day; the office checks papers, trains and registers."""
    random = Random(cast.home)  # noqa: S311 - a story, not a secret
    lead = cast.tambon_leads[cast.home]
    officer, day = cast.users["officer"], on - timedelta(days=DAYS_AGO)
    tambon = Area.objects.get(pk=cast.home)
    sign_up_day = add_sign_up_day(
        tambon, held_on=day, place="ห้องประชุมองค์การบริหารส่วนตำบล", by=lead, on=day
    )
    for comer in COMERS:
        area = ensure_village(tambon, moo=comer.moo, by=lead, on=day)
        volunteer = take_application(
            _application(comer, random, on), area=area, by=lead, on=day, sign_up_day=sign_up_day
        )
        _bring(volunteer, comer.reaches, officer, day)
    _tell_of_others(officer, on)
    let_strangers_apply(cast, on)


def _application(comer: Comer, random: Random, on: date) -> Application:
    person = Identity(
        comer.given,
        comer.family,
        comer.passport or citizen_id(random),
        nationality=comer.nationality,
        prefix=comer.prefix,
        sex=Sex.MALE if comer.prefix == "นาย" else Sex.FEMALE,
        birth=PartialDate(date(on.year - comer.age, 1, random.randint(1, 28)), "day"),
        phone=f"+6681000{random.randint(1000, 9999)}",
    )
    kind = VolunteerKind.YOUTH if comer.is_youth or comer.age < 18 else VolunteerKind.ADULT
    return Application(person, kind=kind, other_roles=list(comer.roles))


def _bring(volunteer: Volunteer, state: str, officer: User, day: date) -> None:
    """Take the steps up to a state, each some days after the one before."""
    if state == "refused":
        order = Order("ยังมีคุณสมบัติไม่ครบ แนะนำให้สมัครใหม่ปีหน้า")
        on = day + timedelta(days=6)
        end_volunteer(volunteer, reason=EndReason.REFUSED, order=order, by=officer, on=on)
        return
    steps: dict[str, Callable[[], object]] = {
        VolunteerState.VERIFIED: lambda: _verify(volunteer, officer, day + timedelta(days=7)),
        VolunteerState.TRAINED: lambda: train_volunteer(
            volunteer,
            training=Training("หลักสูตรพื้นฐาน อพม. รุ่นที่ 4"),
            by=officer,
            on=day + timedelta(days=24),
        ),
        VolunteerState.REGISTERED: lambda: _enrol(volunteer, officer, day + timedelta(days=33)),
    }
    for reached, take in steps.items():
        if volunteer.state != state:
            take()
            assert volunteer.state == reached  # noqa: S101 - the story would be another


def _verify(volunteer: Volunteer, officer: User, on: date) -> None:
    rules = qualifications_on(on, step=VolunteerState.VERIFIED, kind=volunteer.kind)
    seen = [rule.code for rule in rules if rule.is_ticked]
    verify_volunteer(volunteer, seen=seen, by=officer, on=on)


def _enrol(volunteer: Volunteer, officer: User, on: date) -> None:
    year = buddhist_year(on)
    number = proposed_number(volunteer.area_id[:2], year_be=year, on=on)
    registration = Registration(number, year, f"142/{year}")
    enrol_volunteer(volunteer, registration=registration, by=officer, on=on)


def _tell_of_others(officer: User, on: date) -> None:
    """Somebody comes back, a suspension was a mistake, and one works in a second place."""
    mine = Volunteer.objects.filter(area__gte="86", area__lt="87").order_by("registration_no", "pk")
    left = mine.filter(state=VolunteerState.ENDED, end_reason=EndReason.RESIGNED).first()
    if left is not None:
        order = Order("ย้ายกลับมาอยู่บ้านเดิม ขอเป็น อพม. อีกครั้ง")
        apply_again(left, order=order, by=officer, on=on - timedelta(days=4))
    here = mine.filter(state=VolunteerState.REGISTERED, person__user__isnull=True)
    for volunteer in here[:SECOND_TRIES]:
        add_affiliation(volunteer, role=OtherRole.HEALTH, by=officer, on=on)
    mistaken = here.filter(offices__isnull=True).first()
    if mistaken is not None:
        order = Order("ได้รับแจ้งว่าไม่อยู่ในพื้นที่", "139/2569")
        suspend_volunteer(mistaken, order=order, by=officer, on=on - timedelta(days=12))
        reason = "สอบถามแล้วเป็นคนชื่อพ้องกัน ไม่ใช่คนเดียวกัน"
        take_step_back(mistaken, reason=reason, by=officer, on=on - timedelta(days=10))
        district = Area.objects.get(pk=mistaken.area_id[:4])
        give_assignment(mistaken, area=district, by=officer, on=on - timedelta(days=9))
