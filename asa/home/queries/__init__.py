"""Reads of the top floor: the numbers of areas, what waits for each role, and the logs."""

from asa.home.queries.country import (
    AreaLine,
    EmptyOffice,
    RegionLines,
    Totals,
    area_lines,
    empty_offices,
    regions_of,
    totals_of,
)
from asa.home.queries.figures import Figures, definitions, figures
from asa.home.queries.logs import (
    NIGHTLY,
    VERIFY,
    Verification,
    chains_for,
    entries_for,
    last_verification,
    lines_for,
    names_of,
    sealed_among,
    without_sealed,
)
from asa.home.queries.past import FiguresAsAt, definitions_as_at, figures_as_at
from asa.home.queries.province import (
    DimensionLine,
    MonthLine,
    assessed_households,
    dimension_lines,
    month_lines,
)

__all__ = [
    "NIGHTLY",
    "VERIFY",
    "AreaLine",
    "DimensionLine",
    "EmptyOffice",
    "Figures",
    "FiguresAsAt",
    "MonthLine",
    "RegionLines",
    "Totals",
    "Verification",
    "area_lines",
    "assessed_households",
    "chains_for",
    "definitions",
    "definitions_as_at",
    "dimension_lines",
    "empty_offices",
    "entries_for",
    "figures",
    "figures_as_at",
    "last_verification",
    "lines_for",
    "month_lines",
    "names_of",
    "regions_of",
    "sealed_among",
    "totals_of",
    "without_sealed",
]
