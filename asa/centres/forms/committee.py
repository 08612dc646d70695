from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.centres.actions import Seat
from asa.centres.forms.fields import VolunteerField, VolunteersField
from asa.common.forms import AsaForm, ThaiDateField
from asa.common.thaidate import today
from asa.people.models import User
from asa.places.queries import within
from asa.volunteers.codes import HELD_BY_ONE, Position
from asa.volunteers.models import Centre, Office
from asa.volunteers.queries import volunteers_for

ONE_A_LINE = _("One on each line: name, or registration number with its year")


class OfCentre(AsaForm):
    """A form whose volunteers are those of the area of a centre."""

    def __init__(self, *args: Any, user: User, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        among = volunteers_for(user).filter(within("area", [str(centre.area_id)]))
        for field in self.fields.values():
            if isinstance(field, VolunteerField | VolunteersField):
                field.limit_to(among)


class ElectForm(OfCentre):
    """A whole committee for a term, in one form."""

    on = ThaiDateField(label=_("Day of the election"), not_future=True, initial=today)
    chair = VolunteerField(label=Position.CHAIR.label)
    vice_chair = VolunteersField(label=Position.VICE_CHAIR.label, help_text=ONE_A_LINE)
    secretary = VolunteerField(label=Position.SECRETARY.label, required=False)
    treasurer = VolunteerField(label=Position.TREASURER.label, required=False)
    publicity = VolunteersField(label=Position.PUBLIC_RELATIONS.label, help_text=ONE_A_LINE)
    committee = VolunteersField(label=Position.COMMITTEE.label, help_text=ONE_A_LINE)
    adviser = VolunteersField(label=Position.ADVISER.label, help_text=ONE_A_LINE)

    @staticmethod
    def initial_of(offices: list[Office]) -> dict[str, Any]:
        """The committee of today, as the one that may be elected again."""
        found: dict[str, Any] = {}
        for office in offices:
            if office.position in HELD_BY_ONE:
                found[office.position] = office.volunteer
            else:
                found.setdefault(office.position, []).append(office.volunteer)
        return found

    def seats(self) -> list[Seat]:
        """Who was elected into which office."""
        told, found = self.cleaned_data, []
        for position in Position:
            named = told[position.value] or []
            people = named if isinstance(named, list) else [named]
            found += [Seat(position, one) for one in people]
        return found


class SeatForm(OfCentre):
    """One office of the committee of today."""

    position = forms.ChoiceField(label=_("Office"), choices=Position)
    volunteer = VolunteerField(label=_("Name or number"))
    on = ThaiDateField(label=_("Since"), not_future=True, initial=today)


class TermForm(AsaForm):
    on = ThaiDateField(label=_("Day of the election"), not_future=True)


class EndOfficeForm(AsaForm):
    on = ThaiDateField(label=_("Since"), not_future=True, initial=today)
