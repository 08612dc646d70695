from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, Option, ThaiDateField
from asa.common.thaidate import today
from asa.handover.codes import LONGEST_TERM
from asa.volunteers.forms.working_rules import figures, tomorrow


class TermForm(AsaForm):
    """The days of handovers from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)
    days = figures(_("Days until everything has a new owner"), LONGEST_TERM)
    days_until_office = figures(
        _("Days after that until the provincial office is told"), LONGEST_TERM
    )
    days_to_give_back = figures(
        _("Days in which a successor may give back"), LONGEST_TERM, least=0,
        hint=_("0: only on the day of accepting"),
    )  # fmt: skip
    days_to_undo = figures(
        _("Days in which the office may undo what was accepted"), LONGEST_TERM, least=0,
        hint=_("0: only on the day of accepting"),
    )  # fmt: skip


class OfferForm(AsaForm):
    """Which items are offered, and to whom."""

    def __init__(
        self, *args: Any, items: list[tuple[UUID, Option]], to: list[tuple[UUID, Option]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["items"] = forms.TypedMultipleChoiceField(
            label=_("What is offered"),
            choices=[(str(key), words) for key, words in items],
            coerce=UUID,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose what is to be offered.")},
        )
        self.fields["to"] = forms.TypedChoiceField(
            label=_("Who is asked"),
            choices=[(str(key), words) for key, words in to],
            coerce=UUID,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose who is asked.")},
        )


class AnswerForm(AsaForm):
    """Yes, or no with its reason."""

    answer = forms.ChoiceField(
        label=_("Do you take it on?"),
        choices=[("yes", _("Yes, I take it on")), ("no", _("No, I cannot"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea,
        help_text=_("Needed where you say no."),
    )


class UndoForm(AsaForm):
    """Why the office undoes what was accepted."""

    reason = forms.CharField(label=_("Why it is undone"), max_length=300, widget=forms.Textarea)


class GiveBackForm(AsaForm):
    """Why it is given back."""

    reason = forms.CharField(label=_("Why you give it back"), max_length=300, widget=forms.Textarea)
