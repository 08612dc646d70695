"""What belongs to a centre: its facts and their changes, terms, meetings, looks at its capacity."""

from asa.centres.models.assessment import Assessment, Priority, Rating
from asa.centres.models.centre import ChangeProposal, CommitteeTerm, Profile
from asa.centres.models.lists import Component, Service, TermLength
from asa.centres.models.meeting import FormerMinutes, Invitation, Meeting, Point

__all__ = [
    "Assessment",
    "ChangeProposal",
    "CommitteeTerm",
    "Component",
    "FormerMinutes",
    "Invitation",
    "Meeting",
    "Point",
    "Priority",
    "Profile",
    "Rating",
    "Service",
    "TermLength",
]
