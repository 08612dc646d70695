"""The office takes a case in, finds facts and writes an opinion."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from asa.cases.codes import CaseState
from asa.cases.kinds import SEE_TODAY
from asa.cases.kinds_office import FIND_FACTS
from asa.cases.models import Case, CaseOpinion, FactFinding
from asa.cases.rules.office import (
    can_assign_manager,
    can_find_facts,
    can_take_in,
    can_write_opinion,
    works_on,
)
from asa.cases.telling import tell_office, tell_reporter
from asa.common import journal
from asa.common.bounds import check_amount, check_number
from asa.common.errors import DomainError, allow, written
from asa.people.codes import Role
from asa.people.models import User
from asa.tasks.actions import cancel_tasks_about, finish_tasks_about, plan_task

# Until then whoever looks after the case has facts to find.
FACTS_WANTED = frozenset({CaseState.RECEIVED, CaseState.FACT_FINDING})
# In one household.
MOST_PEOPLE = 60


@transaction.atomic
def take_in_case(case: Case, *, manager: User | None = None, by: User, on: date) -> Case:
    """Take a case in at the office, and say which social worker looks after it."""
    allow(can_take_in(by, case))
    if manager is not None:
        _check_manager(case, manager)
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
    given_to = str(manager.pk) if manager else ""
    journal.record(
        by,
        "case.taken_in",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        manager=given_to,
    )
    tell_reporter(case)
    return case


@transaction.atomic
def assign_manager(case: Case, *, manager: User, by: User, on: date) -> Case:
    """Give a case to a social worker, who answers for it from now on."""
    _hold(case)
    allow(can_assign_manager(by, case))
    _check_manager(case, manager)
    if case.manager_id == manager.pk:
        raise DomainError(_("This social worker looks after the case already."))
    case.manager = manager
    case.save(update_fields=["manager"])
    cancel_tasks_about(subject_id=case.pk, kind=FIND_FACTS, by=by, on=on)
    _give_to(case, manager=manager, by=by, on=on)
    journal.record(
        by, "case.assigned", case, area=str(case.area_id), on=on, manager=str(manager.pk)
    )
    return case


def _hold(case: Case) -> None:
    """Somebody may be taking the case a step further at this very moment."""
    now = ["state", "manager", "taken_in_on"]
    case.refresh_from_db(fields=now, from_queryset=Case.objects.select_for_update())


def _check_manager(case: Case, manager: User) -> None:
    if not manager.is_active or not works_on(manager, case, Role.SOCIAL_WORKER):
        raise DomainError(_("Choose a social worker of this province."))


def _give_to(case: Case, *, manager: User, by: User, on: date) -> None:
    if case.household is not None and case.state in FACTS_WANTED:
        plan_task(
            case.household,
            kind=FIND_FACTS,
            assignee=manager,
            due_on=max(case.due_on or on, on),
            by=by,
            subject=("cases.case", case.pk),
        )
    if manager.pk != by.pk:
        tell_office(case, "case.assigned_to_you", [manager])


@dataclass(frozen=True)
class Facts:
    """What was found out: in words, on which day, and the figures that programmes ask for."""

    text: str
    found_on: date
    income_per_month: Decimal | None = None
    people_in_household: int | None = None


@transaction.atomic
def record_facts(case: Case, *, facts: Facts, by: User, on: date) -> FactFinding:
    """Write down what was found out about a case, by visit, telephone or papers."""
    _hold(case)
    allow(can_find_facts(by, case))
    text = written(facts.text, _("Write what was found out."))
    if not case.reported_on <= facts.found_on <= on:
        raise DomainError(_("The day of the fact-finding lies between the report and today."))
    check_amount(facts.income_per_month)
    check_number(facts.people_in_household, least=1, most=MOST_PEOPLE)
    given = vars(facts) | {"text": text}
    found = FactFinding.objects.create(case=case, found_by=by, **given)
    if case.state == CaseState.RECEIVED:
        case.move_to(CaseState.FACT_FINDING, state_since=on, manager=case.manager or by)
        tell_reporter(case, act="case.facts_found")
    finish_tasks_about(subject_id=case.pk, kind=FIND_FACTS, by=by, on=on)
    journal.record(
        by,
        "case.facts_found",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        fact_finding=str(found.pk),
    )
    return found


@transaction.atomic
def write_opinion(case: Case, *, text: str, by: User, on: date) -> CaseOpinion:
    """Write one's opinion of a case, or mend it; the words of before stay in the journal."""
    _hold(case)
    allow(can_write_opinion(by, case))
    words = written(text, _("Write your opinion."))
    before = CaseOpinion.objects.filter(case=case, written_by=by).first()
    opinion = before or CaseOpinion(case=case, written_by=by)
    old = (before.text or "") if before else ""
    opinion.text, opinion.written_on = words, on
    opinion.writer_name, opinion.writer_position = by.shown_name, _position(by, case)
    opinion.save()
    journal.record(
        by,
        "case.opinion_mended" if before else "case.opinion_written",
        case,
        area=str(case.area_id),
        on=on,
        to=case.state,
        subject=case.subject_id,
        text=old,
    )
    return opinion


def _position(user: User, case: Case) -> str:
    """The social worker's post under which it is written, in words, as it was called that day."""
    posts = [post for post in user.current_posts if post.holds(str(case.area_id))]
    own = next((post for post in posts if post.role == Role.SOCIAL_WORKER), None)
    with translation.override("th"):
        return own.in_words if own else ""
