"""The forms of the register: its list, its entries, the steps of a volunteer's life."""

from asa.volunteers.forms.register import (
    LeaveForm,
    MoveForm,
    OfficeForm,
    RegisterForm,
    VolunteerFilter,
)

__all__ = ["LeaveForm", "MoveForm", "OfficeForm", "RegisterForm", "VolunteerFilter"]
