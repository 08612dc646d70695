"""A stranger applies on a phone, keeps the receipt, and sees by it what the office makes of it."""

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.test_a_list_of_volunteers_is_taken_in import a_citizen_id

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("script", "number"), [(True, 610), (False, 620)], ids=["with_script", "without_script"]
)
def test_anyone_applies_by_phone_and_the_office_takes_it_in(meet, script, number):
    family = f"ลำน้ำ{number}"
    stranger = meet(width=PHONE, script=script)
    code = applies(stranger, family, number)
    reads(stranger, code, "Your application is received")

    officer = meet("officer", width=DESK, script=script).signs_in()
    officer.opens("/applications/")
    officer.follows(family)
    officer.sees("นายดี ลำน้ำ")
    officer.presses("Take in as an applicant")
    officer.sees("The application is taken. Next the papers are checked.")
    officer.sees("Public page")
    reads(stranger, code, "Your papers are being checked")

    stranger.presses("Withdraw the application")
    stranger.sees("Withdraw the application?")
    stranger.presses("Withdraw the application")
    stranger.sees("You have withdrawn your application")


def test_an_application_is_refused_with_a_reason_that_the_stranger_reads(meet):
    stranger = meet(width=PHONE)
    code = applies(stranger, "ลำน้ำ630", 630)
    officer = meet("officer", width=PHONE).signs_in()
    officer.opens("/applications/")
    officer.follows("ลำน้ำ630")
    officer.follows("Do not accept")
    officer.fills("Why the application is not accepted", "ที่อยู่เป็นของจังหวัดระนอง")
    officer.presses("Do not accept, and say why")
    officer.sees("The application is not accepted. The applicant reads why by the code.")
    reads(stranger, code, "Your application was not accepted")
    stranger.sees("ที่อยู่เป็นของจังหวัดระนอง")

    applies(stranger, "ทดสอบ640", 640)
    officer.opens("/applications/")
    officer.follows("ทดสอบ640")
    officer.presses("Remove: nobody can have meant this")
    officer.presses("Remove for good")
    officer.does_not_see("ทดสอบ640")


def applies(stranger: Person, family: str, number: int) -> str:
    """Read who may, fill in, mend what is said, look it over, send; the code of the receipt."""
    stranger.opens("/apply/")
    stranger.follows("Fill in the application")
    stranger.chooses("I apply as", "Youth volunteer")
    stranger.fills("Given name", "จันทร์")
    stranger.fills("Family name", family)
    stranger.fills("Birth date", "9/3/2552")
    stranger.fills("Citizen id or passport number", a_citizen_id(number))
    stranger.fills("Telephone number", "081 000 4321")
    stranger.fills("Sub-district where you live", "860103")
    stranger.fills("Village number", "4")
    stranger.ticks("Village health volunteer")
    stranger.ticks("I volunteer freely, without pay")
    stranger.ticks("I have read how my data is used, and what I write is true")
    stranger.presses("Look it over")
    stranger.sees("Write the name of your parent or guardian.")
    stranger.fills("Parent or guardian", "นายดี ลำน้ำ")
    stranger.presses("Look it over")
    stranger.sees("Nothing is sent yet.")
    stranger.presses("Change something")
    stranger.fills("House number", "7/1")
    stranger.presses("Look it over")
    stranger.sees("7/1")
    stranger.presses("Send the application")
    stranger.sees("Code of your receipt")
    return stranger.page.locator("main b.keep").inner_text()


def reads(stranger: Person, code: str, state: str) -> None:
    stranger.opens("/apply/receipt/")
    stranger.fills("Code of the receipt", code)
    stranger.presses("See my application")
    stranger.sees(state)
