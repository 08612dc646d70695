"""The titles that stand before Thai names, and where a title ends and a name begins."""

import re

_CIVIL = "นาย นาง นางสาว เด็กชาย เด็กหญิง น.ส. ด.ช. ด.ญ. นส. ดช. ดญ."
_NOBLE = "หม่อมหลวง หม่อมราชวงศ์ หม่อมเจ้า ม.ล. ม.ร.ว. ม.จ. คุณหญิง ท่านผู้หญิง"
_LEARNED = (
    "ดร. ผศ. รศ. ศ. นพ. พญ. ทพ. ทพญ. ภก. ภญ. สพ. อ. ผศ.ดร. รศ.ดร. ศ.ดร. "
    "นายแพทย์ แพทย์หญิง ทันตแพทย์ ทันตแพทย์หญิง สัตวแพทย์ เภสัชกร เภสัชกรหญิง"
)
_MONKS = "พระ พระครู พระมหา พระปลัด พระสมุห์ พระใบฎีกา พระอธิการ พระครูสมุห์ สามเณร แม่ชี"
_SERVICES = (
    "ร้อย พัน พล สิบ จ่าสิบ ร้อยตำรวจ พันตำรวจ พลตำรวจ สิบตำรวจ เรือ นาวา พลเรือ พันจ่า จ่า "
    "เรืออากาศ นาวาอากาศ พลอากาศ พันจ่าอากาศ จ่าอากาศ"
)
_RANKS = " ".join(
    f"{service}{step}" for service in _SERVICES.split() for step in ("ตรี", "โท", "เอก")
)
_OTHER_RANKS = "พลทหาร ดาบตำรวจ จ่าสิบตำรวจ นายดาบตำรวจ ด.ต. อส."
_FOREIGN = "mr. mrs. ms. miss."
# Words that also begin given names (คุณวุฒิ, มิสกวัน): a title only where a space follows.
_NEED_SPACE = "คุณ อาจารย์ พระอาจารย์ หลวงพ่อ นส ดช ดญ mr mrs ms miss หม่อม ดร"

_SHORT_FORMS = {
    "น.ส.": "นางสาว",
    "น.ส": "นางสาว",
    "นส.": "นางสาว",
    "นส": "นางสาว",
    "ด.ช.": "เด็กชาย",
    "ดช.": "เด็กชาย",
    "ดช": "เด็กชาย",
    "ด.ญ.": "เด็กหญิง",
    "ดญ.": "เด็กหญิง",
    "ดญ": "เด็กหญิง",
    "ม.ล.": "หม่อมหลวง",
    "ม.ร.ว.": "หม่อมราชวงศ์",
    "ม.จ.": "หม่อมเจ้า",
    "นาวสาว": "นางสาว",
}


def _choices(words: str) -> str:
    """A pattern of all words, the longest first, whose dots may be followed by a space."""
    ordered = sorted(set(words.split()), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.", r"\.\ ?") for word in ordered)


# A rank in dots (ร.ต.อ., จ.ส.ต., พล.ต.ท.): two short parts or more, each with its dot.
_DOTTED = r"(?:[ก-ฮ]{1,3}\.\ ?){2,5}"
_WOMAN = r"(?:\ ?หญิง(?=\ |[ก-ฮเ-ไ]))?"
_RANK = f"(?:{_choices(_RANKS + ' ' + _OTHER_RANKS)}|{_DOTTED}){_WOMAN}"
_GLUED = _choices(f"{_CIVIL} {_NOBLE} {_LEARNED} {_MONKS} {_FOREIGN}")
_TITLE = re.compile(
    rf"(?P<title>(?:ว่าที่\ ?)(?:{_RANK})|{_GLUED}|{_RANK}"
    rf"|(?:{_choices(_NEED_SPACE + ' ' + _RANKS)})(?=\ ))"
    r"(?P<space>\ ?)(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_STARTS = {
    word[:2].lower()
    for word in f"{_CIVIL} {_NOBLE} {_LEARNED} {_MONKS} {_FOREIGN} {_NEED_SPACE} {_RANKS} "
    f"{_OTHER_RANKS} ว่าที่".split()
}
_BEGINS_NAME = re.compile(r"[ก-ฮ]|[เ-ไ][ก-ฮ]|[A-Za-z]")


def split(text: str) -> tuple[str, str]:
    """Title and name of a cleaned text; ("", text) where no title stands before a name."""
    if text[:2].lower() not in _STARTS and "." not in text:  # what most names are: no title
        return "", text
    found = _TITLE.fullmatch(text)
    if found is None or not _BEGINS_NAME.match(found["name"]):
        return "", text
    if not found["space"] and len(found["name"]) < 2:  # นายก is a word, not Mr ก
        return "", text
    return found["title"].strip(), found["name"]


def full(title: str) -> str:
    """The title in full where a usual short form was given, else as it came."""
    return _SHORT_FORMS.get(title.replace(" ", ""), title)
