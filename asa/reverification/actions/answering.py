from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.places.codes import DIGITS, Level
from asa.places.models import Area
from asa.reverification.checks import check_place
from asa.reverification.codes import WHY_ENDED, Answer, RoundState
from asa.reverification.models import Entry, Round
from asa.reverification.queries import answerable_by
from asa.reverification.rules import can_answer

TAMBON = DIGITS[Level.TAMBON]


@dataclass(frozen=True)
class Said:
    """What is said of a volunteer, and what the page showed before (`was`)."""

    answer: Answer
    was: Answer = Answer.WAITING
    moved_to: Area | None = None
    end_reason: str = ""
    note: str = ""


@transaction.atomic
def answer_entry(entry: Entry, *, said: Said, by: User, on: date) -> Entry:
    """Say of a volunteer that she is there, has moved, has stopped or was not found.

    An answer may be changed until the office has decided about it, while the round is open.
    """
    _hold_open(entry.round_id)
    allow(can_answer(by, entry))
    _check(said)
    written = Entry.objects.filter(pk=entry.pk).move_to(
        said.answer,
        was=[said.was],
        answered_on=on,
        answered_by=by,
        moved_to=said.moved_to if said.answer == Answer.MOVED else None,
        end_reason=said.end_reason if said.answer == Answer.ENDED else "",
    )
    if not written:
        raise DomainError(_("Somebody else has just answered. Look at the answer before."))
    entry.refresh_from_db()
    entry.note = said.note.strip() or None
    entry.save(update_fields=["note"])
    journal.record(
        by, "round.answered", entry.volunteer, area=entry.area_id, on=on,
        round=str(entry.round_id), answer=said.answer.value, before=said.was.value,
        reason=entry.end_reason,
    )  # fmt: skip
    return entry


def _check(said: Said) -> None:
    if said.answer == Answer.WAITING:
        raise DomainError(_("Choose an answer."))
    if said.answer == Answer.MOVED and said.moved_to is None and not said.note.strip():
        raise DomainError(_("Write where to: the place, or what is known of it as a note."))
    if said.answer == Answer.MOVED and said.moved_to is not None:
        check_place(said.moved_to)
    if said.answer == Answer.ENDED and said.end_reason not in WHY_ENDED:
        raise DomainError(_("Choose why the volunteer has stopped."))


@transaction.atomic
def confirm_entries(found: Round, *, volunteers: Sequence[UUID], by: User, on: date) -> int:
    """Confirm several volunteers who were ticked; tells how many still waited for an answer."""
    if not volunteers:
        raise DomainError(_("Tick whom you confirm."))
    _hold_open(found.pk)
    mine = answerable_by(by).filter(round=found, volunteer__in=volunteers)
    asked = list(mine.order_by("area_id", "pk").values_list("pk", "volunteer_id", "area_id"))
    allow(len(asked) == len(set(volunteers)))
    tambon = asked[0][2][:TAMBON]
    if any(area[:TAMBON] != tambon for _key, _who, area in asked):
        raise DomainError(_("Confirm the volunteers of one sub-district at a time."))
    confirmed = Entry.objects.filter(pk__in=[key for key, _who, _area in asked]).move_to(
        Answer.CONFIRMED, was=[Answer.WAITING], answered_on=on, answered_by=by
    )
    journal.record(
        by, "round.confirmed", found, area=asked[0][2] if len(asked) == 1 else tambon, on=on,
        volunteers=[str(who) for _key, who, _area in asked], confirmed=confirmed,
    )  # fmt: skip
    return confirmed


def _hold_open(round_key: UUID) -> None:
    """The round stays open until the answer is written: who closes it waits for that."""
    held = Round.objects.select_for_update().get(pk=round_key)
    if held.state != RoundState.OPEN:
        raise DomainError(_("This round is not open. Nobody can answer in it."))
