"""The columns of a register of volunteers: their headings, and how their cells are read."""

from datetime import date
from typing import Final

from django.utils.translation import gettext, gettext_noop

from asa.common.imports import Field, cells, masks, wholes
from asa.common.spreadsheets import Cell
from asa.people.codes import Sex
from asa.volunteers.codes import Position, Responsibility
from asa.volunteers.importers.numbers import LONGEST_REASON, number_of_person
from asa.volunteers.names import registration_number

# As the jobs of such imports are called, and what was said about their headings is kept under.
KIND: Final = "volunteers.import"
_ABSENT: Final = ("", "-", "–")

SEXES: Final = {
    "ชาย": Sex.MALE.value,
    "ช": Sex.MALE.value,
    "male": Sex.MALE.value,
    "m": Sex.MALE.value,
    "หญิง": Sex.FEMALE.value,
    "ญ": Sex.FEMALE.value,
    "female": Sex.FEMALE.value,
    "f": Sex.FEMALE.value,
    "ไม่ระบุ": Sex.UNKNOWN.value,
}
LEVELS: Final = {
    "หมู่บ้าน": Responsibility.VILLAGE.value,
    "ชุมชน": Responsibility.VILLAGE.value,
    "village": Responsibility.VILLAGE.value,
    "ตำบล": Responsibility.TAMBON.value,
    "แขวง": Responsibility.TAMBON.value,
    "tambon": Responsibility.TAMBON.value,
    "อำเภอ": Responsibility.DISTRICT.value,
    "เขต": Responsibility.DISTRICT.value,
    "district": Responsibility.DISTRICT.value,
    "จังหวัด": Responsibility.PROVINCE.value,
    "province": Responsibility.PROVINCE.value,
}
POSITIONS: Final = {
    "ประธาน": Position.CHAIR.value,
    "ประธานศูนย์": Position.CHAIR.value,
    "รองประธาน": Position.VICE_CHAIR.value,
    "เลขานุการ": Position.SECRETARY.value,
    "เลขา": Position.SECRETARY.value,
    "กรรมการและเลขานุการ": Position.SECRETARY.value,
    "เหรัญญิก": Position.TREASURER.value,
    "กรรมการและเหรัญญิก": Position.TREASURER.value,
    "ประชาสัมพันธ์": Position.PUBLIC_RELATIONS.value,
    "กรรมการ": Position.COMMITTEE.value,
    "ที่ปรึกษา": Position.ADVISER.value,
}
_POSITION_BY_KEY: Final = {cells.choice_key(word): value for word, value in POSITIONS.items()}
MISSING_NAME: Final = (
    gettext_noop("There is no given name."),
    gettext_noop("Write the given name in this cell."),
)
MISSING_TAMBON: Final = (
    gettext_noop("There is no sub-district."),
    gettext_noop("Fill in the sub-district, the district and the province."),
)
# A remark that begins so may mean that the person is no volunteer any more.
ENDED_WORDS: Final = ("ลาออก", "เสียชีวิต", "ถึงแก่กรรม", "พ้นสภาพ", "จำหน่าย")


def position(cell: Cell) -> tuple[str, str]:
    """The office in a centre and its words; an unknown office has words only."""
    text = cells.as_text(cell)
    if text in _ABSENT:
        return "", ""
    return _POSITION_BY_KEY.get(cells.choice_key(text), ""), text


def fields(today: date) -> list[Field]:
    """The columns of the register, in the order in which `rows` takes their values."""
    return [
        Field("number", ("เลขทะเบียน", "เลขทะเบียน อพม.", "เลขทะเบียนที่", "เลขที่บัตร อพม.",
                         "registration number"), registration_number, varied=True),
        Field("prefix", ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "title"), cells.title),
        Field("given", ("ชื่อ", "ชื่อจริง", "ชื่อตัว", "given name", "first name"),
              cells.words(100, missing=MISSING_NAME), required=True),
        Field("family", ("นามสกุล", "ชื่อสกุล", "สกุล", "family name", "last name", "surname"),
              cells.words(100), varied=True),
        Field("citizen_id", ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขบัตรประจำตัวประชาชน",
                             "หมายเลขบัตรประชาชน", "เลขประจำตัว 13 หลัก", "เลขประชาชน",
                             "citizen id", "national id",
                             "เลขประจำตัวประชาชน/เลขหนังสือเดินทาง",
                             "เลขบัตรประชาชน/หนังสือเดินทาง"),
              number_of_person, required=True, shown=masks.with_digits_hidden, varied=True),
        Field("birth", ("วันเดือนปีเกิด", "วันเกิด", "วัน/เดือน/ปีเกิด", "เกิดเมื่อ", "birth date",
                        "date of birth"), cells.birth(today)),
        Field("sex", ("เพศ", "sex", "gender"), cells.choice(SEXES, Sex.UNKNOWN.value, _sexes)),
        Field("house_no", ("บ้านเลขที่", "เลขที่บ้าน", "ที่อยู่", "house no", "address"),
              cells.words(200)),
        Field("moo", ("หมู่ที่", "หมู่", "ม.", "moo", "village number"), cells.words(40)),
        Field("tambon", ("ตำบล", "ตำบล/แขวง", "แขวง", "tambon", "sub-district", "subdistrict"),
              cells.words(80, missing=MISSING_TAMBON), required=True,
              marks=("ตำบล", "ต.", "แขวง")),
        Field("district", ("อำเภอ", "อำเภอ/เขต", "เขต", "amphoe", "district"), cells.words(80),
              marks=("อำเภอ", "อ.", "เขต")),
        Field("province", ("จังหวัด", "province", "changwat"), cells.words(80),
              marks=("จังหวัด", "จ.")),
        Field("postcode", ("รหัสไปรษณีย์", "ไปรษณีย์", "postcode", "zip code"), cells.postcode),
        Field("phones", ("โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "เบอร์โทร", "เบอร์มือถือ",
                         "โทรศัพท์มือถือ", "โทร", "telephone", "phone", "mobile"),
              cells.telephones, shown=masks.with_digits_hidden, varied=True),
        Field("registered_on", ("วันที่ขึ้นทะเบียน", "ขึ้นทะเบียนเมื่อ", "วันขึ้นทะเบียน",
                                "วันเดือนปีที่ขึ้นทะเบียน", "registered on"), cells.day(today)),
        Field("level", ("ระดับ", "ระดับ อพม.", "level"), cells.choice(LEVELS, "", _levels)),
        Field("position", ("ตำแหน่งในศูนย์", "ตำแหน่ง", "ตำแหน่งในศูนย์ประสานงาน", "position",
                           "office"), position),
        Field("note", ("หมายเหตุ", "บันทึก", "note", "remarks"), cells.words(300)),
        Field("whole_name", ("ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อและสกุล",
                             "ชื่อ-ชื่อสกุล", "ชื่อ-ชื่อตัว-ชื่อสกุล", "ชื่อสมาชิก", "รายชื่อ", "ชื่อ อพม.",
                             "full name", "name"),
              wholes.whole_name, instead_of=("given", "family", "prefix"), varied=True),
        Field("whole_place", ("ที่อยู่", "ที่อยู่ปัจจุบัน", "ที่อยู่ตามทะเบียนบ้าน", "พื้นที่",
                              "พื้นที่รับผิดชอบ", "ภูมิลำเนา", "ตำบล อำเภอ จังหวัด", "address", "area"),
              wholes.whole_place,
              instead_of=("tambon", "district", "province", "house_no", "moo", "postcode")),
        Field("nationality", ("สัญชาติ", "nationality"), cells.words(60)),
        Field("no_id_reason", ("เหตุที่ไม่มีเลขประจำตัว", "กรณีไม่มีเลขประจำตัว เนื่องจาก",
                               "ไม่มีเลขประจำตัวเนื่องจาก", "why there is no number"),
              cells.words(LONGEST_REASON)),
    ]  # fmt: skip


def _sexes() -> str:
    return gettext("Write ชาย or หญิง, or leave the cell empty.")


def _levels() -> str:
    return gettext("Write หมู่บ้าน, ตำบล, อำเภอ or จังหวัด.")
