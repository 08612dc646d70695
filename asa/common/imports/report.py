"""What an import did, or would do: counts, what must be mended and where, and what to look at."""

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A row of a sheet, as a spreadsheet program numbers it."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that must be mended before its row can be taken."""

    sheet: str
    row: int
    column: str
    heading: str
    # As the file has it; of what names a person only so much as finds it again.
    value: str
    reason: str
    remedy: str


@dataclass
class Report:
    """The outcome of one file: read is created + updated + unchanged + refused."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    written: bool = False
    problems: list[Problem] = field(default_factory=list)
    possible_duplicates: list[tuple[Place, Place]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # The key of the batch that can be taken back; "" where nothing was written.
    batch: str = field(default="", compare=False)
    # Why nothing of the list is written before somebody has looked at it; "" where nothing is
    # against it. doubtful: how many rows may be people on record, where that is half or more.
    stopped: str = field(default="", compare=False)
    doubtful: int = field(default=0, compare=False)

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged + self.refused

    @property
    def accepted(self) -> int:
        return self.created + self.updated + self.unchanged

    def as_json(self) -> dict[str, Any]:
        """The report in the form that programs read."""
        stopped = {"stopped": self.stopped} if self.stopped else {}
        return stopped | {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "written": self.written,
            "problems": [asdict(problem) for problem in self.problems],
            "possible_duplicates": [
                [place._asdict() for place in pair] for pair in self.possible_duplicates
            ],
            "notes": self.notes,
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Report":
        """The report that `as_json` told."""
        counts = ("created", "updated", "unchanged", "refused", "written")
        return cls(
            **{name: told.get(name, 0) for name in counts},
            problems=[Problem(**problem) for problem in told.get("problems", [])],
            possible_duplicates=[
                (Place(**first), Place(**second))
                for first, second in told.get("possible_duplicates", [])
            ],
            notes=list(told.get("notes", [])),
            stopped=told.get("stopped", ""),
        )
