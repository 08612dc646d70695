from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from asa.common.languages import in_language, is_english
from asa.places.codes import BANGKOK, DIGITS, Level
from asa.places.models import Area
from asa.places.queries.ranges import ancestors, areas_under, level_of

# The names of tambons and of all above change only with a new release of the areas
# (`load_places`) and with a change of areas, so each process reads a name once, and words a place
# once in a language.
_names: dict[str, tuple[str, str]] = {}
# When the file was written that tells every process of a change; as it was last seen.
_seen: list[float] = []

_SHORT_WORD = {Level.PROVINCE: "จ.", Level.DISTRICT: "อ.", Level.TAMBON: "ต."}
_BANGKOK_WORD = {Level.PROVINCE: "", Level.DISTRICT: "เขต", Level.TAMBON: "แขวง"}


def forget_names() -> None:
    """Read the names anew: after a new release of the areas was loaded."""
    _names.clear()
    _in_words.cache_clear()
    _tambons_by_district.cache_clear()


def changed_file() -> Path:
    """The file of the data folder whose moment says when areas last changed."""
    return Path(settings.ASA_DATA_DIR) / "areas.changed"


def tell_of_new_names() -> None:
    """Names of areas are kept between pages: this process forgets them, and so will others."""
    forget_names()
    changed_file().touch()


def forget_if_changed() -> None:
    """Forget the names where another process has changed areas since; it costs a look at a file."""
    try:
        moment = changed_file().stat().st_mtime
    except FileNotFoundError:
        return
    if _seen != [moment]:
        _seen[:] = [moment]
        forget_names()


def remember_names(codes: Iterable[str]) -> None:
    """Read the names of the areas and of all around them in one query, where not yet known; of a
    sub-district those of its villages too, so that no list asks for each of them.
    """
    wanted: set[str] = set()
    for code in codes:
        wanted.update((code[:6], *ancestors(code[:6])))
    if missing := wanted - _names.keys():
        asked = Q(code__in=missing)
        if tambons := [code for code in missing if len(code) == DIGITS[Level.TAMBON]]:
            asked |= Q(parent__in=tambons, level=Level.VILLAGE) & ~Q(name_th="")
        rows = Area.objects.filter(asked).values_list("code", "name_th", "name_en")
        _names.update({code: (name_th, name_en) for code, name_th, name_en in rows})


def tambons_by_district(codes: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The districts within the areas, each with its current tambons: code and name, in the
    language of the page. Nobody may change what is handed out.
    """
    return _tambons_by_district(tuple(codes), get_language())


@lru_cache(maxsize=256)
def _tambons_by_district(
    codes: tuple[str, ...], language: str | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    districts: dict[str, list[tuple[str, str]]] = {}
    for code in codes:
        found = areas_under(code, Level.TAMBON).values_list("code", flat=True)
        remember_names(found)
        for tambon in found:
            districts.setdefault(tambon[:4], []).append((tambon, name_of(tambon)))
    return sorted(districts.items())


def name_of(code: str) -> str:
    """The bare name of an area in the language of the page; the code itself if unknown."""
    if len(code) == DIGITS[Level.VILLAGE]:
        return _village(code)
    if code not in _names:
        remember_names([code])
    thai, english = _names.get(code, (code, code))
    return in_language(thai, english)


def _village(code: str, *, tight: bool = False) -> str:
    """หมู่ที่ 5 บ้านนาป่า; in Bangkok, which has communities and no village numbers, the name."""
    if code[:6] not in _names:
        remember_names([code])
    thai, english = _names.get(code, ("", ""))
    name = in_language(thai, english)
    number = {"n": int(code[6:])}
    if code.startswith(BANGKOK):
        return name or str(_("Community %(n)s") % number)
    moo = f"ม.{number['n']}" if tight and not is_english() else str(_("Moo %(n)s") % number)
    return f"{moo} {name}" if name else moo


def _one(code: str, *, tight: bool) -> str:
    level = level_of(code)
    if level == Level.VILLAGE:
        return _village(code, tight=tight)
    name = name_of(code)
    if is_english() or level == Level.COUNTRY:
        return name
    words = _BANGKOK_WORD if code.startswith(BANGKOK) else _SHORT_WORD
    return words[level] + name


def shown_place(
    area: Area | str, upto: Level | str = Level.PROVINCE, *, tight: bool = False
) -> str:
    """A place in full, the smallest first: หมู่ที่ 4 ต.ขุนกระทิง อ.เมืองชุมพร จ.ชุมพร.

    `upto` is the largest level to be named; `tight` writes ม.4, as rows of a table do.
    """
    code = area if isinstance(area, str) else area.code
    remember_names([code])
    if {code[:6], *ancestors(code[:6])} <= _names.keys():
        return _in_words(code, upto, tight, get_language())
    # What nobody knows may be known with the next release.
    return _in_words.__wrapped__(code, upto, tight, get_language())


@lru_cache(maxsize=4096)
def _in_words(code: str, upto: Level | str, tight: bool, language: str | None) -> str:
    top = DIGITS.get(Level(upto), 0)
    chain = [code, *reversed(ancestors(code))]
    # The country goes without saying, unless it is the place.
    shown = [c for c in chain if c == code or (c.isdigit() and len(c) >= top)]
    return (", " if is_english() else " ").join(_one(c, tight=tight) for c in shown)


def shown_places(
    codes: Iterable[str], upto: Level | str = Level.PROVINCE, *, tight: bool = False
) -> dict[str, str]:
    """Many places in full, by code, in at most one query."""
    wanted = list(codes)
    remember_names(wanted)
    return {code: shown_place(code, upto, tight=tight) for code in wanted}
