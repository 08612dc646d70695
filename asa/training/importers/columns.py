"""The columns of a list of participants and of its sheet of seats."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_noop

from asa.common.imports import Field, cells, wholes
from asa.common.spreadsheets import Cell
from asa.volunteers.names import registration_number

# As the jobs of such imports are called, and what was said about their headings is kept under.
KIND: Final = "training.import"
_MISSING_SEATS: Final = (
    gettext_noop("It is not said how many seats there are."),
    gettext_noop("Write the number of seats as a figure."),
)
_MISSING_PROVINCE: Final = (
    gettext_noop("There is no province."),
    gettext_noop("Write the province in this cell."),
)
_PLACES: Final = (
    Field("tambon", ("ตำบล", "ตำบล/แขวง", "แขวง", "tambon", "sub-district"), cells.words(80),
          marks=("ตำบล", "ต.", "แขวง")),
    Field("district", ("อำเภอ", "อำเภอ/เขต", "เขต", "amphoe", "district"), cells.words(80),
          marks=("อำเภอ", "อ.", "เขต")),
    Field("province", ("จังหวัด", "province", "changwat"),
          cells.words(80, missing=_MISSING_PROVINCE), required=True, marks=("จังหวัด", "จ.")),
)  # fmt: skip


def quota_fields() -> list[Field]:
    """The columns of the sheet of seats: a place, and how many seats it has."""
    return [
        *_PLACES,
        Field("seats", ("จำนวนที่นั่ง", "ที่นั่ง", "โควตา", "จำนวนที่รับ", "จำนวนที่รับตามโควตา", "จำนวนคน",
                        "จำนวน", "seats", "quota"), _seats, required=True),
    ]  # fmt: skip


def _seats(cell: Cell) -> int:
    cells.words(20, missing=_MISSING_SEATS)(cell)
    return cells.count(cell) or 0


def people_fields() -> list[Field]:
    """The columns of the list of participants."""
    return [
        Field("prefix", ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "title"), cells.title),
        Field("given", ("ชื่อ", "ชื่อจริง", "ชื่อตัว", "given name", "first name"),
              cells.words(100, missing=MISSING_NAME), required=True, varied=True),
        Field("family", ("นามสกุล", "ชื่อสกุล", "สกุล", "family name", "last name", "surname"),
              cells.words(100), varied=True),
        *_PLACES,
        Field("number", ("เลขทะเบียน อพม.", "เลขทะเบียน", "เลขทะเบียนที่", "เลขที่บัตร อพม.",
                         "registration number"), registration_number, varied=True),
        Field("phone", ("โทรศัพท์", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "เบอร์โทร", "มือถือ", "โทร",
                        "phone", "telephone"), cells.telephones, varied=True),
        Field("part", ("บทบาท", "ตำแหน่ง", "หน้าที่", "สถานะ", "ประเภทผู้เข้าร่วม", "part", "role"),
              cells.words(120)),
        Field("whole_name", ("ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อ-ชื่อสกุล", "รายชื่อ",
                             "full name", "name"),
              wholes.whole_name, instead_of=("given", "family", "prefix"), varied=True),
    ]  # fmt: skip


MISSING_NAME: Final = (
    gettext_noop("There is no given name."),
    gettext_noop("Write the given name in this cell."),
)


def all_fields(_today: date) -> list[Field]:
    """The columns of both kinds of sheets."""
    return [*people_fields(), *(field for field in quota_fields() if field.key == "seats")]
