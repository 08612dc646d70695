"""What belongs to a centre: its facts and their changes, terms, meetings, looks at its capacity,
and what is agreed with the volunteers whom its people support."""

from asa.centres.models.assessment import Assessment, Priority, Rating
from asa.centres.models.centre import ChangeProposal, CommitteeTerm, Profile
from asa.centres.models.lists import Component, Question, Service, SupportRule, TermLength
from asa.centres.models.meeting import FormerMinutes, Invitation, Meeting, Point
from asa.centres.models.support import Looked, Supervision, Target

__all__ = [
    "Assessment",
    "ChangeProposal",
    "CommitteeTerm",
    "Component",
    "FormerMinutes",
    "Invitation",
    "Looked",
    "Meeting",
    "Point",
    "Priority",
    "Profile",
    "Question",
    "Rating",
    "Service",
    "Supervision",
    "SupportRule",
    "Target",
    "TermLength",
]
