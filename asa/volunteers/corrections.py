"""What stands of a person in an entry of the register, before and after it is corrected."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from asa.common import citizenid, phones
from asa.common.thaidate import PartialDate, partial_date
from asa.people.codes import IdKind, Sex
from asa.people.merging import areas_of
from asa.people.models import Person
from asa.people.names import full_name
from asa.places.queries import covers, shown_place
from asa.volunteers.models import Volunteer

# What is told of an entry, by the name of the field, as people read it.
Told = dict[str, str]
# Of somebody who is or was registered these change with a reason alone.
WITH_REASON = ("name", "birth", "number")
_OF_PERSON = (
    *("prefix", "given_name", "family_name", "given_name_en", "family_name_en", "sex"),
    *("id_kind", "citizen_id", "no_id_reason", "nationality", "birth_on", "birth_precision"),
    *("phone", "other_phone"),
)


@dataclass(frozen=True)
class Contact:
    """Where somebody is reached: telephone numbers (E.164, or ""), house and postcode."""

    phone: str = ""
    other_phone: str = ""
    address: str = ""
    postcode: str = ""


def shown_number(person: Person) -> str:
    """The number of a person as a page may show it: masked, a passport by its two ends."""
    number = person.citizen_id or ""
    if person.id_kind in (IdKind.PASSPORT, IdKind.G_CODE):
        return f"{number[:2]}…{number[-2:]}"
    return citizenid.masked(number) if number else ""


def as_read(volunteer: Volunteer) -> Told:
    """What the journal tells of before and after; a number stands there masked."""
    person = volunteer.person
    born = person.birth_on
    return {
        "name": full_name(person.prefix, person.given_name, person.family_name),
        "birth": partial_date(PartialDate(born, person.birth_precision or "day")) if born else "",  # type: ignore[arg-type] # one of the three
        "number": shown_number(person),
        "no_id_reason": person.no_id_reason,
        "sex": str(Sex(person.sex).label),
        "nationality": person.nationality,
        "name_en": f"{person.given_name_en} {person.family_name_en}".strip(),
        "phone": phones.shown(person.phone) if person.phone else "",
        "other_phone": phones.shown(person.other_phone) if person.other_phone else "",
        "area": shown_place(volunteer.area_id),
        "address": volunteer.address,
        "postcode": volunteer.postcode,
    }


def changed_fields(before: Told, after: Told, *, is_other_number: bool = False) -> list[str]:
    """The fields that differ; two numbers may read alike where they are masked."""
    return [
        name
        for name in after
        if after[name] != before[name] or (name == "number" and is_other_number)
    ]


def in_words(before: Told, after: Told, fields: Iterable[str]) -> str:
    """Old → new of some fields, as the journal keeps it."""
    return "; ".join(f"{before[name] or '–'} → {after[name] or '–'}" for name in fields)


def fingerprint(volunteer: Volunteer) -> str:
    """What an entry says now, as a word that tells nobody what: it differs after each change."""
    of_entry = [getattr(volunteer, name) for name in ("area_id", "address", "postcode")]
    of_person = [getattr(volunteer.person, name) for name in _OF_PERSON]
    # The values themselves: words would differ with the language of whoever looks.
    said = "\n".join(str(value) for value in (*of_entry, *of_person))
    return salted_hmac("asa.volunteers.corrections", said).hexdigest()[:32]


def stands_outside(person: Person, areas: list[str]) -> bool:
    """Whether something of a person is on record where none of some areas reaches."""
    elsewhere = areas_of([person.pk]).get(person.pk, set())
    return not all(covers(areas, code) for code in elsewhere)
