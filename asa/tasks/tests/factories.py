from datetime import date

from asa.households.tests.factories import make_household
from asa.tasks.models import Task


def make_task(assignee, household=None, *, due_on=date(2026, 3, 16), **fields):
    """Something that the assignee is to do for a household."""
    household = household or make_household()
    fields.setdefault("kind", "households.visit")
    fields.setdefault("planned_by", assignee)
    return Task.objects.create(
        household=household, assignee=assignee, area=household.area_id, due_on=due_on, **fields
    )
