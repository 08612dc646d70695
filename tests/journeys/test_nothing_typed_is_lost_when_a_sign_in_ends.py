"""A sign-in that ends while someone types leads back to the page with every word."""

import pytest

from tests.journeys import steps
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

TROUBLE = Trouble("นวลจันทร์", "ปลายคลอง", "5")


@pytest.mark.parametrize("script", [True, False], ids=["with_script", "without_script"])
def test_nothing_typed_is_lost_when_a_sign_in_ends(meet, script):
    volunteer = meet("volunteer", script=script).signs_in()
    volunteer.opens("/cases/report/")
    steps.tell_the_problem(volunteer, TROUBLE)
    volunteer.context.clear_cookies(name="sessionid")
    volunteer.presses("Next")
    volunteer.sees("What you typed is still here.")
    volunteer.fills("Telephone number or user name", volunteer.name)
    volunteer.fills("Password", volunteer.password)
    volunteer.presses("Sign in")
    assert volunteer.value_of("Help asked for") == TROUBLE.help
    assert volunteer.value_of("Amount asked (baht)") == "3,000"
    volunteer.presses("Next")
    volunteer.sees("Where the home of the person in trouble is")


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(meet):
    volunteer = meet("volunteer")
    volunteer.signs_in(password="ไม่ใช่รหัสนี้แน่นอน")
    assert volunteer.value_of("Telephone number or user name") == "volunteer"
    assert volunteer.page.locator(".faults").count() == 1
