"""The forms of the qualifications and of the patterns of registration numbers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ThaiDateField
from asa.common.thaidate import today
from asa.volunteers.codes import MOST_DIGITS, MOST_IN_FRONT, MOST_YEARS, TICKED, Check
from asa.volunteers.forms.register import CleanTextField
from asa.volunteers.models import Qualification


def tomorrow() -> Any:
    return today() + timedelta(days=1)


def figures(
    label: Any, most: int, *, least: int = 1, required: bool = True, hint: Any = ""
) -> forms.IntegerField:
    """A field for a whole number between two."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        required=required,
        widget=forms.TextInput(attrs={"class": "brief", "inputmode": "numeric"}),
    )


class _TermsForm(AsaForm):
    name_th = CleanTextField(label=_("Thai name"), max_length=200)
    name_en = CleanTextField(label=_("English name"), max_length=200, required=False)
    may_deviate = forms.BooleanField(
        label=_("The office may deviate from it with a reason"), required=False
    )
    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)


class QualificationForm(_TermsForm):
    """Another version of a qualification."""

    years = figures(_("Years"), MOST_YEARS)
    is_asked = forms.BooleanField(label=_("It is asked"), required=False)

    def __init__(self, *args: Any, rule: Qualification, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not rule.has_years:
            del self.fields["years"]


class NewQualificationForm(_TermsForm):
    """One more paper or confirmation."""

    check_kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in TICKED],
        widget=forms.RadioSelect,
        initial=Check.PAPER,
    )
    field_order = ("check_kind", "name_th", "name_en", "may_deviate", "started_on")


class LinkageRuleForm(AsaForm):
    """From how likely on a pair is put before somebody, from a day on."""

    percent = figures(
        _("Likely one person, of 100"),
        99,
        least=50,
        hint=_("A lower number finds more pairs, and more of them are two people"),
    )
    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)


class NumberPatternForm(AsaForm):
    """The form of a province's numbers from a day on."""

    digits_in_front = CleanTextField(
        label=_("Digits in front"),
        help_text=_("Such as 8686; may stay empty"),
        max_length=MOST_IN_FRONT,
        required=False,
    )
    width = figures(_("Digits of the running number"), MOST_DIGITS)
    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)
