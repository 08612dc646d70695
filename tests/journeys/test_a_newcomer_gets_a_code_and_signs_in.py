"""A coordinator adds a person, gives a post, hands over a code; nobody learns the password."""

import pytest

from tests.journeys.person import DESK

pytestmark = pytest.mark.journey


def test_a_newcomer_gets_a_code_and_signs_in(meet):
    officer = meet("officer", width=DESK).signs_in()
    officer.opens("/users/")
    officer.follows("Add a user")
    officer.fills("Given name", "กระถิน")
    officer.fills("Family name", "มาใหม่")
    officer.fills("User name", "krathin")
    officer.presses("Add the user")
    officer.sees("กระถิน มาใหม่")
    if officer.page.get_by_role("link", name=officer.words("Give a post")).count():
        officer.follows("Give a post")
    officer.chooses("Role", "Volunteer")
    officer.fills("Area", "86010304")
    officer.presses("Give the post")
    page_of_the_user = officer.page.url
    officer.presses("Hand over an activation code")
    officer.sees("Shown only now.")
    code = officer.page.locator("dd.secret").inner_text().strip()

    newcomer = meet("krathin")
    newcomer.opens("/activate/")
    newcomer.fills("Telephone number or user name", "krathin")
    newcomer.fills("Activation code", "AAAA-2222")
    newcomer.fills("New password", "นกยูงสามตัวบนหลังคา")
    newcomer.presses("Set the password and sign in")
    assert newcomer.page.locator(".faults").count() == 1
    newcomer.fills("Activation code", code.lower())
    newcomer.fills("New password", "นกยูงสามตัวบนหลังคา")
    newcomer.presses("Set the password and sign in")
    newcomer.sees("กระถิน")
    assert newcomer.opens("/cases/report/") == 200

    end_the_post(officer, page_of_the_user)
    assert newcomer.opens("/cases/report/") == 404
    newcomer.opens("/")
    newcomer.sees("You hold no post today.")


def end_the_post(officer, page_of_the_user):
    officer.opens(page_of_the_user)
    officer.follows("End")
    officer.presses("End the post")
