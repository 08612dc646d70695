"""Volunteers for tests, and files of a register with the cells that a test names."""

import io
from datetime import date
from itertools import count

import xlsxwriter

from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.people.tests.factories import make_person
from asa.places.tests.factories import make_area
from asa.volunteers.actions import refresh_standing
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Activity, Assignment, Centre, Office, Transfer, Volunteer

HEADINGS = {
    "number": "เลขทะเบียน",
    "prefix": "คำนำหน้า",
    "given": "ชื่อ",
    "family": "นามสกุล",
    "citizen_id": "เลขประจำตัวประชาชน",
    "birth": "วันเดือนปีเกิด",
    "sex": "เพศ",
    "house_no": "บ้านเลขที่",
    "moo": "หมู่ที่",
    "tambon": "ตำบล",
    "district": "อำเภอ",
    "province": "จังหวัด",
    "postcode": "รหัสไปรษณีย์",
    "phones": "โทรศัพท์",
    "registered_on": "วันที่ขึ้นทะเบียน",
    "level": "ระดับ",
    "position": "ตำแหน่งในศูนย์",
    "note": "หมายเหตุ",
}
# A made-up number: the sixth digit is 9, and the check digit is right.
CITIZEN_IDS = ("3860691848847", "3860292881841", "3860690687076", "3860595075662")
_numbers = count(1)


def make_volunteer(area="86010104", *, given_name="มะลิ", **fields):
    """A registered volunteer with the main assignment; an area is a code."""
    number = next(_numbers)
    person = fields.pop("person", None) or make_person(
        given_name=given_name,
        **{
            name: fields.pop(name)
            for name in ("family_name", "prefix", "citizen_id", "phone", "birth_on", "sex")
            if name in fields
        },
    )
    place = make_area(area)
    fields.setdefault("state", VolunteerState.REGISTERED)
    fields.setdefault("registration_no", f"86869{number:04d}")
    fields.setdefault("registration_year_be", 2565)
    fields.setdefault("registered_on", date(2022, 5, 2))
    fields.setdefault("registration_province", area[:2])
    last_active_on = fields.pop("last_active_on", None)
    volunteer = Volunteer.objects.create(person=person, area=place, **fields)
    if last_active_on:
        make_activity(volunteer, last_active_on)
    Assignment.objects.create(
        volunteer=volunteer,
        area=place,
        responsibility=volunteer.responsibility,
        started_on=volunteer.registered_on or today(),
    )
    return volunteer


def make_activity(volunteer, happened_on, *, kind="meeting", **fields):
    """Something that a volunteer did, and the standing that follows from it today."""
    fields.setdefault("recorded_by", system_user())
    activity = Activity.objects.create(
        volunteer=volunteer, kind=kind, happened_on=happened_on, **fields
    )
    refresh_standing(volunteer)
    return activity


def make_centre(area="8601", level="district"):
    return Centre.objects.create(level=level, area=make_area(area), name_th="ศูนย์ประสานงาน")


def make_office(volunteer, centre, position="chair", **fields):
    fields.setdefault("started_on", date(2024, 1, 5))
    return Office.objects.create(volunteer=volunteer, centre=centre, position=position, **fields)


def make_transfer(volunteer, *, by, to="850101", reason="ย้ายตามครอบครัว", **fields):
    """A transfer to a place in another province that the office of the old one asked for."""
    fields.setdefault("on", today())
    return Transfer.objects.create(
        volunteer=volunteer,
        origin_id=volunteer.area_id,
        to=make_area(to),
        asking=volunteer.area_id[:2],
        answering=to[:2],
        reason=reason,
        asked_by=by,
        asked_on=today(),
        **fields,
    )


def make_cells(place=0, **cells):
    """The cells of one good row, each of which a test may replace."""
    return {
        "number": f"8686{place:05d}/2560",
        "prefix": "นาง",
        "given": "มะลิ",
        "family": f"ทดสอบ{place}",
        "citizen_id": CITIZEN_IDS[place % len(CITIZEN_IDS)],
        "birth": "26/02/2508",
        "sex": "หญิง",
        "house_no": "12/3",
        "moo": "4",
        "tambon": "ท่าตะเภา",
        "district": "เมืองชุมพร",
        "province": "ชุมพร",
        "postcode": "86000",
        "phones": "0810002345",
        "registered_on": "2/5/2560",
        "level": "หมู่บ้าน",
        "position": "",
        "note": "",
    } | cells


def make_file(rows, *, sheets=("ทะเบียน",), headings=HEADINGS, above=0):
    """An xlsx of rows (dicts of cells), the same on each sheet; columns as the headings stand."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    day = book.add_format({"num_format": "d/m/yyyy"})
    for name in sheets:
        sheet = book.add_worksheet(name)
        sheet.write_row(above, 0, list(headings.values()))
        for line, row in enumerate(rows, above + 1):
            for column, key in enumerate(headings):
                value = row.get(key, "")
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                else:
                    sheet.write(line, column, value)
    book.close()
    file.seek(0)
    return file
