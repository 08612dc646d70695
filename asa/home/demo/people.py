"""Who works in the demonstration: about twelve people to sign in as, and their colleagues."""

import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from asa.cases.models import DutyShift, ProtectionTeamMember
from asa.partners.models import Partner
from asa.people.actions import add_user, give_post, make_person
from asa.people.codes import Role, Sex
from asa.people.models import Person, User
from asa.places.models import Area
from asa.volunteers.models import Volunteer

SINCE = date(2024, 10, 1)
HOME_TAMBON = "860113"
HOME_DISTRICT = "8601"
NEIGHBOUR_TAMBON = "850101"


@dataclass(frozen=True)
class Someone:
    """A person to sign in as, and what to look at there."""

    username: str
    role: Role
    area: str
    prefix: str
    given: str
    family: str
    look_at: str

    @property
    def sex(self) -> str:
        return Sex.MALE if self.prefix == "นาย" else Sex.FEMALE


# The office and the country; the people of the field are volunteers of the register.
OFFICE = (
    Someone(
        "social",
        Role.SOCIAL_WORKER,
        "86",
        "นางสาว",
        "ตะวัน",
        "ชายเขา",
        "เรื่องของฉัน เรียงตามวันครบกำหนด",
    ),
    Someone("social2", Role.SOCIAL_WORKER, "86", "นาย", "ธารา", "สายน้ำ", ""),
    Someone(
        "officer",
        Role.PROVINCE_OFFICER,
        "86",
        "นางสาว",
        "ดาวเรือง",
        "ใจงาม",
        "เรื่องที่รอรับ ทะเบียน การนำเข้า",
    ),
    Someone("officer2", Role.PROVINCE_OFFICER, "86", "นาย", "ขจร", "ปลายฟ้า", ""),
    Someone(
        "head", Role.PROVINCE_HEAD, "86", "นางสาว", "ศศิ", "ทองอ่าว", "เรื่องที่รอพิจารณา ภาพรวมจังหวัด"
    ),
    Someone("finance", Role.FINANCE, "86", "นาง", "บัวผัน", "เงินงาม", "รายการที่อนุมัติแล้วรอจ่าย"),
    Someone(
        "department", Role.DEPARTMENT_OFFICER, "TH", "นาย", "เอก", "ศูนย์กลาง", "ทั้งประเทศ เป็นตัวเลข"
    ),
    Someone("auditor", Role.AUDITOR, "TH", "นาง", "ตรวจตรา", "ซื่อตรง", "บันทึกการเปลี่ยนแปลงและการเข้าดู"),
    Someone("analyst", Role.ANALYST, "TH", "นางสาว", "วิเคราะห์", "ถี่ถ้วน", "ตัวเลขที่ไม่มีตัวบุคคล"),
    Someone("admin", Role.ADMIN, "TH", "นาย", "ดูแล", "ระบบดี", "ผู้ใช้และหน้าที่"),
    Someone("hospital", Role.PARTNER_DESK, "86", "นาง", "พยาบาล", "ใจดี", "เรื่องที่ส่งต่อมายังหน่วยงาน"),
    Someone(
        "ranong_officer",
        Role.PROVINCE_OFFICER,
        "85",
        "นาย",
        "ระนอง",
        "ฝนชุก",
        "จังหวัดข้างเคียง ไม่เห็นอะไรของชุมพร",
    ),
    Someone("ranong_head", Role.PROVINCE_HEAD, "85", "นาง", "อันดา", "ปากจั่น", ""),
    Someone("ranong_social", Role.SOCIAL_WORKER, "85", "นาง", "ฝนทิพย์", "ชายเล", ""),
    Someone(
        "ranong_volunteer",
        Role.VOLUNTEER,
        "850101",
        "นาง",
        "ละอองฝน",
        "บางริ้น",
        "อพม. ของจังหวัดข้างเคียง",
    ),
)
# Named users of the field: their persons are in the register, taken in from the sample.
FIELD = {
    "volunteer": "วันนี้ไปเยี่ยมใคร แจ้งผู้เดือดร้อน",
    "neighbour": "อพม. หมู่บ้านเดียวกัน ไม่เห็นครัวเรือนของผู้อื่น",
    "tambon_lead": "เรื่องที่รอ อพม. ตำบลตรวจ",
    "district_lead": "เรื่องที่รอ อพม. อำเภอตรวจ",
}


class Cast:
    """The users of the demonstration, by user name, by tambon and by role."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.users: dict[str, User] = {}
        self.volunteers: dict[str, User] = {}
        self.tambon_leads: dict[str, User] = {}
        self.district_leads: dict[str, User] = {}
        self.home = HOME_TAMBON
        self.passwords: list[tuple[str, str, str]] = []
        self._areas = {area.pk: area for area in Area.objects.filter(code__in=_codes())}

    def add(self, username: str, person: Person, look_at: str = "") -> User:
        """Let a person sign in; with something to look at, also tell the password."""
        password = secrets.token_urlsafe(9) if look_at else ""
        user = add_user(person, username=username, by=self.by, password=password)
        self.users[username] = user
        if look_at:
            self.passwords.append((username, password, look_at))
        return user

    def post(self, user: User, role: Role, area: str, organisation: Partner | None = None) -> None:
        """Give a user a post since the day the demonstration begins."""
        give_post(
            user,
            role=role,
            area=self._areas[area],
            started_on=SINCE,
            by=self.by,
            organisation_id=organisation.pk if organisation else None,
        )
        user.forget_posts()

    def of_district(self, code: str) -> User | None:
        return self.district_leads.get(code[:4])


def _codes() -> list[str]:
    tambons = Area.objects.filter(level="tambon", code__gte="86", code__lt="87", ended_on=None)
    own = [someone.area for someone in OFFICE]
    districts = [f"860{number}" for number in range(1, 9)]
    return [*own, *districts, *tambons.values_list("code", flat=True)]


def make_cast(by: User, on: date) -> Cast:
    """Add the users of field, office and country with their posts."""
    cast = Cast(by)
    for someone in OFFICE:
        _add_office(cast, someone)
    _add_field(cast)
    _name_teams(cast, on)
    return cast


def _add_office(cast: Cast, someone: Someone) -> None:
    person = make_person(
        given_name=someone.given,
        family_name=someone.family,
        prefix=someone.prefix,
        sex=someone.sex,
        no_id_reason="บุคคลสมมุติ",
    )
    user = cast.add(someone.username, person, someone.look_at)
    desk = None
    if someone.role == Role.PARTNER_DESK:
        desk = Partner.objects.filter(kind="hospital", area_id="86").order_by("code").first()
    cast.post(user, someone.role, someone.area, desk)
    if someone.role == Role.VOLUNTEER:
        cast.volunteers[someone.area] = user


def _add_field(cast: Cast) -> None:
    """A volunteer of each tambon, leads of most: four in ten tambons and one district have none."""
    register = Volunteer.objects.filter(state="registered").select_related("person")
    of_tambon: dict[str, list[Volunteer]] = {}
    for volunteer in register.order_by("registration_year_be", "registration_no"):
        of_tambon.setdefault(volunteer.area_id[:6], []).append(volunteer)
    # A small demonstration, as tests make it, may not reach as far as the usual home.
    cast.home = HOME_TAMBON if HOME_TAMBON in of_tambon else min(of_tambon)
    for place, (tambon, found) in enumerate(sorted(of_tambon.items())):
        at_home = tambon == cast.home
        name = "volunteer" if at_home else f"volunteer{tambon}"
        cast.volunteers[tambon] = _field_user(cast, name, found[0], Role.VOLUNTEER, tambon)
        if at_home:
            _field_user(cast, "neighbour", found[1], Role.VOLUNTEER, tambon)
        if at_home or place % 10 < 6:
            name = "tambon_lead" if at_home else f"lead{tambon}"
            cast.tambon_leads[tambon] = _field_user(cast, name, found[2], Role.TAMBON_LEAD, tambon)
        district = tambon[:4]
        if district not in cast.district_leads and district != "8606":
            name = "district_lead" if district == HOME_DISTRICT else f"lead{district}"
            lead = _field_user(cast, name, found[3], Role.DISTRICT_LEAD, district)
            cast.district_leads[district] = lead


def _field_user(cast: Cast, name: str, volunteer: Volunteer, role: Role, area: str) -> User:
    user = cast.add(name, volunteer.person, FIELD.get(name, ""))
    cast.post(user, role, area)
    return user


def _name_teams(cast: Cast, on: date) -> None:
    """The protection team of the province, and who is on duty today."""
    province = Area.objects.get(code="86")
    for name in ("social", "head"):
        ProtectionTeamMember.objects.create(
            province=province, user=cast.users[name], started_on=SINCE
        )
    DutyShift.objects.create(province=province, user=cast.users["officer"], day=on)
    DutyShift.objects.create(province=province, user=cast.users["social2"], day=on)


def signins_file() -> Path:
    return Path(settings.ASA_DATA_DIR) / "demo-signins.txt"


def write_signins(cast: Cast) -> None:
    """Write the sign-ins where only the owner of the data folder reads them."""
    lines = [f"{name:<18}{password:<16}{look_at}" for name, password, look_at in cast.passwords]
    path = signins_file()
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
