"""The main job, from the first word to the closing, at a phone and at a desk."""

import pytest

from tests.journeys import steps
from tests.journeys.person import DESK, PHONE
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
    print(number)
