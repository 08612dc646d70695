"""The forms of who applies: the whole paper, and the short line of a sign-up day's list."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.forms import AsaForm, PartialDateField, PhoneField, ThaiDateField
from asa.common.thaidate import today
from asa.common.thaitext import full_title, split_title
from asa.people.codes import Sex
from asa.places.codes import Level
from asa.places.forms import AreaField
from asa.volunteers.actions import Application, Identity
from asa.volunteers.checks import number_and_kind
from asa.volunteers.codes import OtherRole, Responsibility, VolunteerKind
from asa.volunteers.forms.register import CleanTextField, limit, why_new_field


class PersonForm(AsaForm):
    """Who somebody is."""

    given_name = CleanTextField(label=_("Given name"), max_length=100)
    family_name = CleanTextField(label=_("Family name"), max_length=100, required=False)
    number = CleanTextField(
        label=_("Citizen id or passport number"),
        help_text=_("13 digits, also of people without registration status; or the passport"),
        max_length=40,
        required=False,
    )
    no_id_reason = CleanTextField(label=_("Why there is no number"), max_length=120, required=False)
    birth = PartialDateField(label=_("Birth date"), required=False)
    phone = PhoneField(required=False)
    # Ticked on the second sending, after the entries that may be the same person were shown.
    is_checked = forms.BooleanField(label=_("None of these is the same person"), required=False)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        text = told.get("number", "")
        told["number"] = ""
        if not text:
            if not told.get("no_id_reason"):
                self.add_error("number", gettext("Write the number, or below why there is none."))
            return told
        try:
            told["number"], _kind = number_and_kind(text)
        except DomainError as error:
            self.add_error("number", str(error))
        return told

    def identity(self) -> Identity:
        told = self.cleaned_data
        return Identity(
            given_name=told["given_name"],
            family_name=told["family_name"],
            number=told["number"],
            no_id_reason=told["no_id_reason"],
            nationality=told.get("nationality", ""),
            prefix=told["title"],
            sex=told.get("sex", Sex.UNKNOWN),
            birth=told["birth"],
            phone=told["phone"],
        )


class WhoForm(PersonForm):
    """Who applies, and where the person lives."""

    tambon = AreaField(label=_("Sub-district"), level=Level.TAMBON)
    moo = forms.IntegerField(label=_("Village number"), required=False, min_value=1, max_value=99)
    address = CleanTextField(label=_("House number"), max_length=200, required=False)

    def __init__(self, *args: Any, under: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self.fields["tambon"], under)


class KeyedForm(WhoForm):
    """Somebody whom an officer or a lead keys in: warned of entries that are alike while typing."""

    # A reason instead of the tick, as where somebody with a number is keyed in.
    is_checked = None  # type: ignore[assignment] # so a form lets go of a field
    why_new = why_new_field()


class ApplicationForm(KeyedForm):
    """Everything that the paper form of an applicant tells."""

    title = CleanTextField(label=_("Title"), max_length=60, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex, widget=forms.RadioSelect, initial=Sex.UNKNOWN
    )
    nationality = CleanTextField(
        label=_("Nationality"), help_text=_("Empty: Thai"), max_length=60, required=False
    )
    kind = forms.ChoiceField(
        label=_("Applies as"),
        choices=VolunteerKind,
        widget=forms.RadioSelect,
        initial=VolunteerKind.ADULT,
    )
    responsibility = forms.ChoiceField(
        label=_("Level"), choices=Responsibility, initial=Responsibility.VILLAGE
    )
    occupation = CleanTextField(label=_("Occupation"), max_length=120, required=False)
    education = CleanTextField(label=_("Education"), max_length=120, required=False)
    skills = CleanTextField(label=_("Skills"), max_length=300, required=False)
    other_roles = forms.MultipleChoiceField(
        label=_("Serves already as"),
        choices=[choice for choice in OtherRole.choices if choice[0] != OtherRole.OTHER],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    on = ThaiDateField(label=_("Applied on"), not_future=True, initial=today)

    def application(self) -> Application:
        told = self.cleaned_data
        return Application(
            person=self.identity(),
            kind=told["kind"],
            responsibility=told["responsibility"],
            address=told["address"],
            occupation=told["occupation"],
            education=told["education"],
            skills=told["skills"],
            other_roles=told["other_roles"],
        )


class SignUpLineForm(KeyedForm):
    """One line of a sign-up day's list; the rest is written when the papers are checked."""

    # As lists have it: the title stands before the name, in one column.
    given_name = CleanTextField(label=_("Title and given name"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Applies as"), choices=VolunteerKind, initial=VolunteerKind.ADULT
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        prefix, told["given_name"] = split_title(told.get("given_name", ""))
        told["title"] = full_title(prefix)
        return told

    def application(self) -> Application:
        told = self.cleaned_data
        return Application(person=self.identity(), kind=told["kind"], address=told["address"])


class SignUpDayForm(AsaForm):
    """When and where people came to apply."""

    held_on = ThaiDateField(label=_("Day"), not_future=True, initial=today)
    area = AreaField(label=_("Sub-district or district"), help_text=_("Of the people who came"))
    place = CleanTextField(
        label=_("Place"), help_text=_("Such as the hall of the local council"), max_length=200
    )

    def __init__(self, *args: Any, under: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self.fields["area"], under)
