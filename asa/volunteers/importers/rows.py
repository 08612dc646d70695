"""One row of a register as the register keeps it, and what is compared with what is known."""

from datetime import date
from typing import Any, NamedTuple


class Row(NamedTuple):
    """A volunteer as one row of a file tells it; empty values mean that the file is silent."""

    line: int
    registration_no: str
    registration_year_be: int | None
    prefix: str
    given_name: str
    family_name: str
    name_key: str
    citizen_id: str
    citizen_id_index: str
    birth_on: date | None
    birth_precision: str
    sex: str
    phone: str
    other_phone: str
    area: str
    responsibility: str
    address: str
    postcode: str
    registered_on: date | None
    position: str
    position_text: str
    note: str


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
    values = {name: getattr(row, name) for name in (*OF_PERSON, *OF_VOLUNTEER)}
    values[AREA] = row.area
    if row.birth_on is None:
        del values["birth_precision"]
    if not with_level:
        del values["responsibility"]
    if row.phone and not row.other_phone:
        # One number where two were known: the other may still be right.
        del values["other_phone"]
    return {name: value for name, value in values.items() if value not in _SILENT}


def is_same_person(row: Row, known: Known) -> bool:
    """Whether name or day of birth agree, so that a differing number may be a corrected one."""
    born = known.values.get("birth_on")
    return row.name_key == known.name_key or (row.birth_on is not None and row.birth_on == born)
