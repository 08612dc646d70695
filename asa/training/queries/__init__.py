"""Reads of workshops; each starts at `workshops_for`, `cohorts_for` or `enrolments_for`."""

from asa.training.queries.enrolments import enrolments_for, participants_of, reserve_of, seated_of
from asa.training.queries.seats import SeatCount, fiscal_years_of, seat_counts
from asa.training.queries.workshops import (
    KEEPERS,
    NOMINATORS,
    READERS,
    cohorts_for,
    cohorts_kept_by,
    quotas_for,
    touching,
    workshops_for,
)

__all__ = [
    "KEEPERS",
    "NOMINATORS",
    "READERS",
    "SeatCount",
    "cohorts_for",
    "cohorts_kept_by",
    "enrolments_for",
    "fiscal_years_of",
    "participants_of",
    "quotas_for",
    "reserve_of",
    "seat_counts",
    "seated_of",
    "touching",
    "workshops_for",
]
