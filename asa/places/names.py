"""How names of places are compared, and the words that people write before them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from asa.common import thaitext
from asa.places.codes import BANGKOK, Level

# What is left of a name when it is compared: Thai letters and marks, a–z and figures.
# Spaces, dots, hyphens, brackets and ฯ go: "ท่า แซะ" is ท่าแซะ, "Ko Pha-ngan" is "Ko Phangan".
_REST = re.compile("[^0-9a-z\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]+")

# Short forms need their dot or a space: without it, อ is the first letter of อ่างทอง.
_LEVEL_WORDS = (
    (Level.PROVINCE, re.compile(r"^(?:จังหวัด|จ\s*\.|จว\s*\.|จ\s)\s*")),
    (Level.DISTRICT, re.compile(r"^(?:กิ่ง\s*อำเภอ|กิ่ง\s*อ\s*\.|อำเภอ|เขต|อ\s*\.|อ\s)\s*")),
    (Level.TAMBON, re.compile(r"^(?:ตำบล|แขวง|ต\s*\.|ต\s)\s*")),
    (Level.PROVINCE, re.compile(r"^(?:changwat|province of)\s+|\s+province$", re.IGNORECASE)),
    (Level.TAMBON, re.compile(r"^(?:tambon|khwaeng)\s+|\s+sub-?district$", re.IGNORECASE)),
    (Level.DISTRICT, re.compile(r"^(?:amphoe|khet)\s+|\s+district$", re.IGNORECASE)),
)
_WORDS_INSIDE = re.compile(r"(?=(?:จังหวัด|อำเภอ|ตำบล|แขวง|เขต)|(?<![ก-๎])[จอต]\s*\.)")
_MOO = re.compile(r"^(?:หมู่บ้านที่|หมู่ที่|หมู่|ม|moo|m)?\s*\.?\s*0*(\d{1,2})(?:\.0)?$", re.IGNORECASE)

PROVINCE_ALIASES = {
    "กทม": BANGKOK,
    "กทมฯ": BANGKOK,
    "กรุงเทพ": BANGKOK,
    "กรุงเทพฯ": BANGKOK,
    "bkk": BANGKOK,
    "krung thep": BANGKOK,
    "อยุธยา": "14",
    "ayutthaya": "14",
    "โคราช": "30",
    "korat": "30",
}
TOWN = ("เมือง", "mueang", "muang")


def place_key(text: str) -> str:
    """What two spellings of one place name have in common; empty if nothing is left."""
    # Twice: without its spaces a name may hold marks side by side that the key orders.
    return _REST.sub("", thaitext.key(_REST.sub("", thaitext.key(text))))


def without_level_word(text: str) -> tuple[Level | None, str]:
    """Part "อ.ท่าแซะ" into the level that its first word names and the name alone."""
    text = " ".join(text.split())
    for level, words in _LEVEL_WORDS:
        rest = words.sub("", text, count=1)
        if rest != text:
            return level, rest.strip()
    return None, text


@lru_cache(maxsize=4096)
def keys_of(text: str) -> tuple[str, ...]:
    """The keys under which a written name may be found: as written (จ.ป.ร.), and as a name."""
    cleaned = thaitext.clean(text)
    _level, rest = without_level_word(cleaned)
    return tuple(key for key in dict.fromkeys((place_key(cleaned), place_key(rest))) if key)


def parts_of(text: str) -> Iterator[str]:
    """Part "ต.ปากน้ำ อ.หลังสวน" or "ปากน้ำ, หลังสวน" where one name ends and another begins."""
    for chunk in re.split(r"[,/>›»\n]+", thaitext.clean(text)):
        for part in _WORDS_INSIDE.split(chunk):
            if part.strip():
                yield part.strip()


# A village as lists write it: หมู่ที่ 5 บ้านนาป่า. Without such a word the rest may be anything.
_NAMED_MOO = re.compile(
    r"^(?P<moo>(?:หมู่บ้านที่|หมู่ที่|หมู่|ม|moo|m)?\s*\.?\s*\d{1,2})[\s:,\-–(]+"
    r"(?P<name>(?:หมู่บ้าน|บ้าน|บ\.|ชุมชน|ban )[^0-9๐-๙]+?)\)?$",
    re.IGNORECASE,
)


def parse_village(value: object) -> tuple[int | None, str]:
    """Number and name of a village in "หมู่ที่ 5 บ้านนาป่า"; no name where none stands there."""
    return _village_in(str(value))


@lru_cache(maxsize=4096)
def _village_in(written: str) -> tuple[int | None, str]:
    text = " ".join(thaitext.clean(written).split())
    found = _NAMED_MOO.match(text)
    if found is None:
        return parse_moo(text), ""
    return parse_moo(found["moo"]), found["name"].strip()


def parse_moo(value: object) -> int | None:
    """The number of a village in "หมู่ 5", "ม.5", "๕" or 5.0; None if there is no such number."""
    return _moo_in(str(value))


@lru_cache(maxsize=4096)
def _moo_in(written: str) -> int | None:
    text = thaitext.clean(written).translate(_THAI_DIGITS)
    found = _MOO.match(" ".join(text.split()))
    number = int(found.group(1)) if found else 0
    return number or None


_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_ALIAS_BY_KEY: dict[str, str] = {}


def province_alias(key: str) -> str | None:
    """The province that a short or spoken name means, such as กทม."""
    if not _ALIAS_BY_KEY:
        _ALIAS_BY_KEY.update({place_key(name): code for name, code in PROVINCE_ALIASES.items()})
    return _ALIAS_BY_KEY.get(key)


def town_code(key: str, province: str) -> str | None:
    """The district of the provincial town, if the name is just "เมือง"; Bangkok has none."""
    if province != BANGKOK and key in TOWN:
        return f"{province}01"
    return None
