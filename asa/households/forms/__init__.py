"""The forms of households' pages."""

from asa.households.forms.lists import HouseholdFilter
from asa.households.forms.papers import CaretakerForm, ConsentForm, PhotosForm
from asa.households.forms.records import LeaveForm, MemberForm, PlaceForm
from asa.households.forms.visits import DimensionFields, RoundForm, VisitForm

__all__ = [
    "CaretakerForm",
    "ConsentForm",
    "DimensionFields",
    "HouseholdFilter",
    "LeaveForm",
    "MemberForm",
    "PhotosForm",
    "PlaceForm",
    "RoundForm",
    "VisitForm",
]
