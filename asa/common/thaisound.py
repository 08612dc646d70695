"""How a Thai name sounds: equal keys may be one name, written down by two people who heard it.

No phonetic alphabet, only what is confused in writing: letters of one sound (ณ น, ศ ษ ส ซ ทร, ร ล),
what is silent (การันต์, the ร of บุตร, the leading ห of หมาย), tones, long and short vowels, รร.
"""

import functools
import re

from asa.common import thaitext

# Letters that are heard alike at the beginning of a syllable.
_ALIKE = str.maketrans(
    "ขฃคฅฆฉชฌซศษสฎดฏตฐฑฒถทธณนผพภฝฟญยรลฬ",
    "คคคคคชชชสสสสดดตตททททททนนพพพฟฟยยลลล",
)
# Long vowels as short ones, and two ways to write one.
_VOWELS = str.maketrans("\u0e35\u0e37\u0e39\u0e43", "\u0e34\u0e36\u0e38\u0e44")
_TONES = re.compile("[\u0e47-\u0e4b\u0e4d\u0e4e]")
_CONSONANT = "\u0e01-\u0e2e"
_VOWEL = "\u0e30-\u0e3a\u0e40-\u0e45"
_RULES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        # What การันต์ silences, with a vowel that stands on it: ศักดิ์, พันธุ์, จันทร์.
        ("(?<=\u0e19)ทร\u0e4c", ""),
        (f"[{_CONSONANT}][\u0e34\u0e38]?\u0e4c", ""),
        ("\u0e4c", ""),
        # รร is an a: กรรณ, พรรณ, ธรรม; before a vowel it is two letters.
        (f"รร(?=[{_CONSONANT}](?![{_VOWEL}]))", "\u0e31"),
        (f"รร(?![{_VOWEL}])", "\u0e31น"),
        # The ร of ศรี and สรี is not heard.
        ("([ศส])ร(?=\u0e35)", r"\1"),
        # ทร is an s at the beginning of a syllable: ทราย, ทรง, อินทรี is not.
        ("(?:(?<=^)|(?<=\\|))ทร", "ซ"),
        # The last letters of บุตร, มิตร, จักร, เพชร, สมัคร are one.
        (f"(?<=[\u0e31\u0e34-\u0e39{_CONSONANT}])([ตคกช])ร(?![{_VOWEL}])", r"\1"),
        # ห only raises the tone of what follows it: หมาย, หญิง, หลวง.
        (f"ห(?=[งญณนมยรลฬว](?:[{_VOWEL}]|[{_CONSONANT}]))", ""),
        ("ไ([\u0e01-\u0e2e])ย", r"ไ\1"),
        (f"([{_CONSONANT}])\u0e31ย", r"ไ\1"),
        ("\u0e33", "\u0e31ม"),
        ("ฤ", "ล\u0e36"),
        # An a that may be written or not: สวัสดิ์ สะวัส, ธนา ทะนา.
        ("\u0e30", ""),
    )
)
_DOUBLED = re.compile(r"(.)\1+")


def sound_key(text: str) -> str:
    """What names share that may have been heard alike; the key of a key is that key.

    Of a name with its family name the parts stay apart: give `thaitext.name_key`.
    """
    return _sound_key(thaitext.key(text))


@functools.lru_cache(maxsize=65_536)
def _sound_key(text: str) -> str:
    before = ""
    while text != before:
        before, text = text, _one_pass(text)
    return text


def _one_pass(text: str) -> str:
    text = _TONES.sub("", text)
    for pattern, instead in _RULES:
        text = pattern.sub(instead, text)
    text = text.translate(_ALIKE).translate(_VOWELS)
    return _DOUBLED.sub(r"\1", thaitext.key(text))


def are_near(one: str, other: str) -> bool:
    """Whether two keys are the same but for one letter more, less or other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((at for at, sign in enumerate(short) if sign != long[at]), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
