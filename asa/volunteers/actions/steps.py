"""How a step of a volunteer's life is written: state, story and journal in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits, check_has_come
from asa.common.errors import DomainError
from asa.common.thaidate import thai_date
from asa.people.models import User
from asa.volunteers.actions.activities import refresh_standing
from asa.volunteers.codes import StepKind, VolunteerState
from asa.volunteers.models import SignUpDay, Volunteer, VolunteerStep
from asa.volunteers.queries import last_step, provinces_touched
from asa.volunteers.signals import volunteer_stepped


@dataclass(frozen=True)
class NewStep:
    """What is told of a step, beside by whom and on which day it was taken."""

    kind: StepKind
    to: VolunteerState
    order_no: str = ""
    reason: str = ""
    text: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    sign_up_day: SignUpDay | None = None
    takes_back: VolunteerStep | None = None
    # The place that the step leaves, where it leads elsewhere.
    left: str = ""


@transaction.atomic
def take_step(
    volunteer: Volunteer,
    *,
    step: NewStep,
    come_from: Collection[VolunteerState],
    by: User,
    on: date,
    **changes: Any,
) -> VolunteerStep:
    """Move a volunteer from one of some states to the next, and tell the story and the journal.

    The rule has been asked by then. Of two people who act at once the second is told no.
    """
    check_day(volunteer, on=on)
    before = volunteer.state
    # A state that may not come before this step is refused by the same sentence as a late try.
    only_from = before if before in come_from else "nowhere"
    volunteer.move_to(step.to, only_from=only_from, **changes)
    return write_step(volunteer, step=step, before=before, by=by, on=on)


@transaction.atomic
def write_step(
    volunteer: Volunteer, *, step: NewStep, before: str, by: User, on: date
) -> VolunteerStep:
    """Write what has happened into the story of a life and into the journal."""
    check_fits(VolunteerStep, order_no=step.order_no)
    written = VolunteerStep.objects.create(
        volunteer=volunteer,
        kind=step.kind,
        from_state=before,
        to_state=step.to,
        on=on,
        order_no=step.order_no,
        reason=step.reason,
        details=step.details,
        text=step.text or None,
        sign_up_day=step.sign_up_day,
        takes_back=step.takes_back,
        by=by,
    )
    if step.to == VolunteerState.REGISTERED:
        # Who is new, came back or moved to another province stands by another formula or day.
        refresh_standing(volunteer)
    told = {"reason": str(step.reason)} if step.reason else {}
    if step.takes_back is not None:
        told["step"] = step.takes_back.kind
    for place in provinces_touched(step.left, volunteer.area_id):
        journal.record(
            by, f"volunteer.{step.kind}", volunteer, area=place, on=on,
            subject=volunteer.person_id, text=step.text, **told,
        )  # fmt: skip
    volunteer_stepped.send(VolunteerStep, step=written, by=by, on=on)
    return written


@transaction.atomic
def check_day(volunteer: Volunteer, *, on: date) -> None:
    """Stop a step that would lie in the future or before the step that it follows."""
    check_has_come(on)
    last = last_step(volunteer)
    first_day = last.on if last is not None else volunteer.registered_on
    if first_day is not None and on < first_day:
        raise DomainError(
            _("The step before it was on %(day)s. Choose that day or a later one.")
            % {"day": thai_date(first_day)}
        )
