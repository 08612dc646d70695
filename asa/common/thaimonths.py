"""The names of the months, as papers print them and as people type them."""

from typing import Final

FULL: Final = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)
SHORT: Final = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
_ENGLISH: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# Common slips of the pen: ฎ and ฏ, ศ and ษ.
_ALSO: Final = {
    "กรกฏาคม": 7,
    "กรกฏา": 7,
    "กุมภาพันธุ์": 2,
    "พฤศภาคม": 5,
    "พฤษจิกายน": 11,
    "sept": 9,
}


def _numbers() -> dict[str, int]:
    found = dict(_ALSO)
    for number, (full, short, english) in enumerate(zip(FULL, SHORT, _ENGLISH, strict=True), 1):
        found[full] = found[short.replace(".", "")] = number
        found[full.removesuffix("คม").removesuffix("ยน").removesuffix("พันธ์")] = number
        found[english] = found[english[:3]] = number
    return found


# Month number by its name without dots and spaces, English in small letters.
NUMBER_BY_NAME: Final = _numbers()
