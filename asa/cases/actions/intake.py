"""The office takes a case in, finds facts and writes an opinion."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.codes import CaseState
from asa.cases.models import Case, CaseOpinion, FactFinding
from asa.cases.rules.office import (
    can_assign_manager,
    can_find_facts,
    can_take_in,
    can_write_opinion,
)
from asa.cases.telling import tell_office, tell_reporter
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds
from asa.people.words import post_words
from asa.tasks.actions import finish_tasks_about, plan_task

FIND_FACTS = "case.find_facts"
SEE_TODAY = "case.see_today"


@transaction.atomic
def take_in_case(case: Case, *, manager: User | None = None, by: User, on: date) -> Case:
    """Take a case in at the office, and say which social worker looks after it."""
    allow(can_take_in(by, case))
    if manager is not None and not holds(manager, Role.SOCIAL_WORKER, area=case.area_id):
        raise DomainError(_("Choose a social worker of this province."))
    taken = Case.objects.select_for_update().get(pk=case.pk)
    if taken.state != CaseState.RECEIVED or taken.taken_in_on is not None:
        raise DomainError(_("Somebody else has taken this case in already."))
    taken.taken_in_by, taken.taken_in_on, taken.manager = by, on, manager
    taken.state_since = on
    taken.save(update_fields=["taken_in_by", "taken_in_on", "manager", "state_since"])
    case.refresh_from_db()
    finish_tasks_about(subject_id=case.pk, kind=SEE_TODAY, by=by, on=on)
    if manager is not None:
        _give_to(case, manager=manager, by=by, on=on)
    journal.record(by, "case.taken_in", case, area=case.area_id, on=on)
    tell_reporter(case)
    return case


@transaction.atomic
def assign_manager(case: Case, *, manager: User, by: User, on: date) -> Case:
    """Give a case to a social worker, who answers for it from now on."""
    allow(can_assign_manager(by, case))
    if not holds(manager, Role.SOCIAL_WORKER, area=case.area_id):
        raise DomainError(_("Choose a social worker of this province."))
    case.manager = manager
    case.save(update_fields=["manager"])
    _give_to(case, manager=manager, by=by, on=on)
    journal.record(by, "case.assigned", case, area=case.area_id, on=on, manager=str(manager.pk))
    return case


def _give_to(case: Case, *, manager: User, by: User, on: date) -> None:
    plan_task(
        case.household,
        kind=FIND_FACTS,
        assignee=manager,
        due_on=case.due_on or on,
        by=by,
        subject=("cases.case", case.pk),
    )
    if manager.pk != by.pk:
        tell_office(case, "case.assigned_to_you", [manager])


@dataclass(frozen=True)
class Facts:
    """What was found out: in words, and the figures that programmes ask for."""

    text: str
    income_per_month: Decimal | None = None
    people_in_household: int | None = None


@transaction.atomic
def record_facts(case: Case, *, facts: Facts, by: User, on: date) -> FactFinding:
    """Write down what was found out about a case, by visit, telephone or papers."""
    allow(can_find_facts(by, case))
    found = FactFinding.objects.create(case=case, found_by=by, found_on=on, **vars(facts))
    if case.state == CaseState.RECEIVED:
        case.move_to(CaseState.FACT_FINDING, state_since=on, manager=case.manager or by)
        tell_reporter(case)
    journal.record(
        by,
        "case.facts_found",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        fact_finding=str(found.pk),
    )
    return found


@transaction.atomic
def write_opinion(case: Case, *, text: str, by: User, on: date) -> CaseOpinion:
    """Write one's opinion of a case, or mend it; the words of before stay in the journal."""
    allow(can_write_opinion(by, case))
    before = CaseOpinion.objects.filter(case=case, written_by=by).first()
    opinion = before or CaseOpinion(case=case, written_by=by)
    old = opinion.text if before else ""
    opinion.text, opinion.written_on = text, on
    opinion.writer_name, opinion.writer_position = by.shown_name, post_words(by, case.area_id)
    opinion.save()
    journal.record(
        by,
        "case.opinion_mended" if before else "case.opinion_written",
        case,
        area=case.area_id,
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=old,
    )
    return opinion
