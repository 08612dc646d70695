"""The forms that mend what stands of an applicant, and of somebody in the register."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, PhoneField
from asa.common.thaidate import PartialDate
from asa.people.codes import Sex
from asa.places.models import Area
from asa.volunteers.corrections import Contact, fingerprint, shown_number
from asa.volunteers.forms.applying import PersonForm, WhoForm
from asa.volunteers.forms.register import CleanTextField
from asa.volunteers.models import Volunteer

_LATIN = RegexValidator(r"^[A-Za-z][A-Za-z .'’-]*\Z", _("Write it in Latin letters."))
_POSTCODE = RegexValidator(r"^[1-9][0-9]{4}\Z", _("A postcode has five digits."))


class KnownPersonForm(PersonForm):
    """As it stands, but for the number: that is typed anew where it is wrong."""

    title = CleanTextField(label=_("Title"), max_length=60, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex, widget=forms.RadioSelect)
    nationality = CleanTextField(
        label=_("Nationality"), help_text=_("Empty: Thai"), max_length=60, required=False
    )

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        self.person = volunteer.person
        super().__init__(*args, initial=self.as_it_stands(volunteer), **kwargs)
        if self.person.citizen_id:
            said = _("Empty: %(number)s stays") % {"number": shown_number(self.person)}
            self.fields["number"].help_text = said

    def as_it_stands(self, volunteer: Volunteer) -> dict[str, Any]:
        """What the fields show before anything is typed."""
        person = volunteer.person
        born = person.birth_on
        return {
            "title": person.prefix,
            "given_name": person.given_name,
            "family_name": person.family_name,
            "no_id_reason": person.no_id_reason,
            "nationality": person.nationality,
            "birth": PartialDate(born, person.birth_precision or "day") if born else None,  # type: ignore[arg-type] # one of the three
            "sex": person.sex,
            "phone": person.phone,
            "address": volunteer.address,
        }

    def clean(self) -> dict[str, Any]:
        is_kept = not self.cleaned_data.get("number") and not self.cleaned_data.get("no_id_reason")
        if is_kept and "number" not in self.errors and self.person.citizen_id:
            told: dict[str, Any] = self.cleaned_data
            told["number"], told["id_kind"] = self.person.citizen_id, self.person.id_kind
            return told
        return super().clean()


class CorrectForm(KnownPersonForm, WhoForm):
    """Of an applicant, with the place where the person lives."""

    def as_it_stands(self, volunteer: Volunteer) -> dict[str, Any]:
        area = volunteer.area
        tambon = area if len(area.pk) == 6 else Area.objects.get(pk=area.pk[:6])
        return super().as_it_stands(volunteer) | {"tambon": tambon, "moo": area.moo}


class ReachedForm(AsaForm):
    """Where somebody in the register is reached."""

    phone = PhoneField(required=False)
    other_phone = PhoneField(label=_("Other telephone number"), required=False)
    address = CleanTextField(label=_("House number"), max_length=200, required=False)
    postcode = CleanTextField(
        label=_("Postcode"), max_length=5, required=False, validators=[_POSTCODE]
    )
    # The fingerprint of the entry as whoever types has seen it.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)

    def contact(self) -> Contact:
        told = self.cleaned_data
        return Contact(told["phone"], told["other_phone"], told["address"], told["postcode"])


def _reached(volunteer: Volunteer) -> dict[str, Any]:
    return {
        "phone": volunteer.person.phone,
        "other_phone": volunteer.person.other_phone,
        "address": volunteer.address,
        "postcode": volunteer.postcode,
        "seen": fingerprint(volunteer),
    }


class ContactForm(ReachedForm):
    """Telephone and address alone."""

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, initial=_reached(volunteer), **kwargs)


class MendForm(KnownPersonForm, ReachedForm):
    """Of somebody who is or was registered; where the person lives is changed by a move."""

    given_name_en = CleanTextField(
        label=_("Given name (English)"), max_length=100, required=False, validators=[_LATIN]
    )
    family_name_en = CleanTextField(
        label=_("Family name (English)"), max_length=100, required=False, validators=[_LATIN]
    )
    reason = CleanTextField(
        label=_("Reason"),
        help_text=_("Needed where name, birth date or number changes, such as: married, misread"),
        max_length=300,
        required=False,
    )

    def as_it_stands(self, volunteer: Volunteer) -> dict[str, Any]:
        person = volunteer.person
        english = {
            "given_name_en": person.given_name_en,
            "family_name_en": person.family_name_en,
        }
        return super().as_it_stands(volunteer) | _reached(volunteer) | english

    def english(self) -> tuple[str, str]:
        """Given and family name in Latin letters."""
        return self.cleaned_data["given_name_en"], self.cleaned_data["family_name_en"]
