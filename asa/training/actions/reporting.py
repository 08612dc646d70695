"""The closing report: what no figure can say is written until it goes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.training.checks import check_value
from asa.training.codes import Measure, WorkshopState
from asa.training.models import Indicator, Workshop
from asa.training.rules import can_keep


@dataclass(frozen=True)
class Report:
    """What a person writes of a workshop that was held.

    reached: the values of the indicators that are typed, by their keys; None for one not known
    yet. An indicator that is not named keeps its value.
    """

    problems: str = ""
    suggestions: str = ""
    reached: Mapping[UUID, Decimal | None] = field(default_factory=dict)


@transaction.atomic
def write_report(workshop: Workshop, *, report: Report, by: User, on: date) -> Workshop:
    """Write what was met with, what is suggested and what was reached, until the report has gone
    out.
    """
    allow(can_keep(by, workshop))
    check_fits(Workshop, problems=report.problems, suggestions=report.suggestions)
    held = Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
    if held.state == WorkshopState.REPORTED:
        raise DomainError(_already())
    held.problems, held.suggestions = report.problems.strip(), report.suggestions.strip()
    held.save(update_fields=["problems", "suggestions"])
    numbers = _write_reached(held, report.reached)
    journal.record(
        by, "workshop.report_written", held, area=held.owner_id, on=on, indicators=numbers
    )
    workshop.refresh_from_db()
    return workshop


def _write_reached(workshop: Workshop, reached: Mapping[UUID, Decimal | None]) -> list[int]:
    """Keep the values that are new or differ; tells the numbers of their indicators."""
    typed = Indicator.objects.filter(workshop=workshop, measure=Measure.TYPED)
    found = {one.pk: one for one in typed}
    if not found.keys() >= reached.keys():
        raise DomainError(_("This value is counted from the event itself."))
    changed = [found[key] for key, value in reached.items() if found[key].reached != value]
    for one in changed:
        one.reached = reached[one.pk]
        if one.reached is not None:
            check_value(one.reached)
        one.save(update_fields=["reached"])
    return sorted(one.number for one in changed)


@transaction.atomic
def report_workshop(workshop: Workshop, *, report: Report, by: User, on: date) -> Workshop:
    """Write the report and send it out: the project is closed, each indicator with its value."""
    write_report(workshop, report=report, by=by, on=on)
    missing = Indicator.objects.filter(workshop=workshop, measure=Measure.TYPED, reached=None)
    if first := missing.first():
        raise DomainError(_("Write what was reached of “%(name)s” first.") % {"name": first.name})
    workshop.move_to(WorkshopState.REPORTED)
    journal.record(by, "workshop.reported", workshop, area=workshop.owner_id, on=on)
    return workshop


def _already() -> str:
    return _("The report has gone out. Take the workshop back to “held” to change it.")
