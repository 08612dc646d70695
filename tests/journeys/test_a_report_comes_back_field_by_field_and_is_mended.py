"""What a lead sends back is mended by the reporter, and returns to the step that sent it back."""

import pytest

from tests.journeys import office, steps
from tests.journeys.person import DESK
from tests.journeys.steps import Trouble

pytestmark = pytest.mark.journey

TROUBLE = Trouble("แก้วตา", "ริมห้วย", "7")
REASON = "บ้านเลขที่ 7 มีสองหลัง ขอจุดสังเกตที่ชัดกว่านี้"


def test_a_report_comes_back_field_by_field_and_is_mended(meet):
    volunteer = meet("volunteer", looking=False).signs_in()
    number = steps.report(volunteer, TROUBLE)

    lead = meet("tambon_lead", width=DESK).signs_in()
    lead.opens("/cases/check/")
    lead.follows(TROUBLE.name)
    lead.follows("Send back for correction")
    lead.presses("Send back for correction")
    lead.sees("Tick at least one field, and say what is to be mended.")
    lead.ticks("House number and landmark")
    lead.page.locator("[name=house_reason]").fill(REASON)
    lead.presses("Send back for correction")
    lead.sees("The report went back to its reporter.")

    volunteer.is_looking = True
    volunteer.opens("/cases/reports/")
    volunteer.sees(number)
    volunteer.follows(TROUBLE.family)
    volunteer.sees(REASON)
    volunteer.follows(
        volunteer.words("Mend: %(field)s", field=volunteer.words("House number and landmark"))
    )
    assert volunteer.value_of("House number") == "7"
    volunteer.fills("Landmark near the home", "หลังที่อยู่ริมห้วย รั้วสังกะสีสีฟ้า")
    volunteer.presses("Save")
    volunteer.chooses("House number and landmark", "I have mended it")
    volunteer.presses("Send my answer")
    volunteer.sees("We have it; the sub-district volunteer is checking it")

    lead.opens("/cases/check/")
    lead.follows(TROUBLE.name)
    lead.sees("หลังที่อยู่ริมห้วย รั้วสังกะสีสีฟ้า")
    office.check(lead, TROUBLE)
