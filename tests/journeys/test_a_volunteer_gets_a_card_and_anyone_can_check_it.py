"""A card is made, handed out, lost and replaced; a stranger learns each time whether it holds."""

from io import BytesIO

import pytest

from asa.cards.tests.factories import make_picture
from asa.volunteers.tests.factories import make_cells, make_file
from tests.journeys.person import DESK, PHONE, Person, marks
from tests.journeys.test_a_list_of_volunteers_is_taken_in import (
    a_citizen_id,
    wait_for_the_result,
)

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("script", "number"), [(True, 700), (False, 800)], ids=["with_script", "without_script"]
)
def test_a_volunteer_gets_a_card_and_anyone_can_check_it(meet, tmp_path, script, number):
    name = f"มะลิ ทดสอบ{number}"
    officer = meet("officer", width=DESK, script=script).signs_in()
    stranger = meet(width=PHONE, script=script)
    take_in(officer, tmp_path, number)
    add_photo(officer, tmp_path, number)
    prepare(officer, number)
    print_and_hand_out(officer, number)

    first = code_of_newest(officer, name)
    stranger.opens(first)
    stranger.sees("This card is valid")
    stranger.sees(name)
    assert f"8686{number:05d}" not in stranger.page.content()

    officer.follows("Report the card lost")
    officer.fills("Reason", "ตกน้ำระหว่างข้ามคลอง")
    officer.presses("Report it lost")
    stranger.opens(first)
    stranger.sees("This card is no longer valid")

    prepare(officer, number)
    print_and_hand_out(officer, number)
    second = code_of_newest(officer, name)
    assert second != first
    officer.sees("Replaced by another")
    stranger.opens(first)
    stranger.sees("This card is no longer valid")
    stranger.opens("/c/")
    stranger.fills("Code on the back of the card", second.rpartition("/")[2])
    stranger.presses("Check the card")
    stranger.sees("This card is valid")


def take_in(officer: Person, folder, number: int) -> None:
    """The volunteer comes into the register with a list, as the office has it."""
    path = folder / "รายชื่อ.xlsx"
    path.write_bytes(make_file([make_cells(number, citizen_id=a_citizen_id(number))]).getvalue())
    officer.is_looking = False
    officer.opens("/volunteers/import/")
    officer.attaches("File", path)
    officer.presses("Look through the file")
    wait_for_the_result(officer)
    officer.presses(officer.words("Take in %(n)s rows", n=1))
    wait_for_the_result(officer)
    officer.is_looking = True


def add_photo(officer: Person, folder, number: int) -> None:
    """A landscape is refused with a remedy; then one that fits is kept and cut."""
    finds_without_card(officer, number)
    officer.sees("There is no photo for the card yet. Add one.")
    officer.follows("Add a photo")
    officer.attaches("Photo", a_file(folder, make_picture(800, 600)))
    officer.presses("Keep the photo")
    officer.sees("The photo is wider than it is tall.")
    officer.attaches("Photo", a_file(folder, make_picture()))
    officer.presses("Keep the photo")
    officer.selects("How close", "A little closer")
    officer.presses("Cut it this way")
    officer.follows("It is right")


def finds_without_card(officer: Person, number: int) -> None:
    """Whoever else of the province has no card stands in the same list."""
    officer.opens("/cards/without/")
    officer.fills("Name or number", f"มะลิ ทดสอบ{number}")
    officer.presses("Filter")


def a_file(folder, picture: BytesIO):
    path = folder / "portrait.jpg"
    path.write_bytes(picture.getvalue())
    return path


def prepare(officer: Person, number: int) -> None:
    finds_without_card(officer, number)
    officer.presses("Prepare cards for the ticked volunteers")


def print_and_hand_out(officer: Person, number: int) -> None:
    officer.opens("/cards/?state=draft")
    officer.presses("Make a PDF of the ticked cards")
    wait_for_the_result(officer)
    officer.looks()
    link = officer.page.get_by_role("link", name=officer.words("Download the PDF"))
    file = officer.context.request.get(officer.site + link.get_attribute("href"))
    assert file.body().startswith(b"%PDF")
    officer.presses("They are printed")
    officer.opens("/cards/?state=printed")
    marks(officer.page.get_by_role("checkbox"))
    officer.presses("The ticked ones are handed out")


def code_of_newest(officer: Person, name: str) -> str:
    """The address behind the QR of the newest card of a volunteer."""
    officer.opens("/cards/")
    officer.follows(name)
    address = officer.page.locator("a[href^='/c/']").first.get_attribute("href")
    assert address
    return address
