"""Somebody is written down twice by ear: warned while typing, judged, made one, parted again."""

import pytest

from tests.journeys.person import DESK, PHONE, Person

pytestmark = pytest.mark.journey

FIRST, AGAIN = "เพ็ญพร", "เพ็นพร"
FAMILIES = {PHONE: "ริมคลองเหนือ", DESK: "สวนยางใต้"}
CITIZEN_IDS = ("3860992001011", "3860992001029", "3860992001037", "3860992001045")


@pytest.mark.parametrize(("width", "numbers"), [(PHONE, (1, 2)), (DESK, (3, 4))])
def test_two_records_of_one_person_become_one(meet, width, numbers):
    officer = meet("officer", width=width).signs_in()
    family = FAMILIES[width]
    registers(officer, FIRST, family, numbers[0])
    officer.presses("Register")
    officer.sees("The volunteer is registered.")

    registers(officer, AGAIN, family, numbers[1])
    officer.sees("Someone in the register may be the same person.")
    officer.looks()
    officer.fills("It is really somebody new, because", "บัตรคนละใบ")
    officer.presses("Register")
    officer.sees("The volunteer is registered.")

    officer.opens("/duplicates/?state=not_duplicate")
    officer.follows(f"{FIRST} {family}")
    officer.sees("บัตรคนละใบ")
    officer.presses("Judge again")
    officer.chooses("Given name", FIRST)
    officer.fills("How do you know that they are one person?", "เทียบบัตรประชาชนแล้ว")
    officer.presses("Make them one")
    officer.sees("They are one person now. For 30 days this can be undone.")
    officer.sees("เทียบบัตรประชาชนแล้ว")

    officer.opens("/volunteers/")
    officer.fills("Name or number", family)
    officer.presses("Filter")
    officer.sees(f"{FIRST} {family}")
    officer.does_not_see(AGAIN)
    assert family not in officer.page.url

    officer.opens("/duplicates/?state=merged")
    officer.follows(f"{FIRST} {family}")
    officer.presses("Undo: they are two people")
    officer.sees("They are two people again, as before.")
    officer.sees(AGAIN)


def registers(officer: Person, given: str, family: str, number: int) -> None:
    """Fill in the form of a new volunteer, without sending it."""
    officer.opens("/volunteers/register/", look=False)
    officer.fills("Given name", given)
    officer.fills("Family name", family)
    officer.fills("Citizen id", CITIZEN_IDS[number - 1])
    officer.fills("Birth date", "17/5/2513")
    officer.fills("Registration number", f"86869900{number}/2560")
    officer.fills("Registered on", "2/5/2560")
    officer.fills("Sub-district", "หาดพันไกร เมืองชุมพร")
    officer.page.keyboard.press("Tab")
    officer.page.wait_for_timeout(1200)
