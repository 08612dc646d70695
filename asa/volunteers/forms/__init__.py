"""The forms of the register: its list, its entries, the steps of a volunteer's life."""

from asa.volunteers.forms.life import MoveForm
from asa.volunteers.forms.register import (
    CleanTextField,
    LeaveForm,
    OfficeForm,
    RegisterForm,
    RegistrationNumberField,
    VolunteerFilter,
    area_choices,
)

__all__ = [
    "CleanTextField",
    "LeaveForm",
    "MoveForm",
    "OfficeForm",
    "RegisterForm",
    "RegistrationNumberField",
    "VolunteerFilter",
    "area_choices",
]
