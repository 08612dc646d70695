"""The order of the register on each entry, so that a page of it is read and the rest is not.

What waits for the office comes first, then the suspended, the registered and the ended, and each of
them by name. The order hangs on the state of the entry and on the name of the person: triggers keep
it in step with both, whoever writes.
"""

from functools import cache
from typing import Any

from django.db import connection, transaction

from asa.volunteers.codes import VolunteerState

_PLACES = {VolunteerState.SUSPENDED: 1, VolunteerState.REGISTERED: 2, VolunteerState.ENDED: 3}
_ENTRIES, _PERSONS = "volunteers_volunteer", "people_person"


@cache
def place_of(state: str) -> str:
    """With what the order of an entry in this state begins: "0" where the office has to act."""
    return str(_PLACES.get(VolunteerState(state), 0))


def list_order(state: str, sort_key: str) -> str:
    """The order of an entry in this state, of a person with this key: what a bulk write gives."""
    return place_of(state) + sort_key


def _order_of(entry: str) -> str:
    """The same in SQL, for an entry by the name of its row."""
    whens = " ".join(f"WHEN '{state.value}' THEN '{place}'" for state, place in _PLACES.items())
    name = f"(SELECT p.sort_key FROM {_PERSONS} p WHERE p.id = {entry}.person_id)"  # noqa: S608 - names of our own tables, as all below
    return f"(CASE {entry}.state {whens} ELSE '0' END || {name})"


_FILL = (
    f"UPDATE {_ENTRIES} SET list_order = {_order_of(_ENTRIES)}"  # noqa: S608
    f" WHERE list_order <> {_order_of(_ENTRIES)}"
)
_SET = f"UPDATE {_ENTRIES} SET list_order = {_order_of(_ENTRIES)}"  # noqa: S608
_BY_PERSON = f"{_SET} WHERE person_id = new.id"
_BY_ENTRY = f"{_SET} WHERE id = new.id"
_NEW, _MOVED, _NAMED = (f"volunteers_order_{when}" for when in ("new", "moved", "named"))
_MOVES = "UPDATE OF state, person_id, list_order"
_HAS_NEW_NAME = f"AFTER UPDATE OF sort_key ON {_PERSONS}"
_IS_NEW_NAME = "old.sort_key <> new.sort_key"
_ON_SQLITE = {
    _NEW: f"AFTER INSERT ON {_ENTRIES} WHEN new.list_order = '' BEGIN {_BY_ENTRY}; END",
    _MOVED: f"AFTER {_MOVES} ON {_ENTRIES} WHEN new.list_order <> {_order_of('new')}"
    f" BEGIN {_BY_ENTRY}; END",
    _NAMED: f"{_HAS_NEW_NAME} WHEN {_IS_NEW_NAME} BEGIN {_BY_PERSON}; END",
}
_FUNCTIONS = {
    "entry": f"BEGIN new.list_order := {_order_of('new')}; RETURN new; END",
    "person": f"BEGIN {_BY_PERSON}; RETURN NULL; END",
}
_ON_POSTGRES = {
    _NEW: f"BEFORE INSERT ON {_ENTRIES} FOR EACH ROW WHEN (new.list_order = '')"
    " EXECUTE FUNCTION volunteers_order_of_entry()",
    _MOVED: f"BEFORE {_MOVES} ON {_ENTRIES} FOR EACH ROW"
    " EXECUTE FUNCTION volunteers_order_of_entry()",
    _NAMED: f"{_HAS_NEW_NAME} FOR EACH ROW WHEN ({_IS_NEW_NAME})"
    " EXECUTE FUNCTION volunteers_order_of_person()",
}


def keep_list_order(**_signal: Any) -> None:
    """Make the triggers where one is missing, and bring every entry in step: after every change of
    tables.

    A migration that writes a table anew takes SQLite's triggers away with the old one.
    """
    if _ENTRIES not in connection.introspection.table_names() or _has_triggers():
        return
    make = _ON_POSTGRES if connection.vendor == "postgresql" else _ON_SQLITE
    with transaction.atomic(), connection.cursor() as cursor:
        for name in make:
            table = _PERSONS if name == _NAMED else _ENTRIES
            on = f" ON {table}" if make is _ON_POSTGRES else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if make is _ON_POSTGRES:
            for what, body in _FUNCTIONS.items():
                cursor.execute(
                    f"CREATE OR REPLACE FUNCTION volunteers_order_of_{what}() RETURNS trigger"
                    f" LANGUAGE plpgsql AS $body$ {body} $body$"
                )
        cursor.execute(_FILL)
        for name, body in make.items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def _has_triggers() -> bool:
    kept = (
        "pg_trigger WHERE tgname"
        if connection.vendor == "postgresql"
        else ("sqlite_master WHERE type = 'trigger' AND name")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {kept} LIKE 'volunteers_order_%%'", [])  # noqa: S608
        return bool(cursor.fetchone()[0] == len(_ON_SQLITE))
