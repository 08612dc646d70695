"""What tasks hear from households."""

from datetime import date
from typing import Any

from asa.households.models import Visit
from asa.people.models import User
from asa.tasks.actions import finish_visit_tasks


def visit_was_recorded(sender: Any, *, visit: Visit, by: User, on: date, **_more: Any) -> None:
    """A visit does the visit that was planned; nobody ticks it off a second time."""
    finish_visit_tasks(visit.household, by=by, on=on)
