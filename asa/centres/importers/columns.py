"""The columns of a list of centres: their headings, and how their cells are read."""

import re
from datetime import date
from typing import Final

from django.utils.translation import gettext

from asa.common.imports import Field, cells, masks, wholes
from asa.volunteers.codes import CentreLevel, Position

# As the jobs of such imports are called, and what was said about their headings is kept under.
KIND: Final = "centres.import"
LEVELS: Final = {
    "จังหวัด": CentreLevel.PROVINCE.value,
    "กรุงเทพมหานคร": CentreLevel.PROVINCE.value,
    "province": CentreLevel.PROVINCE.value,
    "อำเภอ": CentreLevel.DISTRICT.value,
    "เขต": CentreLevel.DISTRICT.value,
    "district": CentreLevel.DISTRICT.value,
    "ตำบล": CentreLevel.TAMBON.value,
    "แขวง": CentreLevel.TAMBON.value,
    "tambon": CentreLevel.TAMBON.value,
    "sub-district": CentreLevel.TAMBON.value,
}
# The offices of a committee in the order of their columns; the last may be held by several.
OFFICES: Final = (
    (Position.CHAIR, ("ประธาน", "ประธานศูนย์", "ประธานกรรมการ", "ชื่อประธาน", "chair")),
    (Position.VICE_CHAIR, ("รองประธาน", "รองประธานศูนย์", "รองประธานกรรมการ", "vice-chair")),
    (Position.SECRETARY, ("เลขานุการ", "เลขา", "กรรมการและเลขานุการ", "secretary")),
    (Position.TREASURER, ("เหรัญญิก", "กรรมการและเหรัญญิก", "treasurer")),
    (Position.PUBLIC_RELATIONS, ("ประชาสัมพันธ์", "กรรมการและประชาสัมพันธ์", "public relations")),
    (Position.COMMITTEE, ("กรรมการ", "คณะกรรมการ", "กรรมการอื่น", "committee", "members")),
    (Position.ADVISER, ("ที่ปรึกษา", "คณะที่ปรึกษา", "adviser", "advisers")),
)
_LONGEST_CELL: Final = 1000
_NUMBERED: Final = re.compile(r"(?:^|\s)\d{1,2}[.)]\s+")
_read_several: Final = cells.several(_LONGEST_CELL)


def people(cell: object) -> tuple[str, ...]:
    """The people whom a cell names, between commas, on lines or numbered 1. 2. 3."""
    text = _NUMBERED.sub(", ", cell) if isinstance(cell, str) else cell
    return tuple(_read_several(text))


def fields(today: date) -> list[Field]:
    """The columns of the list, in the order of the template that can be downloaded."""
    return [
        Field("name_th", ("ชื่อศูนย์", "ชื่อศูนย์ประสานงาน", "ศูนย์ประสานงาน", "ศูนย์", "ชื่อ",
                          "centre", "name of the centre", "name"),
              cells.words(160), required=True, varied=True),
        Field("level", ("ระดับ", "ระดับศูนย์", "ระดับของศูนย์", "level"),
              cells.choice(LEVELS, "", _levels)),
        Field("tambon", ("ตำบล", "ตำบล/แขวง", "แขวง", "tambon", "sub-district", "subdistrict"),
              cells.words(80), marks=("ตำบล", "ต.", "แขวง")),
        Field("district", ("อำเภอ", "อำเภอ/เขต", "เขต", "amphoe", "district"), cells.words(80),
              marks=("อำเภอ", "อ.", "เขต")),
        Field("province", ("จังหวัด", "province", "changwat"), cells.words(80),
              marks=("จังหวัด", "จ.")),
        Field("place", ("สถานที่ตั้ง", "ที่ตั้ง", "ที่ตั้งศูนย์", "สถานที่ตั้งศูนย์", "สถานที่", "ที่อยู่", "ที่อยู่ศูนย์",
                        "where it is", "place", "address"), cells.words(200), varied=True),
        Field("phone", ("โทรศัพท์ของศูนย์", "โทรศัพท์", "โทรศัพท์ศูนย์", "เบอร์โทรศัพท์ศูนย์", "เบอร์โทรศัพท์",
                        "เบอร์โทร", "โทร", "telephone of the centre", "telephone", "phone"),
              cells.words(40)),
        Field("hours", ("วันเวลาทำการ", "เวลาทำการ", "เวลาเปิดทำการ", "วันและเวลาทำการ",
                        "วันเวลาเปิดทำการ", "เปิดทำการ", "opening hours", "hours"),
              cells.words(160)),
        Field("focal", ("ผู้ประสานงาน", "ชื่อผู้ประสานงาน", "ผู้ประสานงานหลัก", "ผู้ประสานงานของศูนย์",
                        "ผู้รับผิดชอบ", "focal person", "contact person"), cells.words(160)),
        Field("focal_phone", ("โทรศัพท์ผู้ประสานงาน", "โทรศัพท์ของผู้ประสานงาน", "เบอร์โทรผู้ประสานงาน",
                              "เบอร์โทรศัพท์ผู้ประสานงาน", "telephone of the focal person"),
              cells.telephones, shown=masks.with_digits_hidden),
        Field("services", ("บริการ", "บริการของศูนย์", "งานบริการ", "การให้บริการ", "services"),
              cells.several(_LONGEST_CELL)),
        Field("seats", ("ที่นั่งประชุม", "จำนวนที่นั่ง", "จำนวนที่นั่งประชุม", "ที่นั่งสำหรับประชุม", "seats"),
              cells.count),
        Field("vehicles", ("ยานพาหนะ", "จำนวนยานพาหนะ", "รถ", "vehicles"), cells.count),
        Field("evidence_on", ("ข้อมูล ณ วันที่", "ข้อมูลวันที่", "วันที่ของข้อมูล", "วันที่ตรวจสอบ", "วันที่สำรวจ",
                              "วันที่เห็นข้อมูล", "evidence of", "evidence on"),
              cells.day(today), required=True),
        Field("elected_on", ("วันที่เลือกตั้ง", "วันเลือกตั้งกรรมการ", "วันที่เลือกตั้งกรรมการ", "วันที่แต่งตั้งกรรมการ",
                             "วันที่แต่งตั้ง", "เริ่มวาระ", "วันเริ่มวาระ", "elected on"), cells.day(today)),
        *(Field(str(position), headings, people) for position, headings in OFFICES),
        Field("whole_place", ("พื้นที่", "พื้นที่ของศูนย์", "พื้นที่รับผิดชอบ", "ตำบล อำเภอ จังหวัด", "area"),
              wholes.whole_place, instead_of=("tambon", "district", "province")),
    ]  # fmt: skip


def _levels() -> str:
    return gettext("Write จังหวัด, อำเภอ or ตำบล.")
