"""A cohort: planned, opened for names, its list confirmed, held, or called off."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.bounds import check_fits, check_number
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.places.models import Area
from asa.training.actions.seats import hold_cohort, hold_quotas, hold_with_workshop
from asa.training.checks import check_days, check_seats
from asa.training.codes import SEATED, CohortState, EnrolmentState, WorkshopState
from asa.training.kinds import CANCELLED, CHANGED, CONFIRMED
from asa.training.models import Cohort, Enrolment, Skill, Workshop
from asa.training.rules import can_keep
from asa.training.telling import tell_of_opening, tell_people

# A workshop in these states may hold another cohort.
HOLDS_MORE = (
    WorkshopState.DRAFTED,
    WorkshopState.APPROVED,
    WorkshopState.OPEN,
    WorkshopState.RUNNING,
)
OVER = (CohortState.DONE, CohortState.CANCELLED)
ON_THE_LIST = (*SEATED, EnrolmentState.RESERVE)
# What a change of these tells everybody who has it in a calendar.
SHOWN_IN_CALENDARS = ("starts_on", "ends_on", "venue", "place_id")
MOST_DAYS, MOST_YEARS = 60, 20


@dataclass(frozen=True)
class CohortPlan:
    """Days, venue and seats of a cohort, and who may come."""

    starts_on: date
    ends_on: date
    venue: str
    place: Area
    seats: int
    names_until: date | None = None
    answer_days: int = 7
    registered_only: bool = True
    not_attended_years: int | None = None
    skills_needed: list[str] = field(default_factory=list)
    bring: str = ""


@transaction.atomic
def plan_cohort(workshop: Workshop, *, plan: CohortPlan, by: User, on: date) -> Cohort:
    """Add a cohort to a workshop, with the number that follows."""
    allow(can_keep(by, workshop))
    held = Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
    if held.state not in HOLDS_MORE:
        raise DomainError(
            _("This workshop is “%(old)s” already.") % {"old": held.get_state_display()}
        )
    _check(plan)
    last = held.cohorts.order_by("-number").values_list("number", flat=True).first()
    made = Cohort.objects.create(workshop=held, number=1 + (last or 0), **_fields(plan))
    _note(made, "cohort.planned", by=by, on=on, number=made.number)
    return made


@transaction.atomic
def change_cohort(cohort: Cohort, *, plan: CohortPlan, by: User, on: date) -> Cohort:
    """Change a cohort before it is held; a change of days or venue is told to all on its list."""
    allow(can_keep(by, cohort.workshop))
    held = hold_cohort(cohort)
    if held.state not in (CohortState.PLANNED, CohortState.OPEN, CohortState.CONFIRMED):
        raise DomainError(
            _("This cohort is “%(old)s” already.") % {"old": held.get_state_display()}
        )
    _check(plan)
    told = _fields(plan)
    _check_seats_fit(held, plan.seats)
    changed = sorted(name for name, value in told.items() if getattr(held, name) != value)
    _move_programme(held, plan)
    is_moved = any(name in SHOWN_IN_CALENDARS for name in changed)
    if held.state != CohortState.PLANNED:
        told["unassigned"] = held.unassigned + plan.seats - held.seats
    if is_moved:
        told |= {"sequence": held.sequence + 1, "changed_at": timezone.now()}
    for name, value in told.items():
        setattr(held, name, value)
    held.save(update_fields=[name.removesuffix("_id") for name in told])
    _note(held, "cohort.changed", by=by, on=on, fields=changed)
    if is_moved and held.state != CohortState.PLANNED:
        tell_people(_on_the_list(held), CHANGED)
    return held


def _move_programme(cohort: Cohort, plan: CohortPlan) -> None:
    """The parts of the programme stay on their day of the cohort, whatever its date is now."""
    later = plan.starts_on - cohort.starts_on
    parts = list(cohort.sessions.all())
    for part in parts:
        part.day += later
    if any(part.day > plan.ends_on and not part.is_cancelled for part in parts):
        raise DomainError(_("The programme has parts after the last day. Take them out first."))
    if later:
        bulk.update(parts, ["day"])


def _check_seats_fit(cohort: Cohort, seats: int) -> None:
    """Fewer seats than the quotas hold cannot be; once open they come from the unassigned."""
    in_quotas = sum(quota.seats for quota in hold_quotas(cohort))
    if seats < in_quotas:
        raise DomainError(
            _("The areas have %(n)s seats. Let them return some first.") % {"n": in_quotas}
        )


def _check(plan: CohortPlan) -> None:
    check_days(plan.starts_on, plan.ends_on, plan.names_until)
    check_seats(plan.seats)
    check_number((plan.ends_on - plan.starts_on).days, least=0, most=MOST_DAYS)
    check_number(plan.answer_days, least=1, most=MOST_DAYS)
    check_number(plan.not_attended_years, least=1, most=MOST_YEARS)
    check_fits(Cohort, venue=written(plan.venue, _("Write the venue.")), bring=plan.bring)
    known = set(Skill.objects.filter(pk__in=plan.skills_needed).values_list("pk", flat=True))
    if unknown := set(plan.skills_needed) - known:
        raise DomainError(_("Unknown skill: %(code)s") % {"code": ", ".join(sorted(unknown))})


def _fields(plan: CohortPlan) -> dict[str, object]:
    told = dict(vars(plan))
    place: Area = told.pop("place")
    return {**told, "venue": plan.venue.strip(), "place_id": place.pk}


@transaction.atomic
def open_cohort(cohort: Cohort, *, by: User, on: date) -> Cohort:
    """Accept names: the project is approved, and the quotas sum to the seats. Who may nominate
    is told.
    """
    allow(can_keep(by, cohort.workshop))
    held = hold_with_workshop(cohort)
    workshop = held.workshop
    if workshop.state not in (WorkshopState.APPROVED, WorkshopState.OPEN, WorkshopState.RUNNING):
        raise DomainError(_("The project is to be approved before names are accepted."))
    total = sum(quota.seats for quota in hold_quotas(held))
    if total != held.seats:
        raise DomainError(
            _("The areas together have %(total)s of %(seats)s seats. Share all of them first.")
            % {"total": total, "seats": held.seats}
        )
    held.move_to(CohortState.OPEN, unassigned=0)
    if workshop.state == WorkshopState.APPROVED:
        workshop.move_to(WorkshopState.OPEN)
        journal.record(by, "workshop.opened", workshop, area=workshop.owner_id, on=on)
    told = tell_of_opening(held, by=by, on=on)
    _note(held, "cohort.opened", by=by, on=on, seats=held.seats, told=told)
    return held


@transaction.atomic
def confirm_list(cohort: Cohort, *, by: User, on: date) -> Cohort:
    """Confirm the list: no more names; everybody with a seat is told."""
    allow(can_keep(by, cohort.workshop))
    held = hold_cohort(cohort)
    held.move_to(CohortState.CONFIRMED)
    # Whoever is taking a seat now is waited for: afterwards nobody takes one any more.
    hold_quotas(held)
    seated = list(_on_the_list(held).filter(state__in=SEATED))
    _note(held, "cohort.confirmed", by=by, on=on, seated=len(seated))
    tell_people(seated, CONFIRMED)
    return held


@transaction.atomic
def start_cohort(cohort: Cohort, *, by: User, on: date) -> Cohort:
    """Begin to hold a cohort, not before its first day."""
    allow(can_keep(by, cohort.workshop))
    if on < cohort.starts_on:
        raise DomainError(_("The first day is still to come."))
    held = hold_with_workshop(cohort)
    held.move_to(CohortState.RUNNING)
    workshop = held.workshop
    if workshop.state == WorkshopState.OPEN:
        workshop.move_to(WorkshopState.RUNNING)
        journal.record(by, "workshop.started", workshop, area=workshop.owner_id, on=on)
    _note(held, "cohort.started", by=by, on=on)
    return held


@transaction.atomic
def finish_cohort(cohort: Cohort, *, by: User, on: date) -> Cohort:
    """End a cohort on its last day or later; after the last cohort the workshop has been held."""
    allow(can_keep(by, cohort.workshop))
    if on < cohort.ends_on:
        raise DomainError(_("The last day is still to come."))
    held = hold_with_workshop(cohort)
    held.move_to(CohortState.DONE)
    _note(held, "cohort.finished", by=by, on=on)
    _end_with_the_last(held.workshop, by=by, on=on)
    return held


def _end_with_the_last(workshop: Workshop, *, by: User, on: date) -> None:
    """Of two last cohorts the one that ends later sees the other's end: the workshop is held."""
    is_over = not workshop.cohorts.exclude(state__in=OVER).exists()
    if is_over and workshop.state == WorkshopState.RUNNING:
        workshop.move_to(WorkshopState.DONE)
        journal.record(by, "workshop.finished", workshop, area=workshop.owner_id, on=on)


@transaction.atomic
def reopen_names(cohort: Cohort, *, reason: str, by: User, on: date) -> Cohort:
    """Accept names again where the list was confirmed too early; who nominates and was never told
    is told.
    """
    allow(can_keep(by, cohort.workshop))
    why = written(reason, _("Write why names are accepted again."))
    check_fits(Cohort, reason=why)
    held = hold_with_workshop(cohort)
    _check_stands(held, CohortState.CONFIRMED)
    if on >= held.starts_on:
        raise DomainError(_("The first day has come: who is at the door is swapped in there."))
    held.move_to(CohortState.OPEN, reason=why)
    told = tell_of_opening(held, by=by, on=on)
    _note(held, "cohort.reopened", by=by, on=on, told=told)
    return held


@transaction.atomic
def resume_cohort(cohort: Cohort, *, reason: str, by: User, on: date) -> Cohort:
    """Hold a cohort on that was ended too early; its workshop is then held again too."""
    allow(can_keep(by, cohort.workshop))
    why = written(reason, _("Write why the cohort goes on."))
    check_fits(Cohort, reason=why)
    held = hold_with_workshop(cohort)
    _check_stands(held, CohortState.DONE)
    workshop = held.workshop
    if workshop.state == WorkshopState.REPORTED:
        raise DomainError(_("The workshop is reported. Take the report back first."))
    held.move_to(CohortState.RUNNING, reason=why)
    if workshop.state == WorkshopState.DONE:
        workshop.move_to(WorkshopState.RUNNING)
        journal.record(by, "workshop.resumed", workshop, area=workshop.owner_id, on=on)
    _note(held, "cohort.resumed", by=by, on=on)
    return held


def _check_stands(cohort: Cohort, state: CohortState) -> None:
    """An act that takes a step back is not one that comes to the same state from before."""
    if cohort.state != state:
        raise DomainError(
            _("This cohort is “%(old)s” already.") % {"old": cohort.get_state_display()}
        )


@transaction.atomic
def cancel_cohort(cohort: Cohort, *, reason: str, by: User, on: date) -> Cohort:
    """Call a cohort off; everybody on its list is told, and calendars show it as cancelled."""
    allow(can_keep(by, cohort.workshop))
    why = written(reason, _("Write why it is cancelled."))
    check_fits(Cohort, reason=why)
    held = hold_with_workshop(cohort)
    held.move_to(
        CohortState.CANCELLED, reason=why, sequence=F("sequence") + 1, changed_at=timezone.now()
    )
    hold_quotas(held)
    _note(held, "cohort.cancelled", by=by, on=on)
    _end_with_the_last(held.workshop, by=by, on=on)
    tell_people(_on_the_list(held), CANCELLED)
    return held


def _on_the_list(cohort: Cohort) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(cohort=cohort, state__in=ON_THE_LIST).order_by("pk")


def _note(cohort: Cohort, verb: str, *, by: User, on: date, **data: Any) -> None:
    journal.record(by, verb, cohort, area=cohort.workshop.owner_id, on=on, **data)
