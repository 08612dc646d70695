"""The forms of what volunteers do, and of the formula that says who is active."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ParsedField, ThaiDateField
from asa.common.thaidate import today
from asa.common.thaitext import arabic_digits
from asa.volunteers.actions import Done
from asa.volunteers.checks import check_hours
from asa.volunteers.codes import (
    MOST_HOURS_PER_MONTH,
    MOST_MONTHS,
    MOST_QUIET_MONTHS,
    MOST_REPORTS,
    ActivityKind,
)
from asa.volunteers.forms.register import CleanTextField
from asa.volunteers.forms.working_rules import figures, tomorrow
from asa.volunteers.queries import Formula


class HoursField(ParsedField):
    """Hours of one day, such as 2 or ๑.๕ → Decimal with at most one place."""

    attributes = {"inputmode": "decimal", "class": "brief"}

    def parse(self, text: str) -> Decimal:
        try:
            hours = Decimal(arabic_digits(text).replace(",", ".").strip())
        except InvalidOperation:
            hours = Decimal("NaN")
        return check_hours(hours)

    def shown(self, value: Any) -> str:
        return f"{value:f}".removesuffix(".0")


class ActivityForm(AsaForm):
    """What a volunteer did: kind and day are enough."""

    kind = forms.ChoiceField(
        label=_("What was done"), choices=[("", _("Choose")), *ActivityKind.choices]
    )
    happened_on = ThaiDateField(label=_("Day"), not_future=True, initial=today)
    hours = HoursField(
        label=_("Hours"), help_text=_("About how long it took, such as 2 or 1.5"), required=False
    )
    place = CleanTextField(label=_("Place"), max_length=200, required=False)
    note = CleanTextField(label=_("Note"), max_length=1000, required=False, widget=forms.Textarea)

    def done(self) -> Done:
        told = dict(self.cleaned_data)
        return Done(ActivityKind(told.pop("kind")), **told)


class WithdrawForm(AsaForm):
    """Why something does not count."""

    reason = CleanTextField(label=_("Reason"), max_length=300)


class ActiveFormulaForm(AsaForm):
    """What is asked of who counts as active; reports or hours, either is enough."""

    months = figures(_("Months looked back"), MOST_MONTHS)
    reports = figures(_("Reports in that time"), MOST_REPORTS, required=False)
    hours_per_month = figures(_("Hours a month on average"), MOST_HOURS_PER_MONTH, required=False)
    quiet_months = figures(
        _("Latest months that do not count against"),
        MOST_QUIET_MONTHS,
        least=0,
        hint=_("Enough before these months is enough as well."),
    )
    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)

    def formula(self) -> Formula:
        told = dict(self.cleaned_data)
        told.pop("started_on")
        return Formula(**told)
