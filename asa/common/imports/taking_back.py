"""What came, or would come, of taking back a list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.chains import Actor
from asa.common.errors import written
from asa.common.imports.batches import check_can_be_taken_back, parts_of
from asa.common.imports.reading import Progress
from asa.common.models import ImportBatch


class Kept(NamedTuple):
    """A record that stays as it is, and why, in a sentence."""

    key: str
    reason: str


@dataclass
class TakenBack:
    """How many new records went, how many got former values back, and which stay as they are."""

    removed: int = 0
    returned: int = 0
    written: bool = False
    kept: list[Kept] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The form that programs read."""
        return {
            "removed": self.removed,
            "returned": self.returned,
            "written": self.written,
            "kept": [one._asdict() for one in self.kept],
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "TakenBack":
        """What `as_json` told."""
        counts = {name: told.get(name, 0) for name in ("removed", "returned", "written")}
        return cls(**counts, kept=[Kept(**one) for one in told.get("kept", [])])

    @property
    def _count(self) -> int:
        return self.removed + self.returned + len(self.kept)


def take_back(  # noqa: PLR0913 - who, when, why, and how far it is
    batch: ImportBatch,
    take: Callable[[dict[str, Any], TakenBack], None],
    *,
    by: Actor,
    on: date,
    reason: str,
    trial: bool,
    progress: Progress | None,
) -> TakenBack:
    """Take back what each part of a batch did, the last first, in one transaction; of a trial
    nothing stays, part by part. The rule has been asked by then.

    take: does it for one part, and counts in what is handed to it.
    """
    batch.refresh_from_db()  # somebody else may have taken it back meanwhile
    words = "" if trial else written(reason, _("Write why the import is taken back."))
    check_can_be_taken_back(batch)
    done = TakenBack()
    if trial:
        for part in parts_of(batch):
            with transaction.atomic():
                take(part, done)
                transaction.set_rollback(True)
            if progress:
                progress(done._count, batch.created + batch.updated)
        return done
    with transaction.atomic():
        batch.move_to(taken_back_by_id=by.pk, taken_back_at=datetime.now(UTC), reason=words)
        for part in parts_of(batch):
            take(part, done)
            if progress:
                progress(done._count, batch.created + batch.updated)
        _finish(batch, done)
        journal.record(
            by, "import.taken_back", batch, area=batch.area, on=on, subject=batch.pk,
            text=words, removed=done.removed, returned=done.returned, kept=len(done.kept),
        )  # fmt: skip
    return done


def _finish(batch: ImportBatch, done: TakenBack) -> None:
    """Keep what came of it; the former values are thrown away with their use."""
    batch.removed, batch.returned, batch.kept = done.removed, done.returned, len(done.kept)
    batch.save(update_fields=["removed", "returned", "kept"])
    batch.parts.all().delete()
    done.written = True
