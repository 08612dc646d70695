"""What changed in the register afterwards: transfers, a correction, and a list taken back."""

import io
from datetime import date, timedelta

from asa.common.models import ImportBatch
from asa.home.demo.notices import StoryDays
from asa.home.demo.people import NEIGHBOUR_TAMBON, Cast
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.actions import Order, Wish, ask_transfer, mend_contact, refuse_transfer
from asa.volunteers.codes import VolunteerState
from asa.volunteers.corrections import Contact
from asa.volunteers.importers import import_changes, take_back_changes
from asa.volunteers.models import Volunteer

NAME = "รายชื่อผู้พ้นสภาพ อำเภอหลังสวน.csv"
HEADINGS = "เลขทะเบียน,ชื่อ,นามสกุล,การเปลี่ยนแปลง,เหตุผล,วันที่มีผล"
# A district in which no other story is told.
DISTRICT = "8604"
WAITS, REFUSED = range(2)
PEOPLE = 4


def tell_of_changes(cast: Cast, *, on: date) -> None:
    """One transfer waits for the neighbours' answer, one was refused; a telephone was missing; and
    a list of endings was of another district.
    """
    officer, other = cast.users["officer"], cast.users["ranong_officer"]
    found = Volunteer.objects.filter(
        state=VolunteerState.REGISTERED, area__code__startswith=DISTRICT, person__user=None
    )
    found = found.order_by("registration_year_be", "registration_no", "pk")
    people = list(found[:PEOPLE])
    if len(people) < PEOPLE:
        return  # a small demonstration has nobody there
    days, asked_on = StoryDays(), on - timedelta(days=6)
    to = Area.objects.get(pk=NEIGHBOUR_TAMBON)
    for place, why in ((REFUSED, "ไปทำงานที่ระนองชั่วคราว"), (WAITS, "ย้ายไปอยู่กับบุตรที่ระนอง")):
        wish = Wish(to, asked_on, Order(why, ""))
        asked = ask_transfer(people[place], wish=wish, by=officer, on=asked_on)
        if place == REFUSED:
            answer = "ยังไม่ได้ย้ายทะเบียนบ้าน ขอให้ยื่นใหม่เมื่อย้ายแล้ว"
            refuse_transfer(asked, reason=answer, by=other, on=asked_on)
    days.date_notices(asked_on)
    # Nothing that the province's own list says: brought in again, it finds all as it is.
    mended = found.filter(person__phone="").exclude(pk__in=[one.pk for one in people]).first()
    if mended is None:
        return
    contact = Contact("+66812345678", "", mended.address, mended.postcode)
    mend_contact(mended, contact=contact, by=officer, on=on)
    _take_a_list_back(people[REFUSED + 1 :], officer, on)
    days.date_notices(on)


def _take_a_list_back(people: list[Volunteer], officer: User, on: date) -> None:
    rows = [
        f"{one.registration_no}/{one.registration_year_be},{one.person.given_name},"
        f"{one.person.family_name},พ้นสภาพ,ลาออก,{on:%d/%m/%Y}"
        for one in people
    ]
    file = io.BytesIO("\n".join([HEADINGS, *rows]).encode())
    report = import_changes(file, by=officer, province="86", on=on, name=NAME)
    batch = ImportBatch.objects.get(pk=report.batch)
    take_back_changes(batch, by=officer, on=on, reason="เป็นรายชื่อของผู้ที่ขอลาพัก ไม่ใช่ผู้ลาออก")
