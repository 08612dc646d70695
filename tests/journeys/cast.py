"""The people of the journeys, made as the command line makes them: `python -m tests.journeys.cast`.

They work in one tambon of Chumphon and its office; all names are invented.
"""

from dataclasses import dataclass
from datetime import date

PASSWORD = "บ้านริมคลองหลังที่สาม"
TAMBON, VILLAGE = "860103", "86010304"
SINCE = date(2024, 10, 1)


@dataclass(frozen=True)
class Someone:
    """Somebody with a post: who, as what, where."""

    name: str
    role: str
    area: str
    given: str
    family: str
    has_left: bool = False


PEOPLE = (
    Someone("volunteer", "volunteer", VILLAGE, "ชบา", "ริมคลอง"),
    Someone("volunteer_tall", "volunteer", "86010305", "ลำดวน", "สวนใน"),
    Someone("volunteer_plain", "volunteer", "86010306", "พะยอม", "ทุ่งหน้า"),
    Someone("neighbour", "volunteer", VILLAGE, "มะปราง", "หัวสะพาน"),
    Someone("tambon_lead", "tambon_lead", TAMBON, "ประดู่", "เขาหลัก"),
    Someone("district_lead", "district_lead", "8601", "ราตรี", "ปากอ่าว"),
    Someone("officer", "province_officer", "86", "ดาหลา", "ใจกว้าง"),
    Someone("social", "social_worker", "86", "ตะวัน", "ชายเขา"),
    Someone("social_team", "social_worker", "86", "ธารา", "สายน้ำ"),
    Someone("head", "province_head", "86", "ศศิ", "ทองอ่าว"),
    Someone("finance", "finance", "86", "บัวผัน", "เงินงาม"),
    Someone("hospital", "partner_desk", "86", "กันเกรา", "มือเย็น"),
    Someone("department", "department_officer", "TH", "เอก", "ศูนย์กลาง"),
    Someone("auditor", "auditor", "TH", "ตรวจตรา", "ซื่อตรง"),
    Someone("analyst", "analyst", "TH", "วิเคราะห์", "ถี่ถ้วน"),
    Someone("admin", "admin", "TH", "ดูแล", "ระบบดี"),
    Someone("left", "social_worker", "86", "จำปี", "ย้ายแล้ว", has_left=True),
    Someone("ranong_officer", "province_officer", "85", "ระนอง", "ฝนชุก"),
    Someone("ranong_head", "province_head", "85", "อันดา", "ปากจั่น"),
)


def make_cast() -> None:
    from asa.cases.models import DutyShift, ProtectionTeamMember  # noqa: PLC0415
    from asa.common.thaidate import today  # noqa: PLC0415
    from asa.partners.loader import load_demo_partners  # noqa: PLC0415
    from asa.partners.models import Partner  # noqa: PLC0415
    from asa.people import actions  # noqa: PLC0415
    from asa.places.actions import ensure_village  # noqa: PLC0415
    from asa.places.models import Area  # noqa: PLC0415

    by = actions.system_user()
    load_demo_partners()
    hospital = Partner.objects.filter(kind="hospital", area_id="86").order_by("code").first()
    tambon = Area.objects.get(pk=TAMBON)
    for moo in (4, 5, 6):
        ensure_village(tambon, moo=moo, by=by, on=SINCE)
    for someone in PEOPLE:
        person = actions.make_person(
            given_name=someone.given, family_name=someone.family, no_id_reason="บุคคลสมมุติ"
        )
        user = actions.add_user(person, username=someone.name, by=by, password=PASSWORD)
        post = actions.give_post(
            user,
            role=someone.role,
            area=Area.objects.get(pk=someone.area),
            started_on=SINCE,
            by=by,
            organisation_id=hospital.pk if someone.role == "partner_desk" else None,
        )
        if someone.has_left:
            actions.end_post(post, on=today(), by=by)
        if someone.name in {"social_team", "head"}:
            ProtectionTeamMember.objects.create(province_id="86", user=user, started_on=SINCE)
        if someone.name == "officer":
            DutyShift.objects.create(province_id="86", user=user, day=today())


if __name__ == "__main__":
    import django

    django.setup()
    make_cast()
