"""Somebody who has households and tasks in hand, and who leaves."""

from datetime import date

from asa.handover.models import Handover, HandoverItem
from asa.households.tests.factories import make_household
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.tasks.tests.factories import make_task
from asa.volunteers.actions import Order, end_volunteer
from asa.volunteers.codes import EndReason, StepKind, VolunteerState
from asa.volunteers.models import VolunteerStep
from asa.volunteers.tests.factories import make_volunteer

VILLAGE, OTHER_VILLAGE = "86010104", "86010105"
ON = date(2026, 11, 20)


def make_working(area=VILLAGE, **fields):
    """A volunteer of the register who signs in: the entry, and the user."""
    user = make_user(Role.VOLUNTEER, area, **fields)
    return make_volunteer(area, person=user.person), user


def give_work(user, *, households=1, tasks=1, area=VILLAGE):
    """Households in care, and tasks for the first of them."""
    homes = [make_household(area, house_no=str(40 + n), caretaker=user) for n in range(households)]
    place = homes[0] if homes else make_household(area)
    return homes, [make_task(user, place) for _n in range(tasks)]


def end(volunteer, by, *, reason=EndReason.RESIGNED, on=ON):
    return end_volunteer(volunteer, reason=reason, order=Order("ลาออก"), by=by, on=on)


def items_of(volunteer, **which):
    return list(
        HandoverItem.objects.filter(handover__volunteer=volunteer, **which).order_by("task", "pk")
    )


def make_handover(leaver, households, *, by, on=ON):
    """A handover of households in care, without asking anybody; the leaver's entry is made too."""
    volunteer = make_volunteer(VILLAGE, person=leaver.person, state=VolunteerState.ENDED)
    step = VolunteerStep.objects.create(
        volunteer=volunteer, kind=StepKind.ENDED, from_state="registered", to_state="ended", on=on,
        by=by,
    )  # fmt: skip
    handover = Handover.objects.create(
        volunteer=volunteer, leaver=leaver, step=step, leaving="ended", area=VILLAGE, left_on=on,
        opened_by=by,
    )  # fmt: skip
    for household in households:
        household.caretaker = leaver
        household.save()
        HandoverItem.objects.create(
            handover=handover, household=household, holder=leaver, due_on=on
        )
    return handover
