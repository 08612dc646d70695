"""The coverage of an area and of its parts, whatever their level."""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from asa.common.models import ChainHead
from asa.coverage.models import CoverageRule, ProvinceTally
from asa.coverage.queries.rules import PROMISED, target_of, targets_on
from asa.coverage.queries.tallies import Ground, Tally, together
from asa.people.models import Post
from asa.places.codes import DIGITS, WHOLE_COUNTRY, Level
from asa.places.queries import areas_under, level_of, name_of, remember_names

MANY = 20


@dataclass(frozen=True)
class AreaLine:
    """One area with its counts."""

    code: str
    name: str
    tally: Tally


@dataclass(frozen=True)
class Coverage:
    """What an area comes to, its parts of the next level, and all its tambons below a province."""

    code: str
    level: Level
    as_of: date
    total: Tally
    parts: list[AreaLine] = field(default_factory=list)
    tambons: list[AreaLine] = field(default_factory=list)
    ground: Ground | None = None


def coverage_of(area: str, on: date) -> Coverage:
    """Who covers an area on a day: a pure read, in a fixed number of queries.

    area: a code of a place from the country to a tambon. The parts of the country are provinces,
    of a province districts, of a district tambons; a tambon has villages, which
    `village_lines` tells.
    """
    level = level_of(area)
    if level == Level.COUNTRY:
        return _country(on)
    ground = ground_of(area, on)
    by_tambon = ground.tallies()
    tambons = [_line(code, tally) for code, tally in sorted(by_tambon.items())]
    parts = tambons if level == Level.DISTRICT else []
    if level == Level.PROVINCE:
        districts = areas_under(area, Level.DISTRICT).values_list("code", flat=True)
        remember_names(districts)
        parts = [_line(code, _of(code, by_tambon)) for code in districts]
    total = together(by_tambon.values())
    return Coverage(area, level, on, total, parts, tambons, ground)


def ground_of(area: str, on: date) -> Ground:
    """What there is in an area below the country."""
    ground = Ground([area], on, targets_on(area, on))
    remember_names(ground.places)
    return ground


def _of(code: str, by_tambon: dict[str, Tally]) -> Tally:
    return together(tally for tambon, tally in by_tambon.items() if tambon.startswith(code))


def _line(code: str, tally: Tally) -> AreaLine:
    return AreaLine(code, name_of(code), tally)


def _country(on: date) -> Coverage:
    provinces = list(areas_under(WHOLE_COUNTRY, Level.PROVINCE).values_list("code", flat=True))
    remember_names(provinces)
    counts = province_tallies(provinces, on)
    parts = [_line(code, counts[code]) for code in provinces]
    total = together(counts.values())
    return Coverage(WHOLE_COUNTRY, Level.COUNTRY, on, total, parts)


def province_tallies(provinces: list[str], on: date) -> dict[str, Tally]:
    """The counts of provinces: as the night kept them where nothing was journaled there since,
    counted anew where something was.
    """
    macs = heads_of(provinces, on)
    kept = {
        row.province_id: Tally(**row.counts)
        for row in ProvinceTally.objects.filter(province__in=provinces, counted_on=on)
        if row.mac == macs.get(row.province_id, "")
    }
    anew = [code for code in provinces if code not in kept]
    return kept | (count_provinces(anew, on) if anew else {})


def count_provinces(provinces: list[str], on: date) -> dict[str, Tally]:
    """The counts of whole provinces, counted from the rows."""
    # Many ranges in one question cost more than reading all of them.
    read = provinces if len(provinces) < MANY else [WHOLE_COUNTRY]
    ground = Ground(read, on, targets_on(WHOLE_COUNTRY, on))
    sums: dict[str, list[Tally]] = {code: [] for code in provinces}
    for tambon, tally in ground.tallies().items():
        if (province := tambon[: DIGITS[Level.PROVINCE]]) in sums:
            sums[province].append(tally)
    return {code: together(rows) for code, rows in sums.items()}


def heads_of(provinces: list[str], on: date) -> dict[str, str]:
    """By what the counts of each province are known to be those of a day still: where its journal
    ends, and what the rule of the country asks on that day, which holds where nothing else does.
    """
    ends = ChainHead.objects.filter(chain__in=[f"journal:{code}" for code in provinces])
    macs = {chain.removeprefix("journal:"): mac for chain, mac in ends.values_list("chain", "mac")}
    rule = CoverageRule.objects.filter(Post.current_on(on), area=WHOLE_COUNTRY).first()
    asked = sha256(repr(target_of(rule) if rule else PROMISED).encode()).hexdigest()
    return {code: f"{macs.get(code, '')[:32]}{asked[:32]}" for code in provinces}
