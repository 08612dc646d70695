"""Reads of centres: which I may see, their facts, proposals, committees, meetings, capacity."""

from asa.centres.queries.assessments import (
    Line,
    assessments_for,
    bars_of,
    compared,
    components_on,
    priorities_for,
)
from asa.centres.queries.centres import (
    CentreRow,
    area_of_centre,
    centre_rows,
    centres_for,
    centres_in_full_for,
    centres_matching,
    shown_as_asked,
)
from asa.centres.queries.committees import (
    Committee,
    committee_of,
    current_offices,
    former_offices,
    members_of,
    term_of,
    users_of,
    years_of_term,
)
from asa.centres.queries.facts import FieldLine, facts_of, field_lines, profile_of, services_on
from asa.centres.queries.gaps import GapLine, areas_without_centre, gap_lines
from asa.centres.queries.meetings import meetings_for, next_number, points_for
from asa.centres.queries.proposals import (
    overtaken,
    proposals_for,
    proposals_waiting_for,
    step_of,
    validates,
)
from asa.centres.queries.sheets import sheet_rows
from asa.centres.queries.working_rules import Shown, shown_list, term_lengths

__all__ = [
    "CentreRow",
    "Committee",
    "FieldLine",
    "GapLine",
    "Line",
    "Shown",
    "area_of_centre",
    "areas_without_centre",
    "assessments_for",
    "bars_of",
    "centre_rows",
    "centres_for",
    "centres_in_full_for",
    "centres_matching",
    "committee_of",
    "compared",
    "components_on",
    "current_offices",
    "facts_of",
    "field_lines",
    "former_offices",
    "gap_lines",
    "meetings_for",
    "members_of",
    "next_number",
    "overtaken",
    "points_for",
    "priorities_for",
    "profile_of",
    "proposals_for",
    "proposals_waiting_for",
    "services_on",
    "sheet_rows",
    "shown_as_asked",
    "shown_list",
    "step_of",
    "term_lengths",
    "term_of",
    "users_of",
    "validates",
    "years_of_term",
]
