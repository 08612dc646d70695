"""A lead gives an address, is told by e-mail when it is not quiet, and has the own calendar."""

import email
import re
import time
from datetime import timedelta

import pytest
from icalendar import Calendar

from asa.common.thaidate import now
from tests.journeys import steps
from tests.journeys.person import DESK, marks
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

FIRST = Trouble("ช่อแก้ว", "ริมเขา", "81")
SECOND = Trouble("ดวงใจ", "ปลายนา", "82")
THIRD = Trouble("ทองดี", "สวนล่าง", "83")
LONGEST = 30


def mails(site, about):
    """The subject and the words of what lies in the folder and says this."""
    found = []
    for file in sorted((site.folder / "mail").glob("*.log")):
        for content in file.read_bytes().split(b"-" * 79 + b"\n"):
            message = email.message_from_bytes(content, policy=email.policy.default)
            if message["To"] and about in str(message["Subject"]):
                found.append((str(message["Subject"]), message.get_content()))
    return found


def waits_for_mail(site, about, count):
    until = time.monotonic() + LONGEST
    while len(mails(site, about)) < count and time.monotonic() < until:
        time.sleep(0.3)
    assert len(mails(site, about)) == count
    return mails(site, about)[-1]


def quiet(lead, begins, ends):
    lead.fills("Quiet from", f"{begins:%H.%M}")
    lead.fills("Quiet until", f"{ends:%H.%M}")
    lead.presses("Save")
    lead.sees("It has been saved.")


def test_a_lead_is_told_by_e_mail_when_it_is_not_quiet_and_has_the_own_calendar(meet, site):
    lead = meet("tambon_lead").signs_in()
    lead.opens("/notices/telling/")
    lead.fills("E-mail address", "pradu")
    lead.presses("Send a code there")
    lead.sees("Write an e-mail address, such as name@example.com")
    lead.fills("E-mail address", "pradu@example.com")
    lead.presses("Send a code there")
    _subject, words = waits_for_mail(site, lead.words("Code to confirm your address"), 1)
    lead.fills("Code from the e-mail", re.search(r"\d{6}", words)[0])
    lead.presses("Confirm the address")
    lead.sees("E-mail goes to this address from now on.")

    hour = timedelta(hours=1)
    quiet(lead, now() - hour, now() + 2 * hour)
    news = lead.words("There is news of a case that you work with")
    volunteer = meet("volunteer", looking=False).signs_in()
    number = steps.report(volunteer, FIRST)
    lead.opens("/notices/")
    lead.sees("Waiting to be sent")
    assert mails(site, news) == []
    lead.opens("/notices/telling/", look=False)
    quiet(lead, now() + 2 * hour, now() + 3 * hour)
    _subject, words = waits_for_mail(site, news, 1)
    assert words.split() == [*news.split(), f"{site.address}/notices/"]
    assert number not in words
    lead.opens("/notices/")
    lead.sees("Sent")

    lead.opens("/notices/telling/", look=False)
    lead.page.get_by_role("checkbox", name=lead.words("Cases")).uncheck()
    lead.presses("Save")
    steps.report(volunteer, SECOND)
    lead.opens("/notices/telling/", look=False)
    marks(lead.page.get_by_role("checkbox", name=lead.words("Cases")))
    lead.presses("Save")
    steps.report(volunteer, THIRD)
    waits_for_mail(site, news, 2)


def test_the_own_calendar_is_subscribed_to_by_an_address_shown_once(meet, site):
    lead = meet("district_lead", width=DESK).signs_in()
    lead.opens("/notices/telling/")
    lead.presses("Make the address of my calendar")
    lead.sees("Shown only now.")
    lead.looks()
    address = lead.page.locator(".secret").inner_text().strip()
    phone = meet(looking=False)
    answer = phone.context.request.get(address)
    assert answer.status == 200
    assert Calendar.from_ical(answer.body())["METHOD"] == "PUBLISH"
    lead.follows("Done")
    lead.presses("Withdraw the address")
    assert phone.context.request.get(address).status == 404


def test_the_office_sees_what_went_out_and_the_department_sets_the_quiet_hours(meet):
    admin = meet("admin", width=DESK).signs_in()
    admin.opens("/notices/outbox/")
    admin.opens("/notices/outbox/?show=sent")
    ministry = meet("department", width=DESK).signs_in()
    ministry.opens("/notices/quiet-hours/")
    ministry.follows("Set other hours")
    ministry.looks()
