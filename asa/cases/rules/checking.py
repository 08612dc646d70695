"""Who may check a report before it reaches the provincial office."""

from datetime import timedelta

from asa.cases.checks import check_step_of, has_checked
from asa.cases.codes import CaseState
from asa.cases.models import Case
from asa.cases.queries import LEADS
from asa.cases.rules.office import can_take_back, works_on
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds

# The office may send a case back while it looks into it.
RETURNED_BY_OFFICE = frozenset({CaseState.RECEIVED, CaseState.FACT_FINDING})


def may_check(user: User) -> bool:
    """The list of reports to check is for the leads and for the officer who may take over."""
    return holds(user, *LEADS, Role.PROVINCE_OFFICER)


def can_check_case(user: User, case: Case) -> bool:
    """A report is checked by the holder of the step where it waits, never by who reported it or
    checked it at a step before.
    """
    step = check_step_of(case)
    if step is None or case.is_protected or case.reported_by_id == user.pk:
        return False
    return holds(user, Role(step.role), area=case.area_id) and not has_checked(user, case)


def can_take_over_check(user: User, case: Case) -> bool:
    """The provincial officer takes over a check that waited longer than the step allows, and what
    was sent back to a reporter who does not answer.
    """
    if case.state == CaseState.RETURNED:
        return can_take_back(user, case)
    step = check_step_of(case)
    if step is None or case.is_protected or case.reported_by_id == user.pk:
        return False
    is_late = case.state_since + timedelta(days=step.days) <= today()
    return is_late and holds(user, Role.PROVINCE_OFFICER, area=case.area_id)


def can_return_case(user: User, case: Case) -> bool:
    """A report is sent back by who checks it, or by the office; a protected one never."""
    if case.is_protected:
        return False
    may = (Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER)
    at_office = case.state in RETURNED_BY_OFFICE and works_on(user, case, *may)
    return can_check_case(user, case) or (at_office and case.reported_by_id != user.pk)


def can_mark_duplicate(user: User, case: Case) -> bool:
    """Who checks a report may say that the same matter was reported before."""
    return can_check_case(user, case)
