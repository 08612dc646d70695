"""A list from a spreadsheet: tried first, faulty rows named, then taken in by the job worker."""

from urllib.parse import unquote

import pytest

from asa.volunteers.tests.factories import make_cells, make_file
from tests.journeys.person import DESK, Person

pytestmark = pytest.mark.journey


def a_citizen_id(number: int) -> str:
    """A number of nobody: the sixth digit is 9, and the check digit is right."""
    digits = f"386009{number:06d}"
    total = sum(int(digit) * (13 - place) for place, digit in enumerate(digits))
    return f"{digits}{(11 - total % 11) % 10}"


def a_list(folder, first: int):
    """Three good rows and one whose citizen id cannot be."""
    rows = [make_cells(n, citizen_id=a_citizen_id(n)) for n in range(first, first + 3)]
    rows.append(make_cells(first + 3, citizen_id="1234567890123"))
    path = folder / "รายชื่อ.xlsx"
    path.write_bytes(make_file(rows).getvalue())
    return path


@pytest.mark.parametrize(
    ("script", "first"), [(True, 100), (False, 200)], ids=["with_script", "without_script"]
)
def test_a_list_of_volunteers_is_taken_in(meet, tmp_path, script, first):
    officer = meet("officer", width=DESK, script=script).signs_in()
    officer.opens("/volunteers/import/")
    officer.attaches("File", a_list(tmp_path, first))
    officer.presses("Look through the file")
    wait_for_the_result(officer)
    officer.looks()
    officer.sees("Rows to correct")
    officer.sees("So far nothing is written.")
    officer.presses(officer.words("Take in the %(n)s good rows", n=3))
    wait_for_the_result(officer)
    officer.looks()
    officer.sees("The good rows are in and need not be sent again.")
    officer.opens("/volunteers/")
    officer.fills("Name or number", f"ทดสอบ{first}")
    officer.presses("Filter")
    officer.sees(f"มะลิ ทดสอบ{first}")
    assert str(first) not in unquote(officer.page.url)


def test_a_wrong_list_is_taken_back(meet, tmp_path):
    officer = meet("officer", width=DESK).signs_in()
    officer.opens("/volunteers/import/")
    officer.attaches("File", a_list(tmp_path, 300))
    officer.presses("Look through the file")
    wait_for_the_result(officer)
    officer.presses(officer.words("Take in the %(n)s good rows", n=3))
    wait_for_the_result(officer)
    officer.follows("Take this import back")
    officer.looks()
    officer.presses("Look what would be taken back")
    wait_for_the_result(officer)
    officer.looks()
    officer.sees("So far nothing is written.")
    officer.fills("Why the import is taken back", "ส่งไฟล์ของปีก่อนมา")
    officer.presses("Take the import back")
    wait_for_the_result(officer)
    officer.looks()
    officer.sees("The import was taken back")
    officer.opens("/volunteers/")
    officer.fills("Name or number", "ทดสอบ300")
    officer.presses("Filter")
    officer.does_not_see("มะลิ ทดสอบ300")


def wait_for_the_result(officer: Person) -> None:
    """The page of the job leads on by itself; without script a person loads it again."""
    for _try in range(60):
        if "/jobs/" not in officer.page.url:
            return
        officer.page.wait_for_timeout(500)
        if not officer.has_script:
            officer.page.reload()
    raise AssertionError(f"still on {officer.page.url}")
