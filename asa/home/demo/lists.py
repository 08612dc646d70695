"""Lists of the demonstration: one taken in by mistake and taken back, and one of centres."""

import io
from datetime import date

from asa.centres.importers import import_centres
from asa.common.models import ImportBatch
from asa.people.models import User
from asa.places.codes import Level
from asa.places.queries import areas_under, name_of
from asa.volunteers.codes import CentreLevel
from asa.volunteers.importers import import_volunteers, take_back_import
from asa.volunteers.models import Centre

NAME = "รายชื่อปีก่อน.csv"
# The numbers are of nobody: their sixth digit is 9.
ROWS = """เลขทะเบียน,ชื่อ,นามสกุล,เลขประจำตัวประชาชน,ตำบล,อำเภอ,จังหวัด
868691001/2568,นวลจันทร์,ทะเลทอง,3860690910018,ท่าตะเภา,เมืองชุมพร,ชุมพร
868691002/2568,ประสิทธิ์,ทะเลทอง,3860690910026,ท่าตะเภา,เมืองชุมพร,ชุมพร
"""


CENTRES = "ศูนย์ประสานงาน อพม. ระดับตำบล.csv"
HEADINGS = "ชื่อศูนย์,ระดับ,ตำบล,อำเภอ,สถานที่ตั้ง,วันเวลาทำการ,บริการ,ข้อมูล ณ วันที่"
# The sub-districts whose centres a list makes known.
NEW_CENTRES = 3


def tell_of_lists(*, officer: User, on: date) -> None:
    """The officer takes in the list of last year, and takes it back."""
    file = io.BytesIO(ROWS.encode())
    report = import_volunteers(file, by=officer, province="86", on=on, name=NAME)
    batch = ImportBatch.objects.get(pk=report.batch)
    take_back_import(batch, by=officer, on=on, reason="ส่งไฟล์ของปีก่อนมา ไม่ใช่ของปีนี้")


def tell_of_centre_lists(*, officer: User, on: date) -> None:
    """The officer takes in a list of centres of sub-districts that had none on record."""
    known = Centre.objects.filter(level=CentreLevel.TAMBON).values("area")
    tambons = areas_under("86", Level.TAMBON).exclude(pk__in=known).order_by("-code")[:NEW_CENTRES]
    rows = [
        f"ศูนย์ อพม. ตำบล{one.name_th},ตำบล,{one.name_th},{name_of(one.pk[:4])},"
        f"อาคารอเนกประสงค์ อบต.{one.name_th},วันราชการ 9.00 ถึง 15.00 น.,intake,{on:%d/%m/%Y}"
        for one in tambons
    ]
    text = "\n".join([HEADINGS, *rows])
    import_centres(io.BytesIO(text.encode()), by=officer, province="86", on=on, name=CENTRES)
