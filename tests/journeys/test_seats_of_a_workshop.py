"""From the plan to the list: quotas, names put in, answers, and a reserve that moves up."""

import re
import sys
from datetime import timedelta

import pytest

from asa.common.thaidate import thai_date, today
from asa.volunteers.tests.factories import make_cells
from tests.journeys.person import DESK, PHONE
from tests.journeys.register import take_in

pytestmark = pytest.mark.journey
NAME, FAMILY = "ประชุมเชิงปฏิบัติการจัดสรรที่นั่ง", "ร่วมเวที"
COMES, DECLINES, WAITS = "ผกาพันธุ์", "ผกามาศ", "ผกาวดี"
SEATS = 2


def day(after):
    return thai_date(today() + timedelta(days=after), "long")


def test_a_seat_goes_from_the_quota_to_who_comes(site, meet, tmp_path):
    officer = meet("officer", width=DESK).signs_in()
    rows = [
        make_cells(
            given=given, family=FAMILY, number=f"8686009{place}/2560", birth=f"1/2/25{place}"
        )
        for place, given in enumerate((COMES, DECLINES, WAITS), 31)
    ]
    take_in(officer, tmp_path, rows)
    site.run(sys.executable, "-m", "tests.journeys.seats", FAMILY)
    department = meet("department", width=DESK).signs_in()
    page = plans_and_opens(department)

    nominates(officer, page)
    declines(meet(DECLINES, width=PHONE).signs_in())
    comes(meet(WAITS, width=PHONE).signs_in())
    comes(meet(COMES, width=PHONE).signs_in())

    department.opens(page)
    department.follows("Confirm the list")
    department.presses("Confirm the list")
    department.sees("ยืนยันรายชื่อแล้ว")
    department.looks()
    sums = department.page.locator("tfoot td.num").all_inner_texts()
    assert sums == [str(SEATS), str(SEATS), "0", "0"]


def plans_and_opens(department):
    """A project, its approval, a cohort, all seats for one province, and the day from which names
    are accepted.
    """
    department.opens("/training/new/")
    department.fills("Name of the project", NAME)
    department.selects("Course", "เวทีแลกเปลี่ยนเรียนรู้")
    department.presses("Save the draft")
    project = department.page.url
    department.follows("Write down the approval")
    department.fills("Approval no.", "พม 0304/77")
    department.presses("Write down the approval")
    department.opens(f"{project}cohorts/new/")
    department.fills("First day", day(40))
    department.fills("Last day", day(40))
    department.fills("Venue", "ศาลากลางจังหวัดชุมพร")
    department.fills("Where the venue lies", "จังหวัดชุมพร")
    department.fills("Seats", str(SEATS))
    department.fills("Names until", day(20))
    department.presses("Plan the cohort")
    page = re.match(r".*/cohorts/[0-9a-f-]+/", department.page.url)[0]
    department.opens(f"{page}quotas/?by=province")
    for field in department.page.locator("form .thirds input").all():
        field.fill("0")
    department.fills("จ.ชุมพร", str(SEATS))
    department.presses("Share the seats")
    department.opens(page)
    department.follows("Open for names")
    department.presses("Open for names")
    department.sees("เปิดรับรายชื่อ")
    department.looks()
    return page


def nominates(officer, page):
    """Found through the notice; two seats are given, the third name waits in the reserve."""
    officer.opens("/notices/")
    officer.sees(NAME)
    officer.opens(page)
    officer.follows("ชุมพร")
    officer.follows("Nominate")
    officer.fills("Name or number", FAMILY)
    officer.presses("Search")
    for given in (COMES, DECLINES, WAITS):
        officer.page.locator("label.choice", has_text=given).click()
    officer.presses("Nominate the ticked")
    officer.looks()
    rows = officer.page.locator("ul.rows li")
    assert rows.count() == SEATS + 1
    officer.sees("Ready to take a seat")


def own_seat(person):
    """From the first page, where the workshop stands among what is hers."""
    person.page.get_by_role("link", name=re.compile(NAME)).first.click()
    person.page.wait_for_url("**/training/enrolments/*/")
    person.looks()


def declines(person):
    own_seat(person)
    person.unfolds("Cannot come")
    person.fills("Reason", "ต้องดูแลแม่ที่ป่วย")
    person.presses("Give up the seat")
    person.sees("Gave up the seat")


def comes(person):
    own_seat(person)
    person.presses("I am coming")
    person.sees("Confirmed")
