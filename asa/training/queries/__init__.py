"""Reads of workshops; each starts at `workshops_for`, `cohorts_for` or `enrolments_for`."""

from asa.training.queries.enrolments import enrolments_for, participants_of, reserve_of, seated_of
from asa.training.queries.workshops import (
    KEEPERS,
    NOMINATORS,
    cohorts_for,
    cohorts_kept_by,
    quotas_for,
    workshops_for,
)

__all__ = [
    "KEEPERS",
    "NOMINATORS",
    "cohorts_for",
    "cohorts_kept_by",
    "enrolments_for",
    "participants_of",
    "quotas_for",
    "reserve_of",
    "seated_of",
    "workshops_for",
]
