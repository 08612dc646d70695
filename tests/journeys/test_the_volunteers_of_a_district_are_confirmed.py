"""A round of re-verification: opened by the office, answered by the leads, closed and published."""

import re

import pytest

from asa.common.thaidate import today
from tests.journeys.person import DESK, PHONE

pytestmark = pytest.mark.journey


def test_a_round_is_opened_answered_carried_out_and_published(meet):
    officer = meet("officer", width=DESK).signs_in()
    officer.opens("/reverification/")
    officer.follows("Plan a round")
    officer.fills("Name of the round", "รอบทดสอบ")
    officer.selects("Area", "เมืองชุมพร")
    officer.fills("Until", f"31/12/{today().year + 544}")
    officer.presses("Plan the round")
    officer.presses("Open the round")
    officer.sees("The round is open. The leads have been told.")
    page = re.sub(r"^https?://[^/]+", "", officer.page.url)
    lead = meet("tambon_lead", width=PHONE, script=False).signs_in()
    assert lead.opens(page) == 200
    assert lead.opens(f"{page}ask/") == 200
    lead.sees("Confirm the volunteers")
    assert officer.opens(f"{page}rows/") == 200
    assert officer.opens(f"{page}proposals/") == 200
    officer.opens(page)
    officer.presses("Close the round")
    officer.sees("The round is closed, and its counts are fixed.")
    officer.follows("Published count")
    officer.sees("นิยาม")
    stranger = meet("ranong_officer", width=DESK, looking=False).signs_in()
    assert stranger.opens(page) == 404
