"""Cells that hold several things in one: a whole name, a whole place. Nothing is guessed in them.

What a mark or a space does not tell apart raises InputError with the way to mend it.
"""

import re
from typing import Final, NamedTuple

from django.utils.translation import gettext

from asa.common import thaitext
from asa.common.errors import InputError
from asa.common.imports.cells import as_text
from asa.common.spreadsheets import Cell


class WholeName(NamedTuple):
    prefix: str
    given: str
    family: str


class WholePlace(NamedTuple):
    """A place as words; what the cell does not say is empty."""

    house_no: str = ""
    moo: str = ""
    tambon: str = ""
    district: str = ""
    province: str = ""
    postcode: str = ""


_OF_A_PLACE: Final = "ณ"
_THAI: Final = r"[\u0e01-\u0e3a\u0e40-\u0e4e]+"
_GLUED: Final = re.compile(r"(?=(?<!^)(?:ตำบล|แขวง|อำเภอ|จังหวัด|หมู่ที่|[ตอจม]\.))")
_MARKED: Final = {
    "moo": re.compile(r"(?:^|\s)(?:หมู่ที่|หมู่|ม\.)\s*([0-9]{1,2})(?![0-9/])"),
    "tambon": re.compile(rf"(?:^|\s)(?:ตำบล|ต\.|แขวง)\s*({_THAI})"),
    "district": re.compile(rf"(?:^|\s)(?:อำเภอ|อ\.|เขต)\s*({_THAI})"),
    "province": re.compile(rf"(?:^|\s)(?:(?:จังหวัด|จ\.)\s*)({_THAI})"),
    "postcode": re.compile(r"(?:^|\s)([1-9][0-9]{4})$"),
}
_BANGKOK: Final = re.compile(r"(?:^|\s)(กรุงเทพ\S*|กทม\.?)(?:\s|$)")


def whole_name(cell: Cell) -> WholeName | None:
    """Title, given and family name of one cell such as นางสาวสมใจ ใจดี; None for an empty one."""
    text = as_text(cell)
    if text in ("", "-", "–"):
        return None
    title, name = thaitext.split_title(text)
    given, *rest = name.split() or [""]
    if not given or (len(rest) != 1 and rest[:1] != [_OF_A_PLACE] and rest[1:2] != [_OF_A_PLACE]):
        raise InputError(
            "name_in_one_cell",
            gettext("It is not clear which word is the given name and which the family name."),
            gettext("Write given and family name with one space between them, or in two columns."),
        )
    return WholeName(thaitext.full_title(title), given, " ".join(rest))


def whole_place(cell: Cell) -> WholePlace | None:
    """The place that one cell names, such as 12/3 ม.5 ต.ปากน้ำ อ.เมือง จ.ชุมพร 86120; None for ""."""
    text = thaitext.arabic_digits(as_text(cell))
    if text in ("", "-", "–"):
        return None
    text = " ".join(_GLUED.sub(" ", text).split())
    found = {key: pattern.search(text) for key, pattern in _MARKED.items()}
    found["province"] = found["province"] or _BANGKOK.search(text)
    said = {key: match[1] for key, match in found.items() if match}
    if "tambon" not in said:
        raise InputError(
            "place_in_one_cell",
            gettext("It is not clear which word is the sub-district."),
            gettext(
                "Put ต. before the sub-district, อ. before the district, จ. before the province."
            ),
        )
    first = min(match.start() for match in found.values() if match)
    return WholePlace(house_no=text[:first].strip(), **said)
