"""Thai text: cleaned as typed, compared by a key, ordered as in a dictionary.

Unicode's own normal forms do not make equal what looks equal in Thai (sara am, order of marks,
two เ for one แ), and NFKC even breaks sara am apart, so sameness has its own key here.
"""

import functools
import re
import unicodedata
from typing import NamedTuple

from asa.common import thaititles

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_A_THAI_DIGIT = re.compile("[๐-๙]")
_TO_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

# Characters without a shape of their own; what a phone or a web page leaves between letters.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4"
    "\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff\ue000-\uf8ff]+"
)
_SPACES = re.compile(r"\s+")
_SPACES_IN_LINE = re.compile(r"[^\S\n]+")
_LINE_ENDS = re.compile("\r\n|[\r\n\u000b\u000c\u0085\u2028\u2029]")

_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TONE = "\u0e48-\u0e4b"
_SARA_AM_PARTS = re.compile(f"\u0e4d([{_TONE}]*)\u0e32|([{_TONE}]+)\u0e4d\u0e32")
_MARK_RUN = re.compile(f"[{_MARK}]{{2,}}")
_MARKS_AFTER_SARA_AA = re.compile(f"\u0e32([{_MARK}]+)")

# Text that is its own key, in one look: what nearly every Thai name is made of.
_PLAIN = re.compile(
    "(?:[\u0e01-\u0e2e](?:[\u0e31\u0e34-\u0e39][\u0e48-\u0e4c]?[\u0e30\u0e32]?"
    "|[\u0e48-\u0e4b]?[\u0e30\u0e32\u0e33]?|[\u0e47\u0e4c])"
    "|\u0e40(?!\u0e40)|[\u0e41-\u0e44]|[0-9a-z/]|(?<! ) (?! ))+"
)
_NAME_SIGNS = frozenset(".-'\"|,()‘’“”–—·_/")
_NOT_IN_NAMES = str.maketrans("", "", " " + "".join(_NAME_SIGNS))

# Dictionary order: leading vowels after their consonant; tones only where all else is equal.
_LEADING = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_SECOND_LEVEL = {chr(0x0E47 + place): str(place + 1) for place in range(8)}
_SORTED_LETTERS = 75
_SORTED_MARKS = 48
SORT_KEY_LENGTH = 2 * _SORTED_LETTERS + 2 + _SORTED_MARKS


def arabic_digits(text: str) -> str:
    """The text with ๐–๙ written 0–9."""
    return text.translate(_THAI_DIGITS) if _A_THAI_DIGIT.search(text) else text


def thai_digits(text: str) -> str:
    """The text with 0–9 written ๐–๙, as on official papers."""
    return text.translate(_TO_THAI_DIGITS)


def clean(text: str, *, lines: bool = False) -> str:
    """The text as typed without what cannot be seen: control and format characters, doubled
    spaces, spaces at the ends, sara am in two parts. `lines=True` keeps the line breaks of a note.
    """
    if lines:
        rows = _LINE_ENDS.sub("\n", text).split("\n")
        return "\n".join(clean(row) for row in rows).strip()
    return text.strip() if _PLAIN.fullmatch(text) else _clean(text)


@functools.lru_cache(maxsize=16_384)
def _clean(text: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = _compose_sara_am(_SPACES.sub(" ", text))
    return unicodedata.normalize("NFC", text).strip()


def _compose_sara_am(text: str) -> str:
    if "\u0e4d" not in text:
        return text
    return _SARA_AM_PARTS.sub(lambda found: f"{found[1] or found[2] or ''}\u0e33", text)


def key(text: str) -> str:
    """What two spellings share when they look the same: equal keys mean the same text.

    Equal are sara am in one part or two (with the tone before, within or after), marks in any
    order or doubled, เเ and แ, ฤๅ and ฤา, invisible characters, kinds and numbers of spaces,
    Thai digits, full-width forms, capital letters. Titles stay (a place may be called
    พระนครศรีอยุธยา or นายายอาม): `name_key` takes them off people's names.
    The key of a key is that key.
    """
    return text.strip() if _PLAIN.fullmatch(text) else _key(text)


@functools.lru_cache(maxsize=65_536)
def _key(text: str) -> str:
    before = ""
    while text != before:
        before, text = text, _one_pass(text)
    return text


def _one_pass(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = _INVISIBLE.sub("", text).translate(_THAI_DIGITS)
    text = _SPACES.sub(" ", text).strip()
    text = text.replace("\u0e40\u0e40", "\u0e41").replace("\u0e45", "\u0e32")
    text = text.replace("\u0e33", "\u0e4d\u0e32")
    text = _MARKS_AFTER_SARA_AA.sub("\\1\u0e32", text)
    text = _MARK_RUN.sub(_order_marks, text)
    return _compose_sara_am(text)


def _order_marks(found: re.Match[str]) -> str:
    """Vowels before tones before the silencing mark, each once; ํ with ิ is drawn as ึ."""
    marks = sorted(set(found[0]), key=_mark_order)
    if "\u0e4d" in marks and "\u0e34" in marks:
        marks = ["\u0e36", *(mark for mark in marks if mark not in "\u0e4d\u0e34\u0e36")]
    return "".join(marks)


def _mark_order(mark: str) -> tuple[int, str]:
    if mark in "\u0e48\u0e49\u0e4a\u0e4b":
        return (2, mark)
    return (3, mark) if mark in "\u0e4c\u0e4e" else (1, mark)


def split_title(text: str) -> tuple[str, str]:
    """The title before a name and the name: "นางสาวสมหญิง" gives ("นางสาว", "สมหญิง").

    The longest title wins (นางสาว before นาง). A title glued to the name is taken only where what
    follows can begin a name and has two signs or more: "นางาม", "นายิกา" stay whole, and so do
    names that follow a title that needs a space (คุณวุฒิ).
    """
    return thaititles.split(clean(text))


def full_title(text: str) -> str:
    """A title written in full where a usual short form was given: น.ส. is นางสาว."""
    return thaititles.full(clean(text))


def name_key(given: str, family: str = "") -> str:
    """The key by which a person's name is compared: without titles, spaces and punctuation."""
    one = _part(given)
    if one.is_plain and not one.has_title and _part(family).is_plain:
        return f"{given}|{family}"
    title, rest = thaititles.split(key(given))
    while title:
        title, rest = thaititles.split(key(rest))
    names = (key(rest), key(family))
    return "|".join(key(name.translate(_NOT_IN_NAMES)) for name in names)


def name_parts(text: str) -> list[str]:
    """The fragments of a name that someone typed, each as `name_key` would hold it: no title."""
    _title, name = split_title(text)
    return [part for word in clean(name).split() if (part := key(word.translate(_NOT_IN_NAMES)))]


def name_keys(given: str, family: str) -> tuple[str, str]:
    """`name_key` and `sort_key` of a name; its parts, which many people share, are read once."""
    one, other = _part(given), _part(family)
    is_short = len(given) + len(family) < _SORTED_LETTERS
    if is_short and one.is_plain and other.is_plain and not one.has_title:
        (first, marks), (further, further_marks) = one.levels, other.levels
        # The space between them is a letter without a mark.
        sorted_name = _sort_key(f"{first}20{further}", f"{marks}0{further_marks}")
        return f"{given}|{family}", sorted_name
    return name_key(given, family), sort_key(f"{given} {family}")


class _Part(NamedTuple):
    """A given or a family name: whether it is its own key, as nearly every one is."""

    is_plain: bool
    has_title: bool
    levels: tuple[str, str]


@functools.lru_cache(maxsize=16_384)
def _part(name: str) -> _Part:
    is_plain = _PLAIN.fullmatch(name) is not None and " " not in name and "/" not in name
    return _Part(is_plain, bool(thaititles.split(name)[0]), _levels(name))


def sort_key(text: str) -> str:
    """A text of 0–9 and a–f whose plain order is that of the Thai dictionary.

    เ แ โ ใ ไ count after the consonant that they stand before; tones and ็ ์ count only between
    words that are otherwise equal. Only hexadecimal digits, so every database orders it alike
    whatever its collation; at most SORT_KEY_LENGTH characters.
    """
    return _sorted(key(text))


def _sorted(plain: str) -> str:
    """The sort key of a text that is its own key."""
    return _sort_key(*_levels(plain))


def _levels(plain: str) -> tuple[str, str]:
    """The codes of the letters in dictionary order, and a digit for each letter and mark."""
    parts = _LEADING.split(plain)
    parts[1::3], parts[2::3] = parts[2::3], parts[1::3]
    return _two_levels("".join(parts)[: 2 * _SORTED_LETTERS])


def _sort_key(first: str, marks: str) -> str:
    first = first[: 2 * _SORTED_LETTERS]
    if not marks.strip("0"):
        return first
    second = _LETTER_WITH_MARKS.sub("", marks.lstrip("12345678"))[:_SORTED_MARKS].rstrip("0")
    return f"{first}00{second}" if second else first


def _two_levels(ordered: str) -> tuple[str, str]:
    """The codes of the letters, and a digit for each letter and mark."""
    try:
        letters = ordered.encode("tis_620")
    except UnicodeEncodeError:
        return ordered.translate(_FIRST_LEVEL), ordered.translate(_MARKS_ONLY)
    # Thai and Latin letters have one byte each, and bytes are translated ten times as fast.
    return letters.translate(_FIRST_BYTES, _MARK_BYTES).hex(), letters.translate(_DIGITS).decode()


class _Codes(dict[int, str]):
    """The code of each letter by its number, made when the letter is first met."""

    def __missing__(self, number: int) -> str:
        if number < 0x80:
            code = f"{number:02x}"
        elif 0x0E00 <= number < 0x0E60:
            code = f"{number - 0x0E00 + 0x80:02x}"
        else:
            code = f"f0{number:06x}"
        return self.setdefault(number, code)


class _Zeros(dict[int, str]):
    """0 in place of every letter; only the marks have a digit of their own."""

    def __missing__(self, number: int) -> str:
        return "0"


_FIRST_LEVEL = _Codes(dict.fromkeys(map(ord, _SECOND_LEVEL), ""))
_MARKS_ONLY = _Zeros({ord(mark): digit for mark, digit in _SECOND_LEVEL.items()})
_TIS_620_OFFSET = 0x0E00 - 0xA0
_MARK_BYTES = "".join(_SECOND_LEVEL).encode("tis_620")
_FIRST_BYTES = bytes(n if n < 0xA0 else n - 0x20 for n in range(0x100))
_DIGITS = bytes(ord(_SECOND_LEVEL.get(chr(n + _TIS_620_OFFSET), "0")) for n in range(0x100))
# Of several marks on one letter the last counts.
_LETTER_WITH_MARKS = re.compile("0[1-8]*(?=[1-8])")
