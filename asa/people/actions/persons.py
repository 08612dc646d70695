from typing import Any

from django.db import transaction

from asa.common import accesslog, citizenid
from asa.common.bounds import check_fits
from asa.common.errors import allow
from asa.common.thaidate import PartialDate
from asa.people.codes import IdKind
from asa.people.models import Person, User
from asa.people.rules import can_show_citizen_id


@transaction.atomic
def make_person(
    *, given_name: str, citizen_id: str = "", birth: PartialDate | None = None, **fields: Any
) -> Person:
    """Write down a human being; the register entry, household or user made next tells the journal.

    citizen_id: 13 digits, or "" with `no_id_reason` among the fields. birth: as far as known.
    A DomainError for a text that is longer than its column.
    """
    texts = {name: value for name, value in fields.items() if isinstance(value, str)}
    check_fits(Person, given_name=given_name, **texts)
    person = Person(given_name=given_name, citizen_id=citizen_id or None, **fields)
    if birth is not None:
        person.birth_on, person.birth_precision = birth.day, birth.precision
    person.save()
    return person


@transaction.atomic
def show_citizen_id(person: Person, *, by: User, area: str) -> str:
    """Show a citizen id in full to someone whose work needs it, and write down that it was seen.

    area: where the household, register entry or case lies through which the person is seen.
    """
    allow(can_show_citizen_id(by, area))
    accesslog.note(by, "person.citizen_id_shown", person, area=area)
    number = person.citizen_id or ""
    if not number or person.id_kind in (IdKind.PASSPORT, IdKind.G_CODE):
        return number
    return citizenid.shown(number)
