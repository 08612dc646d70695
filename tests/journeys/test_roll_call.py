"""The roll of a workshop is called where there is no signal, and nobody is lost or counted twice."""

import json
import sqlite3
import subprocess
import sys
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.site import ROOT
from tests.journeys.twice import TAPS
from tests.journeys.workshop import NAMES

pytestmark = pytest.mark.journey
FIVE = [f"{given} {family}" for given, family, _area in NAMES[:5]]


@pytest.fixture(scope="module")
def cohort(site):
    """The address of the cohort's pages."""
    site.run(sys.executable, "-m", "tests.journeys.workshop")
    (key,) = asked(site, "SELECT id FROM training_cohort WHERE number = 2")[0]
    with_dashes = f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
    return f"/training/cohorts/{with_dashes}"


def asked(site, question):
    """What stands in the database of the served installation."""
    with sqlite3.connect(f"file:{site.folder}/asa.sqlite3?mode=ro", uri=True) as database:
        return database.execute(question).fetchall()


def here(site):
    return asked(site, "SELECT enrolment_id FROM training_attendance WHERE is_present")


def drawn_at(page):
    """When the server drew the page that is shown: one that was kept is older."""
    return json.loads(page.evaluate("document.getElementById('said').content.textContent"))["at"]


def button(page, name):
    return page.locator("li", has_text=name).locator("button.seal")


def sees_present(page, number):
    expect(page.locator("[data-part=present]")).to_have_text(str(number), timeout=15_000)


def sees_waiting(who, page, number):
    words = who.words("%(n)s waiting to be sent", n=number) if number else "ส่งครบแล้ว"
    expect(page.locator("[data-part=sync]")).to_have_text(words, timeout=30_000)


def opens_the_roll(who, cohort):
    """The page is there, kept, and served by its worker."""
    who.opens(f"{cohort}/roll/call/")
    expect(who.page.locator("[data-part=ready]")).to_be_visible(timeout=15_000)
    return who.page


@pytest.fixture
def registrar(meet, cohort):
    return meet("volunteer").signs_in()


def test_what_is_tapped_without_a_signal_survives_a_closed_browser(site, registrar, cohort):
    page = opens_the_roll(registrar, cohort)
    before = len(here(site))

    registrar.context.set_offline(True)
    went_offline = time.time()
    for name in FIVE:
        button(page, name).click()
        expect(button(page, name)).to_have_attribute("aria-pressed", "true")
    sees_waiting(registrar, page, 5)
    registrar.looks("without-a-signal")
    page.close()

    registrar.page = page = registrar.context.new_page()
    page.goto(f"{registrar.site}{cohort}/roll/call/")
    assert drawn_at(page) < went_offline
    expect(page.locator("[data-ready=yes]")).to_be_attached(timeout=15_000)
    sees_waiting(registrar, page, 5)
    sees_present(page, 5)
    registrar.looks("opened-again-without-a-signal")
    assert len(here(site)) == before

    registrar.context.set_offline(False)
    sees_waiting(registrar, page, 0)
    sees_present(page, 5)

    assert len(here(site)) == before + 5
    sent = asked(site, "SELECT outcome, count(*) FROM training_rollcallsubmission GROUP BY outcome")
    assert sent == [("applied", 5)]
    # Opened once more without a signal, the page still knows what was sent.
    registrar.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-ready=yes]")).to_be_attached(timeout=15_000)
    sees_present(page, 5)
    sees_waiting(registrar, page, 0)


def test_two_telephones_say_the_same_in_the_end(site, registrar, meet, cohort):
    page = opens_the_roll(registrar, cohort)
    other = meet("department").signs_in()
    second = opens_the_roll(other, cohort)
    one, two = (f"{given} {family}" for given, family, _area in NAMES[5:])
    both = len(here(site))

    registrar.context.set_offline(True)
    button(page, one).click()
    button(second, one).click()
    button(second, two).click()
    sees_waiting(other, second, 0)
    registrar.context.set_offline(False)
    sees_waiting(registrar, page, 0)

    sees_present(page, both + 2)
    sees_present(second, both + 2)
    assert len(here(site)) == both + 2


def test_a_sign_in_that_ended_is_told_and_what_was_tapped_stays(site, registrar, cohort):
    page = opens_the_roll(registrar, cohort)
    registrar.context.clear_cookies(name="sessionid")
    name = FIVE[0]
    button(page, name).click()
    registrar.sees("Your sign-in has ended. What you tapped is kept on this phone.")
    sees_waiting(registrar, page, 1)

    registrar.signs_in()
    # Whoever signs in finds no page kept on the telephone, and what was tapped is sent.
    kept = (
        "caches.keys().then((names) => names.filter((one) => one.startsWith('asa-kept-')).length)"
    )
    assert registrar.page.evaluate(kept) == 0
    page = opens_the_roll(registrar, cohort)
    sees_waiting(registrar, page, 0)


def test_a_name_is_found_and_a_badge_typed(registrar, cohort):
    page = opens_the_roll(registrar, cohort)
    page.locator("#search").fill("ญี่ปุ่น")
    expect(page.locator("li[data-enrolment]:visible")).to_have_count(1)
    page.locator("#search").fill("")
    row = page.locator("li", has_text="คำปัน")
    was = button(page, "คำปัน").get_attribute("aria-pressed")
    if was == "true":
        button(page, "คำปัน").click()
        expect(button(page, "คำปัน")).to_have_attribute("aria-pressed", "false")
    page.locator("#code").fill(row.get_attribute("data-code").lower())
    page.locator("#code").press("Enter")
    expect(button(page, "คำปัน")).to_have_attribute("aria-pressed", "true")
    sees_waiting(registrar, page, 0)


def test_the_roll_is_called_without_a_script(meet, cohort):
    plain = meet("volunteer", script=False).signs_in()
    plain.opens(f"{cohort}/roll/call/")
    seal = button(plain.page, FIVE[1])
    before = int(plain.page.locator("[data-part=present]").inner_text())
    step = -1 if seal.get_attribute("aria-pressed") == "true" else 1
    with plain.page.expect_navigation():
        seal.click()
    sees_present(plain.page, before + step)


def test_an_outsider_finds_no_roll(meet, cohort):
    stranger = meet("hospital").signs_in()
    assert stranger.opens(f"{cohort}/roll/call/", look=False) == 404


def test_two_programs_that_send_the_same_at_once_are_answered_alike(site, cohort):
    """On the file of SQLite, with the served program beside them."""
    before = asked(site, "SELECT count(*) FROM training_rollcallsubmission")[0][0]
    command = [sys.executable, "-m", "tests.journeys.twice"]
    both = [subprocess.Popen(command, cwd=ROOT, env=site.environment()) for _one in range(2)]
    assert [one.wait(timeout=120) for one in both] == [0, 0]

    after = asked(site, "SELECT count(*) FROM training_rollcallsubmission")[0][0]
    undecided = "SELECT count(*) FROM training_rollcallsubmission WHERE outcome = 'received'"
    assert after == before + TAPS
    assert asked(site, undecided) == [(0,)]
    people = "SELECT count(*), count(DISTINCT enrolment_id) FROM training_attendance"
    (rows, persons) = asked(site, people)[0]
    assert rows == persons


def test_the_office_makes_a_programme_reads_attendance_and_gives_a_seat(site, meet, cohort):
    office = meet("department", width=1280).signs_in()
    office.opens(f"{cohort}/programme/")
    office.follows("Add a part")
    office.fills("Day", "1/1/2570")
    office.presses("Add the part")
    office.follows("Cancel")
    office.follows("Programme to print")
    office.opens(f"{cohort}/roll/")
    office.sees("Attendance by person")
    office.page.get_by_role("link", name="เครือข่ายติดตามคนหาย").first.click()
    office.page.wait_for_load_state()
    office.looks("attendance")
    office.opens(f"{cohort}/kit/")
    office.opens(f"{cohort}/roll/")
    office.page.get_by_role("link", name="เครือข่ายติดตามคนหาย").first.click()
    office.page.wait_for_load_state()
    office.page.get_by_role("link", name=office.words("Correct")).last.click()
    office.page.wait_for_load_state()
    office.looks("correct")
    office.opens(f"{cohort}/roll/waiting/")
    office.opens(f"{cohort}/roll/")
    absent = office.page.get_by_role("link", name=office.words("Did not come"))
    if absent.count():
        absent.last.click()
        office.page.wait_for_load_state()
        office.looks("swap")
        office.presses("Note it, and give the seat")
        office.sees("It has been saved.")
    office.opens("/training/courses/")
    office.page.get_by_role("link", name="หลักสูตรพื้นฐาน").click()
    office.page.wait_for_load_state()
    office.looks("course")
    office.follows("Change the rule")
