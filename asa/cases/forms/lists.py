"""The forms of the ministry's lists and of a province's protection."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.cases.actions.programmes import HIGHEST_CAP
from asa.cases.forms.office import PersonChoice
from asa.common.forms import AsaForm, MoneyField, ThaiDateField
from asa.common.thaidate import today
from asa.people.models import User


def _tomorrow() -> date:
    return today() + timedelta(days=1)


class ProgrammeForm(AsaForm):
    """A new version of an aid programme, and the day from which it holds."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=_tomorrow)
    name_th = forms.CharField(label=_("Thai name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=300, required=False, widget=forms.Textarea
    )
    cap = MoneyField(
        label=_("Most for one time"),
        help_text=_("In baht; empty means the actual cost"),
        required=False,
        at_least=1,
        at_most=HIGHEST_CAP,
    )
    times_per_fiscal_year = forms.IntegerField(
        label=_("Times in a fiscal year"),
        help_text=_("Empty means no limit"),
        required=False,
        min_value=1,
        max_value=366,
        widget=forms.TextInput(attrs={"class": "brief", "inputmode": "numeric"}),
    )
    governor_may_exceed = forms.BooleanField(
        label=_("The governor's letter may lift the cap"), required=False
    )
    is_active = forms.BooleanField(label=_("Aid can be given under this programme"), required=False)


class MemberForm(AsaForm):
    """A person who from now on handles protected cases."""

    prefix = "member"
    user = PersonChoice(label=_("Person of the office"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class DutyForm(MemberForm):
    """Who is on duty for emergencies on a day."""

    prefix = "duty"
    day = ThaiDateField(label=_("Day on duty"), not_before=today, initial=_tomorrow)
