from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ThaiDateField, TimeOfDayField
from asa.common.thaidate import today
from asa.notices.actions import Wishes
from asa.notices.kinds import groups
from asa.notices.models import Contact


class AddressForm(AsaForm):
    """Where e-mail is to go; whether it is an address is said by the channel."""

    address = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Only sentences without names go there"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(AsaForm):
    """The code that was sent to an address."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "brief"}
        ),
    )


class WishesForm(AsaForm):
    """The groups wanted by e-mail, and own quiet hours."""

    groups = forms.MultipleChoiceField(
        label=_("Send an e-mail about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quiet_from = TimeOfDayField(label=_("Quiet from"), required=False, help_text=_("Such as 20.00"))
    quiet_until = TimeOfDayField(
        label=_("Quiet until"), required=False, help_text=_("Such as 7.00")
    )

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        self.all = [group.name for group in groups()]
        wanted = [name for name in self.all if name not in contact.muted]
        quiet = {"quiet_from": contact.quiet_from, "quiet_until": contact.quiet_until}
        super().__init__(*args, initial={"groups": wanted, **quiet}, **kwargs)
        choices = [(group.name, str(group.title)) for group in groups()]
        self.fields["groups"].choices = choices  # type: ignore[attr-defined] # a field of choices

    def wishes(self) -> Wishes:
        """What was ticked and typed; everything that was not ticked is muted."""
        told = self.cleaned_data
        muted = [name for name in self.all if name not in told["groups"]]
        return Wishes(muted, told["quiet_from"], told["quiet_until"])


class QuietHoursForm(AsaForm):
    """Other quiet hours for everybody, from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today)
    starts_at = TimeOfDayField(label=_("Quiet from"), help_text=_("Such as 20.00"))
    ends_at = TimeOfDayField(label=_("Quiet until"), help_text=_("Such as 7.00"))
