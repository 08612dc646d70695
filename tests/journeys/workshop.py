"""A workshop whose first day is today, in a served installation: `site.run(python, "-m", …)`."""

from datetime import time, timedelta

NAMES = (
    ("คำปัน", "ดอกซอม", "85"), ("สายหมอก", "ภูไพร", "85"), ("อิ่น", "ท่าลี่", "85"),
    ("จันทร์ดี", "บ่อเกลือ", "86"), ("น้อย", "ปัวงาม", "86"), ("คำแก้ว", "ริมน้ำ", "86"),
    ("ญี่ปุ่น", "ปั้นน้ำใส", "86"),
)  # fmt: skip
VENUE = "โรงแรมริมเจ้าพระยา"


def make_workshop_of_today() -> None:
    """One cohort, its programme, seven people with seats, one in reserve, and a registrar."""
    from asa.common.thaidate import today  # noqa: PLC0415 - after Django is set up
    from asa.people import actions  # noqa: PLC0415 - the same
    from asa.people.models import User  # noqa: PLC0415 - the same
    from asa.places.models import Area  # noqa: PLC0415 - the same
    from asa.training.codes import EnrolmentState  # noqa: PLC0415 - the same
    from asa.training.models import (  # noqa: PLC0415 - the same
        Cohort,
        Course,
        Enrolment,
        Quota,
        Registrar,
        Session,
        Workshop,
    )

    by = actions.system_user()
    workshop = Workshop.objects.create(
        name="การประชุมเชิงปฏิบัติการพัฒนาศักยภาพ อพม.", fiscal_year_be=2570, state="running",
        owner=Area.objects.get(pk="TH"), course=Course.objects.get(pk="potential"), planned_by=by,
    )  # fmt: skip
    cohort = Cohort.objects.create(
        workshop=workshop, number=2, starts_on=today(), ends_on=today() + timedelta(days=2),
        venue=VENUE, place=Area.objects.get(pk="10"), seats=7, state="running",
    )  # fmt: skip
    # All day, so that a part runs at whatever hour this is tried.
    Session.objects.create(
        cohort=cohort, day=today(), starts_at=time(0), ends_at=time(23, 59),
        name="เครือข่ายติดตามคนหายกับบทบาท อพม.", kind="lecture",
    )  # fmt: skip
    Session.objects.create(
        cohort=cohort, day=today() + timedelta(days=1), starts_at=time(9), ends_at=time(12),
        name="การปฏิบัติงานของ อพม. ในภาวะวิกฤต", kind="lecture",
    )  # fmt: skip
    Registrar.objects.create(
        cohort=cohort, user=User.objects.get(username="volunteer"), added_by=by
    )
    quotas = {
        area: Quota.objects.create(
            cohort=cohort, area=Area.objects.get(pk=area), seats=seats, taken=seats
        )
        for area, seats in (("85", 3), ("86", 4))
    }
    for rank, (given, family, area) in enumerate((*NAMES, ("สำรอง", "รอเรียก", "86")), 1):
        person = actions.make_person(
            prefix="นาง", given_name=given, family_name=family, no_id_reason="บุคคลสมมุติ"
        )
        Enrolment.objects.create(
            cohort=cohort, quota=quotas[area], person=person, area=Area.objects.get(pk=area),
            state=EnrolmentState.CONFIRMED if rank <= len(NAMES) else EnrolmentState.RESERVE,
            rank=rank, nominated_by=by,
        )  # fmt: skip


if __name__ == "__main__":
    import django

    django.setup()
    make_workshop_of_today()
