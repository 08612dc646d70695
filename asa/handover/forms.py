from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, Option


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


class GiveBackForm(AsaForm):
    """Why it is given back."""

    reason = forms.CharField(label=_("Why you give it back"), max_length=300, widget=forms.Textarea)
