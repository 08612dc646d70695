"""Reference and ours in turn, never together: A/B/A/B, medians, and a ratio that can be broken."""

import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Reading = float
Measure = Callable[[], Reading]


@dataclass(frozen=True)
class Row:
    """One line of the table. `goal` is the most that `judged` may be; without one it informs."""

    what: str
    unit: str
    ours: Sequence[Reading]
    reference: Sequence[Reading] = ()
    goal: float | None = None
    load: float = field(default_factory=lambda: os.getloadavg()[0])

    @property
    def judged(self) -> float:
        """How many times the reference ours costs; the figure itself where it has no reference."""
        ours = statistics.median(self.ours)
        return ours / statistics.median(self.reference) if self.reference else ours

    @property
    def is_kept(self) -> bool:
        return self.goal is None or self.judged <= self.goal

    @property
    def cells(self) -> tuple[str, ...]:
        mark = "×" if self.reference else f" {self.unit}"
        return (
            self.what,
            self.unit,
            _spread(self.reference),
            _spread(self.ours),
            f"{self.judged:.3g}{mark}",
            f"≤ {self.goal:g}{mark}" if self.goal is not None else "",
            "" if self.goal is None else "kept" if self.is_kept else "BROKEN",
            f"{self.load:.1f}",
        )


def in_turn(rounds: int, *measures: Measure) -> list[list[Reading]]:
    """Each measure once a round, in the same order; one list of readings for each measure."""
    readings: list[list[Reading]] = [[] for _measure in measures]
    for _round in range(rounds):
        for measure, series in zip(measures, readings, strict=True):
            series.append(measure())
    return readings


HEADINGS = ("what", "unit", "reference", "ours", "ratio", "goal", "", "load")


def table(rows: Sequence[Row]) -> str:
    """The rows under headings, in columns: medians, with least and most in brackets."""
    lines = [HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _spread(readings: Sequence[Reading]) -> str:
    if not readings:
        return ""
    middle = statistics.median(readings)
    if len(readings) == 1:
        return f"{middle:.3g}"
    return f"{middle:.3g} ({min(readings):.3g}-{max(readings):.3g})"
