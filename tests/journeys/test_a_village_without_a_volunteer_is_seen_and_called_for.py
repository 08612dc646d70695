"""A village without a volunteer: seen by its lead, counted apart by the office, called for."""

import pytest

from tests.journeys.cast import TAMBON, VILLAGE
from tests.journeys.person import DESK, PHONE

pytestmark = pytest.mark.journey

WHY = "สะพานเข้าหมู่บ้านขาด รถเข้าไม่ได้"


def test_a_village_is_counted_apart_by_the_office_and_counted_again(meet):
    lead = meet("tambon_lead", width=PHONE).signs_in()
    lead.opens(f"/coverage/?area={TAMBON}")
    lead.sees("Villages without a volunteer")
    lead.opens(f"/coverage/?area={VILLAGE}")
    lead.follows("It cannot be reached, or is to be left out")
    lead.presses("Save")
    lead.chooses("What is asked for", "Cannot be reached")
    lead.fills("Reason", WHY)
    lead.presses("Save")
    lead.sees("It was asked for. The provincial office decides.")
    head = meet("head", width=DESK).signs_in()
    head.opens(f"/coverage/states/?area={TAMBON}")
    head.sees(WHY)
    head.follows("Decide")
    head.chooses("Decision", "Approve")
    head.presses("Save")
    head.sees("It has been decided.")
    lead.opens(f"/coverage/states/?area={TAMBON}")
    lead.sees("Cannot be reached")
    head.presses("Count like others again")
    head.sees("The village counts like any other again.")


def test_targets_are_set_and_the_places_that_want_somebody_are_called_for(meet):
    officer = meet("officer", width=DESK).signs_in()
    officer.opens("/coverage/targets/?area=86")
    officer.follows("Set the targets")
    officer.fills("Volunteers of a village, at least", "2")
    officer.presses("Save")
    officer.sees("It has been saved.")
    officer.opens("/coverage/gaps/?area=8601")
    officer.follows("Call for volunteers")
    officer.sees("ประกาศรับสมัคร")
    for page in ("", "states/", "people/"):
        for area in ("86", "8601"):
            assert officer.opens(f"/coverage/{page}?area={area}") == 200
    stranger = meet("ranong_officer", width=DESK, looking=False).signs_in()
    assert stranger.opens("/coverage/?area=86") == 404


@pytest.mark.parametrize("name", ["department", "analyst"])
def test_the_country_is_seen_as_numbers(meet, name):
    person = meet(name, width=DESK).signs_in()
    for page in ("", "states/", "people/", "targets/", "gaps/"):
        assert person.opens(f"/coverage/{page}") == 200
