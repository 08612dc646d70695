"""One row of a register as the register keeps it, and what is compared with what is known."""

from datetime import date
from typing import Any, NamedTuple

from asa.people.importers import NewPerson


class Row(NamedTuple):
    """A volunteer as one row of a file tells it; empty values mean that the file is silent."""

    line: int
    person: NewPerson
    area: str
    registration_no: str
    registration_year_be: int | None
    responsibility: str
    address: str
    postcode: str
    registered_on: date | None
    note: str
    position: str
    position_text: str


OF_PERSON = (
    "prefix",
    "given_name",
    "family_name",
    "citizen_id_index",
    "birth_on",
    "birth_precision",
    "sex",
    "phone",
    "other_phone",
    "nationality",
    "no_id_reason",
)
OF_VOLUNTEER = (
    "registration_no",
    "registration_year_be",
    "responsibility",
    "address",
    "postcode",
    "registered_on",
    "note",
)
AREA = "area_id"
COMPARED = (*OF_PERSON, *OF_VOLUNTEER, AREA)
_SILENT = ("", None, "unknown")


class Known(NamedTuple):
    """A volunteer of the register, or a person who is in it under another role."""

    person: str
    # "" for a person who is no volunteer.
    volunteer: str
    name_key: str
    registration_province: str
    values: dict[str, Any]

    @property
    def number(self) -> tuple[str, int | None]:
        return self.values["registration_no"], self.values["registration_year_be"]


def told(row: Row, *, with_level: bool) -> dict[str, Any]:
    """The values that a row tells, by field; what it is silent about is left out."""
    person = row.person
    values = {name: getattr(person, name) for name in OF_PERSON}
    values |= {name: getattr(row, name) for name in OF_VOLUNTEER}
    values[AREA] = row.area
    if person.birth_on is None:
        del values["birth_precision"]
    if not with_level:
        del values["responsibility"]
    if person.phone and not person.other_phone:
        # One number where two were known: the other may still be right.
        del values["other_phone"]
    return {name: value for name, value in values.items() if value not in _SILENT}


def is_same_person(row: Row, known: Known) -> bool:
    """Whether name or day of birth agree, so that a differing number may be a corrected one."""
    person, born = row.person, known.values.get("birth_on")
    return person.name_key == known.name_key or (
        person.birth_on is not None and person.birth_on == born
    )
