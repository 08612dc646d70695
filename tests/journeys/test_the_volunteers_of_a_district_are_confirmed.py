"""A round of re-verification: opened by the office, answered by the leads on one screen, carried
out by the office, closed and published.
"""

import re

import pytest
from django.utils import translation

from asa.common.thaidate import today
from asa.volunteers.tests.factories import make_cells
from tests.journeys.cast import TAMBON
from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.register import take_in

pytestmark = pytest.mark.journey
VILLAGE, TAMBON_NAME = f"{TAMBON}07", "ท่ายาง"
WHY = "คำสั่งผลการยืนยันสถานะ"


@pytest.mark.parametrize(
    ("width", "script", "first"),
    [(PHONE, False, 900), (DESK, True, 910)],
    ids=["phone_without_script", "desk"],
)
def test_a_round_is_opened_answered_carried_out_and_published(meet, tmp_path, width, script, first):
    names = [f"นางมะลิ ทดสอบ{number}" for number in range(first, first + 5)]
    there, too, moved, stopped, lost = names
    officer = meet("officer", width=width, script=script).signs_in()
    rows = {"tambon": TAMBON_NAME, "moo": VILLAGE[-1]}
    take_in(officer, tmp_path, [make_cells(n, **rows) for n in range(first, first + 5)])
    page = open_a_round(officer, f"รอบทดสอบ {first}")

    lead = meet("tambon_lead", width=width, script=script).signs_in()
    assert lead.opens(f"{page}ask/") == 200
    confirm(lead, there, too)
    say(lead, moved, "Moved away", **{"New sub-district": "860102"})
    say(lead, stopped, "Has stopped", why="Resigned")
    say(lead, lost, "Not found", Note="ไปบ้านสามครั้งไม่พบ")
    lead.sees("Confirmed")

    officer.opens(page)
    assert officer.opens(f"{page}rows/") == 200
    carry_out(officer, page, moved, stopped)
    officer.does_not_see(moved)
    # Who was not found waits for the days of the rule before the office may suspend anybody.
    officer.does_not_see(lost)
    stands(officer, stopped, "Ended", "118/2569")
    stands(officer, moved, "Registered", "ปากน้ำ")

    officer.opens(page)
    officer.presses("Close the round")
    officer.sees("The round is closed, and its counts are fixed.")
    officer.follows("Published count")
    officer.sees("นิยาม")
    stranger = meet("ranong_officer", width=DESK, looking=False).signs_in()
    assert stranger.opens(page) == 404


def counted(one: str, many: str, n: int) -> str:
    """A sentence that counts, in Thai."""
    with translation.override("th"):
        return translation.ngettext(one, many, n) % {"n": n}


def open_a_round(officer: Person, name: str) -> str:
    officer.opens("/reverification/")
    officer.follows("Plan a round")
    officer.fills("Name of the round", name)
    officer.selects("Area", "เมืองชุมพร")
    officer.fills("Until", f"31/12/{today().year + 544}")
    officer.presses("Plan the round")
    officer.presses("Open the round")
    officer.sees("The round is open. The leads have been told.")
    return re.sub(r"^https?://[^/]+", "", officer.page.url)


def confirm(lead: Person, *names: str) -> None:
    """Tick those who are there and confirm them together, below their village."""
    for name in names:
        lead.ticks(name)
    place = lead.page.locator(f"#place-{VILLAGE}").inner_text()
    lead.presses(lead.words("Confirm the ticked of %(place)s", place=place))
    lead.sees(
        counted("%(n)s volunteer is confirmed.", "%(n)s volunteers are confirmed.", len(names))
    )


def say(lead: Person, name: str, answer: str, *, why: str = "", **fields: str) -> None:
    """Say of one volunteer what is so; the screen stays the same."""
    lead.follows(f"{lead.words(answer)} {name}")
    for label, value in fields.items():
        lead.fills(label, value)
    if why:
        lead.chooses("Why", why)
    lead.presses(lead.words("Save: %(answer)s", answer=lead.words(answer)))
    lead.sees("It has been written down.")


def carry_out(officer: Person, page: str, *names: str) -> None:
    """Tick what the answers ask, look at what will happen, and carry it out by one order."""
    officer.opens(f"{page}proposals/")
    for name in names:
        officer.ticks(name)
    officer.presses("Look at what will happen to the ticked")
    officer.sees("Nothing has been changed yet.")
    for name in names:
        officer.sees(name)
    officer.fills("Order no.", "118/2569")
    officer.fills("Reason", WHY)
    officer.presses("Carry out")
    officer.sees(
        counted("%(n)s answer is carried out.", "%(n)s answers are carried out.", len(names))
    )


def stands(officer: Person, name: str, state: str, words: str) -> None:
    """The register tells what the order did."""
    officer.opens("/volunteers/")
    officer.fills("Name or number", name.removeprefix("นาง"))
    officer.presses("Filter")
    officer.follows(name.removeprefix("นาง"))
    officer.sees(state)
    officer.sees(words)
