from collections.abc import Mapping

from django import template
from django.utils.functional import Promise

from asa.common.thaidate import PartialDate
from asa.places.codes import DIGITS, Level
from asa.places.queries import name_of, shown_place
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import VolunteerRow

register = template.Library()
UNKNOWN = "–"
TAMBON_DIGITS = DIGITS[Level.TAMBON]


@register.filter
def registration_number(volunteer: Volunteer | VolunteerRow) -> str:
    """Number and year as the card shows them: 868600022/2546."""
    if not volunteer.registration_no:
        return UNKNOWN
    return f"{volunteer.registration_no}/{volunteer.registration_year_be}"


@register.filter
def address(volunteer: Volunteer) -> str:
    """The house, its place from the smallest to the province, and the postcode.

    Where a list wrote the sub-district into the house's field, it is not said twice.
    """
    house, code = volunteer.address, str(volunteer.area_id)
    is_whole = bool(house) and name_of(code[:TAMBON_DIGITS]) in house
    parts = [house] if is_whole else [house, shown_place(code)]
    return " ".join(part for part in [*parts, volunteer.postcode] if part)


@register.filter
def birth(volunteer: Volunteer) -> PartialDate | None:
    """The birth date as exactly as it is known."""
    person = volunteer.person
    if person.birth_on is None:
        return None
    return PartialDate(person.birth_on, person.birth_precision or "day")  # type: ignore[arg-type] # one of three words


@register.filter
def of(words: Mapping[str, str | Promise], key: str) -> str | Promise:
    """The word for a state."""
    return words.get(key, "")
