from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.notices.actions import tell
from asa.people.actions import system_user
from asa.people.models import Post, User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area
from asa.places.queries import within
from asa.reverification.codes import REMIND_DAYS, Answer, RoundState
from asa.reverification.filling import fill
from asa.reverification.kinds import OPENED, REMINDED
from asa.reverification.models import Entry, Round
from asa.reverification.queries import counts_of, overlapping, register_counts, waited_for
from asa.reverification.rules import LEVELS, can_keep_round
from asa.volunteers.queries import LEADS, REGISTRARS


@dataclass(frozen=True)
class Plan:
    """What a round is called, its first and its last day, and the order that says so."""

    name: str
    starts_on: date
    ends_on: date
    order_no: str = ""


@transaction.atomic
def plan_round(area: Area, *, plan: Plan, by: User, on: date) -> Round:
    """Plan a round of re-verification of a district, a province or the country."""
    allow(can_keep_round(by, area.pk))
    if area.level not in LEVELS or area.ended_on is not None:
        raise DomainError(_("Choose a district, a province or the country."))
    name = written(plan.name, _("Write what the round is called."))
    check_fits(Round, name=name, order_no=plan.order_no)
    if plan.ends_on < plan.starts_on or plan.ends_on < on:
        raise DomainError(_("The last day comes after the first, and is still to come."))
    made = Round.objects.create(
        name=name, area=area, starts_on=plan.starts_on, ends_on=plan.ends_on,
        order_no=plan.order_no, planned_by=by,
    )  # fmt: skip
    journal.record(by, "round.planned", made, area=area.pk, on=on)
    return made


@transaction.atomic
def open_round(found: Round, *, by: User, on: date) -> Round:
    """Open a round: its list is every current volunteer of the day, and the leads are told."""
    allow(can_keep_round(by, found.area_id))
    if on < found.starts_on:
        raise DomainError(_("The first day of the round is still to come."))
    if on > found.ends_on:
        raise DomainError(_("The last day of the round is over. Plan another one."))
    # One row for all rounds, so that of two that overlap the second waits and is told no.
    Area.objects.select_for_update().get(pk=WHOLE_COUNTRY)
    if overlapping(found.area_id).exclude(pk=found.pk).exists():
        raise DomainError(_("A round is open already for volunteers of this area. Close it first."))
    before = register_counts(found.area_id, on)
    found.move_to(RoundState.OPEN, opened_by=by, opened_on=on, before=before)
    listed = fill(found)
    journal.record(by, "round.opened", found, area=found.area_id, on=on, listed=listed)
    tell(
        _users(_posts_of_keepers(found, on).values("user")),
        kind=OPENED,
        area=found.area_id,
        link=_screen(found),
    )
    return found


@transaction.atomic
def close_round(found: Round, *, by: User, on: date) -> Round:
    """Close a round: what it counted is fixed, with the day, and nobody answers any more."""
    allow(can_keep_round(by, found.area_id))
    found.move_to(RoundState.CLOSED, closed_by=by, closed_on=on)
    counts = counts_of(Entry.objects.filter(round=found))
    found.published = {
        "answers": counts.as_json(),
        "listed": counts.total,
        "after": register_counts(found.area_id, on),
        "as_of": on.isoformat(),
    }
    found.save(update_fields=["published"])
    journal.record(by, "round.closed", found, area=found.area_id, on=on, answers=counts.as_json())
    return found


@transaction.atomic
def take_back_round(found: Round, *, reason: str, by: User, on: date) -> Round:
    """Take a round back that was planned or opened by mistake, before anybody answered."""
    allow(can_keep_round(by, found.area_id))
    why = written(reason, _("Write why the round is taken back."))
    check_fits(Round, reason=why)
    Round.objects.select_for_update().get(pk=found.pk)
    if found.entries.exclude(answer=Answer.WAITING).exists():
        raise DomainError(_("Somebody has answered already. Close the round instead."))
    found.move_to(RoundState.TAKEN_BACK, reason=why)
    journal.record(by, "round.taken_back", found, area=found.area_id, on=on)
    return found


@transaction.atomic
def remind_leads(*, on: date) -> int:
    """Three days before the last one, tell whoever still has to answer; tells how many people.

    Each round is reminded of once, also where a night was missed.
    """
    soon = Round.objects.filter(
        state=RoundState.OPEN, reminded_on__isnull=True, ends_on__lte=on + timedelta(REMIND_DAYS)
    )
    told = 0
    for found in soon.select_for_update():
        late = _users(waited_for(found, _posts_of_keepers(found, on)))
        told += len(tell(late, kind=REMINDED, area=found.area_id, link=_screen(found)))
        found.reminded_on = on
        found.save(update_fields=["reminded_on"])
        journal.record(
            system_user(), "round.reminded", found, area=found.area_id, on=on, told=len(late)
        )
    return told


def _posts_of_keepers(found: Round, on: date) -> QuerySet[Post]:
    """The posts of the leads inside the area, and of its provincial offices."""
    inside = Q(role__in=LEADS) & within("area_id", [found.area_id])
    offices = Q(role__in=REGISTRARS)
    if found.area_id != WHOLE_COUNTRY:
        offices &= Q(area_id=found.area_id[:2])
    return Post.objects.filter(inside | offices, Post.current_on(on), user__is_active=True)


def _users(keys: Any) -> list[User]:
    return list(User.objects.filter(pk__in=keys).order_by("pk"))


def _screen(found: Round) -> str:
    return reverse("reverification:ask", args=[found.pk])
