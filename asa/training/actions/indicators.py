"""The indicators of a workshop: what is to be reached is said before the first day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.checks import check_value
from asa.training.codes import BEFORE_THE_DAYS, MOST_INDICATORS, Measure
from asa.training.models import Indicator, Workshop
from asa.training.rules import can_keep


@dataclass(frozen=True)
class Target:
    """What is to be reached, in words and as a number; unit: of a value that is typed."""

    name: str
    measure: str
    target: Decimal
    unit: str = ""


@transaction.atomic
def add_indicator(workshop: Workshop, *, target: Target, by: User, on: date) -> Indicator:
    """Say what the workshop is to reach, before its first day."""
    allow(can_keep(by, workshop))
    held = _held(workshop.pk)
    found = held.measured_indicators.all()
    if found.count() >= MOST_INDICATORS:
        raise DomainError(_("A workshop has at most %(n)s indicators.") % {"n": MOST_INDICATORS})
    last = found.aggregate(last=Max("number"))["last"] or 0
    made = Indicator.objects.create(workshop=held, number=last + 1, **_fields(target))
    _note(made, "indicator.added", by=by, on=on)
    return made


@transaction.atomic
def change_indicator(indicator: Indicator, *, target: Target, by: User, on: date) -> Indicator:
    """Say otherwise what is to be reached, before the first day."""
    allow(can_keep(by, indicator.workshop))
    _held(indicator.workshop_id)
    told = _fields(target)
    changed = sorted(name for name, value in told.items() if getattr(indicator, name) != value)
    if not changed:
        raise DomainError(_("Nothing was changed."))
    for name in changed:
        setattr(indicator, name, told[name])
    # Only a typed value is kept; what is counted is never written down.
    indicator.reached = indicator.reached if indicator.is_typed else None
    indicator.save(update_fields=[*changed, "reached"])
    _note(indicator, "indicator.changed", by=by, on=on, fields=changed)
    return indicator


@transaction.atomic
def remove_indicator(indicator: Indicator, *, by: User, on: date) -> Workshop:
    """Take an indicator out of the plan, before the first day."""
    allow(can_keep(by, indicator.workshop))
    workshop = _held(indicator.workshop_id)
    _note(indicator, "indicator.removed", by=by, on=on)
    indicator.delete()
    return workshop


def _held(workshop: UUID) -> Workshop:
    held = Workshop.objects.select_for_update(no_key=True).get(pk=workshop)
    if held.state not in BEFORE_THE_DAYS:
        raise DomainError(
            _("What is to be reached is said before the first day: this workshop is “%(old)s”.")
            % {"old": held.get_state_display()}
        )
    return held


def _fields(target: Target) -> dict[str, Any]:
    name = written(target.name, _("Write what the indicator is."))
    is_typed = target.measure == Measure.TYPED
    unit = target.unit.strip() if is_typed else ""
    if target.measure not in Measure.values:
        raise DomainError(_("Choose where the value reached comes from."))
    if is_typed and not unit:
        raise DomainError(_("Write the unit, such as households."))
    check_fits(Indicator, name=name, unit_typed=unit)
    check_value(target.target)
    if not target.target:
        raise DomainError(_("The value to reach is above 0."))
    return {
        "name": name, "measure": target.measure, "target": target.target, "unit_typed": unit,
    }  # fmt: skip


def _note(indicator: Indicator, verb: str, *, by: User, on: date, **data: Any) -> None:
    area = indicator.workshop.owner_id
    journal.record(by, verb, indicator, area=area, on=on, number=indicator.number, **data)
