"""The department changes the chain of checks, the service times and the list of problems."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.cases.models import AppealTerm, CheckStep, Problem, ProblemArea, ServiceTime
from asa.cases.rules.lists import can_change_working_rules
from asa.common import journal
from asa.common.bounds import check_number
from asa.common.errors import DomainError, allow, written
from asa.common.versions import begin_version
from asa.people.models import User

LONGEST = 366


@dataclass(frozen=True)
class ServiceDays:
    """Within how many days a case is to be helped, and from which day its clock warns."""

    days: int
    soon_from: int
    near_from: int


@dataclass(frozen=True)
class Names:
    """What something is called on Thai and on English pages."""

    name_th: str
    name_en: str = ""

    def as_written(self) -> dict[str, object]:
        """Both without blanks around them; a DomainError where the Thai one is missing."""
        thai = written(self.name_th, _("Write the Thai name."))
        return {"name_th": thai, "name_en": self.name_en.strip()}


@transaction.atomic
def change_check_step(
    step: CheckStep, *, days: int, started_on: date, by: User, on: date
) -> CheckStep:
    """From a day on, the provincial office may take a report after other days at a step."""
    allow(can_change_working_rules(by))
    check_number(days, least=1, most=LONGEST)
    _last, new, _changed = begin_version(
        CheckStep.objects.filter(state=step.state),
        changes={"days": days},
        started_on=started_on,
        on=on,
    )
    journal.record(by, "check_step.changed", new, area="TH", on=on, step=new.state, days=days)
    return new


@transaction.atomic
def change_service_time(
    time: ServiceTime, *, given: ServiceDays, started_on: date, by: User, on: date
) -> ServiceTime:
    """From a day on, cases that reach the office are to be helped within other days."""
    allow(can_change_working_rules(by))
    check_number(given.days, least=1, most=LONGEST)
    check_number(given.soon_from, least=0, most=LONGEST)
    if not given.soon_from <= given.near_from <= given.days:
        raise DomainError(
            _("The days must grow: first the reminder, then the warning, then the last day.")
        )
    _last, new, changed = begin_version(
        ServiceTime.objects.filter(code=time.code),
        changes=asdict(given),
        started_on=started_on,
        on=on,
    )
    journal.record(by, "service_time.changed", new, area="TH", on=on, code=new.code, fields=changed)
    return new


@transaction.atomic
def change_appeal_term(
    term: AppealTerm, *, days: int, started_on: date, by: User, on: date
) -> AppealTerm:
    """From a day on, whoever is refused may appeal within other days."""
    allow(can_change_working_rules(by))
    check_number(days, least=1, most=LONGEST)
    _last, new, _changed = begin_version(
        AppealTerm.objects.all(), changes={"days": days}, started_on=started_on, on=on
    )
    journal.record(by, "appeal_term.changed", new, area="TH", on=on, days=days)
    return new


@transaction.atomic
def change_problem_area(
    area: ProblemArea, *, names: Names, is_verified: bool, by: User, on: date
) -> ProblemArea:
    """Correct what one of the nine areas is called, and say that the petition calls it so."""
    allow(can_change_working_rules(by))
    wanted = {**names.as_written(), "is_verified": is_verified}
    _rewrite(area, wanted, "problem_area.changed", by=by, on=on)
    return area


@transaction.atomic
def change_problem(
    problem: Problem, *, names: Names, ended_on: date | None, by: User, on: date
) -> Problem:
    """Correct what a problem is called, or say from which day it is ticked no more."""
    allow(can_change_working_rules(by))
    if ended_on is not None and ended_on <= problem.started_on:
        raise DomainError(_("The last day must come after the first."))
    if ended_on not in (None, problem.ended_on) and ended_on < on:
        raise DomainError(_("Choose today or a later day: decisions of before stay as they are."))
    wanted = {**names.as_written(), "ended_on": ended_on}
    _rewrite(problem, wanted, "problem.changed", by=by, on=on)
    return problem


def _rewrite(
    row: ProblemArea | Problem, wanted: dict[str, object], verb: str, *, by: User, on: date
) -> None:
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if not changed:
        raise DomainError(_("Nothing was changed."))
    for name in changed:
        setattr(row, name, wanted[name])
    row.save(update_fields=changed)
    journal.record(by, verb, row, area="TH", on=on, fields=changed)


@transaction.atomic
def add_problem(
    area: ProblemArea, *, names: Names, protects: bool, started_on: date, by: User, on: date
) -> Problem:
    """Put one more problem into an area, to be ticked from a day on.

    protects: whoever ticks it makes the case protected at once. It stays so for ever, since the
    reports of before were made under it.
    """
    allow(can_change_working_rules(by))
    if started_on < on:
        raise DomainError(_("Choose today or a later day: decisions of before stay as they are."))
    locked = ProblemArea.objects.select_for_update().get(pk=area.pk)
    number = (locked.problems.aggregate(last=Max("number"))["last"] or 0) + 1
    problem = Problem.objects.create(
        code=f"{locked.pk}-{number}",
        area=locked,
        number=number,
        protects=protects,
        started_on=started_on,
        **names.as_written(),
    )
    journal.record(by, "problem.added", problem, area="TH", on=on, protects=protects)
    return problem
