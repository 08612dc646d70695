from collections.abc import Mapping
from typing import Any

from django import template

from asa.common import citizenid
from asa.common.thaidate import PartialDate
from asa.people.models import Person
from asa.places.codes import DIGITS, Level
from asa.places.queries import name_of, shown_place
from asa.volunteers.models import Assignment, Volunteer
from asa.volunteers.queries import Formula, VolunteerRow
from asa.volunteers.wording import asked_words, level_words

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
def masked_number(person: Person) -> str:
    """A citizen id as pages show it, a passport with its first two and last two characters."""
    return citizenid.masked(person.citizen_id) if person.citizen_id else UNKNOWN


@register.filter
def level_of_work(work: Volunteer | Assignment) -> str:
    """How wide an area of work is, in the words of Bangkok where it lies there."""
    return level_words(work.responsibility, str(work.area_id))


@register.filter
def level_of_row(row: VolunteerRow) -> str:
    """How wide a volunteer of the list works."""
    return level_words(row.responsibility, row.area)


@register.filter
def formula_words(formula: Formula) -> str:
    """What a formula asks of who counts as active."""
    return asked_words(formula.months, formula.reports, formula.hours_per_month)


@register.filter
def birth(volunteer: Volunteer) -> PartialDate | None:
    """The birth date as exactly as it is known."""
    person = volunteer.person
    if person.birth_on is None:
        return None
    return PartialDate(person.birth_on, person.birth_precision or "day")  # type: ignore[arg-type] # one of three words


@register.filter
def of(words: Mapping[Any, Any], key: Any) -> Any:
    """The word for a state, or what else is known of it."""
    return words.get(key, "")
