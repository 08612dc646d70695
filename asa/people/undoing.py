"""What a merge changes is written down as it is changed, so that all of it can be put back."""

import json
from typing import Any, cast

from django.apps import apps
from django.db.models import Field, Model

CHANGED, TAKEN = "changed", "taken"


class Changes:
    """Changes of records in the order in which they were made; `as_json` keeps them."""

    def __init__(self) -> None:
        self.made: list[list[Any]] = []
        self.joined: dict[str, list[str]] = {}

    def change(self, row: Model, **values: Any) -> None:
        """Write other values into a record."""
        before = {name: _told(row, name) for name in values}
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        after = {name: _told(row, name) for name in values}
        self.made.append([CHANGED, row._meta.label_lower, str(row.pk), before, after])

    def take_away(self, row: Model, *, into: Model) -> None:
        """Take a record away that goes on in another of its kind."""
        self.joined.setdefault(row._meta.label_lower, []).append(str(row.pk))
        values = {field.name: _told(row, field.name) for field in row._meta.concrete_fields}
        self.made.append([TAKEN, row._meta.label_lower, values])
        row.delete()

    def as_json(self) -> str:
        return json.dumps(self.made)


def put_back(changes: str) -> None:
    """Undo changes, the last first; what somebody has changed again since stays as it is."""
    for kind, *told in reversed(json.loads(changes)):
        if kind == TAKEN:
            _bring_back(*told)
        else:
            _change_back(*told)


def _bring_back(label: str, values: dict[str, str | None]) -> None:
    row = apps.get_model(label)()
    for name, value in values.items():
        _set(row, name, value)
    # As it was: no default and no moment of today.
    row.save_base(raw=True, force_insert=True)


def _change_back(label: str, key: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    model = apps.get_model(label)
    row = model._base_manager.filter(pk=key).first()
    if row is None:
        return
    same = [name for name in before if _told(row, name) == after[name]]
    for name in same:
        _set(row, name, before[name])
    if same:
        row.save(update_fields=same)


def _set(row: Model, name: str, value: str | None) -> None:
    field = _field(row, name)
    setattr(row, field.attname, None if value is None else field.to_python(value))


def _field(row: Model, name: str) -> "Field[Any, Any]":
    return cast("Field[Any, Any]", row._meta.get_field(name))


def _told(row: Model, name: str) -> str | None:
    """A value as text; None for none."""
    field = _field(row, name)
    return None if field.value_from_object(row) is None else field.value_to_string(row)
