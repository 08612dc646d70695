"""A list that may stand on record already, under other numbers: a person looks at it first."""

from datetime import date

from django.utils.translation import gettext

from asa.common import journal
from asa.common.chains import Actor
from asa.common.imports.report import Report

# So few rows are looked over after they were taken in, as the pairs that they are.
LEAST = 3


def look_first(report: Report, doubtful: int, of: int, *, despite: bool) -> None:
    """Stop a list of which half or more rows may be people on record, or stand in it twice.

    doubtful: how many rows of all that were read. despite: somebody looked, and takes it in.
    """
    is_half = doubtful >= LEAST and doubtful * 2 >= of
    report.doubtful = doubtful if is_half else 0
    if is_half and not despite:
        words = gettext(
            "Of %(of)s rows %(n)s may be people who are on record already or stand in the list"
            " twice. Perhaps the list was taken in before, or rows were copied. Nothing is written"
            " before somebody has looked at these rows: see the rows named below."
        )
        report.stopped = words % {"of": f"{of:,}", "n": f"{doubtful:,}"}


def tell_taken_despite(report: Report, *, kind: str, area: str, by: Actor, on: date) -> None:
    """Write into the journal that a list was taken in although half of it was doubtful."""
    if report.doubtful and not report.stopped:
        journal.record(
            by, "import.taken_despite_doubts", ("common.importbatch", report.batch or area),
            area=area, on=on, kind=kind, rows=report.read, doubtful=report.doubtful,
        )  # fmt: skip
