"""Transfers to another province: one office asks, the other accepts or refuses."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.notices.actions import tell
from asa.people.models import User
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import covers
from asa.volunteers.actions.life import Order, move_volunteer
from asa.volunteers.actions.steps import check_day
from asa.volunteers.codes import TransferState, VolunteerState
from asa.volunteers.models import Transfer, Volunteer, VolunteerStep
from asa.volunteers.queries import (
    provinces_touched,
    register_areas,
    registrars_of,
    waiting_transfer,
)
from asa.volunteers.rules import (
    can_answer_transfer,
    can_ask_transfer,
    can_withdraw_transfer,
    may_still_transfer,
)

T = TransferState


@dataclass(frozen=True)
class Wish:
    """Where a volunteer is to work, from which day, and the order that says so."""

    to: Area
    on: date
    order: Order


@transaction.atomic
def ask_transfer(volunteer: Volunteer, *, wish: Wish, by: User, on: date) -> Transfer:
    """Ask the office of the other province for a volunteer's transfer; it is told."""
    volunteer.refresh_from_db(from_queryset=Volunteer.objects.select_for_update())
    origin, to = volunteer.area_id, wish.to
    allow(can_ask_transfer(by, volunteer, to))
    reason = written(wish.order.text, _("Write why, so that the other office can decide."))
    _check_place(to)
    if origin[:2] == to.pk[:2]:
        raise DomainError(_("This place is in the same province. Move the volunteer there."))
    if volunteer.state != VolunteerState.REGISTERED:
        raise DomainError(_("Only a registered volunteer moves. Reinstate the volunteer first."))
    check_day(volunteer, on=wish.on)
    if waiting_transfer(volunteer) is not None:
        raise DomainError(_("A transfer of this volunteer waits for its answer already."))
    # Who keeps both registers gives the volunteer away, and the other side answers.
    is_from_here = covers(register_areas(by), origin)
    sides = (origin, to.pk) if is_from_here else (to.pk, origin)
    asked = Transfer.objects.create(
        volunteer=volunteer, origin_id=origin, to=to, asking=sides[0][:2], answering=sides[1][:2],
        on=wish.on, order_no=wish.order.number, reason=reason, asked_by=by, asked_on=on,
    )  # fmt: skip
    _record(by, "transfer.asked", asked, on, reason)
    answerers = [one for one in registrars_of(sides[1]) if one.pk != by.pk]
    tell(answerers, kind="transfer.asked", area=sides[1], link=_page(asked))
    return asked


@transaction.atomic
def accept_transfer(transfer: Transfer, *, by: User, on: date) -> Transfer:
    """Say yes for the other office: the volunteer moves on the day that was asked for.

    The registration number stays. Whoever asked is told.
    """
    # The entry is held first, as by every step: a move made at this moment is waited for.
    volunteer = Volunteer.objects.select_for_update().get(pk=transfer.volunteer_id)
    allow(can_answer_transfer(by, transfer))
    transfer.move_to(T.ACCEPTED, answered_by=by, answered_on=on)
    if volunteer.area_id[:2] != transfer.origin_id[:2]:
        raise DomainError(_("The volunteer works in another province by now."))
    if not may_still_transfer(transfer.asked_by, transfer):
        raise DomainError(
            _("Whoever asked does not keep that register any more. Ask that office to ask anew.")
        )
    _check_place(transfer.to)
    move_volunteer(
        volunteer,
        to=transfer.to,
        by=by,
        on=transfer.on,
        order=Order(transfer.reason or "", transfer.order_no),
        agreed_with=transfer.asked_by,
    )
    _record(by, "transfer.accepted", transfer, on)
    _tell_asker(transfer, "transfer.accepted")
    return transfer


@transaction.atomic
def refuse_transfer(transfer: Transfer, *, reason: str, by: User, on: date) -> Transfer:
    """Say no for the other office, with the reason that whoever asked reads."""
    allow(can_answer_transfer(by, transfer))
    words = written(reason, _("Write why not, so that whoever asked can read it."))
    transfer.move_to(T.REFUSED, answered_by=by, answered_on=on, answer=words)
    _record(by, "transfer.refused", transfer, on, words)
    _tell_asker(transfer, "transfer.refused", reason=words)
    return transfer


@transaction.atomic
def withdraw_transfer(transfer: Transfer, *, by: User, on: date) -> Transfer:
    """Take back what one's own office asked for and nobody answered; the other is told."""
    allow(can_withdraw_transfer(by, transfer))
    transfer.move_to(T.WITHDRAWN, answered_by=by, answered_on=on)
    _record(by, "transfer.withdrawn", transfer, on)
    place = transfer.answering_place
    tell(registrars_of(place), kind="transfer.withdrawn", area=place)
    return transfer


@transaction.atomic
def lapse_transfer(step: VolunteerStep, *, by: User, on: date) -> None:
    """What waits is overtaken where the volunteer is registered no more or in another province.

    Part of a step of which the rule has been asked; both offices are told.
    """
    volunteer = step.volunteer
    waiting = waiting_transfer(volunteer)
    is_there = waiting is not None and volunteer.area_id[:2] == waiting.origin_id[:2]
    if waiting is None or (is_there and step.to_state == VolunteerState.REGISTERED):
        return
    waiting.move_to(T.LAPSED, answered_by=by, answered_on=on)
    _record(by, "transfer.lapsed", waiting, on)
    for place in (waiting.asking_place, waiting.answering_place):
        tell(registrars_of(place), kind="transfer.lapsed", area=place)


def _check_place(to: Area) -> None:
    if to.level not in (Level.TAMBON, Level.VILLAGE) or to.ended_on is not None:
        raise DomainError(_("Choose a sub-district or a village that is in force."))


def _record(by: User, verb: str, transfer: Transfer, on: date, words: str = "") -> None:
    """A line in the journal of each of the two provinces."""
    for place in provinces_touched(transfer.origin_id, transfer.to_id):
        journal.record(
            by, verb, transfer.volunteer, area=place, on=on,
            subject=transfer.volunteer.person_id if words else None, text=words,
            transfer=str(transfer.pk),
        )  # fmt: skip


def _tell_asker(transfer: Transfer, kind: str, reason: str = "") -> None:
    tell(
        [transfer.asked_by], kind=kind, area=transfer.asking_place, link=_page(transfer),
        reason=reason,
    )  # fmt: skip


def _page(transfer: Transfer) -> str:
    return reverse("volunteers:transfer", args=[transfer.pk])
