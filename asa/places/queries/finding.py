"""Finding the one place that words in a file or form mean, or saying why they mean none."""

from collections import defaultdict
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.common.thaidate import thai_date
from asa.places.codes import DIGITS, WHOLE_COUNTRY, Fault, Level
from asa.places.errors import PlaceError
from asa.places.models import Area, AreaSuccessor
from asa.places.names import keys_of, province_alias, town_code, without_level_word
from asa.places.queries.numbers import check_moo
from asa.places.queries.ranges import within
from asa.places.queries.words import shown_place, shown_places

MOST_SHOWN = 4


def figures_of(text: str) -> str:
    """The code in a cell ("860101", 860101.0, "86010100"), or "" if the cell holds a name."""
    figures = text.strip().removesuffix(".0")
    if len(figures) == DIGITS[Level.VILLAGE]:
        figures = figures.removesuffix("00")
    return figures if figures.isascii() and figures.isdigit() else ""


class PlaceIndex:
    """The areas of the country or of one province in memory, to find thousands of places fast.

    Build it once for an import: `PlaceIndex.load(province="86").find("ชุมพร", "เมือง", "ปากน้ำ")`.
    """

    def __init__(self, province: str | None) -> None:
        self.province = province
        self.found: dict[tuple[str, str, str], str] = {}
        self.ended: dict[str, date] = {}
        self.codes: set[str] = set()
        # level → key of a name → codes, the current areas before the abolished ones
        self.by_key: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    @classmethod
    def load(cls, province: str | None = None) -> "PlaceIndex":
        """Read the areas: all provinces, and what lies in `province` (or in the country)."""
        index = cls(province if province != WHOLE_COUNTRY else None)
        inside = within("code", [province or WHOLE_COUNTRY])
        index._read(Q(level=Level.PROVINCE) | inside & Q(level__in=(Level.DISTRICT, Level.TAMBON)))
        return index

    @classmethod
    def of_provinces(cls) -> "PlaceIndex":
        """The provinces alone: enough to know which province the words mean."""
        index = cls(None)
        index._read(Q(level=Level.PROVINCE))
        return index

    def _read(self, wanted: Q) -> None:
        columns = ("code", "level", "name_key", "english_key", "ended_on")
        for code, level, thai, english, ended_on in (
            Area.objects.filter(wanted).order_by("code").values_list(*columns).iterator(5000)
        ):
            self.codes.add(code)
            if ended_on:
                self.ended[code] = ended_on
            for key in {thai, english} - {""}:
                self.by_key[level][key].append(code)

    def find(self, province: str = "", district: str = "", tambon: str = "") -> str:
        """The code of the smallest place that the words name. Raises PlaceError."""
        words = (str(province or ""), str(district or ""), str(tambon or ""))
        if words not in self.found:
            self.found[words] = self._find(*words)
        return self.found[words]

    def _find(self, province: str, district: str, tambon: str) -> str:
        if tambon.strip():
            return self._tambon(tambon, self._around(province, district))
        if district.strip():
            return self._district(district, self._around(province))
        if province.strip():
            return self._province(province)
        if self.province:
            return self.province
        remedy = _("Fill in the sub-district, the district and the province.")
        raise PlaceError(_("No place is given."), remedy, field="tambon", kind=Fault.UNKNOWN)

    def _around(self, *words: str) -> str:
        """The place in which a smaller one is looked for, found once; "" is the whole country."""
        return self.find(*words) if "".join(words).strip() else self.province or ""

    def _named(self, level: Level, words: str) -> list[str]:
        """The codes of a level under the name as written, else under the name alone."""
        for key in keys_of(words):
            if codes := self.by_key[level].get(key):
                return codes
        return []

    def _province(self, words: str) -> str:
        code = figures_of(words)
        if not code:
            aliases = [found for key in keys_of(words) if (found := province_alias(key))]
            code = next(iter(aliases or self._named(Level.PROVINCE, words)), "")
        if code not in self.codes or len(code) != DIGITS[Level.PROVINCE]:
            reason = _("There is no province %(name)s.") % {"name": _said(words)}
            remedy = _("Check the spelling of the province.")
            raise PlaceError(reason, remedy, field="province", kind=Fault.UNKNOWN)
        if self.province and code != self.province:
            reason = _("The province is %(name)s, not %(province)s.") % {
                "name": shown_place(code),
                "province": shown_place(self.province),
            }
            remedy = _("Correct the province, or bring this row in with the file of its province.")
            raise PlaceError(
                reason, remedy, field="province", kind=Fault.NOT_IN_PROVINCE, codes=[code]
            )
        return code

    def _district(self, words: str, province: str) -> str:
        if figures := figures_of(words):
            found = [figures] if figures in self.codes and len(figures) == 4 else []
        else:
            found = self._towns(words, province) or self._named(Level.DISTRICT, words)
        inside = [code for code in found if code.startswith(province)]
        return self._one_of(Level.DISTRICT, words, province, inside, found)

    def _towns(self, words: str, province: str) -> list[str]:
        """The districts of provincial towns that a bare "เมือง" may mean: one, given a province."""
        provinces = [province] if province else [c for c in self.codes if len(c) == 2]
        towns = {town_code(key, code) for code in provinces for key in keys_of(words)}
        return sorted(code for code in towns if code in self.codes)

    def _tambon(self, words: str, around: str) -> str:
        if figures := figures_of(words):
            found = [figures] if figures in self.codes and len(figures) == 6 else []
        else:
            found = self._named(Level.TAMBON, words)
        inside = [code for code in found if code.startswith(around)]
        return self._one_of(Level.TAMBON, words, around, inside, found)

    def _one_of(
        self, level: Level, words: str, around: str, inside: list[str], found: list[str]
    ) -> str:
        """The one current area; an abolished one, several or none end with what to mend."""
        current = [code for code in inside if code not in self.ended]
        if len(current) == 1:
            return current[0]
        if current:
            raise _ambiguous_error(level, words, around, current)
        # A name that another district of the province bears today is more likely than an old one.
        elsewhere = [c for c in found if c not in self.ended and c.startswith(around[:2])]
        if elsewhere:
            raise _elsewhere_error(level, words, around, elsewhere)
        if inside:
            raise self._abolished_error(level, words, inside)
        if others := [code for code in found if code not in self.ended]:
            raise _other_province_error(level, words, around, others)
        raise _unknown_error(level, words, around)

    def _abolished_error(self, level: Level, words: str, codes: list[str]) -> PlaceError:
        """Say when the place was abolished and what took its place."""
        rows = AreaSuccessor.objects.filter(area__in=codes)
        successors = sorted(set(rows.values_list("successor_id", flat=True)))
        reason = _("%(name)s was abolished on %(day)s.") % {
            "name": _said(words),
            "day": thai_date(max(self.ended[code] for code in codes)),
        }
        if successors:
            remedy = _("Write what it is today: %(places)s.") % {"places": _listed(successors)}
        else:
            remedy = _("Nothing is known to have taken its place; write the sub-district of today.")
        return PlaceError(
            reason, remedy, field=level.value, kind=Fault.ABOLISHED, codes=successors or codes
        )


def _said(words: str) -> str:
    """What was written, without ต. อ. จ.: the sentence names the level itself."""
    return without_level_word(words)[1] or words.strip()


def _listed(codes: list[str]) -> str:
    shown = ", ".join(shown_places(codes[:MOST_SHOWN]).values())
    return f"{shown}, …" if len(codes) > MOST_SHOWN else shown


def _ambiguous_error(level: Level, words: str, around: str, codes: list[str]) -> PlaceError:
    count = len(codes)
    reason = ngettext(
        "There is %(count)s place called %(name)s: %(places)s.",
        "There are %(count)s places called %(name)s: %(places)s.",
        count,
    ) % {"count": count, "name": _said(words), "places": _listed(codes)}
    if level == Level.TAMBON and around:
        remedy = _("Fill in the district.")
    elif level == Level.TAMBON:
        remedy = _("Fill in the district and the province.")
    else:
        remedy = _("Fill in the province.")
    return PlaceError(reason, remedy, field=level.value, kind=Fault.AMBIGUOUS, codes=codes)


def _elsewhere_error(level: Level, words: str, around: str, codes: list[str]) -> PlaceError:
    reason = _("%(name)s is not in %(around)s but in %(places)s.") % {
        "name": _said(words),
        "around": shown_place(around),
        "places": _listed(codes),
    }
    remedy = _("Correct the sub-district or the district.")
    return PlaceError(reason, remedy, field=level.value, kind=Fault.IN_OTHER_DISTRICT, codes=codes)


def _other_province_error(level: Level, words: str, around: str, codes: list[str]) -> PlaceError:
    reason = _("%(name)s is not in %(around)s but in %(places)s.") % {
        "name": _said(words),
        "around": shown_place(around),
        "places": _listed(codes),
    }
    remedy = _("Correct the district or the province.")
    return PlaceError(reason, remedy, field=level.value, kind=Fault.NOT_IN_PROVINCE, codes=codes)


def _unknown_error(level: Level, words: str, around: str) -> PlaceError:
    place = shown_place(around or WHOLE_COUNTRY)
    if level == Level.TAMBON:
        reason = _("There is no sub-district %(name)s in %(place)s.")
        remedy = _("Check the spelling of the sub-district.")
    else:
        reason = _("There is no district %(name)s in %(place)s.")
        remedy = _("Check the spelling of the district.")
    reason = reason % {"name": _said(words), "place": place}
    return PlaceError(reason, remedy, field=level.value, kind=Fault.UNKNOWN)


def find_place(
    *,
    province: str | None = None,
    district: str | None = None,
    tambon: str | None = None,
    moo: str | int | None = None,
) -> Area:
    """The one area that names or codes mean, with or without ต. อ. จ. Raises PlaceError.

    With a moo it is the village if it is known, else its tambon (`actions.ensure_village`
    makes the village). For many rows use `PlaceIndex`.
    """
    index = PlaceIndex.load(PlaceIndex.of_provinces().find(province) if province else None)
    area = Area.objects.get(pk=index.find(province or "", district or "", tambon or ""))
    if moo in (None, "") or area.level != Level.TAMBON:
        return area
    number = check_moo(area, moo)
    return Area.objects.filter(pk=f"{area.pk}{number:02d}").first() or area
