"""How people, courses and venues are written on a certificate; papers are in Thai."""

from django.conf import settings
from django.utils.translation import override

from asa.places.codes import BANGKOK
from asa.places.queries import name_of

TITLE = "อาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์"
_SHORT = "อพม."
# Names that say themselves what kind of event it was.
_KINDS = ("ประชุม", "อบรม", "ฝึกอบรม", "สัมมนา")


def province_on_paper(code: str) -> str:
    """จังหวัดชุมพร; Bangkok without the word."""
    name = _in_thai(code)
    return name if code.startswith(BANGKOK) else f"จังหวัด{name}"


def _in_thai(code: str) -> str:
    """The name of a province; also where an English page has it written on a paper."""
    with override("th"):
        return name_of(code[:2])


def place_on_paper(code: str) -> tuple[str, str]:
    """A place as a badge has it, and what it lies in: ตำบลนาทุ่ง, อำเภอเมืองชุมพร จังหวัดชุมพร; of
    a province nothing stands around it. What is smaller than a sub-district is told by that.
    """
    levels = [(4, "อำเภอ", "เขต"), (6, "ตำบล", "แขวง")]
    is_bangkok = code.startswith(BANGKOK)
    said = [province_on_paper(code)]
    with override("th"):
        for digits, word, in_bangkok in levels:
            if len(code) >= digits:
                said.insert(0, f"{in_bangkok if is_bangkok else word}{name_of(code[:digits])}")
    return said[0], " ".join(said[1:])


def role_on_paper(area: str, *, is_volunteer: bool) -> str:
    """The title in full with the province; for whoever is no volunteer yet the province alone."""
    place = province_on_paper(area)
    return f"{TITLE} {place}" if is_volunteer else place


def course_on_paper(name: str, *, is_honour: bool) -> str:
    """What somebody has done: the name of the project after a verb, its title written out."""
    full = name.strip().replace(_SHORT, TITLE)
    if is_honour:
        return f"ได้เข้าร่วม{full}"
    if full.startswith("การ"):
        return f"ได้ผ่าน{full}"
    return f"ได้ผ่านการ{full}" if full.startswith(_KINDS) else f"ได้ผ่านการอบรม{full}"


def venue_on_paper(venue: str, area: str) -> str:
    """The venue and its province, which is said once."""
    return venue if _in_thai(area) in venue else f"{venue} {province_on_paper(area)}"


def public_address(code: str) -> str:
    """What stands in the QR of a certificate."""
    return f"{settings.ASA_PUBLIC_ADDRESS}/w/{code}"
