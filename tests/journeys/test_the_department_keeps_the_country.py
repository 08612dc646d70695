"""The department at work: a round of a province, a target of coverage, a change of areas that is
previewed, carried out and undone.
"""

import re

import pytest

from asa.common.thaidate import today
from asa.volunteers.tests.factories import make_cells
from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.register import take_in
from tests.journeys.test_a_list_of_volunteers_is_taken_in import wait_for_the_result

pytestmark = pytest.mark.journey
both = pytest.mark.parametrize("width", [PHONE, DESK])


@both
def test_the_department_plans_and_opens_a_round_and_takes_it_back(meet, width):
    department = meet("department", width=width).signs_in()
    department.opens("/reverification/")
    department.follows("Plan a round")
    department.fills("Name of the round", f"รอบของกรม {width}")
    department.selects("Area", "ระนอง")
    department.fills("Until", f"31/12/{today().year + 544}")
    department.presses("Plan the round")
    department.presses("Open the round")
    department.sees("The round is open. The leads have been told.")
    page = re.sub(r"^https?://[^/]+", "", department.page.url)
    province = meet("ranong_officer", width=width, looking=False).signs_in()
    assert province.opens(page) == 200
    department.follows("Take the round back")
    department.fills("Reason", "ผิดปี")
    department.presses("Take the round back")
    department.sees("ผิดปี")


@pytest.mark.parametrize(("width", "area"), [(PHONE, "85"), (DESK, "84")])
def test_the_department_sets_a_target_and_lets_the_one_around_hold_again(meet, width, area):
    department = meet("department", width=width).signs_in()
    department.opens(f"/coverage/targets/?area={area}")
    department.follows("Set the targets")
    department.fills("Volunteers of a village, at least", "2")
    department.presses("Save")
    department.sees("It has been saved.")
    department.presses("Let the rule of the area around hold")
    department.sees("From today on the rule of the area around holds here.")


@both
def test_a_village_goes_to_another_sub_district_and_back_with_its_volunteers(meet, tmp_path, width):
    first, moo = (930, 7) if width == PHONE else (940, 8)
    old, new = f"8601040{moo}", f"8601059{moo}"
    officer = meet("officer", width=DESK, looking=False).signs_in()
    rows = [make_cells(number, tambon="บางหมาก", moo=str(moo)) for number in (first, first + 1)]
    take_in(officer, tmp_path, rows)

    department = meet("department", width=width).signs_in()
    page = write_down(department, old, new)
    assert row_of(department, "Volunteers") == ["2", "2"]
    assert lives(officer, first) == "ต.บางหมาก"

    department.presses("Carry the change out")
    wait_for_the_result(department)
    department.looks()
    department.sees("Everything went along. The totals before and after are the same.")
    assert lives(officer, first) == "ต.นาทุ่ง"

    department.follows("Undo the change")
    department.presses("Undo the change")
    department.sees("Reason")
    department.fills("Reason", "ประกาศแก้คำผิด")
    department.presses("Undo the change")
    wait_for_the_result(department)
    department.looks()
    department.sees("Everything is back where it was.")
    assert lives(officer, first) == "ต.บางหมาก"
    assert officer.opens(page) == 403


def write_down(department: Person, old: str, new: str) -> str:
    """What the Gazette announces, up to the preview; the address of the change."""
    department.opens("/places/changes/")
    department.follows("Write a change down")
    department.page.locator("a[href$='/changes/new/move/']").click()
    department.fills("Area", old)
    department.fills("New code", new)
    department.fills("In force from", f"1/10/{today().year + 542}")
    department.fills("Announcement", "ราชกิจจานุเบกษา เล่ม 143 ตอนพิเศษ 12 ง")
    department.presses("See the preview")
    department.sees("What goes along")
    return re.sub(r"^https?://[^/]+", "", department.page.url)


def row_of(department: Person, words: str) -> list[str]:
    """The numbers that stand beside a kind of record in the table of the change."""
    head = department.page.get_by_role("rowheader", name=department.words(words), exact=True)
    return head.locator("xpath=..").locator("td").all_inner_texts()


def lives(officer: Person, number: int) -> str:
    """The sub-district in which the register has a volunteer now."""
    officer.opens("/volunteers/")
    officer.fills("Name or number", f"ทดสอบ{number}")
    officer.presses("Filter")
    officer.follows(f"ทดสอบ{number}")
    said = officer.page.locator("main").inner_text()
    return re.search(r"(ตำบล|ต\.)\s?(\S+)", said)[0]
