"""The index by which any fragment of a name is found, however many people there are.

SQLite: a full-text table of trigrams beside the persons, kept in step by triggers whoever writes.
A name stands in it with two strokes at its end, so that each of its letters begins a trigram:
fragments of one and two letters are found as beginnings of trigrams. PostgreSQL: pg_trgm.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, Lookup
from django.utils.translation import gettext

GRAM = 3
_LETTERS = "people_nameletters"
_TERMS = "people_nameletters_terms"
# While it has a row, new names wait for `names_added_at_once`.
_HELD = "people_nameletters_held"
_END = "||"
_HOW = "tokenize='trigram', content='', detail=none, columnsize=0"
_TABLES = (
    f"CREATE VIRTUAL TABLE {_LETTERS} USING fts5(names, {_HOW})",
    f"CREATE VIRTUAL TABLE {_TERMS} USING fts5vocab({_LETTERS}, 'row')",
    f"CREATE TABLE {_HELD} (one INTEGER PRIMARY KEY)",
)
_ADD = f"INSERT INTO {_LETTERS} (rowid, names) VALUES (new.rowid, new.name_key || '{_END}');"  # noqa: S608 - names of our own tables, as all below
_TAKE = (
    f"INSERT INTO {_LETTERS} ({_LETTERS}, rowid, names)"  # noqa: S608
    f" VALUES ('delete', old.rowid, old.name_key || '{_END}');"
)
_IS_HELD = f"EXISTS (SELECT 1 FROM {_HELD})"  # noqa: S608
_TRIGGERS = {
    f"{_LETTERS}_insert": f"AFTER INSERT ON people_person WHEN NOT {_IS_HELD} BEGIN {_ADD} END",
    f"{_LETTERS}_delete": f"AFTER DELETE ON people_person BEGIN {_TAKE} END",
    f"{_LETTERS}_update": "AFTER UPDATE OF name_key ON people_person"
    f" WHEN old.name_key <> new.name_key BEGIN {_TAKE} {_ADD} END",
}
_FILL = (
    f"INSERT INTO {_LETTERS} (rowid, names)"  # noqa: S608
    f" SELECT rowid, name_key || '{_END}' FROM people_person"
)
# The trigrams that begin with a fragment, as one question.
_TERMS_BETWEEN = (
    """(SELECT coalesce(group_concat('"' || replace(term, '"', '""') || '"', ' OR '), '""')"""  # noqa: S608
    f" FROM {_TERMS} WHERE term >= %s AND term < %s)"
)
_BY_FRAGMENT = "person_by_fragment ON people_person USING gin (name_key gin_trgm_ops)"
_ON_POSTGRES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX IF NOT EXISTS {_BY_FRAGMENT}",
)


def keep_name_index(**_signal: Any) -> None:
    """Make the index where it is missing or out of step: after every change of tables.

    A migration that writes the table of persons anew takes SQLite's triggers away with the old one.
    """
    if "people_person" not in connection.introspection.table_names():
        return
    if connection.vendor == "postgresql":
        _make_on_postgres()
    elif not _is_in_step():
        _make_on_sqlite()


def why_search_is_slow() -> str:
    """Why fragments of names are looked for without an index, in a sentence; empty if they are not.

    Nothing but time is lost: what is found is the same.
    """
    if connection.vendor != "postgresql" or _has_postgres_index():
        return ""
    return gettext(
        "The database does not allow the extension pg_trgm: search by name works, but is slow"
        " where there are many people. Let its administrator run CREATE EXTENSION pg_trgm, then"
        " run asa prepare again."
    )


@contextmanager
def names_added_at_once() -> Iterator[None]:
    """Inside a transaction, take the names of many new people into the index in one step.

    SQLite's full-text table writes all that it holds at the end of each statement: with fifty
    rows in each, an import of a country would take seven times as long.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(rowid), 0) FROM people_person")
        (before,) = cursor.fetchone()
        cursor.execute(f"INSERT INTO {_HELD} VALUES (1)")  # noqa: S608
        yield
        cursor.execute(f"DELETE FROM {_HELD}")  # noqa: S608
        cursor.execute(f"{_FILL} WHERE rowid > %s", [before])


@transaction.atomic
def _make_on_sqlite() -> None:
    with connection.cursor() as cursor:
        for name in _TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        for table in (_TERMS, _LETTERS, _HELD):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in (*_TABLES, _FILL):
            cursor.execute(statement)
        for name, body in _TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def _is_in_step() -> bool:
    """Whether tables and triggers are there, and the ends of the table of persons are found."""
    wanted = {_LETTERS, _TERMS, _HELD, *_TRIGGERS}
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM sqlite_master WHERE name IN ({marks})", [*wanted])  # noqa: S608
        if {name for (name,) in cursor.fetchall()} != wanted:
            return False
        cursor.execute(
            "SELECT rowid, name_key FROM people_person WHERE rowid IN"
            " (SELECT min(rowid) FROM people_person UNION SELECT max(rowid) FROM people_person)"
        )
        return all(_is_found(cursor, *row) for row in cursor.fetchall())


def _is_found(cursor: Any, rowid: int, name_key: str) -> bool:
    """A name without three letters, such as that of someone whose name nobody knows, has none."""
    if len(name_key + _END) < GRAM:
        return True
    cursor.execute(
        f"SELECT 1 FROM {_LETTERS} WHERE {_LETTERS} MATCH %s AND rowid = %s",  # noqa: S608
        [_all_grams(name_key + _END), rowid],
    )
    return cursor.fetchone() is not None


def _make_on_postgres() -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in _ON_POSTGRES:
                cursor.execute(statement)
    except DatabaseError:
        # Who runs Asa may not be allowed extensions; `why_search_is_slow` tells it.
        return


def _has_postgres_index() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('person_by_fragment') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def _all_grams(text: str) -> str:
    """The question for all trigrams of a text, which has three letters or more."""
    grams = {text[at : at + GRAM] for at in range(len(text) - GRAM + 1)}
    return " AND ".join(_quoted(gram) for gram in sorted(grams))


def _quoted(gram: str) -> str:
    return '"' + gram.replace('"', '""') + '"'


class _OfName(Lookup[Any]):
    """A fragment in the key of a person's name; of any other text it would find nothing."""

    prepare_rhs = False

    def _like(self, compiler: Any, db: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, db)
        pattern = f"%{db.ops.prep_for_like_query(self.rhs)}%"
        return f"{column} {db.operators['contains']}", [*params, pattern]

    def _beside_like(self, compiler: Any, db: Any, match: str, params: list[str]) -> Any:
        """The trigrams say where a fragment may stand; LIKE says whether it does."""
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        like, its_params = self._like(compiler, db)
        rows = f"SELECT rowid FROM {_LETTERS} WHERE {_LETTERS} MATCH {match}"  # noqa: S608
        return f"({table}.rowid IN ({rows}) AND {like})", [*params, *its_params]


class Holds(_OfName):
    """`name_key__holds="สมช"`: keys that hold a fragment, by the index from three letters on."""

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return self._like(compiler, connection)

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        if len(self.rhs) < GRAM:
            return self._like(compiler, connection)
        return self._beside_like(compiler, connection, "%s", [_all_grams(self.rhs)])

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """OFFSET 0 keeps the planner from walking all people in their order for one of them."""
        if len(self.rhs) < GRAM:
            return self._like(compiler, connection)
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        pattern = f"%{connection.ops.prep_for_like_query(self.rhs)}%"
        rows = "SELECT id FROM people_person WHERE name_key LIKE %s OFFSET 0"
        return f"{table}.id IN ({rows})", [pattern]


class SeldomHolds(Holds):
    """`name_key__seldom_holds="ฎ"`: the same, where one or two letters are known to be rare."""

    lookup_name = "seldom_holds"

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        if len(self.rhs) >= GRAM:
            return super().as_sqlite(compiler, connection)
        after = self.rhs[:-1] + chr(ord(self.rhs[-1]) + 1)
        return self._beside_like(compiler, connection, _TERMS_BETWEEN, [self.rhs, after])


class NameKeyField(CharField[str, str]):
    """The key of a person's name, which can be asked for a fragment (`holds`)."""

    def deconstruct(self) -> Any:
        # To the database it is text like any other.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


NameKeyField.register_lookup(Holds)
NameKeyField.register_lookup(SeldomHolds)
