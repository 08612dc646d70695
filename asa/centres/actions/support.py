"""What is agreed with a volunteer, and the visits of the coordinator who supports her."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.centres.codes import MOST_A_MONTH, Answer
from asa.centres.kinds import SUPERVISED, TARGET, VISIT_SOON, VISITED_SOON
from asa.centres.models import Looked, Supervision, Target
from asa.centres.queries import month_of, questions_on, users_of, visits_to_remind
from asa.centres.rules import can_supervise, can_withdraw_supervision
from asa.common import journal
from asa.common.bounds import check_fits, check_has_come, check_number
from asa.common.errors import DomainError, allow, written
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import User
from asa.people.queries import holders
from asa.volunteers.codes import ActivityKind, VolunteerState
from asa.volunteers.models import Volunteer


@dataclass(frozen=True)
class Goal:
    """How often a month a volunteer will do something; kind "": reports of every kind."""

    per_month: int
    agreed_on: date
    # Any day of the first month for which it holds.
    from_month: date
    kind: ActivityKind | str = ""
    note: str = ""


@dataclass(frozen=True)
class Visit:
    """What a coordinator saw at a volunteer's, by the checklist, and what the two agreed."""

    visited_on: date
    agreed: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    strengths: str = ""
    hardships: str = ""
    wants_help: bool = False
    next_on: date | None = None


@transaction.atomic
def set_target(volunteer: Volunteer, *, goal: Goal, by: User, on: date) -> Target:
    """Write down what was agreed with a volunteer, from a month on; the target of before ends."""
    allow(can_supervise(by, volunteer))
    held = _registered(volunteer)
    check_number(goal.per_month, least=1, most=MOST_A_MONTH)
    check_has_come(goal.agreed_on, on)
    begins = month_of(goal.from_month)
    if begins < month_of(on):
        raise DomainError(_("A target holds from this month or a later one."))
    current = Target.objects.filter(volunteer=held, kind=goal.kind, ended_on__isnull=True).first()
    if current is not None:
        _end_before(current, goal, begins)
    target = Target.objects.create(
        volunteer=held, kind=goal.kind, per_month=goal.per_month, started_on=begins,
        agreed_on=goal.agreed_on, note=goal.note.strip() or None, set_by=by,
    )  # fmt: skip
    journal.record(
        by, "target.agreed", volunteer, area=held.area_id, on=on,
        goal=str(target.pk), kind=str(goal.kind), per_month=goal.per_month,
    )  # fmt: skip
    _tell(held, TARGET, by)
    return target


def _end_before(current: Target, goal: Goal, begins: date) -> None:
    """The target of before ends where the new one begins, be it on its own first day."""
    if current.started_on > begins:
        raise DomainError(_("A target for a later month is agreed already. End that one first."))
    if current.per_month == goal.per_month and not goal.note.strip():
        raise DomainError(_("Nothing was changed."))
    current.move_to(ended_on=begins)


@transaction.atomic
def end_target(target: Target, *, by: User, on: date) -> Target:
    """Nothing is asked any more of what a target counted; what was reached stays to be read."""
    volunteer = target.volunteer
    allow(can_supervise(by, volunteer))
    target.move_to(ended_on=max(on, target.started_on))
    journal.record(
        by, "target.ended", volunteer, area=volunteer.area_id, on=on,
        goal=str(target.pk), kind=target.kind,
    )  # fmt: skip
    _tell(volunteer, TARGET, by)
    return target


@transaction.atomic
def record_supervision(volunteer: Volunteer, *, visit: Visit, by: User, on: date) -> Supervision:
    """Write down a supervision visit: the checklist, what was agreed, and when the next one is."""
    allow(can_supervise(by, volunteer))
    held = _registered(volunteer)
    check_has_come(visit.visited_on, on)
    agreed = written(visit.agreed, _("Write what you agreed with the volunteer."))
    if visit.next_on is not None and visit.next_on <= visit.visited_on:
        raise DomainError(_("The next visit comes after this one. Choose a later day."))
    if Supervision.objects.filter(
        volunteer=held, visited_on=visit.visited_on, withdrawn_on__isnull=True
    ).exists():
        raise DomainError(_("A visit of this day is written down already."))
    made = Supervision.objects.create(
        volunteer=held, visited_on=visit.visited_on, visited_by=by, agreed=agreed,
        strengths=visit.strengths.strip() or None, hardships=visit.hardships.strip() or None,
        wants_help=visit.wants_help, next_on=visit.next_on,
    )  # fmt: skip
    _answer(made, visit)
    journal.record(
        by, "supervision.recorded", volunteer, area=held.area_id, on=visit.visited_on,
        supervision=str(made.pk),
    )  # fmt: skip
    _tell(held, SUPERVISED, by)
    return made


def _answer(made: Supervision, visit: Visit) -> None:
    questions = {one.code: one for one in questions_on(visit.visited_on)}
    if set(visit.answers) - set(questions):
        raise DomainError(_("The checklist of that day has other lines. Look at it again."))
    for code, question in questions.items():
        if code not in visit.answers:
            raise DomainError(_("Say how it stands: %(name)s") % {"name": question.name})
        answer = Answer(visit.answers[code])
        Looked.objects.create(supervision=made, question=question, answer=answer)


@transaction.atomic
def withdraw_supervision(
    supervision: Supervision, *, reason: str, by: User, on: date
) -> Supervision:
    """Take back a visit that was written down by mistake; it stays to be read, with the reason."""
    allow(can_withdraw_supervision(by, supervision))
    why = written(reason, _("Say why the visit is withdrawn."))
    check_fits(Supervision, withdrawn_reason=why)
    supervision.move_to(withdrawn_on=on, withdrawn_by=by, withdrawn_reason=why)
    volunteer = supervision.volunteer
    journal.record(
        by, "supervision.withdrawn", volunteer, area=volunteer.area_id, on=on,
        supervision=str(supervision.pk),
    )  # fmt: skip
    return supervision


@transaction.atomic
def remind_of_visits(*, on: date) -> int:
    """Tell coordinators and volunteers of the agreed visits that come soon, each visit once; where
    the coordinator supports the volunteer no more, whoever leads the sub-district is told. Tells
    how many visits are meant.
    """
    reminded = 0
    for visit in visits_to_remind(on):
        # Held, so that of two nights that overlap the second finds it reminded of.
        held = Supervision.objects.select_for_update().filter(reminded_on=None, pk=visit.pk)
        still = held.first()
        if still is None:
            continue
        still.reminded_on = on
        still.save(update_fields=["reminded_on"])
        reminded += 1
        volunteer, by = visit.volunteer, visit.visited_by
        area, link = str(volunteer.area_id), reverse("centres:supported", args=[volunteer.pk])
        comes = by.is_active and can_supervise(by, volunteer)
        coordinators = [by] if comes else holders(Role.TAMBON_LEAD, area[:6], on)
        tell(coordinators, kind=VISIT_SOON, area=area, link=link)
        tell(users_of([volunteer]), kind=VISITED_SOON, area=area, link=link)
    return reminded


def _registered(volunteer: Volunteer) -> Volunteer:
    """The entry, locked before the journal: of two who write at once the second waits."""
    held = Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    if held.state != VolunteerState.REGISTERED:
        raise DomainError(_("Only a registered volunteer is supported by targets and visits."))
    return held


def _tell(volunteer: Volunteer, kind: str, by: User) -> None:
    users = [user for user in users_of([volunteer]) if user.pk != by.pk]
    link = reverse("centres:supported", args=[volunteer.pk])
    tell(users, kind=kind, area=str(volunteer.area_id), link=link)
