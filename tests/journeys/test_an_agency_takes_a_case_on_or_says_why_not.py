"""A case is handed on to an agency, which reads only what it was asked, and answers."""

import pytest

from tests.journeys import office, steps
from tests.journeys.person import DESK, Person
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

TROUBLE = Trouble("พิกุล", "บ้านบน", "31", "เจ็บป่วยเรื้อรัง", "พบแพทย์และยาประจำตัว")
REQUEST = "ขอรับผู้ป่วยเบาหวานหมู่ที่ 4 เข้าคลินิกและจัดยาประจำตัว"
REFUSAL = "คลินิกเต็มถึงสิ้นเดือน ขอให้ส่งโรงพยาบาลประจำอำเภอ"


def test_an_agency_takes_a_case_on_or_says_why_not(meet):
    volunteer = meet("volunteer", looking=False).signs_in()
    number = steps.report(volunteer, TROUBLE)
    for lead in ("tambon_lead", "district_lead"):
        office.check(meet(lead, looking=False).signs_in(), TROUBLE)
    worker = meet("social", width=DESK, looking=False).signs_in()
    address = office.take_in(worker, number, "ตะวัน ชายเขา")
    worker.is_looking = True
    agency = meet("hospital", width=DESK).signs_in()

    refer(worker, address)
    answer(agency, "We cannot help, because …", REFUSAL)
    worker.opens(address)
    worker.sees(REFUSAL)

    refer(worker, address)
    answer(agency, "We take it on", "นัดวันจันทร์หน้า 9 โมงเช้า")
    answer(agency, "We have helped", "รับยาแล้ว นัดติดตามทุกเดือน")
    worker.opens(address)
    worker.sees("The agency has helped")
    assert agency.opens(address) == 404
    volunteer.opens("/cases/reports/")
    volunteer.sees("Help has been given; we will follow up")


def refer(worker: Person, address: str) -> None:
    worker.opens(address)
    worker.follows("Refer to an agency")
    worker.selects("Agency", "โรงพยาบาลชุมพรเขตรอุดมศักดิ์")
    worker.fills("What we ask of the agency", REQUEST)
    worker.presses("Refer and tell the agency")
    worker.sees("The case has been referred. The agency has been told.")


def answer(agency: Person, result: str, words: str) -> None:
    agency.opens("/cases/referrals/")
    agency.follows(REQUEST)
    agency.does_not_see(TROUBLE.name)
    agency.follows("Answer")
    agency.chooses("Answer", result)
    agency.fills("What you want to tell us", words)
    agency.presses("Send the answer to the office")
