"""Reads of the chain of checks: its steps, who holds them, what waits there."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from asa.cases.codes import REVIEWS, CaseState, PassReason, ReportChannel, Triage
from asa.cases.models import (
    Case,
    CaseReturn,
    CheckStep,
    DutyShift,
    Problem,
    ProtectionTeamMember,
    ServiceTime,
)
from asa.cases.queries import COUNTER, OFFICE, REPORTERS, cases_for, office_people
from asa.common import journal
from asa.common.asked import once_a_page
from asa.common.errors import DomainError
from asa.common.fixed import FixedCount, FixedQuestion, columns, record
from asa.common.thaidate import today
from asa.households.models import Household, Photo
from asa.households.queries import photos_for
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.queries import holders, works_in_province_of
from asa.people.rules import scope
from asa.places.queries import any_of, within

# The verb of the journal's line about a check.
CHECKED = "case.checked"


@once_a_page
def check_steps(on: date) -> list[CheckStep]:
    """The steps of the chain of checks that hold on a day, in their order."""
    return [record(CheckStep, row) for row in _steps(on=on)]


@FixedQuestion
def _steps(on: date) -> QuerySet[CheckStep, tuple[Any, ...]]:
    found = CheckStep.objects.filter(Post.current_on(on)).order_by("number")
    return found.values_list(*columns(CheckStep))


def days_of_checks(on: date) -> dict[str, int]:
    """After how many days a check is late, by the state in which it waits."""
    return {step.state: step.days for step in check_steps(on)}


def check_step_of(case: Case) -> CheckStep | None:
    """The step at which a case waits to be checked today; none if it waits at no step."""
    if case.state not in REVIEWS:
        return None
    return next((step for step in check_steps(today()) if step.state == case.state), None)


def checkers(case: Case, step: CheckStep, on: date) -> QuerySet[User]:
    """Who may check a case at a step on a day: its holders, never who made the report, nor who
    checked it at a step before.
    """
    area = str(case.area_id)[: step.digits]
    done = journal.who_did(CHECKED, case)
    return holders(step.role, area, on).exclude(pk__in=[case.reported_by_id, *done])


def has_checked(user: User, case: Case) -> bool:
    """Whether the person checked the report at a step already; nobody checks one twice."""
    return user.pk in journal.who_did(CHECKED, case)


def was_at_my_step(user: User, case: Case) -> bool:
    """Whether the person passed the report on or sent it back before."""
    return has_checked(user, case) or case.returns.filter(returned_by=user).exists()


# An emergency is read first, then what is urgent.
BY_URGENCY = Choose(
    When(triage=Triage.EMERGENCY, then=Value(0)),
    When(triage=Triage.URGENT, then=Value(1)),
    default=Value(2),
)


def waiting_checks_for(user: User) -> QuerySet[Case]:
    """The cases that wait for this person's check, the urgent and the longest waiting first."""
    found = cases_for(user).filter(at_my_step(user))
    return found.order_by(BY_URGENCY, "state_since", "pk")


def at_my_step(user: User) -> Q:
    """Which of the cases that the user may see wait for this very person's check.

    Who holds several steps checks a report at one of them alone.
    """
    mine = [
        within("area_id", areas) & Q(state=step.state)
        for step in check_steps(today())
        if (areas := scope(user, Role(step.role)))
    ]
    waits = any_of(mine) & Q(is_protected=False) & ~Q(reported_by=user)
    if len(mine) < 2:
        return waits
    keys = Case.objects.filter(waits).values_list("pk", flat=True)
    return waits & ~Q(pk__in=journal.done_by(user.pk, CHECKED, "cases.case", keys))


def count_at_my_step(user: User, which: str, cases: Callable[[], QuerySet[Case]]) -> int:
    """How many cases there are of those that `at_my_step` has a part in; a menu asks for each page.

    which: what `cases` are, so that one question is not taken for another. What is asked of who
    holds several steps depends on what she did before, so it is written anew each time.
    """
    held = tuple(
        (one.role, one.state) for one in check_steps(today()) if scope(user, Role(one.role))
    )
    if len(held) > 1:
        return cases().count()
    return _count((which, user.rights, today(), held), cases)


_count = FixedCount()


def checks_waiting(user: User) -> int:
    """How many reports wait for this person's check, as the menu says it."""
    if not holds_a_step(user):
        return 0
    return count_at_my_step(user, "waiting", lambda: waiting_checks_for(user))


def holds_a_step(user: User) -> bool:
    """Whether reports of any place wait for this person's check at all."""
    return any(scope(user, Role(step.role)) for step in check_steps(today()))


def households_waiting_for(user: User) -> QuerySet[Household, UUID]:
    """The households that the person may read in full for as long as a case waits at her step."""
    waiting = waiting_checks_for(user).order_by().values("household_id")
    return Household.objects.filter(pk__in=waiting).values_list("pk", flat=True)


def late_checks_for(user: User) -> QuerySet[Case]:
    """The cases that the provincial officer may take over, for no lead checked them in time, or
    their reporter did not answer what was sent back.
    """
    late = Q(pk__in=[])
    for step in check_steps(today()):
        late |= Q(state=step.state, state_since__lte=today() - timedelta(days=step.days))
    late = (late & Q(is_protected=False)) | _unanswered(today())
    area = within("area_id", scope(user, Role.PROVINCE_OFFICER))
    found = cases_for(user).filter(late & area).exclude(reported_by=user)
    return found.order_by("state_since", "pk")


def _unanswered(on: date) -> Q:
    """Reports that were sent back and whose reporter did not answer within the days of the step,
    or of the last step where the office sent them back; at once where the reporter holds no post
    in the province any more, or where it is an emergency.
    """
    steps = check_steps(on)
    last = timedelta(days=steps[-1].days if steps else 0)
    by_office = ~Q(returned_from__in=[step.state for step in steps])
    late = by_office & Q(state_since__lte=on - last)
    for step in steps:
        since = on - timedelta(days=step.days)
        late |= Q(returned_from=step.state, state_since__lte=since)
    gone = ~Q(works_in_province_of("reported_by", "province", on, *REPORTERS))
    return Q(state=CaseState.RETURNED) & (gone | late | Q(triage=Triage.EMERGENCY))


def is_unanswered(case: Case) -> bool:
    """Whether a report that was sent back waits in vain for its reporter."""
    if case.state != CaseState.RETURNED:
        return False
    return Case.objects.filter(_unanswered(today()), pk=case.pk).exists()


def others_take_in(case: Case) -> bool:
    """Whether somebody else than the reporter may take a case in today."""
    posts = Q()
    for role in COUNTER:
        posts |= Q(pk__in=holders(role, case.province).values("pk"))
    found = User.objects.filter(posts).exclude(pk=case.reported_by_id)
    if case.is_protected:
        found = found.filter(pk__in=case.team.filter(Post.current_on(today())).values("user_id"))
    return found.exists()


def protection_team(province: str, on: date) -> list[User]:
    """The named people who handle protected cases of a province; without any, its head, and
    without a head whoever of the office comes next.
    """
    named = ProtectionTeamMember.objects.filter(Post.current_on(on), province_id=province)
    team = office_people(province, on).filter(pk__in=named.values("user_id"))
    if found := list(team.order_by("pk")):
        return found
    for role in (Role.PROVINCE_HEAD, Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER):
        if found := list(holders(role, province, on)):
            return found
    return []


def people_of_team(case: Case, on: date) -> list[User]:
    """Those on the named team of a protected case who are still of its office."""
    named = case.team.filter(Post.current_on(on))
    team = office_people(case.province, on).filter(pk__in=named.values("user_id"))
    return list(team.order_by("pk"))


def on_duty(province: str, on: date) -> list[User]:
    """Who sees to an emergency today: those of the duty list who are of the office today, or else
    all officers and social workers, or else the head; nobody where the office stands empty.
    """
    shifts = DutyShift.objects.filter(province_id=province, day=on)
    listed = office_people(province, on).filter(pk__in=shifts.values("user_id"))
    if found := list(listed.order_by("pk")):
        return found
    office = (Role.PROVINCE_OFFICER, Role.SOCIAL_WORKER)
    everyone = {user.pk: user for role in office for user in holders(role, province, on)}
    return list(everyone.values()) or list(holders(Role.PROVINCE_HEAD, province, on))


def next_step(
    case: Case, after: int, on: date
) -> tuple[CheckStep | None, list[tuple[CheckStep, PassReason]]]:
    """The next step with somebody to check, and the steps passed over on the way with why.

    after: the number of the step that is done, 0 before the first.
    """
    passed: list[tuple[CheckStep, PassReason]] = []
    for step in check_steps(on):
        if step.number <= after:
            continue
        if reason := _whole_chain_is_passed(case):
            passed.append((step, reason))
        elif checkers(case, step, on).exists():
            return step, passed
        else:
            passed.append((step, _why_nobody_checks(case, step, on)))
    return None, passed


def _why_nobody_checks(case: Case, step: CheckStep, on: date) -> PassReason:
    there = holders(step.role, str(case.area_id)[: step.digits], on)
    if not there.exists():
        return PassReason.NOBODY
    own = there.filter(pk=case.reported_by_id).exists()
    return PassReason.OWN_REPORT if own else PassReason.CHECKED_BEFORE


def _whole_chain_is_passed(case: Case) -> PassReason | None:
    """An emergency goes to the office at once, and what the office wrote down is there already."""
    if case.triage == Triage.EMERGENCY:
        return PassReason.EMERGENCY
    if case.channel != ReportChannel.VOLUNTEER and scope(case.reported_by, *OFFICE):
        return PassReason.OFFICE
    return None


def service_days(case: Case, on: date) -> int:
    """Within how many days a case is to be helped: fewer where the household is known already.

    The ministry's service time (10 days for existing, 15 for new cases) is a dated list.
    """
    earlier = Case.objects.filter(household=case.household).exclude(pk=case.pk)
    known = earlier.exclude(state__in=[CaseState.DRAFT, CaseState.DUPLICATE]).exists()
    times = ServiceTime.objects.filter(Post.current_on(on), code="known" if known else "new")
    time = times.order_by("-started_on").first()
    if time is None:
        raise DomainError(_("No service time is in force; the department must set one."))
    return time.days


def problems_on(on: date) -> list[Problem]:
    """The problems that can be ticked on a day, area by area."""
    in_force = Problem.objects.filter(Post.current_on(on)).select_related("area")
    return list(in_force.order_by("area__number", "number"))


def open_return_of(case: Case) -> CaseReturn | None:
    """What was sent back to the reporter and waits for an answer."""
    waiting = case.returns.filter(answered_on__isnull=True).select_related("returned_by")
    return waiting.order_by("-returned_on", "-pk").first()


def parts_mended(case: Case) -> set[str]:
    """The steps of a report that its reporter saved anew since it last came back."""
    parts: set[str] = set()
    for line in journal.history_of(case):
        if line.verb == "case.returned":
            break
        if line.verb == "case.mended":
            parts.add(line.data["part"])
    return parts


def case_photos(user: User, case: Case) -> QuerySet[Photo]:
    """The pictures of a case's household that the user may read."""
    return photos_for(user).filter(household=case.household_id).order_by("created_at")
