"""Chains of entries: each carries a keyed hash of itself and of the entry before it.

The key lies outside the database and the heads are copied to a file, so an entry that was
changed, taken out or cut from the end by someone who has the database alone is found.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models, transaction

from asa.common import bulk, crypto
from asa.common.ids import uuid7_hex
from asa.common.models import ChainedEntry, ChainHead, SubjectKey

BATCH = 2000


class Actor(Protocol):
    """Whoever acts: the journal asks only for a key and for the post that covers an area."""

    @property
    def pk(self) -> Any: ...

    def post_covering(self, area: str) -> UUID | None: ...


class Line(NamedTuple):
    """What is to be written, before it has its place in the chain."""

    verb: str
    target_type: str
    target_id: str
    area: str
    happened_on: date
    actor_id: UUID | None
    post_id: UUID | None
    data: dict[str, Any]
    subject_id: UUID | None = None
    ciphertext: bytes | None = None


def chain_of(log: str, area: str) -> str:
    """The chain of a log that an area belongs to: one for each province, and TH."""
    return f"{log}:{area[:2]}"


def digest(entry: ChainedEntry, before: str) -> str:
    """The keyed hash of an entry and of the hash before it, as hexadecimal text."""
    place = f"{entry.chain}\n{entry.seq}"
    what = f"{entry.target_id}\n{entry.area}\n{_as_json(entry.data)}"
    sealed = bytes(entry.ciphertext).hex() if entry.ciphertext is not None else ""
    told = _told(before, place, _who(entry, entry.recorded_at), what, entry.subject_id, sealed)
    return crypto.mac("journal", told).hex()


_as_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def _who(entry: ChainedEntry | Line, recorded_at: datetime) -> str:
    """Who did what to a kind of record, and when."""
    moment = recorded_at.astimezone(UTC).isoformat()
    return (
        f"{moment}\n{entry.happened_on.isoformat()}\n{entry.actor_id or ''}\n"
        f"{entry.post_id or ''}\n{entry.verb}\n{entry.target_type}"
    )


def _told(
    before: str, place: str, who: str, what: str, subject: UUID | None = None, sealed: str = ""
) -> bytes:
    """All that an entry says, a part on each line: no part can hold a line break (JSON escapes)."""
    return f"{before}\n{place}\n{who}\n{what}\n{subject or ''}\n{sealed}".encode()


def append(model: type[ChainedEntry], log: str, line: Line) -> None:
    """Write a line at the end of its chain; call inside a transaction."""
    head, now = _locked_head(chain_of(log, line.area)), datetime.now(UTC)
    head.seq += 1
    entry = model(chain=head.chain, seq=head.seq, recorded_at=now, **line._asdict())
    entry.mac = head.mac = digest(entry, head.mac)
    entry.save(force_insert=True)
    _move(head)


def append_many(
    model: type[ChainedEntry],
    log: str,
    like: Line,
    posts: dict[str, UUID | None],
    told: Iterable[tuple[str, str, dict[str, Any]]],
) -> None:
    """Write many lines, each at the end of its chain; call inside a transaction.

    posts: under which post each area is acted in. told: target, area and data of each line; all
    else is as in `like`. They hold no sealed words.
    """
    now = datetime.now(UTC)
    # In one order, so that two who write to several chains never wait for each other.
    ends = {chain: _End(chain, now) for chain in sorted({chain_of(log, a) for a in posts})}
    under = {post: _Pattern(like._replace(post_id=post), now) for post in {*posts.values()}}
    of_area = {area: (ends[chain_of(log, area)], under[post]) for area, post in posts.items()}
    rows = []
    for target, area, data in told:
        end, pattern = of_area[area]
        rows.append(end.row(pattern, target, area, _as_json(data) if data else "{}"))
    bulk.insert(model, _COLUMNS, rows)
    for end in ends.values():
        _move(end.head)


_COLUMNS = (
    "id", "chain", "seq", "recorded_at", "verb", "target_type", "happened_on", "actor_id",
    "post_id", "target_id", "area", "data", "mac",
)  # fmt: skip


class _Pattern:
    """What many lines share, as the hash and as the database take it."""

    def __init__(self, line: Line, now: datetime) -> None:
        self.who = _who(line, now)
        day, actor, post = line.happened_on.isoformat(), line.actor_id, line.post_id
        self.stored = (line.verb, line.target_type, day, _hex(actor), _hex(post))


class _End:
    """The end of a chain, which moves on with each line."""

    def __init__(self, chain: str, now: datetime) -> None:
        self.head, self.now = _locked_head(chain), bulk.stored_moment(now)
        self.mac_of = crypto.macs("journal")

    def row(self, pattern: _Pattern, target: str, area: str, data: str) -> tuple[Any, ...]:
        head = self.head
        head.seq = seq = head.seq + 1
        place, what = f"{head.chain}\n{seq}", f"{target}\n{area}\n{data}"
        head.mac = mac = self.mac_of(_told(head.mac, place, pattern.who, what))
        return (uuid7_hex(), head.chain, seq, self.now, *pattern.stored, target, area, data, mac)


def _locked_head(chain: str) -> ChainHead:
    """The end of a chain, which nobody else moves until this transaction ends."""
    head, _is_new = ChainHead.objects.select_for_update().get_or_create(chain=chain)
    return head


def _move(head: ChainHead) -> None:
    head.save()
    chain, seq, mac = head.chain, head.seq, head.mac
    transaction.on_commit(lambda: _copy_head_out(chain, seq, mac))


def _hex(key: UUID | None) -> str | None:
    return key.hex if key is not None else None


def heads_file() -> Path:
    """The file outside the database that remembers every head ever reached."""
    return Path(settings.ASA_DATA_DIR) / "heads.log"


def _copy_head_out(chain: str, seq: int, mac: str) -> None:
    path = heads_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"{datetime.now(UTC).isoformat()} {chain} {seq} {mac}\n"
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


def seal(subject: UUID, text: str) -> bytes:
    """Encrypt words about a person under that person's own key, made on first use."""
    row = SubjectKey.objects.filter(subject_id=subject).first()
    if row is None:
        _plain, wrapped = crypto.new_data_key()
        row, _made = SubjectKey.objects.get_or_create(
            subject_id=subject, defaults={"wrapped": wrapped}
        )
    key = crypto.unwrap(bytes(row.wrapped))
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), subject.bytes)


def unseal(entries: list[ChainedEntry]) -> dict[UUID, str]:
    """The words of the entries by their key; empty where the subject's key is gone."""
    sealed = [e for e in entries if e.ciphertext is not None and e.subject_id is not None]
    rows = SubjectKey.objects.in_bulk({e.subject_id for e in sealed if e.subject_id})
    words: dict[UUID, str] = {}
    for entry in sealed:
        row = rows.get(entry.subject_id)
        if row is None or entry.subject_id is None or entry.ciphertext is None:
            continue
        key, blob = crypto.unwrap(bytes(row.wrapped)), bytes(entry.ciphertext)
        words[entry.pk] = AESGCM(key).decrypt(blob[:12], blob[12:], entry.subject_id.bytes).decode()
    return words


@dataclass(frozen=True)
class Fault:
    """A place where a chain is not what was written."""

    chain: str
    seq: int
    what: str


def verify(model: type[ChainedEntry], log: str) -> tuple[int, list[Fault]]:
    """Walk every chain of a log; how many entries stand, and each first fault of a chain."""
    faults: list[Fault] = []
    read = 0
    seen_outside = _heads_outside(log)
    heads = ChainHead.objects.filter(chain__startswith=f"{log}:")
    chains = {head.chain: head for head in heads}
    for chain in sorted(chains.keys() | seen_outside.keys()):
        counted, fault = _verify_chain(model, chain, chains.get(chain), seen_outside.get(chain, {}))
        read += counted
        if fault:
            faults.append(fault)
    return read, faults


def _verify_chain(
    model: type[ChainedEntry], chain: str, head: ChainHead | None, outside: dict[int, str]
) -> tuple[int, Fault | None]:
    mac, seq = "", 0
    for entry in _entries(model, chain):
        seq += 1
        if entry.seq != seq:
            return seq, Fault(chain, seq, "missing")
        if digest(entry, mac) != entry.mac:
            return seq, Fault(chain, seq, "changed")
        if outside.get(seq, entry.mac) != entry.mac:
            return seq, Fault(chain, seq, "rewritten")
        mac = entry.mac
    if head is None or head.seq != seq or head.mac != mac:
        return seq, Fault(chain, seq + 1, "cut")
    if outside and max(outside) > seq:
        return seq, Fault(chain, seq + 1, "cut")
    return seq, None


def _entries(model: type[ChainedEntry], chain: str) -> Iterator[ChainedEntry]:
    found: models.QuerySet[ChainedEntry] = model._default_manager.filter(chain=chain)
    return found.order_by("seq").iterator(chunk_size=BATCH)


def _heads_outside(log: str) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    path = heads_file()
    if not path.exists():
        return found
    for line in path.read_text().splitlines():
        parts = line.split()
        if len(parts) == 4 and parts[1].startswith(f"{log}:"):
            found.setdefault(parts[1], {})[int(parts[2])] = parts[3]
    return found
