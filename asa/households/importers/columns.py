"""The columns of a list of households and of its members, and how their cells are read."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext, gettext_noop

from asa.common import thaitext
from asa.common.errors import InputError
from asa.common.imports import Field, cells, masks
from asa.common.spreadsheets import Cell
from asa.households.codes import Health, Tenure
from asa.people.codes import Sex

# As the jobs of such imports are called, and what was said about their headings is kept under.
KIND: Final = "households.import"
_HOUSE_CODE = re.compile(r"\d{11}")
# Thailand lies between these, with a little of the sea around it.
_LATITUDES: Final = (Decimal("5.5"), Decimal("20.6"))
_LONGITUDES: Final = (Decimal("97.2"), Decimal("105.8"))

SEXES: Final = {
    "ชาย": Sex.MALE.value,
    "ช": Sex.MALE.value,
    "male": Sex.MALE.value,
    "หญิง": Sex.FEMALE.value,
    "ญ": Sex.FEMALE.value,
    "female": Sex.FEMALE.value,
    "ไม่ระบุ": Sex.UNKNOWN.value,
}
TENURES: Final = {
    "บ้านตนเอง มั่นคง": Tenure.OWN_SECURE.value,
    "บ้านตนเอง": Tenure.OWN_SECURE.value,
    "บ้านตนเอง ไม่มั่นคง": Tenure.OWN_INSECURE.value,
    "ปลูกในที่ดินของผู้อื่น": Tenure.ON_OTHERS_LAND.value,
    "บ้านเช่า": Tenure.RENTED.value,
    "อาศัยอยู่กับผู้อื่น": Tenure.WITH_OTHERS.value,
    "อยู่กับนายจ้าง": Tenure.EMPLOYERS.value,
    "ไม่มีที่อยู่เป็นหลักแหล่ง": Tenure.NO_FIXED_PLACE.value,
}
HEALTHS: Final = {
    "แข็งแรง": Health.HEALTHY.value,
    "ปกติ": Health.HEALTHY.value,
    "เจ็บป่วย": Health.ILL.value,
    "ป่วย": Health.ILL.value,
    "พิการ": Health.DISABLED.value,
}
HELPED: Final = {"เคย": "yes", "ไม่เคย": "no", "ใช่": "yes", "ไม่": "no"}
HEAD: Final = "หัวหน้าครัวเรือน"

MISSING_REFERENCE: Final = (
    gettext_noop("There is no household number."),
    gettext_noop("Write the number that the list gives the household, such as ชพ-0001."),
)
MISSING_TAMBON: Final = (
    gettext_noop("There is no sub-district."),
    gettext_noop("Fill in the sub-district, the district and the province."),
)
MISSING_NAME: Final = (
    gettext_noop("There is no given name."),
    gettext_noop("Write the given name in this cell."),
)
_REFERENCE: Final = ("เลขที่ครัวเรือน", "รหัสครัวเรือน", "ครัวเรือนที่", "household number")


def house_code(cell: Cell) -> str:
    """The 11 digits of a house registration; its last digit is not checked."""
    text = thaitext.arabic_digits(cells.as_text(cell)).replace("-", "").replace(" ", "")
    if text and not _HOUSE_CODE.fullmatch(text):
        raise InputError(
            "house_code",
            gettext("A house code has 11 digits."),
            gettext("Write the 11 digits of the house registration, or leave the cell empty."),
        )
    return text


def _degrees(between: tuple[Decimal, Decimal], cell: Cell) -> Decimal | None:
    text = thaitext.arabic_digits(cells.as_text(cell))
    if text in ("", "-"):
        return None
    try:
        degrees = Decimal(text)
    except InvalidOperation:
        degrees = Decimal(0)
    if not (degrees.is_finite() and between[0] <= degrees <= between[1]):
        raise InputError(
            "position",
            gettext("This position is not in Thailand."),
            gettext("Write degrees such as 10.493000 and 99.180000, or leave both cells empty."),
        )
    return round(degrees, 6)


def latitude(cell: Cell) -> Decimal | None:
    return _degrees(_LATITUDES, cell)


def longitude(cell: Cell) -> Decimal | None:
    return _degrees(_LONGITUDES, cell)


def household_fields(today: date) -> list[Field]:
    """The columns of a household's row."""
    return [
        Field("reference", _REFERENCE, cells.words(30, missing=MISSING_REFERENCE), required=True),
        Field("house_code", ("รหัสประจำบ้าน", "เลขรหัสประจำบ้าน", "house code"), house_code),
        Field("house_no", ("บ้านเลขที่", "เลขที่บ้าน", "house no"), cells.words(40)),
        Field("moo", ("หมู่ที่", "หมู่", "ม.", "moo"), cells.words(40)),
        Field("village_name", ("ชื่อหมู่บ้าน", "หมู่บ้าน", "village"), cells.words(120)),
        Field("alley", ("ตรอก", "alley"), cells.words(80)),
        Field("soi", ("ซอย", "soi"), cells.words(80)),
        Field("road", ("ถนน", "road"), cells.words(120)),
        Field("tambon", ("ตำบล", "ตำบล/แขวง", "แขวง", "tambon", "sub-district"),
              cells.words(80, missing=MISSING_TAMBON), required=True),
        Field("district", ("อำเภอ", "อำเภอ/เขต", "เขต", "amphoe", "district"), cells.words(80)),
        Field("province", ("จังหวัด", "province"), cells.words(80)),
        Field("postcode", ("รหัสไปรษณีย์", "ไปรษณีย์", "postcode"), cells.postcode),
        Field("landmark", ("สถานที่ใกล้เคียง", "จุดสังเกต", "landmark"), cells.words(200)),
        Field("latitude", ("ละติจูด", "latitude", "lat"), latitude),
        Field("longitude", ("ลองจิจูด", "longitude", "long", "lng"), longitude),
        Field("tenure", ("ลักษณะที่อยู่อาศัย", "การถือครองที่อยู่อาศัย", "housing"),
              cells.choice(TENURES, Tenure.UNKNOWN.value, _tenures)),
        Field("rent_per_month", ("ค่าเช่าต่อเดือน", "ค่าเช่า", "rent"), cells.money),
        Field("shelter_condition", ("สภาพที่อยู่อาศัย", "สภาพบ้าน"), cells.words(200)),
        Field("income_per_month", ("รายได้ครัวเรือนต่อเดือน", "รายได้ครัวเรือน",
                                   "household income"), cells.money),
        Field("income_source", ("ที่มาของรายได้", "แหล่งรายได้", "income source"),
              cells.words(120)),
        Field("burdens", ("ภาระที่ต้องดูแล", "ผู้อยู่ในภาวะพึ่งพิง"), cells.several(300)),
        Field("problems", ("สภาพปัญหา", "ปัญหา", "problems"), cells.several(600)),
        Field("helped", ("เคยได้รับความช่วยเหลือ",), cells.choice(HELPED, "", _helped)),
        Field("helped_kinds", ("ประเภทความช่วยเหลือ",), cells.several(300)),
        Field("helped_times", ("จำนวนครั้งในปีงบประมาณ", "จำนวนครั้ง"), cells.count),
        Field("helped_baht", ("รวมเป็นเงิน (บาท)", "รวมเป็นเงิน", "จำนวนเงิน"), cells.money),
        Field("member_count", ("จำนวนสมาชิก", "จำนวนสมาชิกในครัวเรือน"), cells.count),
        Field("surveyed_on", ("วันที่สำรวจ", "สำรวจเมื่อ", "surveyed on"), cells.day(today)),
        Field("surveyor", ("ผู้สำรวจ", "ชื่อผู้สำรวจ", "surveyor"), cells.words(110)),
        Field("surveyor_no", ("เลขทะเบียน อพม. ผู้สำรวจ", "เลขทะเบียนผู้สำรวจ", "เลขทะเบียน อพม."),
              cells.words(40)),
        Field("note", ("หมายเหตุ", "note", "remarks"), cells.words(300)),
    ]  # fmt: skip


def member_fields(today: date) -> list[Field]:
    """The columns of a member's row."""
    return [
        Field("reference", _REFERENCE, cells.words(30, missing=MISSING_REFERENCE), required=True),
        Field("number", ("คนที่", "ลำดับคนที่", "สมาชิกคนที่", "member number"), cells.count),
        Field("prefix", ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "title"), cells.title),
        Field("given_name", ("ชื่อ", "ชื่อจริง", "ชื่อตัว", "given name", "first name"),
              cells.words(100, missing=MISSING_NAME), required=True, varied=True),
        Field("family_name", ("นามสกุล", "ชื่อสกุล", "สกุล", "family name", "last name"),
              cells.words(100)),
        Field("citizen_id", ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขบัตรประจำตัวประชาชน",
                             "เลขประจำตัว 13 หลัก", "citizen id", "national id"),
              cells.citizen_id_or_none, shown=masks.with_digits_hidden, varied=True),
        Field("no_id_reason", ("กรณีไม่มีเลขประจำตัว เนื่องจาก", "เหตุที่ไม่มีเลขประจำตัว",
                               "ไม่มีเลขประจำตัวเนื่องจาก"), cells.words(120)),
        Field("birth", ("วันเดือนปีเกิด", "วันเกิด", "วัน/เดือน/ปีเกิด", "birth date"),
              cells.birth(today), varied=True),
        Field("sex", ("เพศ", "sex"), cells.choice(SEXES, Sex.UNKNOWN.value, _sexes)),
        Field("race", ("เชื้อชาติ", "race"), cells.words(60)),
        Field("nationality", ("สัญชาติ", "nationality"), cells.words(60)),
        Field("religion", ("ศาสนา", "religion"), cells.words(60)),
        Field("relation", ("ความสัมพันธ์กับหัวหน้าครัวเรือน", "ความสัมพันธ์", "relation"),
              cells.words(60)),
        Field("marital_status", ("สถานภาพ", "สถานภาพสมรส", "marital status"), cells.words(60)),
        Field("education", ("การศึกษา", "ระดับการศึกษา", "education"), cells.words(80)),
        Field("occupation", ("อาชีพ", "occupation"), cells.words(80)),
        Field("income_per_month", ("รายได้ต่อเดือน", "รายได้", "income"), cells.money),
        Field("income_source", ("ที่มาของรายได้", "แหล่งรายได้"), cells.words(120)),
        Field("health", ("สุขภาพ", "ภาวะสุขภาพ", "health"),
              cells.choice(HEALTHS, Health.UNKNOWN.value, _healths)),
        Field("health_detail", ("รายละเอียดสุขภาพ", "โรคประจำตัว"), cells.words(200)),
        Field("disability", ("ประเภทความพิการ", "ความพิการ", "disability"), cells.words(80)),
        Field("disability_card", ("บัตรประจำตัวคนพิการ", "บัตรคนพิการ"), cells.words(60)),
        Field("self_care", ("ช่วยเหลือตนเอง", "การช่วยเหลือตนเอง"), cells.words(60)),
        Field("groups", ("กลุ่มเป้าหมาย", "กลุ่มเปราะบาง"), cells.several(300)),
        Field("benefits", ("สวัสดิการที่ได้รับ", "สวัสดิการ", "benefits"), cells.several(300)),
        Field("note", ("หมายเหตุ", "note", "remarks"), cells.words(300)),
    ]  # fmt: skip


def all_fields(today: date) -> list[Field]:
    """The columns of both sheets, each once: what both have keeps the headings of both."""
    by_key = {field.key: field for field in household_fields(today)}
    for field in member_fields(today):
        other = by_key.get(field.key)
        if other is None:
            by_key[field.key] = field
        elif other.headings != field.headings:
            names = " / ".join(dict.fromkeys((other.headings[0], field.headings[0])))
            headings = (names, *other.headings, *field.headings)
            by_key[field.key] = replace(other, headings=headings)
    return list(by_key.values())


def told(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Of the values, those about which the file says something."""
    return {name: values[name] for name in names if values[name] not in ("", None, (), "unknown")}


def _sexes() -> str:
    return gettext("Write ชาย or หญิง, or leave the cell empty.")


def _tenures() -> str:
    return gettext("Write one of these: %(list)s.") % {"list": ", ".join(TENURES)}


def _healths() -> str:
    return gettext("Write แข็งแรง, เจ็บป่วย or พิการ, or leave the cell empty.")


def _helped() -> str:
    return gettext("Write เคย or ไม่เคย, or leave the cell empty.")
