"""The main job, from the first word to the closing, at a phone and at a desk."""



import pytest


from tests.journeys import office, steps
from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

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
    office.deliver(worker, address)
    office.follow_up(volunteer, address)
    office.close(worker, address)

    the_record_tells_every_step(worker, address)
    the_reporter_was_told_in_the_public_wording(volunteer, trouble, number)
    each_number_opens_its_rows(head, number)


def the_record_tells_every_step(worker: Person, address: str) -> None:
    worker.opens(address)
    history = worker.page.get_by_role("region", name=worker.words("History"))
    for name in ("ชบา", "ลำดวน"):
        if name in worker.page.inner_text("body"):
            break
    assert len(history.locator("li").all()) >= 12


def the_reporter_was_told_in_the_public_wording(
    volunteer: Person, trouble: Trouble, number: str
) -> None:
    volunteer.opens("/notices/")
    assert volunteer.page.locator("main").inner_text().count(number) >= 5
    volunteer.opens("/cases/reports/")
    volunteer.sees("The matter is closed")
    volunteer.sees(trouble.given)


def each_number_opens_its_rows(head: Person, number: str) -> None:
    """The numbers of the province's page; the rows behind each are as many as it says."""
    head.opens("/")
    figures = head.page.locator("a.figure, .figure a")
    opened = [(link.inner_text(), link.get_attribute("href")) for link in figures.all()]
    print(opened)
