"""Fills the register of a data folder with so many made-up volunteers.

    python -m bench.fill COUNT    in the data folder of ASA_DATA_DIR

The rows are those that an import writes, without its journal: a search reads no line of it.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 - models load after setup()

from asa.common import bulk, crypto, thaitext  # noqa: E402
from asa.common.ids import uuid7_hex  # noqa: E402
from asa.common.thaidate import today  # noqa: E402
from asa.home.demo.crowd import Somebody, crowd  # noqa: E402
from asa.people.actions import system_user  # noqa: E402
from asa.people.importers import NewPerson, insert_persons  # noqa: E402
from asa.places.importers import ensure_villages  # noqa: E402
from asa.volunteers.codes import Responsibility, VolunteerState  # noqa: E402
from asa.volunteers.models import Volunteer  # noqa: E402
from asa.volunteers.models.order import list_order  # noqa: E402

TOGETHER = 5000
Index = Callable[[str], str]
COLUMNS = (
    *("id", "person", "area", "responsibility", "state", "registration_no"),
    *("registration_year_be", "registration_province", "created_at", "list_order"),
)


@transaction.atomic
def fill(count: int) -> None:
    """Write the volunteers of `crowd`, some thousand at a time."""
    index = crypto.blind_indexes("citizen_id")
    people = crowd(count)
    while some := list(islice(people, TOGETHER)):
        _insert(some, index)
    if connection.vendor == "postgresql":
        # As its own housekeeping does in the night after so many rows.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _insert(some: list[Somebody], index: Index) -> None:
    now = bulk.stored_moment(datetime.now(UTC))
    villages = {(one.area[:6], int(one.area[6:])) for one in some}
    ensure_villages(villages, by=system_user(), on=today())
    persons = [(uuid7_hex(), _person(one, index)) for one in some]
    insert_persons(persons)
    rows = [
        (
            uuid7_hex(), key, one.area, Responsibility.VILLAGE.value,
            VolunteerState.REGISTERED.value, f"{one.number:08d}", 2560, one.area[:2], now,
            list_order(VolunteerState.REGISTERED, person.sort_key),
        )
        for (key, person), one in zip(persons, some, strict=True)
    ]  # fmt: skip
    bulk.insert(Volunteer, COLUMNS, rows)


def _person(one: Somebody, index: Index) -> NewPerson:
    keys = thaitext.name_keys(one.given, one.family)
    return NewPerson(
        one.prefix, one.given, one.family, *keys, one.sex, one.citizen_id, index(one.citizen_id),
        one.birth_on, "day", one.phone,
    )  # fmt: skip


if __name__ == "__main__":
    fill(int(sys.argv[1]))
