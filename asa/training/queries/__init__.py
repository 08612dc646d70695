"""Reads of workshops; each starts at `workshops_for`, `cohorts_for` or `enrolments_for`."""

from asa.training.queries.calendar import event_of, own_events
from asa.training.queries.eligibility import (
    WAITING_OR_SEATED,
    Fitness,
    fitness_of,
    is_accepting,
    own_entry,
)
from asa.training.queries.enrolments import enrolments_for, participants_of, reserve_of, seated_of
from asa.training.queries.money import lines_of_money, planned_of, rates_on, spent_of, sums_by_kind
from asa.training.queries.seats import SeatCount, fiscal_years_of, seat_counts, waiting_by_quota
from asa.training.queries.sharing import proposed_shares, quota_of, share_out
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
    "WAITING_OR_SEATED",
    "Fitness",
    "SeatCount",
    "cohorts_for",
    "cohorts_kept_by",
    "enrolments_for",
    "event_of",
    "fiscal_years_of",
    "fitness_of",
    "is_accepting",
    "lines_of_money",
    "own_entry",
    "own_events",
    "participants_of",
    "planned_of",
    "proposed_shares",
    "quota_of",
    "quotas_for",
    "rates_on",
    "reserve_of",
    "seat_counts",
    "seated_of",
    "share_out",
    "spent_of",
    "sums_by_kind",
    "touching",
    "waiting_by_quota",
    "workshops_for",
]
