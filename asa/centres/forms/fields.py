"""Fields that read volunteers as people write them."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.forms import ParsedField
from asa.common.thaitext import arabic_digits, clean
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import asked_for, volunteers_matching

# What a form shows of a volunteer ends in the number, by which it is found again.
_NUMBER = re.compile(r"(\S+)/(\d{4})$")
FEW = 3


def said_of(volunteer: Volunteer) -> str:
    """A volunteer as a form shows the choice: นางมะลิ รักถิ่น 868600001/2560."""
    number = volunteer.registration_no
    year = volunteer.registration_year_be
    return f"{volunteer.person.full_name} {number}/{year}" if number else volunteer.person.full_name


def find_volunteer(among: QuerySet[Volunteer], text: str) -> Volunteer:
    """The one registered volunteer of a name or number; a DomainError where none or several are."""
    words = arabic_digits(clean(text))
    registered = among.filter(state=VolunteerState.REGISTERED).select_related("person")
    if numbered := _NUMBER.search(words):
        found = registered.filter(
            registration_no=numbered[1], registration_year_be=int(numbered[2])
        )
    else:
        found = volunteers_matching(registered, asked_for(words))
    several = list(found.order_by("person__sort_key", "pk")[: FEW + 1])
    if len(several) == 1:
        return several[0]
    if not several:
        raise DomainError(
            gettext("No registered volunteer of this area is called so: %(words)s")
            % {"words": clean(text)}
        )
    offered = ", ".join(said_of(one) for one in several[:FEW])
    raise DomainError(
        gettext("Several volunteers fit “%(words)s”. Write the number too, such as: %(offered)s")
        % {"words": clean(text), "offered": offered}
    )


class VolunteerField(ParsedField):
    """A registered volunteer by name or registration number."""

    width = ""
    among: QuerySet[Volunteer] = Volunteer.objects.none()

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Name, or registration number with its year"))
        super().__init__(**kwargs)

    def limit_to(self, among: QuerySet[Volunteer]) -> None:
        """Take these volunteers alone: a form calls it with those of its centre and user."""
        self.among = among

    def parse(self, text: str) -> Volunteer:
        return find_volunteer(self.among, text)

    def shown(self, value: Any) -> str:
        return said_of(value) if isinstance(value, Volunteer) else str(value)

    def prepare_value(self, value: Any) -> str:
        return self.shown(value) if value else ""


class VolunteersField(forms.CharField):
    """Several registered volunteers, one on each line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 4000, **kwargs})
        self.among = Volunteer.objects.none()

    def limit_to(self, among: QuerySet[Volunteer]) -> None:
        self.among = among

    def prepare_value(self, value: Any) -> str:
        return "\n".join(said_of(one) for one in value) if isinstance(value, list) else value or ""

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        found, faults = [], []
        for line in lines:
            try:
                found.append(find_volunteer(self.among, line))
            except DomainError as error:
                faults.append(str(error))
        if faults:
            raise ValidationError(faults, code="invalid")
        return found
