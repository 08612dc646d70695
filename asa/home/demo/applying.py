"""Who applied by the public page in the last weeks, and what the office made of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from asa.applications.actions import (
    refuse_application,
    send_application,
    take_in_application,
    withdraw_application,
)
from asa.applications.models import PublicApplication
from asa.applications.queries import Told
from asa.common.thaidate import PartialDate
from asa.home.demo.people import Cast
from asa.home.demo.stories import citizen_id
from asa.places.models import Area
from asa.places.queries import within
from asa.volunteers.actions import Application, Identity
from asa.volunteers.codes import EndReason, OtherRole, VolunteerKind, VolunteerState
from asa.volunteers.models import Volunteer


@dataclass(frozen=True)
class Stranger:
    """Somebody who applied so many days ago, and what became of it."""

    prefix: str
    given: str
    family: str
    age: int
    tambon: str
    days_ago: int
    then: str = "waits"
    no_id_reason: str = ""
    guardian: str = ""
    roles: tuple[str, ...] = ()


STRANGERS = (
    Stranger("นาย", "ปรีชา", "ท้องทุ่ง", 54, "860401", 24, "refused"),
    Stranger("นาง", "สุดา", "เนินทราย", 46, "860113", 19, "taken in", roles=(OtherRole.HEALTH,)),
    Stranger("นางสาว", "กมล", "ชายหาด", 27, "860203", 15, "withdrawn"),
    Stranger("นาง", "วรรณา", "สวนปาล์ม", 51, "860113", 9, roles=(OtherRole.ELDERLY,)),
    Stranger("นาย", "ซอ", "มินอู", 38, "860105", 6, no_id_reason="ทำงานในพื้นที่ รอบัตรใหม่"),
    Stranger("นางสาว", "ข้าวฟ่าง", "ลำธาร", 16, "860502", 4, guardian="นางพิกุล ลำธาร"),
    Stranger("", "ทดสอบ", "ทดสอบ", 30, "860101", 2),
)
REASON = "ที่อยู่ตามทะเบียนบ้านอยู่จังหวัดระนอง โปรดสมัครที่สำนักงาน พมจ.ระนอง"


def let_strangers_apply(cast: Cast, on: date) -> None:
    """Each sends the form on a day of its own; the officer has looked at the first of them."""
    random = Random(cast.home + "page")  # noqa: S311 - a story, not a secret
    officer = cast.users["officer"]
    for one in (*STRANGERS, *_somebody_of_before(cast)):
        day = on - timedelta(days=one.days_ago)
        sent = _send(one, random, day, on)
        if one.then == "refused":
            refuse_application(sent, reason=REASON, by=officer, on=day + timedelta(days=3))
        elif one.then == "taken in":
            take_in_application(sent, by=officer, on=day + timedelta(days=2))
        elif one.then == "withdrawn":
            withdraw_application(sent, on=day + timedelta(days=1))


def _somebody_of_before(cast: Cast) -> list[Stranger]:
    """A volunteer whose work has ended and who comes back by the page; the office sees it."""
    ended = Volunteer.objects.filter(within("area", [cast.home[:4]]), state=VolunteerState.ENDED)
    found = ended.exclude(end_reason=EndReason.DECEASED)
    one = found.select_related("person").order_by("registration_no", "pk").first()
    if one is None:
        return []
    person = one.person
    names = (person.prefix, person.given_name, person.family_name)
    return [Stranger(*names, 48, one.area_id[:6], 1)]


def _send(one: Stranger, random: Random, day: date, on: date) -> PublicApplication:
    person = Identity(
        one.given,
        one.family,
        "" if one.no_id_reason else citizen_id(random),
        no_id_reason=one.no_id_reason,
        prefix=one.prefix,
        birth=PartialDate(date(on.year - one.age, 1, random.randint(1, 28))),
        phone=f"+6681000{random.randint(1000, 9999)}",
    )
    kind = VolunteerKind.YOUTH if one.guardian else VolunteerKind.ADULT
    application = Application(person, kind=kind, address="12/3", other_roles=list(one.roles))
    return send_application(
        Told(application, moo=random.randint(1, 5), guardian=one.guardian),
        area=Area.objects.get(pk=one.tambon),
        ticket=UUID(int=random.getrandbits(128)),
        on=day,
    )
