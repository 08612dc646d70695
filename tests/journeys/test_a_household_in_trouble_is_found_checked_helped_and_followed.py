"""The main job, from the first word to the closing, at a phone and at a desk."""

import re

import pytest

from tests.journeys import office, steps
from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

STEPS_TOLD = (
    "Reported",
    "Checked and passed on",
    "Reached the provincial office",
    "Taken in by the provincial office",
    "Facts were recorded",
    "The opinion was written",
    "Submitted to the provincial head",
    "Help was approved",
    "The budget is there",
    "Paid",
    "Help was handed over",
    "Followed up",
    "Closed",
)
TROUBLES = {
    PHONE: ("volunteer", "4", Trouble("สังข์ทอง", "ปลายนา", "12/3")),
    DESK: ("volunteer_tall", "5", Trouble("มณีจันทร์", "ท่าเรือเก่า", "88")),
}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_household_in_trouble_is_found_checked_helped_and_followed(meet, tmp_path, width):
    name, moo, trouble = TROUBLES[width]
    volunteer = meet(name, width=width).signs_in()
    number = steps.report(volunteer, trouble, photo=steps.a_photo(tmp_path), moo=moo)
    volunteer.sees("We have it; the sub-district volunteer is checking it")

    office.check(meet("tambon_lead", width=width).signs_in(), trouble, "ไปดูมาแล้ว จริงตามที่แจ้ง")
    office.check(meet("district_lead", width=width).signs_in(), trouble)

    officer = meet("officer", width=width).signs_in()
    address = office.take_in(officer, number, "ตะวัน ชายเขา")
    worker = meet("social", width=width).signs_in()
    office.find_facts(worker, address)
    office.propose(worker, address)

    head = meet("head", width=width).signs_in()
    head.opens(address)
    head.follows("Read the memo")
    head.sees("บันทึกข้อความ")
    office.approve(head, address)
    office.pay(meet("finance", width=width).signs_in(), trouble)
    each_number_opens_its_rows(head)
    office.deliver(worker, address)
    office.follow_up(volunteer, address)
    office.close(worker, address)

    the_record_tells_every_step(worker, address)
    the_reporter_was_told_in_the_public_wording(volunteer, trouble, number)
    for stranger in ("neighbour", "ranong_officer", "ranong_head", "left"):
        nothing_is_seen_of_it(meet(stranger, looking=False).signs_in(), trouble, address)


def the_record_tells_every_step(worker: Person, address: str) -> None:
    worker.opens(address)
    history = worker.page.get_by_role("region", name=worker.words("History"))
    told = history.inner_text()
    for step in STEPS_TOLD:
        assert worker.words(step) in told, step


def the_reporter_was_told_in_the_public_wording(
    volunteer: Person, trouble: Trouble, number: str
) -> None:
    volunteer.opens("/notices/")
    assert volunteer.page.locator("main").inner_text().count(number) >= 5
    volunteer.opens("/cases/reports/")
    volunteer.sees("The matter is closed")
    volunteer.sees(trouble.given)


def each_number_opens_its_rows(head: Person) -> None:
    """Behind each number of the province's page stand exactly as many rows as it says."""
    head.opens("/")
    tiles = head.page.locator(".figure")
    shown = [
        (tile.locator(".value").inner_text(), tile.get_attribute("href") or "")
        for tile in tiles.all()
    ]
    for value, address in shown:
        assert head.opens(address) == 200, address
        rows = rows_on_all_pages(head)
        assert rows == int(re.sub(r"\D", "", value.split()[0])), (address, value, rows)


def rows_on_all_pages(head: Person) -> int:
    """The rows of a list, of which a page may hold some only."""
    rows = 0
    while True:
        rows += head.page.locator("main table.folding tbody tr, main .plainrows > li").count()
        following = head.page.get_by_role("link", name=head.words("Next page"))
        if not following.count():
            return rows
        here = head.page.url.partition("?")[0]
        head.opens(here + str(following.get_attribute("href")), look=False)


def nothing_is_seen_of_it(stranger: Person, trouble: Trouble, address: str) -> None:
    """The case answers like one that never was, and no page speaks of it."""
    absent = re.sub(r"[0-9a-f-]{36}", "01900000-0000-7000-8000-000000000000", address)
    assert stranger.asks(address) == stranger.asks(absent)
    assert stranger.asks(address)[0] == 404
    for page in ("/", "/cases/?group=all", "/households/", "/notices/", "/tasks/"):
        assert trouble.family not in stranger.asks(page)[1]
