"""What people type on the pages of workshops."""

from asa.training.forms.budget import LineForm, SpentForm
from asa.training.forms.cohorts import (
    CohortForm,
    NominateForm,
    PlaceForm,
    SeatsForm,
    UserSearchForm,
    WhyForm,
)
from asa.training.forms.quotas import QuotasForm
from asa.training.forms.workshops import ApprovalForm, IndicatorForm, ReportForm, WorkshopForm

__all__ = [
    "ApprovalForm",
    "CohortForm",
    "IndicatorForm",
    "LineForm",
    "NominateForm",
    "PlaceForm",
    "QuotasForm",
    "ReportForm",
    "SeatsForm",
    "SpentForm",
    "UserSearchForm",
    "WhyForm",
    "WorkshopForm",
]
