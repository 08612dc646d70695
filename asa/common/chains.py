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
    place = _place(entry.chain, entry.seq, entry.recorded_at)
    who = f"{entry.actor_id or ''}\n{entry.post_id or ''}"
    return crypto.mac("journal", _told(before, place, who, entry, _as_json(entry.data))).hex()


_as_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def _place(chain: str, seq: int, recorded_at: datetime) -> str:
    return f"{chain}\n{seq}\n{recorded_at.astimezone(UTC).isoformat()}"


def _told(before: str, place: str, who: str, entry: "ChainedEntry | Line", data: str) -> bytes:
    """All that an entry says, a part on each line: no part can hold a line break (JSON escapes)."""
    sealed = bytes(entry.ciphertext).hex() if entry.ciphertext is not None else ""
    return (
        f"{before}\n{place}\n{entry.happened_on.isoformat()}\n"
        f"{who}\n{entry.verb}\n{entry.target_type}\n{entry.target_id}\n{entry.area}\n{data}\n"
        f"{entry.subject_id or ''}\n{sealed}"
    ).encode()


def append(model: type[ChainedEntry], log: str, lines: Iterable[Line]) -> None:
    """Write lines, each at the end of its chain; call inside a transaction."""
    by_chain: dict[str, list[Line]] = {}
    for line in lines:
        by_chain.setdefault(chain_of(log, line.area), []).append(line)
    for chain in sorted(by_chain):
        _append_to(model, chain, by_chain[chain])


def _append_to(model: type[ChainedEntry], chain: str, lines: list[Line]) -> None:
    head, _is_new = ChainHead.objects.select_for_update().get_or_create(chain=chain)
    now = datetime.now(UTC)
    if len(lines) == 1:
        head.seq += 1
        entry = model(chain=chain, seq=head.seq, recorded_at=now, **lines[0]._asdict())
        entry.mac = head.mac = digest(entry, head.mac)
        entry.save(force_insert=True)
    else:
        bulk.insert(model, _COLUMNS, list(_rows(head, lines, now)))
    head.save()
    seq, mac = head.seq, head.mac
    transaction.on_commit(lambda: _copy_head_out(chain, seq, mac))


_COLUMNS = (
    "id", "chain", "seq", "recorded_at", "happened_on", "actor_id", "post_id", "verb",
    "target_type", "target_id", "area", "data", "subject_id", "ciphertext", "mac",
)  # fmt: skip


def _rows(head: ChainHead, lines: list[Line], now: datetime) -> Iterator[tuple[Any, ...]]:
    """The rows of many lines as the database keeps them; the head moves on with each."""
    mac_of = crypto.macs("journal")
    stored_now = bulk.stored_moment(now)
    _chain, _seq, moment = _place(head.chain, head.seq, now).split("\n")
    actor = post = None
    who, actor_key, post_key = "\n", None, None
    for line in lines:
        if line.actor_id is not actor or line.post_id is not post:
            actor, post = line.actor_id, line.post_id
            who, actor_key, post_key = f"{actor or ''}\n{post or ''}", _hex(actor), _hex(post)
        head.seq += 1
        data = _as_json(line.data) if line.data else "{}"
        place = f"{head.chain}\n{head.seq}\n{moment}"
        head.mac = mac_of(_told(head.mac, place, who, line, data))
        yield (
            uuid7_hex(), head.chain, head.seq, stored_now, line.happened_on.isoformat(),
            actor_key, post_key, line.verb, line.target_type, line.target_id,
            line.area, data, _hex(line.subject_id), line.ciphertext, head.mac,
        )  # fmt: skip


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
