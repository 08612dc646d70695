"""Persons written in bulk, for the imports of volunteers and households."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from asa.common import bulk, citizenid, crypto
from asa.people.codes import IdKind
from asa.people.models import Person
from asa.people.models.name_index import names_added_at_once

_COLUMNS = (
    "id", "prefix", "given_name", "family_name", "name_key", "sort_key", "sex", "id_kind",
    "citizen_id", "citizen_id_index", "no_id_reason", "birth_on", "birth_precision",
    "nationality", "phone", "other_phone", "created_at",
)  # fmt: skip


_KINDS = {"": IdKind.NONE.value, **{d: citizenid.kind(d).value for d in "012345678"}}


class NewPerson(NamedTuple):
    """A person as a row of a file tells it; without a number it and its index are empty.

    citizen_id: 13 digits, or the number of a passport.
    """

    prefix: str
    given_name: str
    family_name: str
    name_key: str
    sort_key: str
    sex: str
    citizen_id: str
    citizen_id_index: str
    birth_on: date | None
    birth_precision: str
    phone: str = ""
    other_phone: str = ""
    nationality: str = ""
    no_id_reason: str = ""


def insert_persons(persons: Sequence[tuple[str, NewPerson]]) -> None:
    """Write new persons under keys of 32 hexadecimal digits, as secretly as single ones."""
    insert_sealed(sealed_rows(persons))


def sealed_rows(persons: Sequence[tuple[str, NewPerson]]) -> bulk.Rows:
    """The new persons of `insert_persons`, ready to be written by `insert_sealed`."""
    now = bulk.stored_moment(datetime.now(UTC))
    sealed = crypto.encrypt_all([person.citizen_id.encode() for _key, person in persons])
    return [_row(*told, now) for told in zip(persons, sealed, strict=True)]


def insert_sealed(rows: bulk.Rows) -> None:
    """Write the new persons that `sealed_rows` made ready."""
    with names_added_at_once():
        bulk.insert(Person, _COLUMNS, rows)


def _row(keyed: tuple[str, NewPerson], sealed: bytes, now: Any) -> tuple[Any, ...]:
    key, (
        prefix, given, family, name_key, sort_key, sex, digits, index, birth_on, precision,
        phone, other_phone, nationality, no_id_reason,
    ) = keyed  # fmt: skip
    return (
        key, prefix, given, family, name_key, sort_key, sex,
        _KINDS[digits[:1]] if digits.isdigit() else kind_of(digits),
        sealed if digits else None, index or None, no_id_reason,
        birth_on.isoformat() if birth_on else None, precision, nationality, phone, other_phone, now,
    )  # fmt: skip


def kind_of(number: str) -> str:
    """The kind of a number: 13 digits by the first of them, "" none, any other a passport's."""
    return _KINDS[number[:1]] if number.isdigit() or not number else IdKind.PASSPORT.value


# Field → its former and its new value as text (None: none).
Former = dict[str, list[str | None]]


def update_person(key: str, values: dict[str, Any]) -> Former:
    """Write changed values of one person; the keys follow the name and the number.

    What each field held before and holds now comes back, so that it can be taken back.
    """
    person = Person.objects.get(pk=key)
    former = {
        name: [as_text(getattr(person, name)), as_text(value)] for name, value in values.items()
    }
    for name, value in values.items():
        setattr(person, name, value)
    person.save()
    return former


def as_text(value: Any) -> str | None:
    """A value as its field reads it again: a day in its ISO form, None for none."""
    return None if value is None else str(value)
