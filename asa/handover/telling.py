"""What is told and written down of handovers: to whom, on which page, in which words."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from asa.handover.models import Handover, HandoverItem
from asa.handover.queries import can_read_of, first_before, team_of
from asa.notices.actions import tell
from asa.people.models import User


def tell_first(
    kind: str, handover: Handover, items: Iterable[HandoverItem] | QuerySet[HandoverItem], on: date
) -> None:
    """Who is to see to the items: lead or office of each place, the team of a sealed household."""
    users: list[User] = []
    places = set()
    for item in items:
        if item.household.is_sealed:
            users += team_of(item.household, on)
        else:
            places.add(area_of(item)[:6])
    for place in sorted(places):
        users += first_before(place, on)[1]
    tell(users, kind=kind, area=handover.area, link=page_of(handover))


def tell_givers(giver: User | None, kind: str, item: HandoverItem, words: str, on: date) -> None:
    """Whoever offered it, while working there; else who is first to see to it now."""
    reads = giver is not None and can_read_of(giver, area_of(item), on)
    users = [giver] if giver is not None and reads else first_before(area_of(item), on)[1]
    tell(users, kind=kind, area=area_of(item), link=page_of(item.handover), reason=words)


def tell_if_reads(user: User, kind: str, handover: Handover, area: str, on: date) -> None:
    """Only who could open the page is told of it."""
    if can_read_of(user, area, on):
        tell([user], kind=kind, area=area, link=page_of(handover))


def area_of(item: HandoverItem) -> str:
    """Where the household of an item lies."""
    return str(item.household.area_id)


def page_of(handover: Handover) -> str:
    """The address of the page of a handover."""
    return reverse("handover:show", args=[handover.pk])


def overdue_page() -> str:
    """The address of the list of what has been without an owner for too long."""
    return f"{reverse('handover:list')}?show=overdue"
