"""The workshop of 2561 from its list to 205 certificates, by everybody who has a part in it."""

import re
import sqlite3
import sys
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from asa.common.thaidate import today
from tests.journeys.person import DESK, PHONE
from tests.journeys.test_a_list_of_volunteers_is_taken_in import wait_for_the_result
from tests.journeys.workshop_2561 import CHAIR, write_list_of_this_week

pytestmark = pytest.mark.journey
SEATS, PROVINCES = 205, 37
BY_HAND = 5
SIGNER = "นายตัวอย่าง ลงนามดี"


def asked(site, question, *given):
    with sqlite3.connect(f"file:{site.folder}/asa.sqlite3?mode=ro", uri=True) as database:
        return database.execute(question, given).fetchall()


def helped(site, step):
    site.run(sys.executable, "-m", "tests.journeys.workshop_2561", step)


@pytest.fixture(scope="module")
def cohort(site, tmp_path_factory):
    """The file of the list, before anybody has taken it in."""
    helped(site, "people")
    return tmp_path_factory.mktemp("list") / "ผู้เข้าร่วม.xlsx"


def test_the_workshop_of_2561_from_its_list_to_its_certificates(site, meet, cohort, tmp_path):
    department = meet("department", width=DESK).signs_in()
    page = takes_the_list_in(department, write_list_of_this_week(cohort, today()))
    makes_the_programme_and_begins(department, page)
    helped(site, "chair")
    sees_her_own_province_alone(meet("korat_officer", width=DESK).signs_in(), page)
    sees_nothing(meet("officer", width=DESK).signs_in(), page)
    calls_the_roll(site, meet("volunteer_tall", width=PHONE).signs_in(), page)
    has_a_seat(meet("chair", width=PHONE).signs_in(), page)
    takes_the_sheets_over(department, page)
    gives_the_certificates(site, department, page, tmp_path)
    address = has_a_certificate(site, meet("chair", width=PHONE).signs_in())
    sees_what_anybody_sees(site, meet(), address)
    closes_with_the_numbers_of_the_event(department, page)


def takes_the_list_in(office, file):
    """Tried first, then taken in: every seat of 37 provinces has somebody, none is left."""
    office.opens("/training/import/")
    office.attaches("File", file)
    office.selects("Whose list is it", "The department")
    office.presses("Look through the file")
    wait_for_the_result(office)
    office.looks()
    office.sees("So far nothing is written.")
    office.presses(office.words("Take in %(n)s rows", n=SEATS))
    wait_for_the_result(office)
    office.looks()
    office.sees(
        "Seats: %(seats)s in %(places)s places; taken %(taken)s, left %(left)s.",
        seats=SEATS, places=PROVINCES, taken=SEATS, left=0,
    )  # fmt: skip
    office.opens("/training/")
    office.page.get_by_role("link", name=office.words("Cohort %(n)s", n=2)).first.click()
    office.page.wait_for_url("**/training/cohorts/*/")
    office.looks()
    sums = office.page.locator("tfoot td.num").all_inner_texts()
    assert sums == [str(SEATS), str(SEATS), "0", "0"]
    assert office.page.locator("tbody th").count() == PROVINCES
    return office.page.url


def makes_the_programme_and_begins(office, page):
    office.opens(f"{page}programme/")
    office.presses("Make the programme")
    office.sees("The programme has %(n)s parts now. Change what is different this time.", n=8)
    office.opens(page)
    office.follows("Begin the cohort")
    office.presses("Begin the cohort")
    office.sees("It has been written down.")


def sees_her_own_province_alone(officer, page):
    """The lists of other provinces are numbers to her, without a name."""
    officer.opens(page)
    officer.follows("นครราชสีมา")
    officer.sees(" ".join(CHAIR))
    assert officer.page.locator("ul.rows li").count() == 6
    officer.opens(page)
    officer.sees("บุรีรัมย์")
    assert officer.page.get_by_role("link", name="บุรีรัมย์").count() == 0
    assert officer.opens(f"{page}roll/", look=False) == 403
    officer.opens(f"{page}people/?counted=seated")
    assert officer.page.get_by_text("นครราชสีมา").count()
    officer.does_not_see("บุรีรัมย์")


def sees_nothing(officer, page):
    """A province without seats does not know of the workshop."""
    assert officer.opens(page, look=False) == 404


def calls_the_roll(site, registrar, page):
    """Five are tapped by hand on the last day; the others have signed the sheet."""
    registrar.opens(f"{page}roll/call/")
    sheet = registrar.page
    expect(sheet.locator("[data-ready=yes]")).to_be_attached(timeout=15_000)
    sheet.locator("#session").select_option(index=5)
    sheet.wait_for_load_state()
    part = sheet.locator("#session").input_value()
    buttons = sheet.locator("li[data-enrolment] button.seal")
    assert buttons.count() == SEATS
    for number in range(BY_HAND):
        buttons.nth(number).click()
        expect(buttons.nth(number)).to_have_attribute("aria-pressed", "true")
    expect(sheet.locator("[data-part=present]")).to_have_text(str(BY_HAND), timeout=15_000)
    expect(sheet.locator("[data-part=sync]")).to_have_text("ส่งครบแล้ว", timeout=30_000)
    registrar.looks("five-by-hand")
    registrar.opens(f"/training/sessions/{part}/")
    registrar.follows("Everybody else has signed")
    registrar.presses("Note all of them as present")
    registrar.sees("Present: %(n)s of %(of)s", n=SEATS, of=SEATS)
    ways = "SELECT way, count(*) FROM training_attendance WHERE session_id = ? GROUP BY way"
    found = dict(asked(site, ways, part.replace("-", "")))
    assert found == {"tap": BY_HAND, "list": SEATS - BY_HAND}


def has_a_seat(chair, page):
    chair.opens(page)
    chair.sees("My place")
    chair.sees("Confirmed")
    chair.opens("/training/mine/")
    chair.sees("No certificate yet")
    assert chair.opens(f"{page}roll/", look=False) == 403


def takes_the_sheets_over(office, page):
    """The other parts of the three days, from the sheets."""
    office.opens(f"{page}roll/")
    link = re.compile("/training/sessions/")
    parts = [
        one.get_attribute("href")
        for one in office.page.get_by_role("link").all()
        if link.search(one.get_attribute("href") or "")
    ]
    assert len(parts) == 6
    for part in parts[:5]:
        office.opens(part, look=False)
        office.follows("Everybody else has signed")
        office.presses("Note all of them as present")
    office.opens(f"{page}roll/")
    shown = office.page.locator(".rows .num").all_inner_texts()
    assert shown == [f"{SEATS}/{SEATS}"] * 6


def gives_the_certificates(site, office, page, folder):
    """The signer is named, results follow the rule, and 205 papers are one PDF."""
    office.opens("/training/signers/TH/")
    office.fills("Name of the signer", SIGNER)
    office.presses("Save")
    office.opens(page)
    office.follows("End the cohort")
    office.presses("End the cohort")
    office.opens(f"{page}results/")
    office.presses("Decide the results")
    office.sees("Results are decided: %(n)s person earned a certificate.", n=SEATS)
    office.presses("Give certificates and make the PDF")
    wait_for_the_result(office)
    office.looks()
    with office.page.expect_download() as loading:
        office.page.get_by_role("link", name=office.words("Download the PDF")).click()
    pdf = folder / "all.pdf"
    loading.value.save_as(pdf)
    content = pdf.read_bytes()
    assert content.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == SEATS
    numbers = asked(site, "SELECT number FROM training_certificate ORDER BY number")
    assert [number for (number,) in numbers] == list(range(1, SEATS + 1))


def has_a_certificate(site, chair):
    """She takes her own paper from her phone; its public page stands behind “what others see”."""
    chair.opens("/training/mine/")
    chair.sees("Download the certificate")
    link = chair.page.get_by_role("link", name=chair.words("Download the certificate"))
    paper = chair.context.request.get(chair.site + link.get_attribute("href"))
    assert paper.body().startswith(b"%PDF")
    chair.follows("What others see")
    return urlsplit(chair.page.url).path


def sees_what_anybody_sees(site, stranger, address):
    """Name, course, days and validity; nothing else that the list or the register tells."""
    stranger.opens(address)
    stranger.sees("This certificate is valid")
    stranger.sees(" ".join(CHAIR))
    shown = stranger.page.content()
    (phone, registration, role) = asked(
        site,
        "SELECT p.phone, e.registration, e.part FROM training_enrolment e "
        "JOIN people_person p ON p.id = e.person_id WHERE p.given_name = ? AND p.family_name = ?",
        *CHAIR,
    )[0]
    assert registration == "303000105/2553"
    digits = re.sub(r"\D", "", shown)
    for secret in (phone, phone.removeprefix("+66"), registration, "303000105", role, "นครราชสีมา"):
        assert secret
        assert secret not in shown
    assert "0860008023" not in digits
    # No run of thirteen digits is on the page: no citizen id is.
    assert not re.search(r"\d[\d -]{11,}\d", stranger.page.locator("main").inner_text())


def closes_with_the_numbers_of_the_event(office, page):
    """The totals of the report are those of the summary, and both are the rows."""
    office.opens(f"{page}summary/")
    sums = office.page.locator("tfoot td.num").all_inner_texts()
    assert sums == [str(SEATS)] * 4
    rows = office.page.locator("table tbody tr").filter(has=office.page.locator("th"))
    assert rows.count() >= PROVINCES
    office.follows("Closing report")
    office.sees(
        "%(seats)s seats, %(seated)s people with a seat, %(came)s came, %(passed)s passed.",
        seats=sums[0], seated=sums[1], came=sums[2], passed=sums[3],
    )  # fmt: skip
    link = office.page.get_by_role("link", name=office.words("Download the paper (PDF)"))
    paper = office.context.request.get(office.site + link.get_attribute("href"))
    assert paper.body().startswith(b"%PDF")
