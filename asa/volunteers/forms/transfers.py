"""The forms of transfers between provinces."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ThaiDateField
from asa.common.thaidate import today
from asa.places.codes import Level
from asa.places.forms import AreaField
from asa.volunteers.actions import Order, Wish
from asa.volunteers.forms.register import CleanTextField, limit


class AskForm(AsaForm):
    """Where to, from which day, why, and the order that says so."""

    tambon = AreaField(label=_("Sub-district in the other province"), level=Level.TAMBON)
    on = ThaiDateField(label=_("Since"), not_future=True, initial=today)
    reason = CleanTextField(
        label=_("Why"),
        help_text=_("The other office reads it before it answers."),
        max_length=300,
        widget=forms.Textarea,
    )
    order_no = CleanTextField(
        label=_("Order no."), help_text=_("Such as 118/2569"), max_length=60, required=False
    )

    def wish(self) -> Wish:
        told = self.cleaned_data
        return Wish(told["tambon"], told["on"], Order(told["reason"], told["order_no"]))


class AskInForm(AskForm):
    """Whom the own office asks for, as the papers tell it, and the own place."""

    number = CleanTextField(
        label=_("Registration number or citizen id"),
        help_text=_("As the card or the copy of the id card shows it: 868600022/2546"),
        max_length=40,
    )
    given_name = CleanTextField(label=_("Given name"), max_length=100)
    family_name = CleanTextField(label=_("Family name"), max_length=100)
    field_order = ("number", "given_name", "family_name", "tambon", "on", "reason", "order_no")

    def __init__(self, *args: Any, under: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tambon"].label = _("Sub-district of the own province")
        limit(self.fields["tambon"], under)


class RefuseTransferForm(AsaForm):
    reason = CleanTextField(
        label=_("Why not"),
        help_text=_("Whoever asked reads it."),
        max_length=300,
        widget=forms.Textarea,
    )
