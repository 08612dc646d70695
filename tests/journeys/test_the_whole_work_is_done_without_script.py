"""Every step of the main job, in a browser that runs no script at all."""

import pytest

from tests.journeys import office, steps
from tests.journeys.person import DESK
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

TROUBLE = Trouble("สายหยุด", "ท้ายทุ่ง", "19/2")


def test_the_whole_work_is_done_without_script(meet):
    def at(name, width=DESK):
        return meet(name, width=width, script=False).signs_in()

    volunteer = meet("volunteer_plain", script=False).signs_in()
    volunteer.opens("/cases/report/")
    steps.tell_the_problem(volunteer, TROUBLE)
    volunteer.presses("Save draft")
    volunteer.sees("Draft kept")
    volunteer.follows(TROUBLE.help)
    assert volunteer.page.locator("[data-locate]").count() == 0 or not volunteer.page.is_visible(
        "[data-locate]"
    )
    finish(volunteer)
    number = steps.number_on(volunteer)

    office.check(at("tambon_lead"), TROUBLE)
    office.check(at("district_lead"), TROUBLE)
    officer = at("officer")
    address = office.take_in(officer, number, "ตะวัน ชายเขา")
    worker = at("social")
    office.find_facts(worker, address)
    office.propose(worker, address)
    office.approve(at("head"), address)
    office.pay(at("finance"), TROUBLE)
    office.deliver(worker, address)
    office.follow_up(volunteer, address)
    office.close(worker, address)
    volunteer.opens("/cases/reports/")
    volunteer.sees("The matter is closed")


def finish(volunteer):
    """The rest of the report: the position in words, the witness instead of a signature."""
    for _step in range(5):
        heading = volunteer.page.locator("h1").last.inner_text()
        if heading == volunteer.words("What trouble is the person in"):
            assert volunteer.value_of("Help asked for") == TROUBLE.help
        elif heading == volunteer.words("Where the home of the person in trouble is"):
            steps.tell_the_place(volunteer, TROUBLE, "6")
        elif heading == volunteer.words("Who lives in this home"):
            steps.tell_the_people(volunteer, TROUBLE)
        elif heading == volunteer.words("How life is in this home"):
            steps.tell_the_levels(volunteer)
        else:
            steps.read_the_notice(volunteer)
        volunteer.presses("Next")
        # A browser keeps the place on the page that an earlier step led to.
        if volunteer.page.url.partition("#")[0].endswith("/check/"):
            break
    volunteer.presses("Send the report")
    volunteer.sees("The report is sent")
