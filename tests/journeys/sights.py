"""What the processes of one run have seen: a page read or photographed by one is not by another."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.journeys.site import ROOT

PICTURES = ROOT / "var" / "journeys"
# Beside the pictures, and as old as they are.
_NOTED = PICTURES / "noted"


def forget() -> None:
    """Empty the folder of the pictures, and what was noted with them."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    _NOTED.mkdir(parents=True)


class Sights:
    """A set of tuples of words that all processes of a run share: a small file for each."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.known: set[tuple[str, ...]] = set()

    def __contains__(self, sight: tuple[str, ...]) -> bool:
        if sight in self.known or self._file(sight).exists():
            self.known.add(sight)
            return True
        return False

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """Those of all processes."""
        for file in _NOTED.glob(f"{self.kind}-*"):
            yield tuple(file.read_text(encoding="utf-8").split("\n"))

    def add(self, sight: tuple[str, ...]) -> None:
        if sight not in self:
            self.known.add(sight)
            self._file(sight).write_text("\n".join(sight), encoding="utf-8")

    def update(self, sights: Iterable[tuple[str, ...]]) -> None:
        for sight in sights:
            self.add(sight)

    def _file(self, sight: tuple[str, ...]) -> Path:
        name = hashlib.sha256("\n".join(sight).encode()).hexdigest()[:24]
        return _NOTED / f"{self.kind}-{name}"
