"""An emergency is seen the same day; some matters are not eligible, known, or taken back."""

import pytest

from tests.journeys import office, steps
from tests.journeys.person import DESK
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

FLOOD = Trouble("บุญหลง", "ชายน้ำ", "61", help="อาหารและที่นอนคืนนี้")
AGAIN = Trouble("บุญหลง", "ชายน้ำ", "61 หลังเล็ก", help="อาหารแห้ง")
RICH = Trouble("มีสุข", "ไร่ใหญ่", "2", help="ค่าต่อเติมโรงรถ")


def emergency(who):
    who.chooses("How urgent it is", "Emergency: life or safety, today")


def test_an_emergency_is_seen_the_same_day_and_a_second_report_of_it_ends(meet):
    volunteer = meet("volunteer", looking=False).signs_in()
    volunteer.opens("/cases/report/")
    first = steps.report(volunteer, FLOOD, also=emergency)

    officer = meet("officer", width=DESK).signs_in()
    officer.opens("/notices/")
    officer.sees(first)
    address = office.take_in(officer, first, "ตะวัน ชายเขา")
    officer.sees("Emergency")

    neighbour = meet("neighbour", looking=False).signs_in()
    second = steps.report(neighbour, AGAIN, also=emergency)
    office.open_case(officer, second)
    officer.sees("Possibly the same person")
    officer.follows("Take the case in")
    officer.sees(first)
    officer.presses("Take in and tell the reporter")
    officer.follows("Same as another case")
    officer.fills("Number of the other case", first)
    officer.presses("End as a duplicate")
    officer.sees("The case has ended as a duplicate. The reporter has been told.")
    neighbour.opens("/cases/reports/")
    neighbour.sees("This matter was reported before; it goes on under the earlier report")
    assert officer.opens(address) == 200


def test_a_matter_that_is_not_eligible_ends_with_a_reason_for_the_reporter(meet):
    volunteer = meet("volunteer", looking=False).signs_in()
    number = steps.report(volunteer, RICH, also=emergency)
    officer = meet("officer", width=DESK, looking=False).signs_in()
    office.take_in(officer, number, "ตะวัน ชายเขา")
    officer.is_looking = True
    officer.follows("End without help")
    officer.chooses("How it ends", "Not eligible")
    officer.fills("Reason", "รายได้เกินเกณฑ์ ขอสินเชื่อบ้านที่ธนาคารได้")
    officer.presses("End the case and tell the reporter")
    volunteer.is_looking = True
    volunteer.opens("/cases/reports/")
    volunteer.follows(RICH.family)
    volunteer.sees("รายได้เกินเกณฑ์ ขอสินเชื่อบ้านที่ธนาคารได้")


def test_the_reporter_takes_a_report_back(meet):
    volunteer = meet("volunteer", looking=False).signs_in()
    steps.report(volunteer, Trouble("แย้ม", "ทุ่งทอง", "9"))
    volunteer.is_looking = True
    volunteer.opens("/cases/reports/")
    volunteer.follows("ทุ่งทอง")
    volunteer.follows("Withdraw this report")
    volunteer.fills("Reason", "ลูกชายกลับมาดูแลแล้ว")
    volunteer.presses("Withdraw the report")
    volunteer.sees("The matter was withdrawn")
