from collections.abc import Iterable

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.models import Area, FormerName
from asa.places.names import (
    keys_of,
    parts_of,
    province_alias,
    town_code,
    without_level_word,
)
from asa.places.queries.past import successors_of
from asa.places.queries.ranges import after, current, within

POSTCODE_DIGITS = 5
MOST_WORDS = 6


def search_areas(
    text: str,
    *,
    level: Level | str | None = None,
    under: str | Iterable[str] = "TH",
    limit: int | None = 20,
    villages: bool = False,
) -> list[Area]:
    """Current areas whose name holds the text, in any spelling, with or without ต. อ. จ.

    Exact names come first, then names that begin so, then the others; larger areas before
    smaller ones. A code, a postcode, and names in a row ("ปากน้ำ หลังสวน") are understood.
    Villages are found by their code, or when `level` or `villages` asks for them. Last come the
    areas that took the place of what had exactly this code or name before.
    """
    areas = current(Area.objects.filter(within("code", under)))
    if level:
        areas = areas.filter(level=level)
    found = _found_today(areas, text, Level.VILLAGE if villages and not level else level, limit)
    known = {area.code for area in found}
    return [*found, *(one for one in _of_before(areas, text) if one.code not in known)][:limit]


def _found_today(
    areas: QuerySet[Area], text: str, level: Level | str | None, limit: int | None
) -> list[Area]:
    if found := _first(_matching(areas, text, level), limit):
        return found
    for names in _ways_to_part(text):
        if found := _first(_nested(areas, names, level), limit):
            return found
    return []


def _of_before(areas: QuerySet[Area], text: str) -> list[Area]:
    """Of some areas, those that took the place of what had this code or name, or had it itself."""
    keys = keys_of(text)
    if not keys:
        return []
    gone = Area.objects.filter(ended_on__isnull=False)
    if keys[0].isdigit():
        codes = set(gone.filter(code=keys[0]).values_list("code", flat=True))
    else:
        named = Q(name_key__in=keys) | Q(english_key__in=keys)
        codes = set(gone.filter(named, _level_asked(text)).values_list("code", flat=True))
        of_level = _level_asked(text, "area__level")
        former = FormerName.objects.filter(named, of_level)
        codes |= set(former.values_list("area_id", flat=True))
    if not codes:
        return []
    found = areas.filter(code__in=successors_of(codes)).order_by("code")
    return list(found.annotate(is_of_before=Value(True)))


def _first(found: QuerySet[Area] | None, limit: int | None) -> list[Area]:
    return [] if found is None else list(found[:limit])


def _matching(areas: QuerySet[Area], text: str, level: Level | str | None) -> QuerySet[Area] | None:
    """The areas that one name, code or postcode matches, the best first; None if it is no text."""
    keys = keys_of(text)
    if not keys:
        return None
    whole = keys[0]
    if whole.isdigit():
        return _by_figures(areas, whole)
    if level != Level.VILLAGE:
        areas = areas.exclude(level=Level.VILLAGE)
    exact, begins, holds = Q(), Q(), Q()
    if alias := province_alias(keys[-1]):
        exact = holds = Q(code=alias)
    for key in keys:
        of_level = _level_asked(text) if key != whole else Q()
        exact |= of_level & (Q(name_key=key) | Q(english_key=key))
        begins |= of_level & (Q(name_key__startswith=key) | Q(english_key__startswith=key))
        holds |= of_level & (Q(name_key__contains=key) | Q(english_key__contains=key))
    rank = Case(
        When(exact, then=Value(0)),
        When(begins, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return areas.filter(holds).annotate(rank=rank).order_by("rank", Length("code"), "code")


def _level_asked(text: str, field: str = "level") -> Q:
    level, _name = without_level_word(text)
    return Q(**{field: level}) if level else Q()


def _by_figures(areas: QuerySet[Area], figures: str) -> QuerySet[Area]:
    if len(figures) == POSTCODE_DIGITS:
        areas = areas.filter(postcodes__code=figures)
    else:
        areas = areas.filter(code__gte=figures, code__lt=after(figures))
    exact_first = Case(
        When(code=figures, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return areas.annotate(rank=exact_first).order_by("rank", Length("code"), "code")


def _ways_to_part(text: str) -> list[list[str]]:
    """The ways to read a text as a place and the places around it, smallest first."""
    parts, words = list(parts_of(text)), text.split()[:MOST_WORDS]
    ways = [parts] if len(parts) > 1 else []
    ways += [[" ".join(words[:i]), " ".join(words[i:])] for i in range(len(words) - 1, 0, -1)]
    return [*ways, words] if len(words) > 2 else ways


def _nested(
    areas: QuerySet[Area], names: list[str], level: Level | str | None
) -> QuerySet[Area] | None:
    """The areas that the first name matches within the areas that the others name."""
    codes = [WHOLE_COUNTRY]
    for name in reversed(names[1:]):
        codes = _areas_around(name, codes)
    return _matching(areas.filter(within("code", codes)), names[0], level) if codes else None


def _areas_around(name: str, codes: list[str]) -> list[str]:
    """The provinces, districts and tambons within the given areas whose name begins so."""
    found: list[str] = []
    for key in keys_of(name):
        alias = province_alias(key)
        found += [alias] if alias else []
        found += [town for code in codes if (town := town_code(key, code))]
    if keys := keys_of(name):
        begins = Q(name_key__startswith=keys[-1]) | Q(english_key__startswith=keys[-1])
        around = current(Area.objects.filter(begins, _level_asked(name), within("code", codes)))
        found += around.exclude(level=Level.VILLAGE).values_list("code", flat=True)
    return found
