"""A list from a spreadsheet: tried first, faulty rows named, then taken in by the job worker."""

import pytest

from asa.volunteers.tests.factories import make_cells, make_file
from tests.journeys.person import DESK

pytestmark = pytest.mark.journey


@pytest.fixture
def a_list(tmp_path):
    """Three good rows and one whose citizen id cannot be."""
    rows = [make_cells(place) for place in range(3)]
    rows.append(make_cells(3, citizen_id="1234567890123"))
    path = tmp_path / "รายชื่อ.xlsx"
    path.write_bytes(make_file(rows).getvalue())
    return path


@pytest.mark.parametrize("script", [True, False], ids=["with_script", "without_script"])
def test_a_list_of_volunteers_is_taken_in(meet, a_list, script):
    officer = meet("officer", width=DESK, script=script).signs_in()
    officer.opens("/volunteers/import/")
    officer.attaches("File", a_list)
    officer.presses("Look through the file")
    wait_for_the_result(officer)
    officer.sees("Rows to correct")
    good = officer.page.get_by_role("button").filter(has_text="3")
    if script:
        good.click()
        wait_for_the_result(officer)
        officer.looks()
        officer.opens("/volunteers/")
        officer.sees("มะลิ ทดสอบ0")
    else:
        officer.sees("Everything that can be taken in is there already. There is nothing to do.")


def wait_for_the_result(officer) -> None:
    """The page of the job leads on by itself; without script a person loads it again."""
    for _try in range(40):
        if "/import/" in officer.page.url and "/jobs/" not in officer.page.url:
            return
        officer.page.wait_for_timeout(500)
        if not officer.has_script:
            officer.page.reload()
    raise AssertionError(f"still on {officer.page.url}")
