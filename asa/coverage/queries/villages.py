"""The villages of a tambon: who works there, how it stands, and who would take over."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from asa.common.thaidate import fiscal_year, fiscal_year_bounds
from asa.coverage.codes import AreaState
from asa.coverage.queries.rules import Targets
from asa.coverage.queries.tallies import TAMBON, VILLAGE, Ground, workers
from asa.households.models import Visit
from asa.people.names import full_name
from asa.places.queries import heirs_since, name_of, within


@dataclass(frozen=True)
class Worker:
    """A volunteer at a place of work: the key of the entry, the name, and the place."""

    pk: UUID
    name: str
    area: str


@dataclass(frozen=True)
class VillageLine:
    """A village with its counts; the names are filled in for those who may read the register."""

    code: str
    name: str
    working: int
    needed: int
    households: int
    visits: int
    expected: int
    state: AreaState
    people: list[Worker] = field(default_factory=list)
    # Who would take over if the only volunteer stopped; None where there are more, or nobody is.
    stand_in: Worker | None = None

    @property
    def hangs_on_one(self) -> bool:
        """Whether one volunteer alone covers the village."""
        return self.working == 1

    @property
    def is_short(self) -> bool:
        """Whether fewer work here than the rule asks; what is left out never is."""
        left_out = self.state in (AreaState.EXCLUDED, AreaState.INACCESSIBLE)
        return not left_out and self.working < self.needed


def village_lines(ground: Ground, *, with_names: bool = False) -> list[VillageLine]:
    """The villages in force of an area, each as it stands in the fiscal year of the day.

    The stand-in of a village with one volunteer is, within the same tambon, first of all a
    volunteer for the whole tambon, else one of the village with the nearest number: no positions
    of villages are known.
    """
    villages = [code for code in ground.places if len(code) == VILLAGE]
    visits = visits_in(ground)
    people = workers_by_area(ground) if with_names else {}
    return [
        VillageLine(
            code=code,
            name=name_of(code),
            working=ground.working.get(code, 0),
            needed=ground.needed(code, ground.households.get(code, 0)),
            households=ground.households.get(code, 0),
            visits=visits.get(code, 0),
            expected=expected(code, ground.households.get(code, 0), ground.targets),
            state=state_of(code, ground, visits.get(code, 0)),
            people=people.get(code, []),
            stand_in=stand_in(code, people) if ground.working.get(code) == 1 else None,
        )
        for code in villages
    ]


def expected(code: str, households: int, targets: Targets) -> int:
    """How many visits of the fiscal year the rule asks for in a village."""
    return households * targets.at(code).visits_per_household


def state_of(code: str, ground: Ground, visits: int) -> AreaState:
    """How a village stands: the first state that holds.

    Reached: every visit that the rule asks for in the fiscal year was made, and there was one.
    """
    if code in ground.left_out:
        return AreaState(ground.left_out[code])
    if not ground.working.get(code):
        return AreaState.NOT_ASSIGNED
    if not visits:
        return AreaState.NOT_VISITED
    wanted = expected(code, ground.households.get(code, 0), ground.targets)
    return AreaState.REACHED if visits >= wanted else AreaState.VISITED


def visits_in(ground: Ground) -> dict[str, int]:
    """How many visits each village had since the fiscal year began; none of sealed households.

    A visit keeps the code of its day; it counts for the village that has taken its place since.
    """
    first, _last = fiscal_year_bounds(fiscal_year(ground.on))
    heirs = heirs_since(ground.codes, first)
    found: QuerySet[Visit] = Visit.objects.filter(
        within("area", ground.codes) | Q(area__in=list(heirs)),
        visited_on__gte=first,
        visited_on__lte=ground.on,
        household__is_sealed=False,
    )
    visits = Counter[str]()
    for code, n in found.order_by().values_list("area").annotate(n=Count("pk")):
        visits[heirs.get(code, code)] += n
    return visits


def states_by_part(ground: Ground, digits: int) -> dict[str, dict[AreaState, int]]:
    """How many villages of each part of an area stand in each state, by the part's code."""
    visits, counts = visits_in(ground), dict[str, dict[AreaState, int]]()
    for code in ground.places:
        if len(code) == VILLAGE:
            states = counts.setdefault(code[:digits], dict.fromkeys(AreaState, 0))
            states[state_of(code, ground, visits.get(code, 0))] += 1
    return counts


def workers_by_area(ground: Ground) -> dict[str, list[Worker]]:
    """The volunteers who work in an area, by the very place of their work."""
    found = workers(ground.codes, ground.on).order_by("volunteer__person__sort_key", "pk")
    rows = found.values_list(
        *("volunteer_id", "area_id", "volunteer__person__prefix"),
        *("volunteer__person__given_name", "volunteer__person__family_name"),
    )
    people: dict[str, list[Worker]] = {}
    for pk, area, *name in rows:
        if all(one.pk != pk for one in people.setdefault(area, [])):
            people[area].append(Worker(pk, full_name(*name), area))
    return people


def stand_in(code: str, people: dict[str, list[Worker]]) -> Worker | None:
    """Who of the same tambon would cover a village if its only volunteer stopped."""
    only = people.get(code, [])
    own = {one.pk for one in only}
    tambon, moo = code[:TAMBON], int(code[TAMBON:])
    others = sorted(
        (0 if area == tambon else abs(int(area[TAMBON:]) - moo), area, place)
        for area, found in people.items()
        if area.startswith(tambon) and area != code
        for place, one in enumerate(found)
        if one.pk not in own
    )
    if not others:
        return None
    _far, area, place = others[0]
    return people[area][place]
