"""The forms of the steps of a volunteer's life, one for each."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, Option, ThaiDateField
from asa.common.thaidate import buddhist_year, today
from asa.places.codes import Level
from asa.places.forms import AreaField
from asa.volunteers.actions import Order, Registration, Training
from asa.volunteers.codes import EndReason, OtherRole, VolunteerState
from asa.volunteers.forms.register import CleanTextField, RegistrationNumberField, limit
from asa.volunteers.models import Volunteer
from asa.volunteers.numbering import proposed_number
from asa.volunteers.queries import end_reasons, qualifications_on


def _day(label: Any) -> ThaiDateField:
    return ThaiDateField(label=label, not_future=True, initial=today)


def _order_no() -> CleanTextField:
    return CleanTextField(
        label=_("Order no."), help_text=_("Such as 118/2569"), max_length=60, required=False
    )


def _words(label: Any, *, required: bool = False, hint: Any = "") -> CleanTextField:
    return CleanTextField(
        label=label, help_text=hint, max_length=300, required=required, widget=forms.Textarea
    )


def _deviation() -> CleanTextField:
    return _words(
        _("Why the office takes the person all the same"),
        hint=_("Only where a rule is not met from which the office may deviate"),
    )


class VerifyForm(AsaForm):
    """Which papers the office has seen, and what it confirms."""

    seen = forms.MultipleChoiceField(
        label=_("Seen and confirmed"), widget=forms.CheckboxSelectMultiple, required=False
    )
    on = _day(_("Checked on"))
    deviation = _deviation()

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = qualifications_on(today(), step=VolunteerState.VERIFIED, kind=volunteer.kind)
        field = self.fields["seen"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type
        field.choices = [
            (rule.code, Option(rule.name, "" if rule.may_deviate else _("Cannot be left out")))
            for rule in rules
            if rule.is_ticked
        ]
        field.required = bool(field.choices)


class TrainForm(AsaForm):
    """Which basic course, on which day."""

    course = CleanTextField(
        label=_("Course"), help_text=_("Such as basic course, cohort 4/2569"), max_length=200
    )
    on = _day(_("Last day of the course"))
    is_elsewhere = forms.BooleanField(
        label=_("The course was held by somebody else"), required=False
    )
    evidence = CleanTextField(
        label=_("What proves it"),
        help_text=_("Number and issuer of the certificate, where somebody else held the course"),
        max_length=200,
        required=False,
    )

    def training(self) -> Training:
        told = self.cleaned_data
        return Training(told["course"], told["is_elsewhere"], told["evidence"])


class EnrolForm(AsaForm):
    """The number of a new volunteer and the order that says so."""

    number = RegistrationNumberField(
        label=_("Registration number"), help_text=_("Number and year, such as 868600022/2546")
    )
    order_no = _order_no()
    on = _day(_("Registered on"))
    deviation = _deviation()

    def registration(self) -> Registration:
        told = self.cleaned_data
        number, year = told["number"]
        return Registration(number, year or 0, told["order_no"], told["deviation"])


def first_number(volunteer: Volunteer, on: date) -> str:
    """The number to begin with: the one of before, or the next free one of the province."""
    if volunteer.registration_no:
        return f"{volunteer.registration_no}/{volunteer.registration_year_be}"
    year = buddhist_year(on)
    free = proposed_number(volunteer.area_id[:2], year_be=year, on=on)
    return f"{free}/{year}" if free else ""


class OrderForm(AsaForm):
    """A step that an order may say; the words are kept for the people of the office."""

    def order(self) -> Order:
        told = self.cleaned_data
        return Order(told["note"], told.get("order_no", ""))


class SuspendForm(OrderForm):
    note = _words(_("Reason"), required=True)
    order_no = _order_no()
    on = _day(_("Since"))


class ReinstateForm(OrderForm):
    note = _words(_("Note"))
    order_no = _order_no()
    on = _day(_("Since"))


class EndForm(OrderForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=EndReason, widget=forms.RadioSelect)
    on = _day(_("Since"))
    order_no = _order_no()
    note = _words(_("Note"))

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [(reason.value, reason.label) for reason in end_reasons(volunteer)]


class MoveForm(OrderForm):
    """Where to, from which day, and the order that says so."""

    tambon = AreaField(label=_("Sub-district"), level=Level.TAMBON)
    moo = forms.IntegerField(label=_("Village number"), required=False, min_value=1, max_value=99)
    on = _day(_("Since"))
    order_no = _order_no()
    note = _words(_("Note"))

    def __init__(self, *args: Any, under: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self.fields["tambon"], under)


class ApplyAgainForm(OrderForm):
    note = _words(_("Note"))
    on = _day(_("Applied on"))


class GrownUpForm(OrderForm):
    order_no = _order_no()
    on = _day(_("Since"))
    note = _words(_("Note"))


class TakeBackForm(AsaForm):
    """Why the step is taken back that the page showed."""

    reason = _words(_("Why the step is taken back"), required=True)
    step = forms.UUIDField(required=False, widget=forms.HiddenInput)


class AssignmentForm(AsaForm):
    """One more area of work: a sub-district, a district or the province, or a village by number."""

    area = AreaField(
        label=_("Place"),
        help_text=_("Sub-district, district or the province; a village or community by its name"),
        villages=True,
    )
    moo = forms.IntegerField(
        label=_("Village number"),
        help_text=_("Only where it is one village of the sub-district"),
        required=False,
        min_value=1,
        max_value=99,
    )
    on = _day(_("Since"))

    def __init__(self, *args: Any, under: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self.fields["area"], under)


class AffiliationForm(AsaForm):
    """Another volunteer role of the same person."""

    role = forms.ChoiceField(label=_("Role"), choices=OtherRole, widget=forms.RadioSelect)
    name = CleanTextField(
        label=_("Which role"),
        help_text=_("Only for a role that is none of these"),
        max_length=120,
        required=False,
    )
    started_on = ThaiDateField(label=_("Since"), not_future=True, required=False)
