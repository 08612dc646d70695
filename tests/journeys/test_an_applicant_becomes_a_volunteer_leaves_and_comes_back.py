"""A life in the register: keyed in, checked, trained, registered, suspended, ended, back again."""

import pytest

from tests.journeys.person import DESK, PHONE, Person, marks
from tests.journeys.test_a_list_of_volunteers_is_taken_in import a_citizen_id

pytestmark = pytest.mark.journey


FAMILIES = {501: "บ้านใหม่งาม", 502: "ริมธารา", 503: "สวนพลูทอง"}


@pytest.mark.parametrize(
    ("width", "script", "number"),
    [(PHONE, True, 501), (DESK, True, 502), (DESK, False, 503)],
    ids=["phone", "desk", "without_script"],
)
def test_an_applicant_becomes_a_volunteer_leaves_and_comes_back(meet, width, script, number):
    family = FAMILIES[number]
    lead = meet("tambon_lead", width=width, script=script).signs_in()
    key_in(lead, family, number)

    officer = meet("officer", width=width, script=script).signs_in()
    officer.opens("/volunteers/")
    officer.follows(family)
    address = officer.page.url
    check_papers(officer)
    officer.follows("Basic course")
    officer.fills("Course", "หลักสูตรพื้นฐาน รุ่นที่ 4")
    officer.presses("Save the course")
    officer.sees("The course is on record. Next comes the registration.")
    register(officer)
    suspend_and_reinstate(officer)
    end(officer)
    come_back(officer)

    lead.opens(address)
    lead.sees("Life as a volunteer")
    lead.does_not_see("Take the last step back")


def key_in(lead: Person, family: str, number: int) -> None:
    """Begin the list of the day and key in its first line."""
    lead.opens("/volunteers/sign-up-days/")
    lead.fills("Sub-district or district", "860103")
    lead.fills("Place", f"ห้องประชุม อบต. {number}")
    lead.presses("Begin the list")
    lead.fills("Title and given name", "นางมะลิ")
    lead.fills("Family name", family)
    lead.fills("Citizen id or passport number", "1234")
    # Born in other years and named unlike, or the register asks whether they are one.
    lead.fills("Birth date", f"1/5/{2020 + number}")
    lead.fills("Village number", "4")
    lead.presses("Save and key in the next")
    lead.sees("4 หลัก")
    lead.fills("Citizen id or passport number", a_citizen_id(number))
    lead.presses("Save and key in the next")
    lead.sees("%(name)s is on the list.", name=f"นางมะลิ {family}")


def check_papers(officer: Person) -> None:
    """A paper that cannot be left out is asked for; then all of them are ticked."""
    officer.follows("Check the papers")
    boxes = officer.page.locator("main input[name=seen]")
    marks(boxes.first)
    officer.presses("The papers are good")
    officer.sees("Not ticked: %(what)s.", what="สมัครใจ ไม่หวังค่าตอบแทน")
    for place in range(boxes.count()):
        marks(boxes.nth(place))
    officer.presses("The papers are good")
    officer.sees("The papers are checked. Next comes the basic course.")


def register(officer: Person) -> None:
    officer.follows("Register")
    proposed = officer.value_of("Registration number")
    assert proposed.startswith("8686")
    officer.fills("Order no.", "118/2569")
    officer.presses("Register the volunteer")
    officer.sees("The volunteer is registered.")
    officer.sees(proposed)
    officer.sees("Order no. %(number)s", number="118/2569")


def suspend_and_reinstate(officer: Person) -> None:
    officer.follows("Suspend")
    officer.fills("Reason", "รักษาตัวอยู่โรงพยาบาล")
    officer.presses("Suspend")
    officer.sees("The volunteer is suspended.")
    officer.follows("Reinstate")
    officer.presses("Reinstate")
    officer.sees("The volunteer is registered again.")


def end(officer: Person) -> None:
    officer.follows("End the volunteer's work")
    officer.chooses("Reason", "Resigned")
    officer.presses("End the volunteer's work")
    officer.sees("The volunteer's work has ended.")


def come_back(officer: Person) -> None:
    """The end was a mistake and is taken back; later it is no mistake, and the person comes back."""
    officer.follows("Take the last step back")
    officer.fills("Why the step is taken back", "บันทึกผิดคน")
    officer.presses("Take the step back")
    officer.sees("The step is taken back.")
    end(officer)
    officer.follows("Applies again")
    officer.presses("Take the application")
    officer.sees("The application is taken. Next the papers are checked.")
    officer.sees("Applied again")
    officer.sees("รักษาตัวอยู่โรงพยาบาล")
