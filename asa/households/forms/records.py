from typing import Any, Literal

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common import thaitext
from asa.common.forms import (
    AsaForm,
    CitizenIdField,
    MoneyField,
    PartialDateField,
    PhoneField,
    Position,
    PositionField,
    ThaiDateField,
)
from asa.common.thaidate import PartialDate, today
from asa.households.actions import HouseholdPlace, MemberDetails
from asa.households.codes import Health, LeaveReason, Tenure
from asa.households.models import Household, HouseholdMember
from asa.people.codes import Precision, Sex


class CleanTextField(forms.CharField):
    """Text as typed, without what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return thaitext.clean(super().to_python(value) or "")


class PlaceForm(AsaForm):
    """Where a household lives and how. `house_code` has 11 digits, its last one is not checked."""

    house_no = CleanTextField(label=_("House number"), max_length=40, required=False)
    house_code = CleanTextField(
        label=_("House code"),
        help_text=_("11 digits, as in the house register"),
        max_length=20,
        required=False,
    )
    village_name = CleanTextField(label=_("Village name"), max_length=120, required=False)
    alley = CleanTextField(label=_("Alley"), max_length=80, required=False)
    soi = CleanTextField(label=_("Soi"), max_length=80, required=False)
    road = CleanTextField(label=_("Road"), max_length=120, required=False)
    postcode = CleanTextField(label=_("Postal code"), max_length=5, required=False)
    landmark = CleanTextField(label=_("Landmark"), max_length=200, required=False)
    position = PositionField(required=False)
    shown_as = CleanTextField(
        label=_("Name to be shown"),
        help_text=_("As the village calls this home"),
        max_length=100,
        required=False,
    )
    tenure = forms.ChoiceField(label=_("Housing"), choices=Tenure, initial=Tenure.UNKNOWN)
    rent_per_month = MoneyField(label=_("Rent per month (baht)"), required=False)
    shelter_condition = CleanTextField(
        label=_("Condition of the home"), max_length=200, required=False
    )
    income_per_month = MoneyField(label=_("Household income per month (baht)"), required=False)
    income_source = CleanTextField(label=_("Source of income"), max_length=120, required=False)

    @classmethod
    def initial_of(cls, household: Household) -> dict[str, Any]:
        """What the form shows first for a household that is known."""
        found = {name: getattr(household, name, None) for name in cls.base_fields}
        if household.latitude is not None and household.longitude is not None:
            found["position"] = Position(household.latitude, household.longitude)
        return found

    def clean_house_code(self) -> str:
        digits = thaitext.arabic_digits(self.cleaned_data["house_code"])
        digits = digits.replace("-", "").replace(" ", "")
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 11):
            raise forms.ValidationError(_("A house code has 11 digits; see the house register."))
        return digits

    def clean_postcode(self) -> str:
        digits = thaitext.arabic_digits(self.cleaned_data["postcode"])
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 5):
            raise forms.ValidationError(_("A postal code has 5 digits."))
        return digits

    def place(self, household: Household | None = None) -> HouseholdPlace:
        """What the action takes; lists that this form does not show stay as they are."""
        values = dict(self.cleaned_data)
        position = values.pop("position")
        if household is not None:
            values |= {"burdens": household.burdens, "problems": household.problems}
        if position is not None:
            values |= {"latitude": position.latitude, "longitude": position.longitude}
        return HouseholdPlace(**values)


class MemberForm(AsaForm):
    """A person of a household; a citizen id, or the reason why there is none."""

    prefix = CleanTextField(  # type: ignore[assignment]  # a person's title, not the form's own prefix
        label=_("Prefix"), max_length=60, required=False
    )
    given_name = CleanTextField(label=_("Given name"), max_length=100)
    family_name = CleanTextField(label=_("Family name"), max_length=100, required=False)
    shown_as = CleanTextField(
        label=_("Name to be shown"),
        help_text=_("As the village calls this person"),
        max_length=100,
        required=False,
    )
    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex, widget=forms.RadioSelect, initial=Sex.UNKNOWN
    )
    citizen_id = CitizenIdField(required=False)
    no_id_reason = CleanTextField(
        label=_("Why there is no citizen id"),
        help_text=_("Only if there is none, such as: birth not registered, card lost"),
        max_length=120,
        required=False,
    )
    birth = PartialDateField(label=_("Date of birth"), required=False)
    nationality = CleanTextField(label=_("Nationality"), max_length=60, required=False)
    phone = PhoneField(required=False)
    relation = CleanTextField(
        label=_("Relation to the head of household"), max_length=60, required=False
    )
    occupation = CleanTextField(label=_("Occupation"), max_length=80, required=False)
    education = CleanTextField(label=_("Education level"), max_length=80, required=False)
    income_per_month = MoneyField(label=_("Income per month (baht)"), required=False)
    health = forms.ChoiceField(
        label=_("Health"), choices=Health, widget=forms.RadioSelect, initial=Health.UNKNOWN
    )
    health_detail = CleanTextField(label=_("Health in detail"), max_length=200, required=False)
    disability = CleanTextField(label=_("Kind of disability"), max_length=80, required=False)
    self_care = CleanTextField(label=_("Can look after oneself"), max_length=60, required=False)

    # What the form shows of the person, and what of the membership.
    ABOUT_PERSON = (
        "prefix",
        "given_name",
        "family_name",
        "shown_as",
        "sex",
        "citizen_id",
        "no_id_reason",
        "nationality",
        "phone",
    )

    def __init__(self, *args: Any, member: HouseholdMember | None = None, **kwargs: Any) -> None:
        if member is not None:
            kwargs["initial"] = self.initial_of(member) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.member = member

    @classmethod
    def initial_of(cls, member: HouseholdMember) -> dict[str, Any]:
        person = member.person
        about = {name: getattr(person, name) for name in cls.ABOUT_PERSON}
        # The number that is kept is not shown; left empty it stays.
        about["citizen_id"] = ""
        if person.birth_on:
            about["birth"] = PartialDate(person.birth_on, _precision(person.birth_precision))
        rest = set(cls.base_fields) - set(cls.ABOUT_PERSON) - {"birth"}
        return about | {name: getattr(member, name) for name in rest}

    @property
    def kept_citizen_id(self) -> str:
        """The number that is on record already."""
        return (self.member.person.citizen_id or "") if self.member else ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "citizen_id" in self.errors or "no_id_reason" in self.errors:
            return cleaned
        if not cleaned.get("citizen_id") and not cleaned.get("no_id_reason"):
            if not self.kept_citizen_id:
                self.add_error("citizen_id", _("Fill in the citizen id, or say below why not."))
        elif cleaned.get("citizen_id") and cleaned.get("no_id_reason"):
            self.add_error("no_id_reason", _("There is a citizen id; leave this empty."))
        return cleaned

    def details(self, **more: Any) -> MemberDetails:
        """What the action takes; fields of the membership that this form does not show stay."""
        values = {name: value for name, value in self.cleaned_data.items() if value is not None}
        if not values.get("citizen_id") and not values.get("no_id_reason"):
            values["citizen_id"] = self.kept_citizen_id
        if self.member is not None:
            shown = {*values, "household_id", "person_id"}
            hidden = set(MemberDetails.__dataclass_fields__) & {
                field.name for field in HouseholdMember._meta.fields
            }
            more = {name: getattr(self.member, name) for name in hidden - shown} | more
            if self.cleaned_data.get("income_per_month") is None:
                more["income_per_month"] = None
        return MemberDetails(**(values | more))


def _precision(kept: str) -> Literal["day", "month", "year"]:
    return "year" if kept == Precision.YEAR else "month" if kept == Precision.MONTH else "day"


class LeaveForm(AsaForm):
    """Since when and why a person no longer lives in the household."""

    reason = forms.ChoiceField(label=_("Reason"), choices=LeaveReason, widget=forms.RadioSelect)
    left_on = ThaiDateField(label=_("Since"), not_future=True, initial=today)
