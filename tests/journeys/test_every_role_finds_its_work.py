"""The first page of each role and the pages of its menu, in Thai; and a smoke run in English."""

import re

import pytest

from tests.journeys import office, steps
from tests.journeys.cast import PEOPLE
from tests.journeys.person import DESK, PHONE
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

IN_THE_FIELD = {"volunteer", "tambon_lead", "district_lead"}
ROLES = {someone.role: someone.name for someone in reversed(PEOPLE) if not someone.has_left}
THAI = re.compile(r"[\u0e01-\u0e5b]+")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_finds_its_work(meet, role):
    person = meet(ROLES[role], width=PHONE if role in IN_THE_FIELD else DESK).signs_in()
    links = person.page.locator("nav a, header a").all()
    pages = {link.get_attribute("href") for link in links if link.is_visible()}
    assert pages, "a menu"
    for page in sorted(pages - {"/", "#main", None}):
        assert person.opens(page) == 200, page


def test_who_has_no_post_any_more_sees_only_the_own_page(meet):
    gone = meet("left", width=DESK).signs_in()
    gone.sees("You hold no post today.")
    for path in ("/cases/", "/households/", "/cases/check/", "/tasks/", "/users/"):
        assert gone.opens(path) == 404, path


def test_a_report_and_its_check_in_english(meet):
    trouble = Trouble("Somjit", "Example", "71", problem="Home unfit or unsafe to live in")
    volunteer = meet("volunteer", language="en").signs_in()
    steps.report(volunteer, trouble)
    office.check(meet("tambon_lead", width=DESK, language="en").signs_in(), trouble)
    for name in ("head", "social", "finance", "admin"):
        person = meet(name, width=DESK, language="en").signs_in()
        main = person.page.locator("main h1").first.inner_text()
        assert not THAI.search(main), main
