"""Where nobody is, and where there are too few: the rows behind the numbers, and the call."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.db.models.functions import Substr

from asa.coverage.queries.rules import targets_on
from asa.coverage.queries.tallies import TAMBON, VILLAGE, Ground, left_out_in, workers
from asa.places.codes import Level
from asa.places.queries import areas_under


@dataclass(frozen=True)
class Gap:
    """A village or tambon with fewer volunteers than its rule asks."""

    code: str
    working: int
    needed: int
    households: int

    @property
    def wanted(self) -> int:
        """How many are to be found."""
        return self.needed - self.working


def gaps_in(area: str, on: date, level: Level, *, without: bool = False) -> list[Gap]:
    """The villages or tambons of an area that are short of volunteers, by code.

    without: only those where nobody works at all. What is left out is never a gap.
    """
    ground = Ground([area], on, targets_on(area, on))
    digits = TAMBON if level == Level.TAMBON else VILLAGE
    found = []
    for code in ground.places:
        if len(code) != digits or code in ground.left_out:
            continue
        is_tambon = digits == TAMBON
        working = (ground.working_in_tambon if is_tambon else ground.working).get(code, 0)
        households = ground.households_in(code)
        gap = Gap(code, working, ground.needed(code, households), households)
        if (without and not working) or (not without and gap.wanted > 0):
            found.append(gap)
    return found


def tambons_without(area: str, on: date) -> list[str]:
    """The codes of the tambons in force in an area in which no current volunteer works."""
    return _without(area, on, Level.TAMBON)


def villages_without(area: str, on: date) -> list[str]:
    """The codes of the known villages in an area in which no current volunteer works."""
    return _without(area, on, Level.VILLAGE)


def _without(area: str, on: date, level: Level) -> list[str]:
    """The same as `gaps_in` with nobody there, asking for nothing else."""
    found = areas_under(area, level).values_list("code", flat=True)
    part = Substr("area_id", 1, TAMBON) if level == Level.TAMBON else F("area_id")
    taken = set(workers([area], on).annotate(part=part).order_by().values_list("part", flat=True))
    # What holds for a whole tambon holds for its villages.
    apart = left_out_in([area], on)
    return [
        code
        for code in found
        if code not in taken and code not in apart and code[:TAMBON] not in apart
    ]
