"""What the papers of the day say: who has a seat, the rooms, the meals, and the travel."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from asa.common.bounds import check_amount
from asa.common.errors import DomainError
from asa.training.codes import BY_DISTANCE, MOST_KILOMETRES, SEATED, BudgetKind
from asa.training.models import BudgetLine, BudgetRate, Cohort, Enrolment, Room, Travel, Workshop

_SATANG = Decimal("0.01")


def guests_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Everybody with a seat, by province and name, with room and travel."""
    seated = Enrolment.objects.filter(cohort=cohort, state__in=SEATED)
    related = seated.select_related("person", "quota", "room", "travel__rate")
    return related.order_by("area", "person__sort_key", "pk")


def rooms_of(cohort: Cohort) -> list[tuple[Room, list[Enrolment]]]:
    """The rooms in their order, each with who sleeps there; two questions."""
    guests: dict[UUID, list[Enrolment]] = {}
    for guest in guests_of(cohort).filter(room__isnull=False):
        if guest.room_id is not None:
            guests.setdefault(guest.room_id, []).append(guest)
    rooms = Room.objects.filter(cohort=cohort)
    return [(room, guests.get(room.pk, [])) for room in sorted(rooms, key=_by_number)]


def _by_number(room: Room) -> tuple[int, str]:
    """402 before 1001: shorter names come first."""
    return len(room.name), room.name


def meals_of(guests: Iterable[Enrolment]) -> list[tuple[str, list[Enrolment]]]:
    """Who wishes which meal, by the words of the wish; without any ("") first."""
    found: dict[str, list[Enrolment]] = {"": []}
    for guest in guests:
        found.setdefault(guest.meal, []).append(guest)
    return sorted(found.items())


def travel_rates(cohort: Cohort) -> list[BudgetRate]:
    """The ways of travel with their rates in force on the first day of a cohort, by name."""
    day = cohort.starts_on
    rates = BudgetRate.objects.filter(kind=BudgetKind.TRAVEL, started_on__lte=day)
    in_force = rates.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
    newest: dict[str, BudgetRate] = {}
    for rate in in_force.order_by("code", "started_on"):
        newest[rate.code] = rate
    return list(newest.values())


def travel_pay(
    rate: BudgetRate, *, kilometres: Decimal | None, amount: Decimal | None
) -> tuple[Decimal | None, Decimal]:
    """What is paid for a way, in baht, beside the kilometres where it is paid by distance."""
    if rate.code in BY_DISTANCE:
        if kilometres is None or not 0 < kilometres <= MOST_KILOMETRES:
            raise DomainError(_("Write how many kilometres it is there and back."))
        return kilometres, (kilometres * rate.amount).quantize(_SATANG, ROUND_HALF_UP)
    if amount is None:
        raise DomainError(_("Write what was paid, in baht."))
    check_amount(amount, at_most=rate.amount)
    return None, amount


def travel_sum(workshop: Workshop) -> Decimal:
    """What is paid for the travel of everybody with a seat, in all cohorts of a workshop."""
    paid = Travel.objects.filter(
        enrolment__cohort__workshop=workshop, enrolment__state__in=SEATED
    ).aggregate(sum=Sum("amount"))
    return Decimal(paid["sum"] or 0)


def travel_line(workshop: Workshop) -> BudgetLine | None:
    """The line of the budget that travel is paid from: the first of its kind."""
    return workshop.budget_lines.filter(kind=BudgetKind.TRAVEL).order_by("pk").first()
