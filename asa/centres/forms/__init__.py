"""What the pages of centres ask."""

from asa.centres.forms.assessment import AssessForm, PrioritiesForm, WorkForm
from asa.centres.forms.committee import ElectForm, EndOfficeForm, SeatForm, TermForm
from asa.centres.forms.facts import FactsForm, FoundForm, ProposeForm, ReasonForm
from asa.centres.forms.lists import CentreFilter
from asa.centres.forms.meeting import CorrectionForm, DoneForm, MinutesForm, PlanForm, PointForm
from asa.centres.forms.support import EndTargetForm, SupportFilter, TargetForm, VisitForm

__all__ = [
    "AssessForm",
    "CentreFilter",
    "CorrectionForm",
    "DoneForm",
    "ElectForm",
    "EndOfficeForm",
    "EndTargetForm",
    "FactsForm",
    "FoundForm",
    "MinutesForm",
    "PlanForm",
    "PointForm",
    "PrioritiesForm",
    "ProposeForm",
    "ReasonForm",
    "SeatForm",
    "SupportFilter",
    "TargetForm",
    "TermForm",
    "VisitForm",
    "WorkForm",
]
