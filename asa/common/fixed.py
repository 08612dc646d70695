"""Questions whose shape never changes: Django writes their SQL once, each asking fills it in.

For what every page asks: there Django takes ten times as long to write a question as the database
to answer it. What may differ between two askings are values alone, never a condition: whoever
asks something else is given another question by its own function.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import QuerySet

Record = TypeVar("Record", bound=models.Model)
# Lists are filled up to so many keys, so that they have few lengths: the rows of a page.
STEP = 25
FIELDS: dict[type, models.Field[Any, Any]] = {
    UUID: models.UUIDField(),
    dt.date: models.DateField(),
    str: models.CharField(),
}


class Written(NamedTuple):
    """The SQL of a question: each parameter a constant, or the place of a value (-1: constant)."""

    compiler: Any
    sql: str
    constants: list[Any]
    places: list[int]


class FixedQuestion:
    """`ask(key=…, day=…)` gives tuples of what the function's `values_list` names.

    write: the function with the same names; it gets made-up values and must hand each of them to
    the query as it is. Values are UUIDs, dates, text, and lists of UUIDs.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, tuple[Any, ...]]]) -> None:
        self.write = write
        self.shapes: dict[tuple[int, ...], Written] = {}

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        lists = {name: _filled_up(value) for name, value in values.items()}
        if not all(lists.values()):
            return []
        shape = tuple(len(value) for value in lists.values())
        written = self.shapes.get(shape) or self._written(values, lists, shape)
        given = [_for_database(one) for value in lists.values() for one in value]
        parameters = [
            constant if place < 0 else given[place]
            for constant, place in zip(written.constants, written.places, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            rows = cursor.fetchall()
        return list(written.compiler.results_iter([rows], tuple_expected=True))

    def _written(
        self, values: dict[str, Any], lists: dict[str, list[Any]], shape: tuple[int, ...]
    ) -> Written:
        numbers = iter(range(1, sum(shape) + 1))
        samples = {
            name: [_made_up(type(one), next(numbers)) for one in value]
            for name, value in lists.items()
        }
        query = self.write(
            **{
                name: sample if isinstance(values[name], list) else sample[0]
                for name, sample in samples.items()
            }
        ).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, constants = compiler.as_sql()
        sampled = [_for_database(one) for sample in samples.values() for one in sample]
        places = [sampled.index(one) if one in sampled else -1 for one in constants]
        if missing := {*range(len(sampled))} - {*places}:
            raise ValueError(f"The question does not use its values as they are: {missing}.")
        found = self.shapes[shape] = Written(compiler, sql, list(constants), places)
        return found


class FixedCount:
    """`count(key, found)`: how many rows `found()` has; its SQL is written once for each key.

    key: everything that decides how the question reads and what stands in it, such as whose it is,
    the areas of the posts and the day. Nothing else may go into it: what the database holds is
    asked each time, but a condition made from it would be kept.
    """

    def __init__(self, most: int = 2048) -> None:
        self.most = most
        self.written: dict[Hashable, tuple[str, tuple[Any, ...]]] = {}

    def __call__(self, key: Hashable, found: Callable[[], QuerySet[Any]]) -> int:
        written = self.written.get(key)
        if written is None:
            if len(self.written) >= self.most:
                self.written.clear()
            written = self.written[key] = self._written(found())
        with connection.cursor() as cursor:
            cursor.execute(*written)
            (number,) = cursor.fetchone()
        return int(number)

    @staticmethod
    def _written(found: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
        try:
            sql, values = found.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return "SELECT 0", ()
        return f"SELECT COUNT(*) FROM ({sql}) AS found", values  # noqa: S608 - Django's own SQL


def columns(model: type[models.Model], before: str = "") -> list[str]:
    """The columns of a model for `values_list`, also as seen from another: "user__"."""
    return [f"{before}{field.attname}" for field in model._meta.concrete_fields]


def record(model: type[Record], row: Sequence[Any]) -> Record:
    """The record whose `columns` were read."""
    return model.from_db(DEFAULT_DB_ALIAS, columns(model), row)


def _filled_up(value: Any) -> list[Any]:
    if not isinstance(value, list):
        return [value]
    return value + value[-1:] * (-len(value) % STEP)


def _made_up(kind: type, number: int) -> Any:
    if kind is str:
        return f"made up {number}"
    return UUID(int=number) if kind is UUID else dt.date.min + dt.timedelta(days=number)


def _for_database(value: Any) -> Any:
    return FIELDS[type(value)].get_db_prep_value(value, connection)
