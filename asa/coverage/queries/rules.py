"""Which rule of coverage holds where, on a day."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from asa.coverage.models import CoverageRule
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.codes import DIGITS, WHOLE_COUNTRY, Level
from asa.places.queries import after, ancestors, within


@dataclass(frozen=True)
class Target:
    """What a place is to have: volunteers, visits, and the age at which volunteers stop.

    Where nobody has set a rule, it is what the programme promises: a volunteer everywhere.
    """

    per_village: int = 1
    per_tambon: int = 1
    households_per_volunteer: int | None = None
    visits_per_household: int = 1
    retires_at: int | None = None

    def of_village(self, households: int) -> int:
        """How many volunteers a village with so many known households is to have."""
        return max(self.per_village, self._for(households))

    def of_tambon(self, households: int) -> int:
        """How many volunteers a tambon with so many known households is to have."""
        return max(self.per_tambon, self._for(households))

    def _for(self, households: int) -> int:
        each = self.households_per_volunteer
        return math.ceil(households / each) if each else 0


PROMISED = Target()


class Targets:
    """The rules of a day by area; the one of the smallest area around a place holds there."""

    def __init__(self, rules: Iterable[CoverageRule]) -> None:
        self.by_area = {str(rule.area_id): target_of(rule) for rule in rules}
        # Where the rules of areas come from, by code: a province asks for a thousand villages.
        self.known: dict[str, str] = {}

    def at(self, code: str) -> Target:
        """What holds at a place."""
        return self.by_area.get(self.set_for(code), PROMISED)

    def set_for(self, code: str) -> str:
        """The code of the area whose rule holds at a place; "" where nobody has set one."""
        if code in self.by_area:
            return code
        if len(code) > DIGITS[Level.PROVINCE]:
            around = code[:-2]
            if around not in self.known:
                self.known[around] = self.set_for(around)
            return self.known[around]
        return WHOLE_COUNTRY if WHOLE_COUNTRY in self.by_area else ""


def target_of(rule: CoverageRule) -> Target:
    """What a row of the rules asks for."""
    return Target(
        rule.per_village,
        rule.per_tambon,
        rule.households_per_volunteer,
        rule.visits_per_household,
        rule.retires_at,
    )


def rules_touching(area: str, on: date) -> QuerySet[CoverageRule]:
    """The rules in force on a day in an area, in the areas around it and in those inside."""
    inside = (
        CoverageRule.objects.all()
        if area == WHOLE_COUNTRY
        else CoverageRule.objects.filter(area_id__gte=area, area_id__lt=after(area))
    )
    around = CoverageRule.objects.filter(area_id__in=ancestors(area))
    return (inside | around).filter(Post.current_on(on)).order_by("area_id", "started_on")


def targets_on(area: str, on: date) -> Targets:
    """The rules of an area on a day."""
    return Targets(rules_touching(area, on))


def rules_for(user: User) -> QuerySet[CoverageRule]:
    """The rules that were ever set for the areas of the user's posts."""
    return CoverageRule.objects.filter(within("area_id", scope(user)))


def versions_of(area: str) -> QuerySet[CoverageRule]:
    """The rules that were ever set for this very area, the newest first."""
    found = CoverageRule.objects.filter(area_id=area).select_related("set_by__person")
    return found.order_by("-started_on")
