"""A volunteer ends; her lead asks a colleague, who says yes on her phone."""

import subprocess
import sys

import pytest

from tests.journeys.cast import VILLAGE
from tests.journeys.person import DESK, PHONE, marks

pytestmark = pytest.mark.journey

WORK = f"""
import django
django.setup()
from asa.common.thaidate import today
from asa.households.models import Household
from asa.people.actions import add_user, give_post, make_person, system_user
from asa.places.models import Area
from asa.tasks.actions import plan_visit
from asa.tasks.models import Task
from asa.volunteers.models import Volunteer
by, on = system_user(), today()
person = make_person(given_name="ลำเจียก", family_name="ชายทุ่ง", no_id_reason="บุคคลสมมุติ")
user = add_user(person, username="leaver", by=by)
village = Area.objects.get(pk="{VILLAGE}")
give_post(user, role="volunteer", area=village, started_on=on, by=by)
entry = Volunteer.objects.create(person=person, area=village, state="registered")
home = Household.objects.create(area=village, house_no="71/2", caretaker=user)
plan_visit(home, assignee=user, due_on=on, by=by)
print(entry.pk)
"""


@pytest.fixture
def leaver(site):
    """Somebody of the register with a household in care and a visit to make; her entry's key."""
    made = subprocess.run(
        [sys.executable, "-c", WORK],
        env=site.environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout.strip().splitlines()[-1]


def test_what_was_in_hand_is_previewed_offered_and_accepted(meet, leaver):
    officer = meet("officer", width=DESK).signs_in()
    officer.opens(f"/volunteers/{leaver}/end/")
    officer.sees(
        "Without an owner: %(households)s households in care, %(tasks)s open tasks",
        households=1, tasks=1,
    )  # fmt: skip
    officer.chooses("Reason", "Resigned")
    officer.presses("End the volunteer's work")
    officer.sees("The volunteer's work has ended.")
    lead = meet("tambon_lead", width=PHONE).signs_in()
    lead.opens("/handover/")
    lead.follows("Waits for a successor")
    boxes = lead.page.get_by_role("checkbox")
    assert boxes.count() == 2
    for place in range(2):
        marks(boxes.nth(place))
    marks(lead.page.get_by_role("radio", name="มะปราง"))
    lead.presses("Ask, and tell her")
    lead.sees("Offered to a successor")
    asked = meet("neighbour", width=PHONE).signs_in()
    asked.opens("/handover/")
    asked.follows("71/2")
    asked.chooses("Do you take it on?", "Yes, I take it on")
    asked.presses("Send the answer")
    asked.sees("It is yours now. You find it with your work.")
    asked.follows("71/2")
    asked.chooses("Do you take it on?", "No, I cannot")
    asked.fills("Reason", "ไปวันนั้นไม่ได้")
    asked.presses("Send the answer")
    asked.sees("Nothing is asked of you")
    lead.opens("/handover/")
    lead.follows("Waits for a successor")
    lead.sees("ไปวันนั้นไม่ได้")
    assert meet("ranong_officer", width=DESK, looking=False).signs_in().opens(lead.page.url) == 404
