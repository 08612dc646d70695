"""Former and new values of what a list changed, in a form that can be kept and read again."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import JSONField, Model

# Field → its former and its new value.
Former = dict[str, list[Any]]


def both(before: Any, after: Any) -> list[Any]:
    """A former and a new value: amounts, days and keys as text, lists and numbers as they are."""
    return [_kept(before), _kept(after)]


def _kept(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, (date, Decimal, UUID)) else value


def is_as_left(record: Model, former: Former) -> bool:
    """Whether all that a list wrote into a record stands there as the list left it."""
    return all(
        getattr(record, name) == _read(record, name, after)
        for name, (_before, after) in former.items()
    )


def set_back(record: Model, former: Former) -> None:
    """Give a record the values that it held before; nothing is written to the database."""
    for name, (before, _after) in former.items():
        setattr(record, name, _read(record, name, before))


def _read(record: Model, name: str, value: Any) -> Any:
    """A value as the field of a model holds it."""
    field: Any = record._meta.get_field(name)
    return value if isinstance(field, JSONField) or value is None else field.to_python(value)
