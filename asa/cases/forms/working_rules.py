"""The forms of the chain of checks, the service times and the list of problems."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.cases.actions.working_rules import LONGEST
from asa.common.forms import AsaForm, ThaiDateField
from asa.common.thaidate import today


def _tomorrow() -> Any:
    return today() + timedelta(days=1)


def _days(label: Any, *, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"class": "brief", "inputmode": "numeric"}),
    )


class CheckStepForm(AsaForm):
    """After how many days the provincial office may take a report from a step."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=_tomorrow)
    days = _days(_("Days until the provincial office may take the report"))


class ServiceTimeForm(AsaForm):
    """Within how many days a case is to be helped, and when its clock changes colour."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=_tomorrow)
    days = _days(_("To be helped within (days)"))
    soon_from = _days(_("Reminder from day"), least=0)
    near_from = _days(_("Warning from day"), least=0)


class AppealTermForm(AsaForm):
    """Within how many days a refused person may appeal."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=_tomorrow)
    days = _days(_("Days to appeal"))


class _NamesForm(AsaForm):
    name_th = forms.CharField(label=_("Thai name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)


class ProblemAreaForm(_NamesForm):
    """What an area of the petition is called, and whether somebody has compared it."""

    is_verified = forms.BooleanField(
        label=_("Compared with the ministry's petition form"), required=False
    )


class ProblemForm(_NamesForm):
    """What a problem is called, and until when it can be ticked."""

    ended_on = ThaiDateField(
        label=_("No longer ticked from"),
        help_text=_("Empty: it stays in the list"),
        not_before=today,
        required=False,
    )


class NewProblemForm(_NamesForm):
    """One more problem of an area."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=_tomorrow)
    protects = forms.BooleanField(
        label=_("Whoever ticks it makes the case protected"),
        help_text=_("Only the named team sees such a case. This cannot be changed later."),
        required=False,
    )
