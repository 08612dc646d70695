"""Removing the people of entries that are taken back, where nothing else stands on them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from asa.common import bulk
from asa.people.codes import DuplicateState
from asa.people.models import Person, PossibleDuplicate
from asa.volunteers.importers import since


def remove_people(persons: Sequence[UUID]) -> None:
    """Remove those of some people on whom nothing stands any more but pairs nobody has judged."""
    elsewhere = since.standing_elsewhere(persons)
    alone = [key for key in persons if key not in elsewhere]
    for side in ("first", "second"):
        delete_of(PossibleDuplicate, side, alone, state=DuplicateState.OPEN)
    bulk.delete(Person, alone)


def delete_of(model: type[Model], field: str, keys: Sequence[UUID], **only: Any) -> None:
    """Delete the records that hang on some keys."""
    rows = model._base_manager.filter(**{f"{field}__in": keys}, **only)
    bulk.delete(model, list(rows.values_list("pk", flat=True)))
