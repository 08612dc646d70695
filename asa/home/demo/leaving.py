"""Two volunteers leave: what one had in hand waits to be offered, the other's is half accepted."""

from datetime import date, timedelta

from asa.handover.actions import (
    TermDays,
    accept_item,
    change_term,
    decline_item,
    offer_item,
    watch_handovers,
)
from asa.handover.models import HandoverItem
from asa.handover.queries import takers_of
from asa.home.demo.people import Cast
from asa.people.models import User
from asa.volunteers.actions import Order, end_volunteer
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer

ENOUGH = 2
TOO_FAR = "บ้านอยู่คนละฝั่งคลอง ไปเยี่ยมประจำไม่ไหว"


def let_some_leave(cast: Cast, on: date) -> None:
    """One died three weeks ago and nothing is offered yet; one resigned, and some is accepted."""
    found = [
        (tambon, user)
        for tambon, user in sorted(cast.volunteers.items())
        if tambon != cast.home and tambon in cast.tambon_leads and _has_enough(user)
    ]
    if len(found) < ENOUGH:
        return
    (_place, dead), (resigned_at, resigned) = found[:ENOUGH]
    officer = cast.users["officer"]
    _end(dead, EndReason.DECEASED, officer, on - timedelta(21))
    _end(resigned, EndReason.RESIGNED, officer, on - timedelta(6))
    _hand_over(resigned, cast.tambon_leads[resigned_at], on)
    watch_handovers(on=on)


def set_days_to_come(cast: Cast, on: date) -> None:
    """The department gives handovers ten days from next month on; what is open keeps its days."""
    days = TermDays(days=10, days_until_office=5, days_to_give_back=7)
    change_term(
        days=days, started_on=on + timedelta(40), by=cast.users["department"], on=on - timedelta(3)
    )


def _has_enough(user: User) -> bool:
    return user.person is not None and user.tasks.filter(state="open").count() >= ENOUGH


def _end(user: User, reason: EndReason, officer: User, on: date) -> None:
    volunteer = Volunteer.objects.get(person=user.person_id)
    end_volunteer(volunteer, reason=reason, order=Order("ตามคำสั่งจังหวัด"), by=officer, on=on)
    user.forget_posts()


def _hand_over(leaver: User, lead: User, on: date) -> None:
    """The lead takes on the first herself, declines the second, and is asked for the third."""
    items = HandoverItem.objects.filter(handover__leaver=leaver).order_by("pk")
    for number, item in enumerate(items[:3]):
        near = [one.user for one in takers_of(item, lead, on=on)]
        if not near:
            return
        offer_item(item, to=near[0], by=lead, on=on - timedelta(4))
        if number == 0:
            accept_item(item, by=near[0], on=on - timedelta(2))
        elif number == 1:
            decline_item(item, reason=TOO_FAR, by=near[0], on=on - timedelta(2))
