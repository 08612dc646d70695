"""A list that was taken in by mistake and taken back, for the page of lists taken in."""

import io
from datetime import date

from asa.common.models import ImportBatch
from asa.people.models import User
from asa.volunteers.importers import import_volunteers, take_back_import

NAME = "รายชื่อปีก่อน.csv"
# The numbers are of nobody: their sixth digit is 9.
ROWS = """เลขทะเบียน,ชื่อ,นามสกุล,เลขประจำตัวประชาชน,ตำบล,อำเภอ,จังหวัด
868691001/2568,นวลจันทร์,ทะเลทอง,3860690910018,ท่าตะเภา,เมืองชุมพร,ชุมพร
868691002/2568,ประสิทธิ์,ทะเลทอง,3860690910026,ท่าตะเภา,เมืองชุมพร,ชุมพร
"""


def tell_of_lists(*, officer: User, on: date) -> None:
    """The officer takes in the list of last year, and takes it back."""
    file = io.BytesIO(ROWS.encode())
    report = import_volunteers(file, by=officer, province="86", on=on, name=NAME)
    batch = ImportBatch.objects.get(pk=report.batch)
    take_back_import(batch, by=officer, on=on, reason="ส่งไฟล์ของปีก่อนมา ไม่ใช่ของปีนี้")
