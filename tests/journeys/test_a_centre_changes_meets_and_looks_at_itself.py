"""A centre is founded, elected and changed; its committee meets; it looks at its own capacity."""

import re

import pytest

from asa.common.thaidate import thai_date, today
from tests.journeys.person import DESK, Person, marks

pytestmark = pytest.mark.journey

CHAIR, SECRETARY = "ปรางทอง ท่าน้ำ", "มะยม ริมท่า"
# Made-up numbers with a right check digit.
MEMBERS = {
    CHAIR: ("3860691848847", "868690901/2566"),
    SECRETARY: ("3860292881841", "868690902/2566"),
}
HOURS = "จันทร์ถึงศุกร์ 9.00 ถึง 15.00 น."
SIDES = (
    *("คณะกรรมการและการประชุม", "อพม. ครอบคลุมพื้นที่", "สถานที่และอุปกรณ์", "การช่วยเหลือและติดตาม"),
    *("ข้อมูลและรายงาน", "การพัฒนา อพม.", "ภาคีเครือข่าย", "ทุนและทรัพยากร"),
)


def test_a_centre_changes_meets_and_looks_at_itself(meet):
    officer = meet("officer", width=DESK, looking=False).signs_in()
    for name, (citizen_id, number) in MEMBERS.items():
        register(officer, name, citizen_id, number)
    officer.is_looking = True
    centre = found(officer)
    elect(officer, centre)

    lead = meet("tambon_lead").signs_in()
    proposal = propose(lead, centre, HOURS)
    above = meet("district_lead", width=DESK).signs_in()
    above.opens("/")
    above.page.locator("a[href='/centres/changes/']").first.click()
    above.page.wait_for_url("**/centres/changes/")
    above.looks()
    above.follows("ท่ายาง")
    above.sees(HOURS)
    above.presses("Validate and tell the proposer")
    above.sees("The change is validated. The proposer is told.")
    lead.opens("/notices/")
    lead.sees("Your change of a coordination centre was validated")
    volunteer = meet("volunteer").signs_in()
    volunteer.opens(centre)
    volunteer.sees(HOURS)
    assert volunteer.opens(proposal) == 404
    second = propose(lead, centre, "ทุกวัน")
    above.opens(second)
    above.follows("Reject the change")
    above.fills("Reason", "ศาลาเปิดเฉพาะวันทำการ")
    above.presses("Reject and tell the proposer")
    lead.opens(second)
    lead.sees("ศาลาเปิดเฉพาะวันทำการ")

    hold_a_meeting(lead, centre)
    call_a_meeting_off(lead, centre)
    look_at_the_capacity(lead, centre)


def register(officer: Person, name: str, citizen_id: str, number: str) -> None:
    given, family = name.split()
    officer.opens("/volunteers/register/")
    officer.fills("Given name", given)
    officer.fills("Family name", family)
    officer.fills("Citizen id", citizen_id)
    officer.fills("Sub-district", "860103")
    officer.fills("Registration number", number)
    officer.presses("Register")
    officer.sees(family)


def found(officer: Person) -> str:
    """Found the centre of the sub-district from the list of areas without one."""
    officer.opens("/centres/")
    officer.follows("Where there is none")
    officer.opens("/centres/found/?area=860103")
    officer.fills("Where it is", "ศาลาประชาคม ข้าง อบต.ท่ายาง")
    officer.fills("Opening hours", "จันทร์")
    officer.ticks("รับเรื่องผู้ประสบปัญหาทางสังคม")
    officer.presses("Found the centre")
    officer.sees("The centre is founded.")
    return officer.page.url


def elect(officer: Person, centre: str) -> None:
    """One office is filled, its term written down, then ended; a whole committee is elected."""
    officer.follows("Fill an office")
    officer.fills("Name or number", CHAIR)
    officer.presses("Give the office")
    officer.follows("Write the term down")
    officer.fills("Day of the election", "1/10/2565")
    officer.presses("Write the term down")
    officer.follows("End the office")
    officer.presses("End the office")
    officer.follows("Elect a committee")
    officer.fills("Chair", MEMBERS[CHAIR][1])
    officer.fills("Secretary", SECRETARY)
    officer.presses("Write the election down")
    officer.sees("The committee is elected. Its members are told.")
    officer.sees(CHAIR)


def propose(lead: Person, centre: str, hours: str) -> str:
    lead.opens(centre)
    lead.follows("Propose a change")
    lead.fills("Opening hours", hours)
    lead.presses("Send to be validated")
    lead.sees("The change waits for the level above. You will be told.")
    return lead.page.url


def hold_a_meeting(lead: Person, centre: str) -> None:
    plan_a_meeting(lead, centre)
    lead.follows("Write the minutes")
    who = lead.page.get_by_role("group", name=re.compile(lead.words("Who came")))
    marks(who.get_by_role("checkbox", name=re.compile(CHAIR)))
    lead.fills("What was said", "หารือเรื่องน้ำท่วมปลายปี")
    lead.fills("Decisions", "จัดเวรเฝ้าระวังหมู่ละ 2 คน")
    lead.fills("Closed at", "11.45")
    point = lead.page.get_by_role("group", name=lead.words("Point %(n)s", n=1))
    point.get_by_label(lead.words("Thing to do")).fill("ทำตารางเวร")
    point.get_by_label(lead.words("Who does it")).select_option(label=CHAIR)
    point.get_by_label(lead.words("By")).fill(in_figures())
    lead.presses("Write the minutes down")
    lead.sees("ทำตารางเวร")
    meeting = lead.page.url
    lead.follows("Minutes to print")
    lead.sees("รายงานการประชุม")
    lead.sees("ทำตารางเวร")
    lead.opens(meeting)
    lead.follows("It is done")
    lead.fills("What came of it", "ติดไว้ที่ศาลาแล้ว")
    lead.presses("It is done")
    lead.sees("ติดไว้ที่ศาลาแล้ว")


def call_a_meeting_off(lead: Person, centre: str) -> None:
    plan_a_meeting(lead, centre)
    lead.follows("Cancel the meeting")
    lead.fills("Reason", "น้ำท่วมทางเข้าศาลา")
    lead.presses("Cancel and tell the invited")
    lead.sees("น้ำท่วมทางเข้าศาลา")


def plan_a_meeting(lead: Person, centre: str) -> None:
    lead.opens(centre)
    lead.follows("Plan a meeting")
    lead.fills("Day", in_figures())
    lead.fills("Begins at", "9.30")
    lead.fills("Agenda", "เรื่องแจ้งให้ทราบ\nเตรียมรับน้ำท่วม")
    lead.presses("Plan and invite the committee")
    lead.sees("The meeting is planned. The committee is invited.")


def in_figures() -> str:
    day = today()
    return f"{day.day}/{day.month}/{day.year + 543}"


def look_at_the_capacity(lead: Person, centre: str) -> None:
    lead.opens(centre)
    lead.follows("Assess the capacity")
    for place, side in enumerate(SIDES):
        lead.selects(side, str(place % 4 + 1))
        lead.fills(lead.words("Evidence: %(name)s", name=side), "เห็นจากแฟ้มของศูนย์")
    lead.presses("Write the assessment down")
    for side in SIDES[:3]:
        lead.ticks(side)
    lead.presses("Choose these")
    lead.follows(SIDES[0])
    lead.fills("What will be done", "ประชุมทุกเดือน")
    lead.selects("Who does it", CHAIR)
    lead.fills("By", "1/3/2570")
    lead.presses("Save the work plan")
    lead.sees("ประชุมทุกเดือน")
    lead.opens(centre)
    lead.sees(thai_date(today()))
