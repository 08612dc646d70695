"""The register of the country as a workbook, a sheet for each province, headed as its own."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import IO

from asa.common.thaidate import buddhist_year
from asa.home.demo.crowd import Somebody
from asa.people.codes import Sex
from asa.places.codes import Level
from asa.places.queries import areas_under

HEADINGS = (
    "ลำดับที่", "เลขทะเบียน", "คำนำหน้า", "ชื่อ", "นามสกุล", "เลขประจำตัวประชาชน", "วันเดือนปีเกิด", "เพศ",
    "บ้านเลขที่", "หมู่ที่", "ตำบล", "อำเภอ", "จังหวัด", "รหัสไปรษณีย์", "โทรศัพท์", "วันที่ขึ้นทะเบียน", "ระดับ",
    "ตำแหน่งในศูนย์", "หมายเหตุ",
)  # fmt: skip
PROVINCE = HEADINGS.index("จังหวัด")
Cells = tuple[str | int, ...]
FIRST_YEAR_BE, YEARS = 2546, 22
# Nobody is registered younger.
OF_AGE = 18


def _rows(people: Iterable[Somebody]) -> Iterator[Cells]:
    names = {area.code: area.name_th for level in Level for area in areas_under("TH", level)}
    for place, one in enumerate(people, 1):
        yield _row(place, one, names)


def _row(place: int, one: Somebody, names: dict[str, str]) -> Cells:
    digits, of_age = one.citizen_id, buddhist_year(one.birth_on) + OF_AGE + 1
    year = max(FIRST_YEAR_BE + place % YEARS, of_age)
    written = "-".join((digits[0], digits[1:5], digits[5:10], digits[10:12], digits[12]))
    return (
        place,
        f"{one.area[:2]}{one.area[:2]}{place % 100_000:05d}/{year}",
        one.prefix,
        one.given,
        one.family,
        written if place % 5 == 0 else digits,
        f"{one.birth_on:%d/%m}/{buddhist_year(one.birth_on)}",
        "ชาย" if one.sex == Sex.MALE else "หญิง",
        f"{place % 300 + 1}/{place % 40}" if place % 3 else place % 300 + 1,
        int(one.area[6:]),
        *(names[one.area[:end]] for end in (6, 4, 2)),
        "",
        f"0{one.phone[3:]}",
        f"{place % 28 + 1:02d}/{place % 12 + 1:02d}/{year}",
        "หมู่บ้าน",
        "",
        "",
    )


def write_list(target: str | IO[bytes], people: Iterable[Somebody]) -> None:
    """Write made-up volunteers in the order of their places, each province on its own sheet."""
    import xlsxwriter  # type: ignore[import-untyped] # noqa: PLC0415 - 10 MB for a spreadsheet

    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    provinces = groupby(_rows(people), key=itemgetter(PROVINCE))
    for province, records in provinces:
        sheet = book.add_worksheet(str(province))
        sheet.write_row(0, 0, [f"ทะเบียนอาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์ จังหวัด{province}"])
        sheet.write_row(2, 0, HEADINGS)
        for line, cells in enumerate(records, 3):
            sheet.write_row(line, 0, cells)
    book.close()
