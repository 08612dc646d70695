"""The standing numbers of an area, each with its definition and its day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from asa.cases.models import Case
from asa.cases.queries import counted
from asa.coverage.queries import tambons_without
from asa.households.models import Household
from asa.places.codes import Level
from asa.places.queries import counts_in, within
from asa.tasks.codes import TaskState
from asa.tasks.models import Task
from asa.volunteers.queries import volunteer_counts

# The definitions that stand beside the numbers of `asa figures`.
DEFINED = (
    "areas",
    "tambons_without_volunteer",
    "ever_registered",
    "current",
    "active",
    "households",
    "open_cases",
    "overdue_tasks",
)


@dataclass(frozen=True)
class Figures:
    """The standing numbers of an area on a day. They count no protected case and nobody by name."""

    as_of: date
    area: str
    provinces: int
    districts: int
    tambons: int
    tambons_without_volunteer: int
    ever_registered: int
    current: int
    active: int
    households: int
    open_cases: int
    overdue_tasks: int

    def as_json(self) -> dict[str, Any]:
        """The shape that `asa figures --json` prints."""
        return {
            "as_of": self.as_of.isoformat(),
            "area": self.area,
            "areas": {
                "provinces": self.provinces,
                "districts": self.districts,
                "tambons": self.tambons,
                "tambons_without_volunteer": self.tambons_without_volunteer,
            },
            "volunteers": {
                "ever_registered": self.ever_registered,
                "current": self.current,
                "active": self.active,
            },
            "households": self.households,
            "open_cases": self.open_cases,
            "overdue_tasks": self.overdue_tasks,
            "definitions": {name: definitions()[name] for name in DEFINED},
        }


def definitions() -> dict[str, str]:
    """What each number counts, in a sentence of the reader's language."""
    return {
        "areas": _("Areas in force on the day; abolished codes do not count."),
        "tambons_without_volunteer": _(
            "Sub-districts in force in which no current volunteer works."
        ),
        "ever_registered": _("Everyone who was ever registered, whatever became of them since."),
        "current": _("Volunteers who are registered on the day: neither ended nor suspended."),
        "active": _("Current volunteers who are active by the formula of their province."),
        "households": _("Households on record, without those known only by a protected case."),
        "open_cases": _("Cases that were sent and have not ended, without protected ones."),
        "overdue_tasks": _("Tasks still to do whose day is past."),
        "late_cases": _("Cases at the provincial office whose service time is over."),
    }


def figures(area: str, on: date) -> Figures:
    """The standing numbers of an area; "TH" is the country."""
    volunteers, places = volunteer_counts(area, on), counts_in(area)
    overdue = Task.objects.filter(
        within("area", [area]), state=TaskState.OPEN, due_on__lt=on, household__is_sealed=False
    )
    households = Household.objects.filter(within("area_id", [area]), is_sealed=False)
    return Figures(
        as_of=on,
        area=area,
        provinces=places.get(Level.PROVINCE, 0),
        districts=places.get(Level.DISTRICT, 0),
        tambons=places.get(Level.TAMBON, 0),
        tambons_without_volunteer=len(tambons_without(area, on)),
        ever_registered=volunteers.ever_registered,
        current=volunteers.current,
        active=volunteers.active,
        households=households.count(),
        open_cases=Case.objects.filter(counted("open", on), within("area_id", [area])).count(),
        overdue_tasks=overdue.count(),
    )
