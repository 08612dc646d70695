"""Bars, lists and tables at the two widths: one line where one is meant, nothing pushed aside."""

import pytest

from tests.journeys.person import DESK, PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("name", ["officer", "head", "social", "district_lead", "tambon_lead"])
def test_the_bar_keeps_one_line_in_the_longer_language(meet, name):
    person = meet(name, width=DESK, language="en", looking=False).signs_in()
    person.opens("/")
    bar = person.page.locator("header.top, .top").first.bounding_box()
    assert bar
    assert bar["height"] < 100


def scrolled_sideways(person):
    """The parts of the page that are wider than the room they have, tabs and menus aside."""
    return person.page.evaluate(
        """[...document.querySelectorAll('main .scroll, main .card')]
           .filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.className)"""
    )


def test_the_auditor_reads_a_line_of_the_journal_whole_on_a_phone(meet):
    auditor = meet("auditor", width=PHONE, looking=False).signs_in()
    auditor.opens("/audit/?log=journal&chain=journal:86")
    assert auditor.page.locator("tbody tr").count() > 0
    assert scrolled_sideways(auditor) == []


@pytest.mark.parametrize(("width", "language"), [(PHONE, "th"), (DESK, "en")])
def test_the_first_page_of_a_province_hides_nothing_at_its_side(meet, width, language):
    officer = meet("officer", width=width, language=language, looking=False).signs_in()
    officer.opens("/")
    assert scrolled_sideways(officer) == []
