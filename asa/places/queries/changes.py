"""What an announced change of areas comes to: which areas are made and end, and who goes where."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import thai_date
from asa.places.codes import DIGITS, WHOLE_COUNTRY, ChangeKind, ChangeState, Level
from asa.places.models import Area, AreaChange
from asa.places.queries.ranges import current, level_of, parent_code, village_code, within

if TYPE_CHECKING:
    from asa.people.models import User

LEVELS = (Level.TAMBON, Level.VILLAGE)
MOST_VILLAGES = 99
AREA_CHANGE_ROLES = ("department_officer",)


@dataclass(frozen=True)
class Part:
    """One of the areas of afterwards, as it is announced."""

    code: str
    name_th: str = ""
    name_en: str = ""
    # Which villages it takes in: their number before, and their number in it.
    moos: dict[int, int] = field(default_factory=dict)
    # Households that it takes in by the numbers of the office's list.
    numbers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Announced:
    """What the announcement says; nothing is changed by it yet."""

    kind: str
    areas: list[str]
    parts: list[Part]
    in_force_on: date
    source: str
    # Of a split: the part to which what has no village goes; "" while the old area goes on.
    rest: str = ""
    # Of a merger: villages that get another number than their own, by their code.
    moos: dict[str, int] = field(default_factory=dict)

    @property
    def province(self) -> str:
        return self.areas[0][:2]

    def as_json(self) -> dict[str, Any]:
        """What the change keeps; the day and the source have columns of their own."""
        told = asdict(self)
        del told["in_force_on"], told["source"]
        return told


def announced_in(change: AreaChange) -> Announced:
    """What was announced, as a change keeps it. JSON knows only texts as keys."""
    told = dict(change.announced)
    del told["called"]
    parts = [
        Part(**{**part, "moos": {int(old): new for old, new in part["moos"].items()}})
        for part in told.pop("parts")
    ]
    return Announced(parts=parts, in_force_on=change.in_force_on, source=change.source, **told)


@dataclass(frozen=True)
class Made:
    """An area that is to be: its code, its names, and the area whose postcodes it takes over."""

    code: str
    name_th: str
    name_en: str
    like: str
    confirmed: bool = True


@dataclass
class Plan:
    """What is to be done to the tree, and where everything on it goes."""

    old: list[str]
    new: list[str]
    made: list[Made] = field(default_factory=list)
    # What ends, and by what each is succeeded.
    links: dict[str, list[str]] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)
    # Numbers of households, and the areas to which they go.
    numbers: dict[str, str] = field(default_factory=dict)
    names: Part | None = None

    @property
    def around(self) -> list[str]:
        """All areas of before and after, each once."""
        return list(dict.fromkeys([*self.old, *self.new]))


def area_changes_for(user: "User") -> QuerySet[AreaChange]:
    """The changes of areas in the provinces of a user of the department, the latest first."""
    codes = user.areas_of(*AREA_CHANGE_ROLES)
    provinces = [code for code in codes if code == WHOLE_COUNTRY or len(code) == 2]
    return AreaChange.objects.filter(within("province", provinces))


def changes_of_area(code: str) -> list[AreaChange]:
    """The changes that were carried out on an area, or that made it; the latest first."""
    done = AreaChange.objects.filter(province=code[:2], state=ChangeState.DONE)
    return [one for one in done if code in one.made.get("around", [])]


def codes_decided_here() -> set[str]:
    """The codes whose name, beginning or end stands by a change of the department."""
    done = AreaChange.objects.filter(state=ChangeState.DONE).values_list("made", flat=True)
    return {code for made in done for code in (*made["ended"], *made["made"], *made["renamed"])}


def plan_of(announced: Announced) -> Plan:
    """What an announcement comes to on the tree of today. Raises DomainError where it cannot be."""
    old = _known(announced.areas)
    if announced.kind not in ChangeKind.values:
        raise DomainError(_("Say whether areas are renamed, moved, split or merged."))
    return _PLANNERS[ChangeKind(announced.kind)](announced, old)


def _known(codes: list[str]) -> list[Area]:
    """The areas that are announced: in force, of one level and one province."""
    found = {area.code: area for area in Area.objects.filter(code__in=codes)}
    for code in codes:
        area = found.get(code)
        if area is None:
            raise DomainError(_("There is no area with the code %(code)s.") % {"code": code})
        if area.ended_on is not None:
            raise DomainError(
                _("%(area)s was abolished on %(day)s.")
                % {"area": area, "day": thai_date(area.ended_on)}
            )
    old = [found[code] for code in dict.fromkeys(codes)]
    if old[0].level not in LEVELS or len({area.level for area in old}) > 1:
        raise DomainError(_("Choose sub-districts, or villages, and not both together."))
    if len({area.code[:2] for area in old}) > 1:
        raise DomainError(_out_of_province())
    return old


def _out_of_province() -> str:
    return _(
        "A change stays within one province: numbers of cases and cards, payments and the "
        "journal of a province stay there for ever."
    )


def _rename(announced: Announced, old: list[Area]) -> Plan:
    area, part = _single(old), _single(announced.parts)
    if not part.name_th:
        raise DomainError(_("Write the new name in Thai."))
    if (part.name_th, part.name_en) == (area.name_th, area.name_en):
        raise DomainError(_("This is the name that it has."))
    return Plan([area.code], [area.code], names=part)


def _move(announced: Announced, old: list[Area]) -> Plan:
    area, part = _single(old), _single(announced.parts)
    plan = Plan([area.code], [part.code])
    _replace(plan, area, part, _villages([area]), {})
    return _checked(plan, area)


def _merge(announced: Announced, old: list[Area]) -> Plan:
    part = _single(announced.parts)
    if len(old) < 2:
        raise DomainError(_("Two areas at least are merged into one."))
    stays = [area for area in old if area.code == part.code]
    plan = Plan([area.code for area in old], [part.code])
    villages = _villages(old)
    numbered = {
        village_code(part.code, village.moo or 0): village.moo or 0
        for village in villages
        if village.parent_id == part.code
    }
    if not stays and not part.name_th:
        raise DomainError(_("Write the name of the new area in Thai."))
    if not stays:
        plan.made.append(Made(part.code, part.name_th, part.name_en, old[0].code))
    for area in old:
        if area.code != part.code:
            plan.links[area.code], plan.pairs[area.code] = [part.code], part.code
    taken = set(numbered.values())
    for village in villages:
        if village.parent_id != part.code:
            moo = announced.moos.get(village.code) or _free(village.moo or 0, taken)
            taken.add(moo)
            _replace_village(plan, village, village_code(part.code, moo))
    return _checked(plan, old[0])


def _free(moo: int, taken: set[int]) -> int:
    """The own number of a village where it is free, else the one after the last."""
    return moo if moo not in taken else max(taken) + 1


def _split(announced: Announced, old: list[Area]) -> Plan:
    area = _single(old)
    parts = [part for part in announced.parts if part.code != area.code]
    stays = announced.rest in ("", area.code)
    if len(parts) + stays < 2:
        raise DomainError(_("Name at least two areas that there are afterwards."))
    if not stays and announced.rest not in {part.code for part in parts}:
        raise DomainError(_("Say to which area goes what has no village number."))
    plan = Plan([area.code], [*([area.code] if stays else []), *(part.code for part in parts)])
    villages = {village.moo: village for village in _villages([area])}
    for part in parts:
        _check_part(part, area, villages)
        plan.made.append(Made(part.code, part.name_th, part.name_en, area.code))
        for moo, number in part.moos.items():
            if villages[moo].code in plan.pairs:
                raise DomainError(_("Village %(n)s is named twice.") % {"n": moo})
            _replace_village(plan, villages[moo], village_code(part.code, number))
        plan.numbers |= dict.fromkeys(part.numbers, part.code)
    if not stays:
        left = [moo for moo, village in villages.items() if village.code not in plan.pairs]
        if left:
            sentence = _("Say to which area these villages go: %(list)s.")
            raise DomainError(sentence % {"list": ", ".join(map(str, left))})
        plan.links[area.code] = [part.code for part in parts]
        plan.pairs[area.code] = announced.rest
    return _checked(plan, area)


def _check_part(part: Part, area: Area, villages: dict[int | None, Area]) -> None:
    if area.level == Level.TAMBON and not part.name_th:
        raise DomainError(_("Write the name of the new area in Thai."))
    if area.level == Level.VILLAGE and part.moos:
        raise DomainError(_("A village has no villages; name the households that go."))
    if unknown := [moo for moo in part.moos if moo not in villages]:
        names = {"area": area.name, "list": ", ".join(map(str, unknown))}
        raise DomainError(_("%(area)s has no village %(list)s.") % names)


def _single(found: list[Any]) -> Any:
    if len(found) != 1:
        raise DomainError(_("Name one area, and what becomes of it."))
    return found[0]


def _villages(areas: Iterable[Area]) -> list[Area]:
    codes = [area.code for area in areas]
    return list(current(Area.objects.filter(parent__in=codes)).order_by("code"))


def _replace(
    plan: Plan, area: Area, part: Part, villages: list[Area], moos: dict[str, int]
) -> None:
    """An area goes on under another code, with all its villages."""
    names = (part.name_th or area.name_th, part.name_en or area.name_en)
    plan.made.append(Made(part.code, *names, area.code, area.confirmed))
    plan.links[area.code], plan.pairs[area.code] = [part.code], part.code
    for village in villages:
        _replace_village(plan, village, village_code(part.code, village.moo or 0))


def _replace_village(plan: Plan, village: Area, code: str) -> None:
    names = (village.name_th, village.name_en)
    plan.made.append(Made(code, *names, village.code, village.confirmed))
    plan.links[village.code], plan.pairs[village.code] = [code], code


def _checked(plan: Plan, area: Area) -> Plan:
    """The codes that are to be made must be possible, and never have been used."""
    codes = [made.code for made in plan.made]
    tops = [code for code in plan.new if code in codes]
    for code in tops:
        _check_code(code, area)
    twice = {code for code in codes if codes.count(code) > 1}
    moos = {int(code[6:]) for code in codes if len(code) == DIGITS[Level.VILLAGE]}
    if twice or not moos <= set(range(1, MOST_VILLAGES + 1)):
        raise DomainError(_("Two villages would have one number, or one above 99."))
    used = Area.objects.filter(code__in=codes).values_list("code", flat=True)
    if found := sorted(used):
        sentence = _("A code is used once and never again; this one is known already: %(codes)s.")
        raise DomainError(sentence % {"codes": ", ".join(found)})
    return plan


def _check_code(code: str, area: Area) -> None:
    try:
        level = level_of(code)
    except ValueError:
        level = None
    if level != area.level:
        sentence = _("The code of a %(level)s has %(n)s figures.")
        names = {"level": area.get_level_display(), "n": DIGITS[Level(area.level)]}
        raise DomainError(sentence % names)
    if code[:2] != area.code[:2]:
        raise DomainError(_out_of_province())
    if not current(Area.objects.filter(pk=parent_code(code))).exists():
        raise DomainError(_("There is no area in force around the code %(code)s.") % {"code": code})


_PLANNERS = {
    ChangeKind.RENAME: _rename,
    ChangeKind.MOVE: _move,
    ChangeKind.MERGE: _merge,
    ChangeKind.SPLIT: _split,
}
