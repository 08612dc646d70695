"""The money of a workshop: what each thing is to cost, and what it did."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_amount, check_fits, check_number
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.checks import check_price
from asa.training.codes import MOST_BAHT, WorkshopState
from asa.training.models import BudgetLine, BudgetRate, Workshop
from asa.training.rules import can_keep

MOST_PIECES, MOST_TIMES = 100_000, 1000


@dataclass(frozen=True)
class Line:
    """One thing of a budget: for whom or what, how many, how often, at which price."""

    kind: str
    description: str
    quantity: int
    unit_price: Decimal
    times: int = 1
    rate: BudgetRate | None = None
    reason: str = ""


@transaction.atomic
def write_line(workshop: Workshop, *, line: Line, by: User, on: date) -> BudgetLine:
    """Add a line to the plan of the money; a price above the rate needs a reason."""
    allow(can_keep(by, workshop))
    _hold(workshop.pk)
    _check(line, on)
    made = BudgetLine.objects.create(workshop=workshop, **vars(line))
    _note(made, "budget.written", by=by, on=on, kind=line.kind)
    return made


@transaction.atomic
def change_line(old: BudgetLine, *, line: Line, by: User, on: date) -> BudgetLine:
    """Change a line of the plan of the money."""
    allow(can_keep(by, old.workshop))
    _hold(old.workshop_id)
    # The rate of the day on which a line was written stays with it.
    _check(line, on, kept=old.rate_id)
    for name, value in vars(line).items():
        setattr(old, name, value)
    old.save(update_fields=list(vars(line)))
    _note(old, "budget.changed", by=by, on=on, kind=line.kind)
    return old


@transaction.atomic
def note_spent(
    line: BudgetLine, *, spent: Decimal | None, paper_no: str, by: User, on: date
) -> BudgetLine:
    """Write down what a line did cost and by which paper it was paid."""
    allow(can_keep(by, line.workshop))
    _hold(line.workshop_id)
    check_amount(spent, at_most=MOST_BAHT)
    check_fits(BudgetLine, paper_no=paper_no)
    line.spent, line.paper_no = spent, paper_no.strip()
    line.save(update_fields=["spent", "paper_no"])
    _note(line, "budget.spent", by=by, on=on, kind=line.kind)
    return line


@transaction.atomic
def remove_line(line: BudgetLine, *, by: User, on: date) -> Workshop:
    """Take a line out for which nothing was spent."""
    allow(can_keep(by, line.workshop))
    _hold(line.workshop_id)
    line.refresh_from_db()
    if line.spent:
        raise DomainError(_("Money was spent for this line. It stays."))
    _note(line, "budget.removed", by=by, on=on, kind=line.kind)
    workshop = line.workshop
    line.delete()
    return workshop


def _hold(workshop: UUID) -> None:
    """The money is open until the project is reported or called off."""
    held = Workshop.objects.select_for_update(no_key=True).get(pk=workshop)
    if held.state in (WorkshopState.REPORTED, WorkshopState.CANCELLED):
        raise DomainError(
            _("This workshop is “%(old)s” already.") % {"old": held.get_state_display()}
        )


def _check(line: Line, on: date, *, kept: int | None = None) -> None:
    described = written(line.description, _("Write what the money is for."))
    check_fits(BudgetLine, description=described, reason=line.reason)
    check_number(line.quantity, least=1, most=MOST_PIECES)
    check_number(line.times, least=1, most=MOST_TIMES)
    check_amount(line.unit_price)
    check_amount(line.quantity * line.times * line.unit_price, at_most=MOST_BAHT)
    rate = line.rate
    if rate is not None and rate.kind != line.kind:
        raise DomainError(_("This rate is for something else. Choose one of the same kind."))
    if rate is not None and rate.pk != kept and not _holds_on(rate, on):
        raise DomainError(_("This rate is not in force today. Choose the one that is."))
    check_price(line.unit_price, rate, line.reason)


def _holds_on(rate: BudgetRate, on: date) -> bool:
    return rate.started_on <= on and (rate.ended_on is None or on < rate.ended_on)


def _note(line: BudgetLine, verb: str, *, by: User, on: date, **data: Any) -> None:
    journal.record(by, verb, line, area=line.workshop.owner_id, on=on, **data)
