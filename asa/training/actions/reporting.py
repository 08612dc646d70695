"""The words of a closing report that no figure can say."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.training.codes import WorkshopState
from asa.training.models import Workshop
from asa.training.rules import can_keep


@transaction.atomic
def write_report(
    workshop: Workshop, *, problems: str, suggestions: str, by: User, on: date
) -> Workshop:
    """Write what was met with and what is suggested, until the report has gone out."""
    allow(can_keep(by, workshop))
    check_fits(Workshop, problems=problems, suggestions=suggestions)
    held = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if held.state == WorkshopState.REPORTED:
        raise DomainError(_already())
    held.problems, held.suggestions = problems.strip(), suggestions.strip()
    held.save(update_fields=["problems", "suggestions"])
    journal.record(by, "workshop.report_written", held, area=held.owner_id, on=on)
    workshop.refresh_from_db()
    return workshop


def _already() -> str:
    return _("The report has gone out. Take the workshop back to “held” to change it.")
