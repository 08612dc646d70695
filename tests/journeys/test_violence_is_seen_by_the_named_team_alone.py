"""Where someone is hurt at home, the named team knows, and to all others it never was."""

import re

import pytest

from tests.journeys import steps
from tests.journeys.person import DESK, Person
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

TROUBLE = Trouble("ปานวาด", "เงียบงัน", "404", "ถูกกระทำด้วยความรุนแรงในครอบครัว", "ที่พักที่ปลอดภัยคืนนี้")
OUTSIDERS = (
    "tambon_lead", "district_lead", "officer", "social", "finance", "neighbour", "ranong_officer",
    "ranong_head", "department", "left",
)  # fmt: skip


PAGES = ("/", "/cases/?group=all", "/cases/check/", "/households/", "/notices/", "/tasks/")


def everything_shown_to(person: Person) -> list[tuple[int, str]]:
    """What the pages say that list, count and tell."""
    return [person.asks(path) for path in PAGES]


def test_violence_is_seen_by_the_named_team_alone(meet):
    outsiders = [meet(name, width=DESK, looking=False).signs_in() for name in OUTSIDERS]
    before = [everything_shown_to(person) for person in outsiders]

    volunteer = meet("volunteer").signs_in()
    volunteer.opens("/cases/report/", look=False)
    volunteer.unfolds("ด้านความรุนแรงและความปลอดภัย")
    volunteer.looks("warning")
    volunteer.is_looking = False
    steps.tell_the_problem(volunteer, TROUBLE)
    volunteer.presses("Next")
    steps.tell_the_place(volunteer, TROUBLE)
    volunteer.presses("Next")
    steps.tell_the_people(volunteer, TROUBLE)
    volunteer.presses("Next")
    steps.tell_the_levels(volunteer)
    volunteer.presses("Next")
    steps.read_the_notice(volunteer)
    volunteer.is_looking = True
    volunteer.presses("Next")
    volunteer.presses("Send to the named team")
    volunteer.sees("We have your report")
    code = volunteer.page.locator("dd.keep").first.inner_text().strip()
    assert not code.startswith("86-")
    volunteer.opens("/cases/reports/")
    volunteer.sees(code)
    volunteer.does_not_see(TROUBLE.given)

    team = meet("social_team", width=DESK).signs_in()
    team.opens("/cases/?group=all")
    team.follows("Protected case")
    team.sees(TROUBLE.name)
    address = team.page.url
    head = meet("head", width=DESK, looking=False).signs_in()
    assert head.opens(address) == 200

    assert [everything_shown_to(person) for person in outsiders] == before
    absent = re.sub(r"[0-9a-f-]{36}", "01900000-0000-7000-8000-000000000000", address)
    for person in outsiders:
        status, said = person.asks(address)
        assert status == 404, person.name
        assert said == person.asks(absent)[1]
    assert volunteer.asks(address)[0] == 404
