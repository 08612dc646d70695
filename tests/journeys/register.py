"""What several journeys do with the register: a list comes in as the office has it."""

from pathlib import Path

from asa.volunteers.tests.factories import make_file
from tests.journeys.person import Person
from tests.journeys.test_a_list_of_volunteers_is_taken_in import (
    a_citizen_id,
    wait_for_the_result,
)


def take_in(officer: Person, folder: Path, rows: list[dict[str, str]]) -> None:
    """Take good rows in; nobody looks at pages that another journey looks at."""
    for row in rows:
        row["citizen_id"] = a_citizen_id(int(row["number"].partition("/")[0][-5:]))
    path = folder / "ทะเบียน.xlsx"
    path.write_bytes(make_file(rows).getvalue())
    looks, officer.is_looking = officer.is_looking, False
    officer.opens("/volunteers/import/")
    officer.attaches("File", path)
    officer.presses("Look through the file")
    wait_for_the_result(officer)
    officer.presses(officer.words("Take in %(n)s rows", n=len(rows)))
    wait_for_the_result(officer)
    officer.is_looking = looks
