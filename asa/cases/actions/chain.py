"""A report goes from step to step of the chain of checks, and then to the provincial office."""

from datetime import date, timedelta

from django.db import transaction

from asa.cases.checks import checkers, next_step, on_duty, people_of_team, service_days
from asa.cases.codes import CaseState, PassReason, Triage
from asa.cases.kinds import SEE_TODAY
from asa.cases.models import Case, CheckStep
from asa.cases.queries import COUNTER, LEADS
from asa.cases.telling import tell_office, tell_reporter
from asa.common import journal
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import User
from asa.people.queries import holders
from asa.tasks.actions import plan_task
from asa.tasks.queries import open_tasks_about


@transaction.atomic
def advance_case(case: Case, *, after: int, by: User, on: date) -> Case:
    """Bring a report to the next step that somebody holds, or to the office if none is left.

    Called by the actions that send, check, answer and take over; each step passed over is told
    to the journal at once, with the reason.
    """
    step, passed = next_step(case, after, on)
    for one, why in passed:
        pass_step(case, step=one, why=why, by=by, on=on)
    if step is None:
        return receive_case(case, by=by, on=on)
    case.move_to(CaseState(step.state), state_since=on, returned_from="")
    journal.record(by, "case.sent_on", case, area=str(case.area_id), on=on, to=case.state)
    tell(
        list(checkers(case, step, on)),
        kind="case.to_check",
        area=str(case.area_id),
        link=f"/cases/check/{case.pk}/",
        number=case.number,
    )
    tell_reporter(case)
    return case


@transaction.atomic
def pass_step(case: Case, *, step: CheckStep, why: PassReason, by: User, on: date) -> None:
    """Write into the journal why a step was passed over. Called by the actions that do it."""
    journal.record(
        by,
        "case.step_passed",
        case,
        area=str(case.area_id),
        on=on,
        step=step.state,
        why=why.value,
    )


@transaction.atomic
def receive_case(case: Case, *, by: User, on: date) -> Case:
    """The report reaches the provincial office: the clock of the service time starts.

    A case that came back from the office keeps the day on which its clock started.
    """
    changes: dict[str, object] = {"state_since": on, "returned_from": ""}
    is_new = case.received_on is None
    if is_new:
        days = service_days(case, on)
        changes |= {"received_on": on, "service_days": days, "due_on": on + timedelta(days=days)}
    case.move_to(CaseState.RECEIVED, **changes)
    journal.record(by, "case.received", case, area=str(case.area_id), on=on, to=case.state)
    if case.triage == Triage.EMERGENCY and is_new:
        call_those_on_duty(case, by=by, on=on)
    elif not case.is_protected:
        _tell_who_takes_in(case, by=by, on=on)
    tell_reporter(case)
    return case


@transaction.atomic
def call_those_on_duty(case: Case, *, by: User, on: date) -> None:
    """Everyone on duty is told at once and has it to do today; the leads of the area are told.

    Called by the actions through which a case becomes an emergency; nobody is called twice.
    """
    if case.household is None:
        raise ValueError("A case that was sent has a household.")
    if open_tasks_about(case.pk).filter(kind=SEE_TODAY).exists():
        return
    if case.is_protected:
        duty = people_of_team(case, on)
    else:
        duty = on_duty(case.province, on)
        tell_office(case, "case.emergency", duty)
        if not duty:
            _call_the_department(case, by=by, on=on)
        leads = {user.pk: user for role in LEADS for user in holders(role, str(case.area_id), on)}
        leads.pop(case.reported_by_id, None)
        tell(
            leads.values(),
            kind="case.emergency_in_area",
            area=str(case.area_id),
            link=f"/cases/{case.pk}/",
            number=case.number,
        )
    for user in duty:
        plan_task(
            case.household,
            kind=SEE_TODAY,
            assignee=user,
            due_on=on,
            by=by,
            subject=("cases.case", case.pk),
        )


def _tell_who_takes_in(case: Case, *, by: User, on: date) -> None:
    """The officers are told, or else the social workers, who take in too; without either the head,
    who may not, and the department, so that somebody is found.
    """
    for role in COUNTER:
        if found := list(holders(role, case.province, on)):
            tell_office(case, "case.reached_office", found)
            return
    tell_office(case, "case.reached_office", holders(Role.PROVINCE_HEAD, case.province, on))
    told = _tell_department(case, "case.unheard", on)
    journal.record(by, "case.unheard", case, area=str(case.area_id), on=on, told=told)


def _call_the_department(case: Case, *, by: User, on: date) -> None:
    """The provincial office stands empty: the department is told, to find somebody there."""
    told = _tell_department(case, "case.emergency_unheard", on)
    journal.record(by, "case.emergency_unheard", case, area=str(case.area_id), on=on, told=told)


def _tell_department(case: Case, kind: str, on: date) -> list[str]:
    """Tell the department of a case that nobody of its office can see to; the keys of who heard."""
    told = list(holders(Role.DEPARTMENT_OFFICER, case.province, on))
    tell(told, kind=kind, area=case.province, number=case.number)
    return [str(user.pk) for user in told]
