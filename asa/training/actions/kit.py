"""The days of a cohort arranged: rooms, meals, travel, and what travel cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits, check_number
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.codes import MOST_BEDS, MOST_ROOMS, SEATED, BudgetKind
from asa.training.models import BudgetLine, BudgetRate, Cohort, Enrolment, Room, Travel
from asa.training.queries.kit import guests_of, travel_pay, travel_rates, travel_sum
from asa.training.queries.lodging import Beds, Guest, propose_rooms, sex_of
from asa.training.rules import can_arrange


@dataclass(frozen=True)
class Stay:
    """What somebody needs: a room (None for none), a meal in words, and how she comes.

    rate: the way of travel, None where nothing is paid; kilometres where that is paid by distance,
    amount (baht) where it is paid as spent.
    """

    room: Room | None = None
    meal: str = ""
    rate: BudgetRate | None = None
    kilometres: Decimal | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Shared:
    """What came of sharing rooms out: how many have a room now, and who still has none."""

    given: int
    left: list[Enrolment]


@transaction.atomic
def add_rooms(cohort: Cohort, *, names: Sequence[str], beds: int, by: User, on: date) -> int:
    """Add rooms of so many beds each; a name that is there already is refused."""
    allow(can_arrange(by, cohort))
    check_number(beds, least=1, most=MOST_BEDS)
    wanted = [written(name, _("Write the number or the name of a room.")) for name in names]
    if not wanted:
        raise DomainError(_("Write the number or the name of a room."))
    if len(wanted) > MOST_ROOMS:
        raise DomainError(_("Add at most %(n)s rooms at a time.") % {"n": MOST_ROOMS})
    # Of two who add the same room, the second waits here and is told no.
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    known = set(cohort.rooms.values_list("name", flat=True))
    if twice := next((name for name in wanted if name in known or wanted.count(name) > 1), None):
        raise DomainError(_("Room %(name)s is there already.") % {"name": twice})
    for name in wanted:
        check_fits(Room, name=name)
    for name in wanted:
        Room.objects.create(cohort=cohort, name=name, beds=beds)
    _note(by, "room.added", cohort, on, rooms=len(wanted), beds=beds)
    return len(wanted)


@transaction.atomic
def remove_room(room: Room, *, by: User, on: date) -> None:
    """Take a room out of which nobody has a bed."""
    allow(can_arrange(by, room.cohort))
    removed, _kinds = Room.objects.filter(pk=room.pk, taken=0).delete()
    if not removed:
        raise DomainError(_("Somebody has a bed in this room. Give another one first."))
    _note(by, "room.removed", room.cohort, on, room=str(room.pk))


@transaction.atomic
def share_rooms(cohort: Cohort, *, by: User, on: date) -> Shared:
    """Give everybody who has no room a bed: people of a province together, women and men apart.

    Who has a room keeps it; whose sex nobody knows, and for whom no bed is left, is told.
    """
    allow(can_arrange(by, cohort))
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    guests = list(guests_of(cohort))
    rooms = {room.pk: room for room in Room.objects.filter(cohort=cohort).order_by("name")}
    beds = _beds(rooms.values(), guests)
    waiting = [guest for guest in guests if guest.room_id is None]
    asked = [Guest(one.pk, sex_of(one.person), str(one.area_id)[:2]) for one in waiting]
    proposed = propose_rooms(asked, beds)
    left = []
    for guest in waiting:
        room = rooms.get(proposed[guest.pk]) if guest.pk in proposed else None
        if room is None or not guest.change_room(room):
            left.append(guest)
    given = len(waiting) - len(left)
    _note(by, "rooms.shared", cohort, on, given=given, left=len(left))
    return Shared(given, left)


def _beds(rooms: Any, guests: list[Enrolment]) -> list[Beds]:
    """The rooms as far as they are filled; one with somebody of unknown sex is left alone."""
    found = {room.pk: Beds(room.pk, room.left) for room in rooms}
    for guest in guests:
        room = found.get(guest.room_id) if guest.room_id else None
        if room is None:
            continue
        sex = sex_of(guest.person)
        if room.sex not in (None, sex):
            room.left = 0
        room.sex = sex
        room.province = room.province or str(guest.area_id)[:2]
    return list(found.values())


@transaction.atomic
def note_stay(enrolment: Enrolment, *, stay: Stay, by: User, on: date) -> Enrolment:
    """Note the room, the meal and the travel of somebody with a seat; no room takes too many."""
    allow(can_arrange(by, enrolment.cohort))
    check_fits(Enrolment, meal=stay.meal)
    held = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if held.state not in SEATED:
        raise DomainError(_("Only who holds a seat of the cohort gets a room, meals and travel."))
    if stay.room is not None and stay.room.cohort_id != held.cohort_id:
        raise DomainError(_("This room belongs to another cohort."))
    if (stay.room.pk if stay.room else None) != held.room_id:
        if not held.change_room(stay.room):
            raise DomainError(_("No bed is left in this room. Choose another one."))
        _about(by, "room.given", held, on)
    held.meal = stay.meal.strip()
    held.save(update_fields=["meal"])
    _note_travel(held, stay, by, on)
    _about(by, "stay.noted", held, on)
    enrolment.refresh_from_db()
    return held


def _note_travel(held: Enrolment, stay: Stay, by: User, on: date) -> None:
    if stay.rate is None:
        Travel.objects.filter(enrolment=held).delete()
        return
    if stay.rate not in travel_rates(held.cohort):
        raise DomainError(_("This rate does not hold on the first day of the cohort."))
    kilometres, amount = travel_pay(stay.rate, kilometres=stay.kilometres, amount=stay.amount)
    told = {
        "rate": stay.rate, "kilometres": kilometres, "amount": amount,
        "noted_by": by, "noted_on": on,
    }  # fmt: skip
    Travel.objects.update_or_create(enrolment=held, defaults=told)


@transaction.atomic
def spend_travel(line: BudgetLine, *, paper_no: str, by: User, on: date) -> BudgetLine:
    """Write the sum of the travel lists of all cohorts as spent on the budget's line of travel."""
    cohort = line.workshop.cohorts.order_by("number").first()
    allow(cohort is not None and can_arrange(by, cohort))
    if line.kind != BudgetKind.TRAVEL:
        raise DomainError(_("This is not the line of travel."))
    check_fits(BudgetLine, paper_no=paper_no)
    held = BudgetLine.objects.select_for_update().get(pk=line.pk)
    held.spent, held.paper_no = travel_sum(line.workshop), paper_no.strip() or held.paper_no
    held.save(update_fields=["spent", "paper_no"])
    area = str(line.workshop.owner_id)
    journal.record(by, "travel.spent", held, area=area, on=on, spent=str(held.spent))
    return held


def _note(by: User, verb: str, cohort: Cohort, on: date, **data: Any) -> None:
    journal.record(by, verb, cohort, area=str(cohort.workshop.owner_id), on=on, **data)


def _about(by: User, verb: str, held: Enrolment, on: date) -> None:
    area = str(held.cohort.workshop.owner_id)
    journal.record(by, verb, held, area=area, on=on, subject=held.person_id)
