"""The form that mends what was keyed in of an applicant."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common import citizenid
from asa.common.thaidate import PartialDate
from asa.people.codes import IdKind, Sex
from asa.places.models import Area
from asa.volunteers.forms.applying import WhoForm
from asa.volunteers.forms.register import CleanTextField
from asa.volunteers.models import Volunteer


class CorrectForm(WhoForm):
    """As it stands, but for the number: that is typed anew where it is wrong."""

    title = CleanTextField(label=_("Title"), max_length=60, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, widget=forms.RadioSelect)
    nationality = CleanTextField(
        label=_("Nationality"), help_text=_("Empty: Thai"), max_length=60, required=False
    )

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        self.person = volunteer.person
        super().__init__(*args, initial=_as_it_stands(volunteer), **kwargs)
        if self.person.citizen_id:
            said = _("Empty: %(number)s stays") % {"number": _shown(volunteer)}
            self.fields["number"].help_text = said

    def clean(self) -> dict[str, Any]:
        is_kept = not self.cleaned_data.get("number") and not self.cleaned_data.get("no_id_reason")
        if is_kept and "number" not in self.errors and self.person.citizen_id:
            told: dict[str, Any] = self.cleaned_data
            told["number"], told["id_kind"] = self.person.citizen_id, self.person.id_kind
            return told
        return super().clean()


def _shown(volunteer: Volunteer) -> str:
    number, kind = volunteer.person.citizen_id or "", volunteer.person.id_kind
    if kind in (IdKind.PASSPORT, IdKind.G_CODE):
        return f"{number[:2]}…{number[-2:]}"
    return citizenid.masked(number)


def _as_it_stands(volunteer: Volunteer) -> dict[str, Any]:
    person, area = volunteer.person, volunteer.area
    tambon = area if len(area.pk) == 6 else Area.objects.get(pk=area.pk[:6])
    born = person.birth_on
    return {
        "title": person.prefix,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "no_id_reason": person.no_id_reason,
        "nationality": person.nationality,
        "birth": PartialDate(born, person.birth_precision) if born else None,  # type: ignore[arg-type] # one of the three
        "sex": person.sex,
        "phone": person.phone,
        "tambon": tambon,
        "moo": area.moo,
        "address": volunteer.address,
    }
