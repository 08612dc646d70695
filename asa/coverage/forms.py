from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, FilterForm, ThaiDateField
from asa.common.thaidate import today
from asa.coverage.codes import LEAST_RETIRING_AGE, MOST, ExceptionKind
from asa.coverage.queries import Target
from asa.places.codes import Level


class AsAtForm(forms.Form):
    """As on which day the numbers of an area are told; without one, today."""

    day = ThaiDateField(
        label=_("As on the day"),
        help_text=_("Such as 30/9/2568, the end of a fiscal year"),
        required=False,
        not_future=True,
    )


class GapFilter(FilterForm):
    """Which places the list of gaps holds."""

    area = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    of = forms.ChoiceField(
        label=_("Places"),
        required=False,
        choices=[("village", _("Villages")), ("tambon", _("Sub-districts"))],
    )
    only = forms.ChoiceField(
        label=_("Volunteers there"),
        required=False,
        choices=[("", _("Fewer than the target")), ("without", _("Nobody"))],
    )

    @property
    def level(self) -> Level:
        """Villages, unless sub-districts are asked for."""
        return Level.TAMBON if self._asked("of") == "tambon" else Level.VILLAGE

    @property
    def only_without(self) -> bool:
        """Whether only places are asked for where nobody works."""
        return self._asked("only") == "without"

    def _asked(self, name: str) -> str:
        asked = self.cleaned_data.get(name, "") if self.is_valid() else ""
        return str(asked)


def _number(label: Any, *, least: int = 1, required: bool = True, hint: Any = "") -> Any:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs={"class": "brief", "inputmode": "numeric"}),
    )


def _tomorrow() -> Any:
    return today() + timedelta(days=1)


class RuleForm(AsaForm):
    """What the villages and sub-districts of an area are to have, from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=_tomorrow)
    per_village = _number(_("Volunteers of a village, at least"))
    per_tambon = _number(_("Volunteers of a sub-district, at least"))
    households_per_volunteer = _number(
        _("Households for one volunteer, at most"),
        required=False,
        hint=_("Empty where households set no target."),
    )
    visits_per_household = _number(_("Visits to each household in a fiscal year"))
    retires_at = _number(
        _("Age at which volunteers stop"),
        least=LEAST_RETIRING_AGE,
        required=False,
        hint=_("Empty where there is no such age; then the forecast looks at those of 70."),
    )

    def target(self) -> Target:
        """What was typed; ask only a valid form."""
        given = dict(self.cleaned_data)
        del given["started_on"]
        return Target(**given)


class AskForm(AsaForm):
    """Why a village is to be counted apart."""

    kind = forms.ChoiceField(
        label=_("What is asked for"), choices=ExceptionKind.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea, help_text=_("Name nobody.")
    )


class DecideForm(AsaForm):
    """What the office answers."""

    approves = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Approve")), ("no", _("Deny"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text=_("Needed where the request is denied."),
    )
