"""The register, the steps of a volunteer's life, and the rules that they are taken under."""

from asa.volunteers.models.activity import ActiveFormula, Activity
from asa.volunteers.models.life import Affiliation, GrownUpTold, SignUpDay, VolunteerStep
from asa.volunteers.models.lists import LinkageRule, NumberPattern, Qualification
from asa.volunteers.models.register import Assignment, Centre, Office, Volunteer
from asa.volunteers.models.transfers import Transfer

__all__ = [
    "ActiveFormula",
    "Activity",
    "Affiliation",
    "Assignment",
    "Centre",
    "GrownUpTold",
    "LinkageRule",
    "NumberPattern",
    "Office",
    "Qualification",
    "SignUpDay",
    "Transfer",
    "Volunteer",
    "VolunteerStep",
]
