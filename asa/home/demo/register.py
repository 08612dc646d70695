"""Some of the register have left since they were taken in, as in every real register."""

from datetime import date, timedelta
from random import Random

from asa.people.models import User
from asa.volunteers.actions import Order, end_volunteer, suspend_volunteer
from asa.volunteers.codes import EndReason, VolunteerState
from asa.volunteers.models import Volunteer

ENDED, SUSPENDED = 0.06, 0.004
REASONS = (
    *(EndReason.DECEASED, EndReason.DECEASED, EndReason.RESIGNED, EndReason.RESIGNED),
    *(EndReason.LOST_QUALIFICATION, EndReason.NO_WORK),
)


def end_some(random: Random, *, by: User, on: date) -> None:
    """End and suspend a few volunteers who do not sign in, the older ones rather than the young."""
    # Whoever holds an office stays: the sample would put them back into it.
    found = Volunteer.objects.filter(
        state=VolunteerState.REGISTERED, person__user__isnull=True, offices__isnull=True
    )
    for volunteer in found.select_related("person").order_by("registration_no", "pk"):
        born = volunteer.person.birth_on
        odds = ENDED * (2 if born and born.year < 1955 else 0.6)
        chance, day = random.random(), on - timedelta(days=random.randint(10, 700))
        if volunteer.registered_on is None or volunteer.registered_on > day:
            continue
        if chance < odds:
            end_volunteer(volunteer, reason=random.choice(REASONS), by=by, on=day)
        elif chance > 1 - SUSPENDED:
            order = Order("อยู่ระหว่างตรวจสอบข้อเท็จจริง")
            suspend_volunteer(volunteer, order=order, by=by, on=day)
