"""Reads of coverage: rules, counts of areas, villages and their states, ages, gaps, shapes."""

from asa.coverage.queries.areas import (
    AreaLine,
    Coverage,
    count_provinces,
    coverage_of,
    ground_of,
    heads_of,
    province_tallies,
)
from asa.coverage.queries.exceptions import (
    exceptions_for,
    open_exceptions,
    open_on,
)
from asa.coverage.queries.gaps import Gap, gaps_in, tambons_without, villages_without
from asa.coverage.queries.past import AsAt, as_at
from asa.coverage.queries.people import (
    Band,
    Forecast,
    YearLine,
    ages_of_volunteers,
    forecast,
    joiners_and_leavers,
)
from asa.coverage.queries.rules import (
    PROMISED,
    Target,
    Targets,
    rules_for,
    rules_touching,
    target_of,
    targets_on,
    versions_of,
)
from asa.coverage.queries.tallies import Ground, Tally, together, workers
from asa.coverage.queries.villages import (
    VillageLine,
    Worker,
    states_by_part,
    village_lines,
)

__all__ = [
    "PROMISED",
    "AreaLine",
    "AsAt",
    "Band",
    "Coverage",
    "Forecast",
    "Gap",
    "Ground",
    "Tally",
    "Target",
    "Targets",
    "VillageLine",
    "Worker",
    "YearLine",
    "ages_of_volunteers",
    "as_at",
    "count_provinces",
    "coverage_of",
    "exceptions_for",
    "forecast",
    "gaps_in",
    "ground_of",
    "heads_of",
    "joiners_and_leavers",
    "open_exceptions",
    "open_on",
    "province_tallies",
    "rules_for",
    "rules_touching",
    "states_by_part",
    "tambons_without",
    "target_of",
    "targets_on",
    "together",
    "versions_of",
    "village_lines",
    "villages_without",
    "workers",
]
