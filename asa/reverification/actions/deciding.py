from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.places.models import Area
from asa.reverification.checks import check_place
from asa.reverification.codes import Answer, Outcome
from asa.reverification.models import Entry
from asa.reverification.queries import proposals_for
from asa.reverification.rules import can_decide
from asa.volunteers.actions import Order, end_volunteer, move_volunteer, suspend_volunteer
from asa.volunteers.codes import EndReason


@transaction.atomic
def carry_out(entry: Entry, *, order: Order, by: User, on: date, to: Area | None = None) -> Entry:
    """Change the register as an answer asks: end, move or suspend the volunteer.

    to: where a volunteer moves whose new place the answer does not name.
    """
    allow(can_decide(by, entry))
    if not proposals_for(by, on).filter(pk=entry.pk).exists():
        raise DomainError(_("Nothing waits to be decided here any more."))
    entry.move_to(Outcome.DONE, decided_by=by, decided_on=on)
    _change_register(entry, order=order, by=by, on=on, to=to or entry.moved_to)
    _note(entry, "round.carried_out", by=by, on=on, order_no=order.number)
    return entry


def _change_register(entry: Entry, *, order: Order, by: User, on: date, to: Area | None) -> None:
    volunteer = entry.volunteer
    if entry.answer == Answer.ENDED:
        reason = EndReason(entry.end_reason)
        end_volunteer(volunteer, reason=reason, by=by, on=on, order=order)
    elif entry.answer == Answer.NOT_FOUND:
        suspend_volunteer(volunteer, order=order, by=by, on=on)
    elif to is None:
        raise DomainError(_("Nobody has said where to. Choose the place."))
    else:
        check_place(to)
        move_volunteer(volunteer, to=to, by=by, on=on, order=order)


@transaction.atomic
def decline(entry: Entry, *, reason: str, by: User, on: date) -> Entry:
    """Leave the register as it is, with the reason for whoever answered."""
    allow(can_decide(by, entry))
    why = written(reason, _("Write why not, so that whoever answered can read it."))
    check_fits(Entry, decision_reason=why)
    if entry.answer in (Answer.WAITING, Answer.CONFIRMED):
        raise DomainError(_("Nothing waits to be decided here any more."))
    entry.move_to(Outcome.DECLINED, decided_by=by, decided_on=on, decision_reason=why)
    _note(entry, "round.declined", by=by, on=on)
    return entry


def _note(entry: Entry, verb: str, *, by: User, on: date, **data: Any) -> None:
    journal.record(
        by, verb, entry.volunteer, area=entry.area_id, on=on,
        round=str(entry.round_id), answer=entry.answer, **data,
    )  # fmt: skip


@dataclass
class Carried:
    """Which of several were carried out, and what the others lack."""

    done: list[Entry] = field(default_factory=list)
    left: list[tuple[Entry, str]] = field(default_factory=list)


@transaction.atomic
def carry_out_each(entries: Iterable[Entry], *, order: Order, by: User, on: date) -> Carried:
    """Carry out several; one that cannot be is left as it was, and said with its reason."""
    result = Carried()
    for entry in entries:
        try:
            with transaction.atomic():
                carry_out(entry, order=order, by=by, on=on)
        except DomainError as error:
            result.left.append((entry, str(error)))
        except PermissionDenied:
            result.left.append((entry, _("Another office has to do this.")))
        else:
            result.done.append(entry)
    return result
