"""What came, or would come, of taking back a list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from asa.common.imports.batches import parts_of
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


def take_parts(
    batch: ImportBatch,
    take: Callable[[dict[str, Any]], None],
    done: TakenBack,
    progress: Progress | None,
) -> None:
    """Take back what each part of a batch did, and tell how far that is."""
    for part in parts_of(batch):
        take(part)
        if progress:
            progress(done._count, batch.created + batch.updated)


def finish(batch: ImportBatch, done: TakenBack) -> None:
    """Keep what came of it; the former values are thrown away with their use."""
    batch.removed, batch.returned, batch.kept = done.removed, done.returned, len(done.kept)
    batch.save(update_fields=["removed", "returned", "kept"])
    batch.parts.all().delete()
    done.written = True
