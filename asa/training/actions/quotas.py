"""Seats shared among areas, returned where nobody comes, and offered on."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.actions import system_user
from asa.people.models import User
from asa.places.models import Area, Region
from asa.training.actions.answering import tell_of_moving_up
from asa.training.actions.seats import fill_from_reserve, hold_cohort, hold_quotas
from asa.training.codes import PASSING, CohortState, EnrolmentState
from asa.training.models import Cohort, Quota
from asa.training.queries import share_out
from asa.training.rules import can_keep, can_nominate
from asa.training.telling import tell_of_missing, tell_of_returned

# An area, a region, and how many seats.
Shares = Mapping[Area | Region, int]


@transaction.atomic
def set_quotas(cohort: Cohort, *, shares: Shares, by: User, on: date) -> list[Quota]:
    """Share the seats of a planned cohort among areas and regions, within its seats."""
    allow(can_keep(by, cohort.workshop))
    held = hold_cohort(cohort)
    if held.state != CohortState.PLANNED:
        raise DomainError(_("Names are accepted already: return seats and offer them on instead."))
    wanted = {place: seats for place, seats in shares.items() if seats}
    total = sum(wanted.values())
    if any(seats < 0 for seats in wanted.values()) or total > held.seats:
        raise DomainError(
            _("The areas together have %(total)s seats, and the cohort %(seats)s. Take some away.")
            % {"total": total, "seats": held.seats}
        )
    Quota.objects.filter(cohort=held).delete()
    made = [
        Quota.objects.create(cohort=held, seats=seats, **_of(place))
        for place, seats in wanted.items()
    ]
    _note(held, "cohort.quotas_set", by=by, on=on, quotas=len(made), seats=total)
    return made


def _of(place: Area | Region) -> dict[str, Area | Region]:
    return {"area": place} if isinstance(place, Area) else {"region": place}


@transaction.atomic
def return_seats(quota: Quota, *, seats: int, by: User, on: date) -> Quota:
    """Give seats of a quota back that nobody will take, so that others can have them."""
    allow(can_nominate(by, quota))
    cohort = hold_cohort(quota.cohort)
    _check_is_open(cohort)
    held = _held(cohort, quota)
    if not 1 <= seats <= held.left:
        raise DomainError(
            _("%(left)s seats are free in this list. Return one of them at least.")
            % {"left": held.left}
        )
    _move(cohort, held, -seats)
    _note(cohort, "cohort.seats_returned", by=by, on=on, quota=str(held.pk), seats=seats)
    quota.refresh_from_db()
    return quota


@transaction.atomic
def offer_seats(quota: Quota, *, seats: int, by: User, on: date) -> Quota:
    """Give returned seats to a quota: its reserve moves up at once."""
    allow(can_keep(by, quota.cohort.workshop))
    cohort = hold_cohort(quota.cohort)
    _check_is_open(cohort)
    if not 1 <= seats <= cohort.unassigned:
        raise DomainError(
            _("%(left)s returned seats are there to be offered.") % {"left": cohort.unassigned}
        )
    _offer(cohort, _held(cohort, quota), seats, by=by, on=on)
    quota.refresh_from_db()
    return quota


@transaction.atomic
def share_out_seats(cohort: Cohort, *, by: User, on: date) -> int:
    """Offer the returned seats to the areas that have a reserve, by share of it; tells how many."""
    allow(can_keep(by, cohort.workshop))
    held = hold_cohort(cohort)
    _check_is_open(held)
    quotas = {quota.pk: quota for quota in hold_quotas(held)}
    waiting = _reserves(held)
    if not held.unassigned or not waiting:
        raise DomainError(_("There is no returned seat, or nobody waits for one."))
    shares = share_out(held.unassigned, waiting, at_most=waiting)
    for key, seats in shares.items():
        if seats:
            _offer(held, quotas[key], seats, by=by, on=on)
    return sum(shares.values())


@transaction.atomic
def return_unused(cohort: Cohort, *, on: date) -> int:
    """After the last day for names, give back every seat that nobody holds; tells how many."""
    held = hold_cohort(cohort)
    if held.state not in PASSING or held.names_until is None or on <= held.names_until:
        return 0
    returned = 0
    for quota in hold_quotas(held):
        if left := quota.left:
            _move(held, quota, -left)
            returned += left
    if returned:
        _note(held, "cohort.seats_returned", by=system_user(), on=on, seats=returned)
        tell_of_returned(held)
    return returned


def _reserves(cohort: Cohort) -> dict[UUID, int]:
    waiting = Q(enrolments__state=EnrolmentState.RESERVE)
    counted = Quota.objects.filter(cohort=cohort).annotate(n=Count("enrolments", filter=waiting))
    return dict(counted.filter(n__gt=0).order_by("pk").values_list("pk", "n"))


def _offer(cohort: Cohort, quota: Quota, seats: int, *, by: User, on: date) -> None:
    _move(cohort, quota, seats)
    _note(cohort, "cohort.seats_offered", by=by, on=on, quota=str(quota.pk), seats=seats)
    moved_up = fill_from_reserve(quota, on=on)
    tell_of_moving_up(moved_up, by=by, on=on)
    if len(moved_up) < seats:
        tell_of_missing([quota], on)


def _move(cohort: Cohort, quota: Quota, seats: int) -> None:
    """Both are held: what a quota gains the unassigned lose, and the other way round."""
    quota.seats += seats
    quota.save(update_fields=["seats"])
    cohort.unassigned -= seats
    cohort.save(update_fields=["unassigned"])


def _held(cohort: Cohort, quota: Quota) -> Quota:
    return next(one for one in hold_quotas(cohort) if one.pk == quota.pk)


def _check_is_open(cohort: Cohort) -> None:
    if cohort.state not in PASSING:
        raise DomainError(
            _("This cohort is “%(old)s” already.") % {"old": cohort.get_state_display()}
        )


def _note(cohort: Cohort, verb: str, *, by: User, on: date, **data: Any) -> None:
    journal.record(by, verb, cohort, area=cohort.workshop.owner_id, on=on, **data)
