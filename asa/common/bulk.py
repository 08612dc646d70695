"""Writing many rows at once, with the words of SQL that SQLite and PostgreSQL share.

Model instances would cost several times what the rows cost.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import chain
from typing import Any, TypeVar

from django.db import connection, models

Rows = Sequence[tuple[Any, ...]]
Row = TypeVar("Row", bound=models.Model)
# Rows in one statement, which saves a fifth of the time; no database takes the most for too many.
# Of few kinds of statement each is read by the database once; what fits into one is one.
_TOGETHER = (100, 10, 1)
_MANY = 50


def insert(
    model: type[models.Model], names: Sequence[str], rows: Rows, *, skip_known: bool = False
) -> None:
    """Insert rows that give the named fields; every other field gets its model's default.

    A key is given as 32 hexadecimal digits, a day as its ISO text, a moment by `stored_moment`.
    skip_known: leave a row out whose key is there already.
    """
    if connection.vendor == "postgresql" and not skip_known and len(rows) > _MANY:
        _copy(model, tuple(names), rows)
        return
    end = " ON CONFLICT DO NOTHING" if skip_known else ""
    sizes = _TOGETHER if len(rows) > _TOGETHER[0] else (len(rows) or 1,)
    start = 0
    with connection.cursor() as cursor:
        for size in sizes:
            starts = range(start, len(rows) - size + 1, size)
            if starts:
                statement = _statement(model, tuple(names), size, connection.vendor)
                groups = [list(chain(*rows[at : at + size])) for at in starts]
                cursor.executemany(statement + end, groups)
                start = starts[-1] + size


def _copy(model: type[models.Model], names: tuple[str, ...], rows: Rows) -> None:
    """`insert` by PostgreSQL's COPY, which reads no statement anew for every few rows.

    It goes through the guards of the connection as every statement does.
    """

    def send(sql: str, _params: Any, _many: bool, context: dict[str, Any]) -> None:
        with connection.wrap_database_errors, context["cursor"].copy(sql) as copy:
            for row in rows:
                copy.write_row(row + constants)

    fields, others = _fields(model, names)
    columns = ", ".join(connection.ops.quote_name(_column(f)) for f in (*fields, *others))
    constants = tuple(_as_copied(field.get_default()) for field in others)
    run: Any = send
    for guard in connection.execute_wrappers:
        run = partial(guard, run)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        context = {"connection": connection, "cursor": cursor}
        run(f"COPY {table} ({columns}) FROM STDIN", None, False, context)


def _as_copied(value: Any) -> Any:
    """A default as COPY takes it; the same few as `_constant` knows."""
    _constant(value)
    return str(value) if value in ([], {}) else value


@contextmanager
def indexes_at_end(*models_filled: type[models.Model]) -> Iterator[None]:
    """Inside, many rows come into tables that are empty; their indexes are made once at the end.

    An entry of an index is put in at a place by chance, and the larger the index the dearer; made
    from all rows in order it costs a fifth. PostgreSQL checks foreign keys then too, all at once,
    and nobody else can read the tables meanwhile, nor those that their keys name: where they hold
    nobody, nobody has signed in.
    Call inside a transaction, which takes all of it back where it fails.
    """
    if any(model._default_manager.exists() for model in models_filled):
        yield
        return
    statements = _take_indexes_away(models_filled)
    yield
    _look_up_keys()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _look_up_keys() -> None:
    """PostgreSQL changes no table of which a row still waits for its keys to be looked up."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


# Both tell what takes an index or a key away, and what makes it again; PostgreSQL's unique
# constraints and primary keys stay. What is made again stands in the order of being made.
_OF_TABLES = {
    "sqlite": """
        SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
        WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})
    """,
    "postgresql": """
        SELECT 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid), 1 AS turn
        FROM pg_index WHERE indrelid::regclass::text IN ({marks})
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
        UNION ALL
        SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
            format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
                conrelid::regclass, conname, pg_get_constraintdef(oid)), 2
        FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text IN ({marks})
        ORDER BY turn
    """,
}


def _take_indexes_away(models_filled: Sequence[type[models.Model]]) -> list[str]:
    """Drop what is no part of a table itself; the statements that make it again."""
    tables = [model._meta.db_table for model in models_filled]
    question = _OF_TABLES[connection.vendor]
    _look_up_keys()
    marks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(question.format(marks=marks), tables * question.count("{marks}"))
        found = cursor.fetchall()
        for drop, *_rest in found:
            cursor.execute(drop)
    return [again for _drop, again, *_turn in found]


def create(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Insert instances, all in one statement: for what the journal is told of by other lines."""
    return model._default_manager.bulk_create(rows)


def delete(model: type[models.Model], keys: Sequence[Any]) -> None:
    """Delete the rows of some keys in one statement; whoever calls knows what hangs on them.

    What does is found by the database all the same, when the transaction ends.
    """
    if not keys:
        return
    field = model._meta.pk
    values = [field.get_db_prep_value(key, connection) for key in keys]
    table, column = connection.ops.quote_name(model._meta.db_table), _column(field)
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {column} IN ({marks})", values)  # noqa: S608 - names of our own models


def update(records: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write the named fields of many records of one model, 500 of them in a statement.

    Django's own way writes a CASE for each value, which takes ten times as long.
    """
    if not records or not names:
        return
    meta = records[0]._meta
    fields = [meta.pk, *(meta.get_field(name) for name in names)]
    for some in in_chunks(records, 500):
        rows = [[_prepared(field, record) for field in fields] for record in some]
        marks = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
        key, *values = [_as_kept(field, at) for at, field in enumerate(fields, 1)]
        told = ", ".join(
            f"{connection.ops.quote_name(_column(field))} = {value}"
            for field, value in zip(fields[1:], values, strict=True)
        )
        table = connection.ops.quote_name(meta.db_table)
        where = f"{table}.{connection.ops.quote_name(_column(fields[0]))} = {key}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {told} FROM (VALUES {marks}) AS told WHERE {where}",  # noqa: S608 - names of our own models
                list(chain.from_iterable(rows)),
            )


def _prepared(field: Any, record: models.Model) -> Any:
    return field.get_db_prep_save(getattr(record, field.attname), connection)


def _as_kept(field: Any, place: int) -> str:
    """A column of VALUES in the type of a field: PostgreSQL takes what is quoted for text."""
    if connection.vendor != "postgresql":
        return f"told.column{place}"
    return f"CAST(told.column{place} AS {field.db_type(connection)})"


@lru_cache(maxsize=256)
def _statement(model: type[models.Model], names: tuple[str, ...], rows: int, vendor: str) -> str:
    fields, others = _fields(model, names)
    columns = [connection.ops.quote_name(_column(field)) for field in (*fields, *others)]
    values = ["%s"] * len(fields) + [_constant(field.get_default()) for field in others]
    table = connection.ops.quote_name(model._meta.db_table)
    every_row = ", ".join([f"({', '.join(values)})"] * rows)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {every_row}"  # noqa: S608 - names of our own models


def _fields(model: type[models.Model], names: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
    """The fields of these names, and the others of a model."""
    given = set(names)
    others = [field for field in model._meta.concrete_fields if field.name not in given]
    return [model._meta.get_field(name) for name in names], others


def _column(field: Any) -> str:
    return str(field.column)


def _constant(value: Any) -> str:
    """A default as SQL; only the plainest ones, since rows give all else."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, str) and "'" not in value and "%" not in value:
        return f"'{value}'"
    if value in ([], {}):
        return f"'{'[]' if value == [] else '{}'}'"
    raise ValueError(f"{value!r} must be given by every row.")


def stored_moment(moment: dt.datetime) -> Any:
    """A moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(moment)


# JSON as Django writes it, from one encoder instead of one for each value.
as_json = json.JSONEncoder(ensure_ascii=True).encode


def in_chunks(values: Iterable[Any], size: int = 2000) -> Iterable[list[Any]]:
    """The values in lists that fit into one query."""
    chunk: list[Any] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
