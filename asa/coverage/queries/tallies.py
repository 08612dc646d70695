"""Counting an area once: what stands in each of its villages and tambons, on a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Substr

from asa.coverage.codes import ExceptionState
from asa.coverage.models import AreaException
from asa.coverage.queries.rules import Targets
from asa.households.models import Household
from asa.people.models import Post
from asa.places.codes import DIGITS, Level
from asa.places.models import Area
from asa.places.queries import current, within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Assignment, Volunteer
from asa.volunteers.queries import is_active

TAMBON, VILLAGE = DIGITS[Level.TAMBON], DIGITS[Level.VILLAGE]


@dataclass(frozen=True)
class Tally:
    """The counts of one area or of several together.

    volunteers: on the register of the place, registered now; active: of these. working: those
    whose area of work is the place or a village in it. without, short: places in force where
    nobody works, and where fewer work than the rule asks; what is left out is in neither.
    """

    tambons: int = 0
    tambons_without: int = 0
    tambons_short: int = 0
    villages: int = 0
    villages_without: int = 0
    villages_short: int = 0
    volunteers: int = 0
    active: int = 0
    working: int = 0
    households: int = 0

    @property
    def ratio(self) -> float | None:
        """Households for one volunteer; None where there is no volunteer."""
        return round(self.households / self.volunteers, 2) if self.volunteers else None

    def as_json(self) -> dict[str, int]:
        """The counts by name, as a roll-up keeps them."""
        return asdict(self)


NAMES = tuple(field.name for field in fields(Tally))


def together(tallies: Iterable[Tally]) -> Tally:
    """What several areas that do not overlap come to."""
    rows = list(tallies)
    return Tally(**{name: sum(getattr(row, name) for row in rows) for name in NAMES})


class Ground:
    """What there is in some areas on a day, by code: read once, in a fixed number of queries."""

    def __init__(self, codes: Iterable[str], on: date, targets: Targets) -> None:
        self.codes, self.on, self.targets = list(codes), on, targets
        places = current(Area.objects.filter(within("code", self.codes)))
        wanted = places.filter(level__in=[Level.TAMBON, Level.VILLAGE]).order_by("code")
        self.places = list(wanted.values_list("code", flat=True))
        self.working = counted_by(workers(self.codes, on), F("area_id"))
        self.working_in_tambon = self._working_in_tambon()
        self.volunteers, self.active = self._registered()
        households = Household.objects.filter(within("area_id", self.codes), is_sealed=False)
        self.households = _by(households, "area_id")
        self.households_in_tambon = Counter[str]()
        for code, n in self.households.items():
            self.households_in_tambon[code[:TAMBON]] += n
        self.left_out = left_out_in(self.codes, on)
        self._leave_out_villages()

    def _leave_out_villages(self) -> None:
        """What holds for a whole tambon holds for its villages."""
        for code in self.places:
            if code[:TAMBON] in self.left_out:
                self.left_out.setdefault(code, self.left_out[code[:TAMBON]])

    def _working_in_tambon(self) -> dict[str, int]:
        """Who works in two villages of one tambon is one volunteer there.

        All but a few work in one place: only those few are looked at by name.
        """
        counts = Counter[str]()
        for code, n in self.working.items():
            counts[code[:TAMBON]] += n
        found = workers(self.codes, self.on)
        several = found.filter(is_main=False).values("volunteer_id")
        places: dict[tuple[object, str], set[str]] = {}
        for who, code in found.filter(volunteer__in=several).values_list("volunteer_id", "area_id"):
            places.setdefault((who, code[:TAMBON]), set()).add(code)
        for (_who, tambon), codes in places.items():
            counts[tambon] -= len(codes) - 1
        return counts

    def _registered(self) -> tuple[dict[str, int], dict[str, int]]:
        """Current and active volunteers by the tambon that they are on the register of."""
        found = Volunteer.objects.filter(
            within("area_id", self.codes), state=VolunteerState.REGISTERED
        )
        by_tambon = found.annotate(part=Substr("area_id", 1, TAMBON)).order_by().values_list("part")
        counts = by_tambon.annotate(n=Count("pk"), m=Count("pk", filter=is_active()))
        rows = list(counts)
        return {code: n for code, n, _m in rows}, {code: m for code, _n, m in rows}

    def tallies(self) -> dict[str, Tally]:
        """The counts of each tambon, by its code."""
        villages: dict[str, list[str]] = {}
        for code in self.places:
            if len(code) == VILLAGE:
                villages.setdefault(code[:TAMBON], []).append(code)
        tambons = [code for code in self.places if len(code) == TAMBON]
        return {tambon: self._tally(tambon, villages.get(tambon, [])) for tambon in tambons}

    def _tally(self, tambon: str, villages: list[str]) -> Tally:
        households = self.households_in(tambon)
        working = self.working_in_tambon.get(tambon, 0)
        counted = tambon not in self.left_out
        return Tally(
            tambons=1,
            tambons_without=int(counted and not working),
            tambons_short=int(counted and working < self.needed(tambon, households)),
            villages=len(villages),
            villages_without=sum(self.is_without(code) for code in villages),
            villages_short=sum(self.is_short(code) for code in villages),
            volunteers=self.volunteers.get(tambon, 0),
            active=self.active.get(tambon, 0),
            working=working,
            households=households,
        )

    def households_in(self, code: str) -> int:
        """How many households are known in a village or a tambon."""
        found = self.households if len(code) == VILLAGE else self.households_in_tambon
        return found.get(code, 0)

    def is_without(self, code: str) -> bool:
        """Whether nobody works in a village that is not left out."""
        return code not in self.left_out and not self.working.get(code)

    def is_short(self, code: str) -> bool:
        """Whether fewer work in a village than its rule asks."""
        needed = self.needed(code, self.households_in(code))
        return code not in self.left_out and self.working.get(code, 0) < needed

    def needed(self, code: str, households: int) -> int:
        """How many volunteers the rule of the place asks for."""
        target = self.targets.at(code)
        if len(code) == VILLAGE:
            return target.of_village(households)
        return target.of_tambon(households)


def workers(codes: Iterable[str], on: date) -> QuerySet[Assignment]:
    """Where registered volunteers work on a day, in some areas: one row for each area of work."""
    return Assignment.objects.filter(
        Post.current_on(on),
        within("area_id", codes),
        volunteer__state=VolunteerState.REGISTERED,
    )


def counted_by(found: QuerySet[Assignment], part: Combinable) -> dict[str, int]:
    """How many volunteers work in each part; who works there twice counts once."""
    rows = found.annotate(part=part).order_by().values_list("part")
    return dict(rows.annotate(n=Count("volunteer_id", distinct=True)))


def _by(found: QuerySet[Household], field: str) -> dict[str, int]:
    return dict(found.order_by().values_list(field).annotate(n=Count("pk")))


def left_out_in(codes: Iterable[str], on: date) -> dict[str, str]:
    """The villages that cannot be reached or are left out on a day, with the kind of each."""
    decided = [ExceptionState.APPROVED, ExceptionState.ENDED]
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    found = AreaException.objects.filter(
        still, within("area_id", codes), state__in=decided, decided_on__lte=on
    )
    return dict(found.values_list("area_id", "kind"))
