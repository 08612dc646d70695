"""Taking back a list of moves and endings: each step by the act that does it on a page."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from asa.common.bulk import in_chunks
from asa.common.errors import DomainError, allow
from asa.common.imports import Progress
from asa.common.imports.taking_back import Kept, TakenBack, take_back
from asa.common.models import ImportBatch
from asa.common.thaidate import thai_date
from asa.people.models import User
from asa.volunteers.actions import take_step_back
from asa.volunteers.models import Volunteer, VolunteerStep
from asa.volunteers.queries import last_step
from asa.volunteers.rules import can_take_back_import


def take_back_changes(
    batch: ImportBatch,
    *,
    by: User,
    on: date,
    reason: str = "",
    trial: bool = False,
    progress: Progress | None = None,
) -> TakenBack:
    """Take back a list of moves and endings; a trial does it and lets nothing stay.

    A step after which another was taken stays, and so does one that ended what cannot be given
    again by now: an office that somebody else holds, or a post that the actor gives to nobody.
    """
    allow(can_take_back_import(by, batch))
    # Of a trial nothing stays, also not these words.
    words = reason or _("Look what would be taken back")

    def take(did: dict[str, Any], done: TakenBack) -> None:
        pairs = [(UUID(volunteer), UUID(step)) for volunteer, step in did["steps"]]
        for some in in_chunks(reversed(pairs)):
            # All in one order: of two who take back lists with the same people the second waits.
            locked = Volunteer.objects.select_for_update().order_by("pk")
            list(locked.filter(pk__in=[key for key, _step in some]).only("pk"))
            for volunteer, step in some:
                if why := _taken_back(volunteer, step, words, by=by, on=on):
                    done.kept.append(Kept(str(volunteer), why))
                done.returned += not why

    return take_back(batch, take, by=by, on=on, reason=reason, trial=trial, progress=progress)


def _taken_back(volunteer: UUID, key: UUID, words: str, *, by: User, on: date) -> str:
    """Take one step back; "" or, in a sentence, why it stays."""
    step = VolunteerStep.objects.select_related("volunteer__person").filter(pk=key).first()
    if step is None:
        return _("The entry is not in the register any more.")
    if step.volunteer_id != volunteer:
        return _("The entry was joined with that of another person since.")
    if why := _is_not_the_last(step):
        return why
    try:
        with transaction.atomic():
            back = take_step_back(step.volunteer, reason=words, by=by, on=on, only=key)
            if back.details.get("missing"):
                raise DomainError(_not_whole())
    except PermissionDenied:
        return _not_theirs(is_own=by.person_id == step.volunteer.person_id)
    except DomainError as error:
        return str(error)
    return ""


def _is_not_the_last(step: VolunteerStep) -> str:
    """What came after a step, in a sentence; "" where nothing did."""
    if VolunteerStep.objects.filter(takes_back=step.pk).exists():
        return _("This step was taken back already.")
    last = last_step(step.volunteer)
    if last is None or last.pk == step.pk:
        return ""
    told = {"what": last.get_kind_display(), "day": thai_date(last.on)}
    return _("Changed since: %(what)s, on %(day)s.") % told


def _not_theirs(*, is_own: bool) -> str:
    if is_own:
        return _("You may not change this entry: nobody changes one's own.")
    return _("The register of this place is kept by its provincial office.")


def _not_whole() -> str:
    return _(
        "An area of work, an office or a post that ended with it cannot be given again by now."
        " Take the step back on the volunteer's page."
    )
