"""The columns of a list of moves and endings: their headings, and how their cells are read."""

from datetime import date
from typing import Final, NamedTuple

from django.utils.translation import gettext, gettext_noop

from asa.common import thaitext
from asa.common.errors import InputError
from asa.common.imports import Field, cells, masks, wholes
from asa.common.spreadsheets import Cell
from asa.volunteers.codes import EndReason, StepKind
from asa.volunteers.importers.numbers import number_or_none
from asa.volunteers.names import registration_number

# As the jobs of such imports are called, and what was said about their headings is kept under.
KIND: Final = "volunteers.import_changes"
_YEARS: Final = range(2546, 2700)
MISSING_EVENT: Final = (
    gettext_noop("It is not said what happened."),
    gettext_noop("Write ย้าย, พ้นสภาพ, พักการปฏิบัติหน้าที่ or กลับเข้าปฏิบัติหน้าที่."),
)


class Event(NamedTuple):
    """What happened to a volunteer, and for an end the reason that the word itself tells."""

    kind: StepKind
    reason: str = ""


REASONS: Final = {
    "ลาออก": EndReason.RESIGNED.value,
    "ขอลาออก": EndReason.RESIGNED.value,
    "เสียชีวิต": EndReason.DECEASED.value,
    "ตาย": EndReason.DECEASED.value,
    "ถึงแก่กรรม": EndReason.DECEASED.value,
    "ขาดคุณสมบัติ": EndReason.LOST_QUALIFICATION.value,
    "ประพฤติเสื่อมเสีย": EndReason.MISCONDUCT.value,
    "ประพฤติเสียหาย": EndReason.MISCONDUCT.value,
    "ประพฤติมิชอบ": EndReason.MISCONDUCT.value,
    "ไม่ปฏิบัติงาน": EndReason.NO_WORK.value,
    "ไม่ปฏิบัติหน้าที่": EndReason.NO_WORK.value,
    "อายุ": EndReason.AGE.value,
    "สูงอายุ": EndReason.AGE.value,
    "ชราภาพ": EndReason.AGE.value,
    "อื่น ๆ": EndReason.OTHER.value,
    "อื่น": EndReason.OTHER.value,
    "เหตุอื่น": EndReason.OTHER.value,
    "resigned": EndReason.RESIGNED.value,
    "deceased": EndReason.DECEASED.value,
    "died": EndReason.DECEASED.value,
    "other": EndReason.OTHER.value,
}
_EVENTS: Final = {
    "ย้าย": StepKind.MOVED,
    "ย้ายไป": StepKind.MOVED,
    "ย้ายที่อยู่": StepKind.MOVED,
    "ย้ายพื้นที่": StepKind.MOVED,
    "โอนย้าย": StepKind.MOVED,
    "moved": StepKind.MOVED,
    "พ้นสภาพ": StepKind.ENDED,
    "พ้นจากสภาพ": StepKind.ENDED,
    "พ้นจากการเป็น อพม.": StepKind.ENDED,
    "สิ้นสุด": StepKind.ENDED,
    "สิ้นสุดสภาพ": StepKind.ENDED,
    "จำหน่าย": StepKind.ENDED,
    "จำหน่ายชื่อ": StepKind.ENDED,
    "ended": StepKind.ENDED,
    "พัก": StepKind.SUSPENDED,
    "พักงาน": StepKind.SUSPENDED,
    "พักการปฏิบัติงาน": StepKind.SUSPENDED,
    "พักการปฏิบัติหน้าที่": StepKind.SUSPENDED,
    "ระงับ": StepKind.SUSPENDED,
    "suspended": StepKind.SUSPENDED,
    "กลับ": StepKind.REINSTATED,
    "กลับเข้า": StepKind.REINSTATED,
    "กลับเข้าปฏิบัติงาน": StepKind.REINSTATED,
    "กลับเข้าปฏิบัติหน้าที่": StepKind.REINSTATED,
    "กลับมาปฏิบัติงาน": StepKind.REINSTATED,
    "กลับมาปฏิบัติหน้าที่": StepKind.REINSTATED,
    "คืนสภาพ": StepKind.REINSTATED,
    "reinstated": StepKind.REINSTATED,
}
EVENTS: Final = {word: Event(kind) for word, kind in _EVENTS.items()} | {
    word: Event(StepKind.ENDED, reason)
    for word, reason in REASONS.items()
    # What is no event by itself is only a reason.
    if reason not in (EndReason.OTHER, EndReason.AGE)
}
# One word for each reason, as a remedy tells them.
USUAL_REASONS: Final = list({value: word for word, value in reversed(REASONS.items())}.values())
_REASON_BY_KEY: Final = {cells.choice_key(word): value for word, value in REASONS.items()}


def reason_of(words: str) -> str:
    """The reason of an end that some words name; "" where they name none that is known."""
    return _REASON_BY_KEY.get(cells.choice_key(words), "")


def number(cell: Cell) -> tuple[str, int | None]:
    """A registration number with its year, or without where a column of its own tells that."""
    text = thaitext.arabic_digits(cells.as_text(cell))
    if "/" in text or text in ("", "-", "–"):
        return registration_number(cell)
    return text[:30], None


def year(cell: Cell) -> int | None:
    """A year (B.E.) of registration; None for an empty cell."""
    text = thaitext.arabic_digits(cells.as_text(cell)).removeprefix("พ.ศ.").strip()
    if text in ("", "-", "–"):
        return None
    if not (text.isascii() and text.isdigit() and int(text) in _YEARS):
        raise InputError(
            "registration_year",
            gettext("This is not a year of registration."),
            gettext("Write the year of the Buddhist era in four digits, such as 2560."),
        )
    return int(text)


def fields(today: date) -> list[Field]:
    """The columns of the list, in the order in which `Change` takes their values."""
    return [
        Field("number", ("เลขทะเบียน", "เลขทะเบียน อพม.", "เลขทะเบียนที่", "เลขที่บัตร อพม.",
                         "registration number"), number, varied=True),
        Field("year", ("ปีที่ขึ้นทะเบียน", "ปี พ.ศ. ที่ขึ้นทะเบียน", "ปีทะเบียน",
                       "registration year"), year),
        Field("citizen_id", ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขบัตรประจำตัวประชาชน",
                             "หมายเลขบัตรประชาชน", "เลขประจำตัว 13 หลัก", "เลขประชาชน",
                             "citizen id", "national id"),
              number_or_none, shown=masks.with_digits_hidden, varied=True),
        Field("prefix", ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำหน้านาม", "title"), cells.title),
        Field("given", ("ชื่อ", "ชื่อจริง", "ชื่อตัว", "given name", "first name"),
              cells.words(100), varied=True),
        Field("family", ("นามสกุล", "ชื่อสกุล", "สกุล", "family name", "last name", "surname"),
              cells.words(100), varied=True),
        Field("tambon", ("ตำบล", "ตำบล/แขวง", "แขวง", "ตำบลเดิม", "จากตำบล", "tambon",
                         "sub-district", "subdistrict"), cells.words(80),
              marks=("ตำบล", "ต.", "แขวง")),
        Field("district", ("อำเภอ", "อำเภอ/เขต", "เขต", "อำเภอเดิม", "จากอำเภอ", "amphoe",
                           "district"), cells.words(80), marks=("อำเภอ", "อ.", "เขต")),
        Field("province", ("จังหวัด", "จังหวัดเดิม", "จากจังหวัด", "province", "changwat"),
              cells.words(80), marks=("จังหวัด", "จ.")),
        Field("event", ("การเปลี่ยนแปลง", "รายการเปลี่ยนแปลง", "ประเภทการเปลี่ยนแปลง",
                        "ความเคลื่อนไหว", "รายการ", "เหตุการณ์", "สถานะใหม่", "สถานะ",
                        "what happened", "change", "event"),
              cells.choice(EVENTS, None, _events), required=True),
        Field("reason", ("เหตุผล", "สาเหตุ", "เหตุ", "เหตุที่พ้นสภาพ", "เหตุผลที่พ้นสภาพ",
                         "สาเหตุที่พ้นสภาพ", "reason"), cells.words(300)),
        Field("on", ("วันที่", "วันที่มีผล", "มีผลวันที่", "มีผลตั้งแต่วันที่", "ตั้งแต่วันที่", "วันที่เปลี่ยนแปลง",
                     "วันที่พ้นสภาพ", "วันที่ย้าย", "เมื่อวันที่", "effective date", "date", "day"),
              cells.day(today), required=True),
        Field("order_no", ("เลขที่คำสั่ง", "คำสั่งเลขที่", "คำสั่งที่", "คำสั่ง", "หนังสือเลขที่",
                           "เลขที่หนังสือ", "order number", "order no"), cells.words(60)),
        Field("note", ("หมายเหตุ", "บันทึก", "note", "remarks"), cells.words(300)),
        Field("to_moo", ("หมู่ที่ใหม่", "ย้ายไปหมู่ที่", "ไปหมู่ที่", "new moo"), cells.words(40)),
        Field("to_tambon", ("ตำบลใหม่", "ย้ายไปตำบล", "ไปตำบล", "ตำบลที่ย้ายไป", "new tambon",
                            "new sub-district"), cells.words(80)),
        Field("to_district", ("อำเภอใหม่", "ย้ายไปอำเภอ", "ไปอำเภอ", "อำเภอที่ย้ายไป",
                              "new district"), cells.words(80)),
        Field("to_province", ("จังหวัดใหม่", "ย้ายไปจังหวัด", "ไปจังหวัด", "จังหวัดที่ย้ายไป",
                              "new province"), cells.words(80)),
        Field("whole_name", ("ชื่อ-สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อและสกุล",
                             "ชื่อ-ชื่อสกุล", "ชื่อสมาชิก", "รายชื่อ", "ชื่อ อพม.", "full name", "name"),
              wholes.whole_name, instead_of=("given", "family", "prefix"), varied=True),
        Field("to_place", ("ย้ายไป", "ย้ายไปที่", "ย้ายไปพื้นที่", "ที่อยู่ใหม่", "พื้นที่ใหม่", "สถานที่ย้ายไป",
                           "moved to", "new address"),
              wholes.whole_place,
              instead_of=("to_tambon", "to_district", "to_province", "to_moo")),
    ]  # fmt: skip


def _events() -> str:
    return gettext(MISSING_EVENT[1])
