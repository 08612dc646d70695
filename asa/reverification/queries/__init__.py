"""Reads of rounds; lines of a list start at `entries_for`, rounds at `rounds_for`."""

from asa.reverification.queries.counts import (
    Counts,
    Line,
    counts_of,
    lines_of,
    register_counts,
)
from asa.reverification.queries.entries import (
    all_rules,
    answerable_by,
    days_until_suspension,
    entries_for,
    last_seen,
    overlapping,
    proposals_for,
    round_events,
    rounds_for,
    tambons_for,
    waited_for,
    waiting_by_round,
    waiting_for,
)

__all__ = [
    "Counts",
    "Line",
    "all_rules",
    "answerable_by",
    "counts_of",
    "days_until_suspension",
    "entries_for",
    "last_seen",
    "lines_of",
    "overlapping",
    "proposals_for",
    "register_counts",
    "round_events",
    "rounds_for",
    "tambons_for",
    "waited_for",
    "waiting_by_round",
    "waiting_for",
]
