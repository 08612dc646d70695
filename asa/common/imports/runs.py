"""One run of an import: all of it is written or nothing, and a trial writes nothing at all."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.db import transaction

from asa.common.imports.reading import ROWS_AT_A_TIME, Progress, Table
from asa.common.imports.report import Report


@contextmanager
def run(report: Report, *, trial: bool, all_or_nothing: bool) -> Iterator[None]:
    """Inside, rows are decided and written; at the end the report says whether they stay.

    What was stopped, or is to come whole and cannot, leaves nothing behind.
    """
    with transaction.atomic():
        yield
        is_stopped = report.stopped or (all_or_nothing and report.refused)
        report.written = not trial and not is_stopped
        if not trial and not report.written:
            transaction.set_rollback(True)


@contextmanager
def without_collector() -> Iterator[None]:
    """Rows form no circles: looking for some among all of them costs a fifth of the time.

    It stands before the function that brings a file in, from its reading to its report.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What is left counts as old, so that it is not looked through at once after all.
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


class Counter:
    """Tells how far an import is, over all its sheets; total: how many rows they have."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.total, self.done, self.progress = total, 0, progress

    def leave_out_headings(self, table: Table) -> None:
        """A sheet begins of which only the rows below its headings were counted too much."""
        self.total -= len(table.sheet.rows) - len(table)

    def add(self, rows: int) -> None:
        self.done = min(self.total, self.done + rows)
        if self.progress:
            self.progress(self.done, self.total)


def batches(
    table: Table, counter: Counter, most: int | None = None
) -> Iterator[list[tuple[int, tuple[Any, ...]]]]:
    """The rows of a sheet that can be taken so far, so many at a time that memory stays small."""
    rows = table.rows() if most is None else islice(table.rows(), max(0, most))
    while batch := list(islice(rows, ROWS_AT_A_TIME)):
        yield batch
        counter.add(len(batch))
    counter.add(0)


def sort_problems(report: Report, sheets: Sequence[str]) -> None:
    """In the order of the file, whose sheets bear these names."""
    order = {name: number for number, name in enumerate(sheets)}
    report.problems.sort(key=lambda problem: (order[problem.sheet], problem.row))
