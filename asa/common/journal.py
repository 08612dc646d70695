"""The journal: one mechanism for the history page, the audit and the phones' cursor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model

from asa.common import chains
from asa.common.chains import Actor, Line
from asa.common.models import JournalEntry
from asa.common.thaidate import today

LOG = "journal"
Target = Model | tuple[str, UUID | str]


def named(target: Target) -> tuple[str, str]:
    if isinstance(target, tuple):
        return target[0], str(target[1])
    return target._meta.label_lower, str(target.pk)


def record(  # noqa: PLR0913 - a line says who, what, to what, where, when, and about whom
    by: Actor,
    verb: str,
    target: Target,
    *,
    area: str,
    on: date | None = None,
    subject: UUID | None = None,
    text: str = "",
    **data: Any,
) -> None:
    """Write one line of the journal. Call it only from actions, inside their transaction.

    `data` holds ids, codes and names of fields, never personal text; words about a person go
    into `text` and are sealed under the key of `subject`.
    """
    if text and subject is None:
        raise ValueError("Words in the journal need the person whom they are about.")
    kind, key = named(target)
    sealed = chains.seal(subject, text) if subject is not None and text else None
    post = by.post_covering(area)
    line = Line(verb, kind, key, area, on or today(), by.pk, post, data, subject, sealed)
    chains.append(JournalEntry, LOG, line)


def record_many(
    by: Actor, verb: str, kind: str, rows: Sequence[tuple[str, str, dict[str, Any]]], *, on: date
) -> None:
    """Write many lines of one verb about records of one kind (key, area, data): for imports."""
    posts = {area: by.post_covering(area) for area in {area for _key, area, _data in rows}}
    like = Line(verb, kind, "", "", on, by.pk, None, {})
    chains.append_many(JournalEntry, LOG, like, posts, rows)


def who_did(verb: str, target: Target) -> set[UUID]:
    """The users who did something to a record, as its lines of one verb tell."""
    kind, key = named(target)
    lines = JournalEntry.objects.filter(target_id=key, target_type=kind, verb=verb)
    return {actor for actor in lines.values_list("actor_id", flat=True) if actor is not None}


def done_by(user: UUID, verb: str, kind: str, keys: Iterable[UUID]) -> set[str]:
    """Of some records of a kind, the keys of those to which a user did something."""
    wanted = [str(key) for key in keys]
    lines = JournalEntry.objects.filter(target_id__in=wanted, target_type=kind, verb=verb)
    return set(lines.filter(actor_id=user).values_list("target_id", flat=True))


class LineSince(NamedTuple):
    """One line about a record: its key, what was done, on which day."""

    key: str
    verb: str
    happened_on: date


def lines_since(moment: datetime, kind: str, keys: Iterable[str]) -> list[LineSince]:
    """What was written about records of a kind after a moment, in the order of writing."""
    lines = JournalEntry.objects.filter(target_id__in=list(keys), target_type=kind)
    lines = lines.filter(recorded_at__gt=moment).order_by("recorded_at", "seq")
    return [LineSince(*told) for told in lines.values_list("target_id", "verb", "happened_on")]


@dataclass(frozen=True)
class HistoryLine:
    """One step in the life of a record, as its history page shows it."""

    verb: str
    recorded_at: datetime
    happened_on: date
    actor_id: UUID | None
    post_id: UUID | None
    data: dict[str, Any]
    text: str


def history_of(*targets: Target) -> list[HistoryLine]:
    """What happened to the records, newest first."""
    keys = {named(target) for target in targets}
    found = JournalEntry.objects.filter(target_id__in=[key for _kind, key in keys])
    entries = [e for e in found if (e.target_type, e.target_id) in keys]
    entries.sort(key=lambda e: (e.recorded_at, e.seq), reverse=True)
    words = chains.unseal(list(entries))
    return [
        HistoryLine(
            e.verb,
            e.recorded_at,
            e.happened_on,
            e.actor_id,
            e.post_id,
            e.data,
            words.get(e.pk, ""),
        )
        for e in entries
    ]
